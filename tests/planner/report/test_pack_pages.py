"""Every page of a pack, whatever the plan: all there, tied, and with its caution."""

from dataclasses import replace
from functools import cache

import pytest

from planner.base.errors import CancelledError, WrongUseError
from planner.base.places import samples
from planner.engine.evaluate import evaluate
from planner.model.plan import Facts, Plan
from planner.model.tables import BASELINE, TABLES, frame_of
from planner.report.pack.material import Material, person_at
from planner.report.packs import KINDS, chosen, named, pack_of
from planner.report.page_names import PAGE_NAMES
from planner.report.pages import PERSONAL, Table
from planner.workbook.read import read_plan
from planner.workbook.samples import generated_plan
from planner.workbook.samples.twelve_people import twelve_people
from tests.planner.report.made_results import MADE_AT
from tests.planner.report.paper import blocks_of, number, text_of

NAMES = [kind.name for kind in KINDS]


@pytest.fixture(scope="module")
def build():
    """Makes the pages of a kind, once for each plan."""
    return cache(lambda name, material: named(name).build(material))


@pytest.fixture(scope="module")
def cluster():
    return read_plan(samples() / "Airedale, Bradford and Leeds.xlsx").plan


@pytest.fixture(scope="module")
def materials(rules, cluster):
    def of(plan, scenario, *others):
        first = evaluate(plan, scenario, rules)
        beside = [evaluate(plan, one, rules) for one in others]
        return Material(first, rules, MADE_AT, beside, 0 if len(first.people) else -1)

    twelve, nation = twelve_people(), generated_plan(1_500, 211, 40, 60, seed=1)
    empty = twelve
    for table in ("staff", "budgets", "placements"):
        empty = empty.with_table(table, frame_of(TABLES[table]))
    return {
        "cluster": of(cluster, "Share across the six", "Do most ourselves", BASELINE),
        "cluster's baseline": of(cluster, BASELINE, "Share across the six"),
        "twelve people": of(twelve, "One of each", "Buy information too"),
        "nobody": of(empty, "One of each", BASELINE),
        "nothing at all": of(Plan(facts=Facts(plan_name="Empty")), BASELINE),
        "nation": of(nation, nation.scenario_names[0], BASELINE),
    }


@pytest.fixture(
    params=["cluster", "cluster's baseline", "twelve people", "nobody", "nothing at all", "nation"]
)
def material(request, materials):
    return materials[request.param]


@pytest.mark.parametrize("name", NAMES)
def test_a_page_can_be_made_of_every_plan(build, material, name):
    for page in build(name, material):
        assert page.kind
        assert page.title
        assert page.blocks
        assert page.stamp.scenario == material.results.scenario
        for one in blocks_of(page):
            if isinstance(one, Table):
                assert one.rows
                assert {len(row.cells) for row in one.rows} == {len(one.columns)}


@pytest.mark.parametrize("name", NAMES)
def test_no_page_says_nan_or_none(build, material, name):
    for page in build(name, material):
        blanks = ("nan", "NaN", "None", "inf", "NaT")
        assert not [word for word in text_of(page).split() if word.strip("£+-%.,:") in blanks]


@pytest.mark.parametrize("name", NAMES)
def test_totals_are_the_sums_of_what_stands_above_them(build, material, name):
    """Cells are rounded, so that a column may be out by half a unit of its last place for each row."""
    for page in build(name, material):
        for table in (one for one in blocks_of(page) if isinstance(one, Table)):
            _assert_totals_tie(table, f"{page.kind}, {page.title}")


def _assert_totals_tie(table, where):
    total = next((row for row in table.rows if row.is_strong), None)
    if total is None:
        return
    above = [row for row in table.rows if not row.is_strong]
    for at, column in enumerate(table.columns):
        cell = total.cells[at]
        if not column.is_number or not cell or cell == "–" or "%" in cell:
            continue
        step = 0.005 if "." in cell else 0.5
        cells = [number(row.cells[at]) for row in above]
        assert sum(cells) == pytest.approx(number(cell), abs=step * (len(cells) + 1)), (
            f"{column.title}: {where}"
        )


@pytest.mark.parametrize("name", NAMES)
def test_pages_of_single_people_say_that_they_are_personal(build, materials, name):
    kind = named(name)
    for page in build(kind.name, materials["cluster"]):
        assert (page.caution == PERSONAL) == kind.is_personal


@pytest.mark.parametrize("name", ["handover", "person"])
def test_people_are_named_where_that_is_asked_for_and_nowhere_else(materials, name):
    material = materials["cluster"]
    known = set(material.results.plan.staff["name"].dropna())
    assert known
    silent = " ".join(text_of(page) for page in named(name).build(material))
    assert not [one for one in known if one in silent]
    told = " ".join(text_of(page) for page in named(name).build(replace(material, shows_names=True)))
    assert [one for one in known if one in told]


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind.name not in ("handover", "person")])
def test_other_pages_are_the_same_whether_names_are_asked_for_or_not(build, materials, kind):
    material = materials["twelve people"]
    asked = kind.build(replace(material, shows_names=True))
    assert [text_of(page) for page in asked] == [text_of(page) for page in build(kind.name, material)]


def test_nothing_is_ever_called_safe(build, material):
    for kind in KINDS:
        for page in build(kind.name, material):
            said = text_of(page).lower()
            assert not [words for words in ("safe to share", "safe for", "anonymous") if words in said]


@pytest.mark.parametrize("name", [kind.name for kind in KINDS if not kind.is_personal])
def test_other_pages_name_nobody(build, materials, name):
    for of in ("cluster", "twelve people"):
        numbers = set(materials[of].results.people["employee_number"])
        for page in build(name, materials[of]):
            assert not numbers.intersection(text_of(page).replace(",", " ").split())


def test_what_a_nation_fills_stays_readable(build, materials):
    """Rows of one table that a board is expected to read; lists of receivers and cover are whole."""
    material = materials["nation"]
    for kind in KINDS:
        if kind.is_personal or kind.name in ("years", "comparison"):
            continue
        for page in build(kind.name, material):
            for table in (one for one in blocks_of(page) if isinstance(one, Table)):
                assert len(table.rows) <= 100, f"{kind.title}: {page.title}"


def test_kinds_and_their_names_agree():
    assert tuple(NAMES) == PAGE_NAMES
    assert "person" not in [kind.name for kind in chosen(["all"])]
    with pytest.raises(WrongUseError, match="There is no page 'boards'; there are board,"):
        named("boards")


def test_a_pack_is_in_the_order_asked_and_never_empty(materials):
    material = materials["twelve people"]
    assert [page.kind for page in pack_of(["cash", "board"], material)] == [
        "Cash and payback",
        "Board summary",
    ]
    with pytest.raises(WrongUseError, match="nothing to print"):
        pack_of(["comparison"], replace(material, others=()))


def test_a_person_is_found_however_the_number_is_written(materials):
    results = materials["twelve people"].results
    wanted = str(results.people["employee_number"].iloc[3])
    assert person_at(results, f" {wanted.lower()} ") >= 0
    assert results.people["employee_number"].iloc[person_at(results, wanted)] == wanted
    assert person_at(results, "nobody") == -1
    assert person_at(results, "") == -1


def test_the_making_of_pages_can_be_stopped_between_two_of_them(materials):
    made = []

    def stop(_share, doing):
        made.append(doing)
        if len(made) == 3:
            raise CancelledError

    with pytest.raises(CancelledError):
        named("receivers").build(replace(materials["cluster"], tick=stop))
    assert made[0].startswith("Making Receiver: NHS ")


def test_a_scenario_that_buys_nothing_has_no_market_statement(build, materials):
    assert build("market", materials["cluster's baseline"]) == ()
    assert build("market", materials["cluster"])


def test_a_hand_over_list_of_several_people_ends_with_their_fte(cluster, rules):
    together = cluster.placements.assign(receiver=cluster.placements["receiver"].replace("LA-L", "LA-B"))
    results = evaluate(cluster.with_table("placements", together), "Share across the six", rules)
    pages = {page.title: page for page in named("handover").build(Material(results, rules, MADE_AT))}
    (table,) = (one for one in blocks_of(pages["City of Bradford Metropolitan District Council"])
                if isinstance(one, Table))  # fmt: skip
    total = table.rows[-1]
    assert total.is_strong
    assert total.cells[0] == "All 2"
