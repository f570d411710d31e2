"""The sample plans are sound, honest and up to date; made-up plans follow from their arguments."""

import csv
import re

import numpy as np
import pytest

from planner.base.findings import Severity
from planner.base.places import resources, samples
from planner.engine.admission import judge
from planner.engine.evaluate import evaluate
from planner.model.tables import BANDS, TABLES
from planner.rules.rulebook import load_rules
from planner.workbook import reference
from planner.workbook.read import read_plan
from planner.workbook.samples import airedale_bradford_and_leeds, generated_plan
from planner.workbook.samples.build import SAMPLES, build_samples
from planner.workbook.samples.cluster_scenarios import BUY, DO, SHARE
from planner.workbook.samples.map import percent_by
from planner.workbook.samples.people import CLOSURE

SOUND_WARNINGS = {"reckonable-after-continuous"}
"""Oddities that the samples hold on purpose: service that has been paid for already."""


@pytest.fixture(scope="module")
def rules():
    return load_rules()


@pytest.fixture(scope="module")
def cluster():
    return airedale_bradford_and_leeds()


# ------------------------------------------------------------------ the shipped workbooks


@pytest.mark.parametrize("name", SAMPLES)
def test_the_shipped_workbook_is_what_the_program_would_write_today(name):
    shipped = read_plan(samples() / name).plan
    fresh = SAMPLES[name]()
    for table in TABLES:
        before = shipped.table(table).reset_index(drop=True)
        now = fresh.table(table).reset_index(drop=True)
        assert before.equals(now), f"{table} is stale: run python -m planner.workbook.samples"
    assert shipped == fresh


@pytest.mark.parametrize("name", SAMPLES)
def test_the_shipped_workbook_reads_without_a_remark(name):
    assert [finding.message for finding in read_plan(samples() / name).findings] == []


def test_building_writes_every_sample(tmp_path):
    build_samples(tmp_path / "new")
    assert sorted(path.name for path in (tmp_path / "new").iterdir()) == sorted(SAMPLES)


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_has_no_error_and_no_warning_but_those_it_means(name, rules):
    judged = judge(SAMPLES[name](), rules)
    worse = {one.cause for one in judged.findings if one.severity is not Severity.NOTE}
    assert worse <= SOUND_WARNINGS
    assert judged.left_out.rows == 0


# ------------------------------------------------------------------ the cluster


def test_the_cluster_has_its_two_trusts_and_six_ccgs(cluster):
    kinds = cluster.organisations.groupby("kind")["code"].apply(set)
    assert kinds["PCT"] == {"5NY", "5N1"}
    assert kinds["CCG"] == {"02N", "02W", "02R", "02V", "03G", "03C"}
    assert cluster.organisations["population"].sum() == 1_436_139


def test_the_cluster_costs_what_such_a_cluster_would(cluster, rules):
    results = evaluate(cluster, "Baseline", rules)
    allowance = 25 * cluster.organisations["population"].sum()
    assert 850 <= len(cluster.staff) <= 950
    assert 1.1 < results.headline.operating_cost["2013/14"] / allowance < 1.35


def test_no_row_of_the_cluster_names_a_person(cluster):
    assert cluster.staff["name"].str.fullmatch(r"Post-holder \d{4}").all()
    titles = set(cluster.staff["position_title"]) | set(cluster.posts["title"])
    assert not any(re.search(r"\b(Mr|Mrs|Ms|Dr)\b", title) for title in titles)


def test_the_cluster_has_the_awkward_cases_of_a_real_list(cluster):
    staff = cluster.staff
    assert staff["employee_number"].duplicated().sum() >= 3
    assert {"Permanent", "Fixed term", "Bank"} <= set(staff["contract"])
    assert {"Maternity", "Career Break", "Internal Secondment"} <= set(staff["assignment_status"])
    assert staff["pension_quote"].notna().any()
    assert staff["leaving_date"].notna().any()
    assert staff["reckonable_from"].isna().any()
    assert set(BANDS) - {"1"} <= set(staff["band"])
    assert (staff["fte"] < 1).mean() > 0.2


def test_each_person_with_two_assignments_has_one_history(cluster):
    staff = cluster.staff
    both = staff[staff["employee_number"].duplicated(keep=False)]
    for key in ("born", "continuous_from", "reckonable_from", "sex", "pension_section"):
        assert (both.groupby("employee_number")[key].nunique(dropna=False) == 1).all(), key
    assert both["assignment_number"].is_unique
    assert (both.groupby("employee_number")["fte"].sum() <= 1).all()


def test_buying_is_based_on_sharing(cluster):
    based_on = dict(zip(cluster.scenarios["scenario"], cluster.scenarios["based_on"], strict=True))
    assert based_on[BUY] == SHARE


@pytest.fixture(scope="module")
def outcomes(cluster, rules):
    return {name: evaluate(cluster, name, rules) for name in (DO, SHARE, BUY)}


def test_no_scenario_of_the_cluster_is_a_walk_over(outcomes):
    lost = {name: one.headline.talent_lost_percent for name, one in outcomes.items()}
    bill = {name: one.headline.redundancy_cost for name, one in outcomes.items()}
    over = {name: _over(one) for name, one in outcomes.items()}
    assert lost[DO] < lost[SHARE] < lost[BUY]
    assert bill[DO] < bill[SHARE] < bill[BUY]
    assert len(over[DO]) > len(over[SHARE]) >= 1
    assert over[DO].sum() > over[SHARE].sum()
    assert sum(outcomes[DO].headline.operating_cost.values()) > sum(
        outcomes[BUY].headline.operating_cost.values()
    )


def _over(results):
    """£ over its allowance of each CCG that is over, in 2013/14."""
    frame = results.receivers
    ccg = frame[(frame["kind"] == "CCG") & (frame["year"] == "2013/14")].set_index("receiver")
    return ccg["over"][ccg["over"] > 0]


def test_doing_it_all_is_beyond_the_small_ccgs_and_within_the_large(outcomes):
    over = _over(outcomes[DO])
    assert {"02N", "02W"} <= set(over.index)
    assert not {"02R", "03C"} & set(over.index)


@pytest.mark.parametrize("name", SAMPLES)
def test_totals_of_every_scenario_of_a_sample_tie(name, rules):
    plan = SAMPLES[name]()
    for scenario in plan.scenario_names:
        assert evaluate(plan, scenario, rules).ties["difference"].abs().max() < 0.01


def test_locked_placements_of_the_cluster_are_certain(cluster, outcomes):
    locked = cluster.placements[
        (cluster.placements["scenario"] == SHARE) & (cluster.placements["outcome"] == "placed")
    ]
    people = outcomes[BUY].people.set_index("employee_number")
    assert len(locked) >= 5
    assert (people.loc[locked["employee_number"], "p_placed"] == 1).all()


# ------------------------------------------------------------------ made-up plans


def test_the_same_arguments_give_the_same_plan():
    assert generated_plan(300, 4, 2, 20, 7) == generated_plan(300, 4, 2, 20, 7)


def test_another_seed_gives_other_people():
    one, other = generated_plan(300, 4, 2, 20, 7), generated_plan(300, 4, 2, 20, 8)
    assert not one.staff["born"].equals(other.staff["born"])
    assert one.organisations.equals(other.organisations)


@pytest.mark.parametrize(
    ("staff", "ccgs", "senders", "functions"),
    [(1, 1, 1, 1), (40, 1, 3, 6), (900, 6, 2, 40), (2000, 30, 40, 44), (500, 20, 7, 60)],
    ids=["one of each", "more senders than CCGs", "a cluster", "more senders still", "many functions"],
)
def test_a_made_up_plan_is_sound_at_any_size(staff, ccgs, senders, functions, rules):
    plan = generated_plan(staff, ccgs, senders, functions, 3)
    kinds = plan.organisations["kind"].value_counts()
    assert (len(plan.staff), kinds["CCG"], kinds["PCT"], len(plan.functions)) == (
        staff,
        ccgs,
        senders,
        functions,
    )
    judged = judge(plan, rules)
    worse = {one.cause for one in judged.findings if one.severity is not Severity.NOTE}
    # One person's work makes targets that are less than one person's pay.
    assert worse <= SOUND_WARNINGS | ({"small-target"} if staff == 1 else set())
    for name in plan.scenario_names:
        results = evaluate(plan, name, rules)
        assert results.ties["difference"].abs().max() < 0.01


def test_england_has_all_its_trusts_and_ccgs(rules):
    plan = generated_plan(6_000, 211, 151, 44, 1)
    codes = set(plan.organisations["code"])
    assert set(reference.trusts()["pct_code"]) <= codes
    assert set(reference.ccgs()["ccg_code"]) <= codes
    assert set(plan.staff["organisation"]) == set(reference.trusts()["pct_code"])
    assert 19 <= plan.organisations["kind"].str.startswith("CSO").sum() <= 23
    assert not any(one.severity is Severity.ERROR for one in judge(plan, rules).findings)


def test_every_function_of_every_sender_is_allocated_in_full():
    plan = generated_plan(200, 12, 9, 44, 2)
    given = plan.allocations.groupby(["scenario", "function", "sender"])["share"].sum()
    assert len(given) == 3 * 9 * 44
    assert np.allclose(given, 100)


def test_nobody_made_up_started_work_before_sixteen():
    staff = generated_plan(3_000, 6, 2, 44, 5).staff
    start = np.fmin(staff["continuous_from"], staff["reckonable_from"].fillna(staff["continuous_from"]))
    assert ((start - staff["born"]).dt.days / 365.25 >= 16).all()
    assert (start < CLOSURE).all()


@pytest.mark.parametrize("weights", [[1, 1, 1], [156_293, 120_222, 332_859], [5], [1, 999]])
def test_shares_by_population_add_to_a_hundred(weights):
    shares = percent_by(np.array(weights, dtype=float))
    assert sum(round(10 * share) for share in shares) == 1000
    assert np.allclose(shares, 100 * np.array(weights) / sum(weights), atol=0.1)


# ------------------------------------------------------------------ reference data


def test_practices_add_up_to_their_ccgs():
    by_ccg = reference.practices().groupby("ccg_code")["registered_population"].sum()
    listed = reference.ccgs().set_index("ccg_code")["registered_population"]
    assert (by_ccg.reindex(listed.index) == listed).all()


def test_reference_lists_are_complete_and_linked():
    trusts, ccgs = set(reference.trusts()["pct_code"]), set(reference.ccgs()["ccg_code"])
    links = reference.trust_to_ccg()
    assert (len(trusts), len(ccgs), len(reference.support_units())) == (151, 211, 19)
    councils = reference.trust_to_council()
    assert (len(councils), councils["local_authority"].isna().sum()) == (163, 13)
    assert set(links["pct_code"]) == trusts
    assert set(links["ccg_code"]) == ccgs
    assert set(reference.clusters_unverified()["pct_code"]) == trusts
    assert set(reference.clusters_unverified()["status"]) == {"unverified"}


def test_the_attribution_that_the_licence_asks_for_is_shipped():
    text = (resources() / "reference" / "ATTRIBUTION.md").read_text(encoding="utf-8")
    assert "Contains National Statistics data © Crown copyright and database right" in text
    assert "Open Government Licence v3.0" in text
    for file in (resources() / "reference").glob("*.csv"):
        assert f"`{file.name}`" in text


def test_no_reference_cell_has_stray_spaces():
    for file in (resources() / "reference").glob("*.csv"):
        for line in file.read_text(encoding="utf-8").splitlines():
            assert "  " not in line, f"{file.name}: {line}"
            assert not any(cell != cell.strip() for cell in next(csv.reader([line]))), f"{file.name}: {line}"
