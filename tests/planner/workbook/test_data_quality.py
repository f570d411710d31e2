"""Findings go by their cause; a cause is put right in one cell or in all of them, and nowhere else."""

from dataclasses import replace

import numpy as np
import pytest

from planner.base.findings import Finding, Severity
from planner.engine.admission import judge
from planner.model.plan import Unread
from planner.model.table_edits import CellEdit, put_cells
from planner.rules.rulebook import load_rules
from planner.workbook.cause_names import name_of
from planner.workbook.data_quality import (
    alike,
    apply_fixes,
    by_cause,
    cells_of,
    fix_refusal,
    is_mendable,
    with_fix,
)
from planner.workbook.remembered_fixes import FILE, MOST_KEPT, RememberedFixes, may_be_kept
from planner.workbook.samples import generated_plan, twelve_people
from planner.workbook.standing import standing_findings

PLAN = twelve_people()
ROWS = PLAN.staff.index.tolist()


def typed(plan, key, text, rows):
    return put_cells(plan, "staff", [CellEdit(row, key, None, text) for row in rows])


def found_in(plan):
    return (*standing_findings(plan, None), *judge(plan, load_rules()).findings)


def a_cause(plan, slug):
    return next(one for one in by_cause(found_in(plan)) if one.slug == slug)


def finding(cause, row, value, fix=None, column="Band", severity=Severity.ERROR, table="staff"):
    return Finding(
        severity, "Staff", f"G{row}", column, value, "It is odd.", "Mend it.", cause, table, row, fix
    )


# ------------------------------------------------------------------------------- by cause


def test_causes_come_worst_first_then_by_how_many_cells_they_are_in():
    found = [
        finding("trimmed", 2, "a", severity=Severity.NOTE),
        finding("unknown-band", 2, "10"),
        finding("not-a-number", 3, "tbc", column="FTE"),
        finding("not-a-number", 4, "tbc", column="FTE"),
        finding("fte-nil", 5, "0", column="FTE", severity=Severity.WARNING),
    ]
    assert [(one.slug, one.count) for one in by_cause(found)] == [
        ("not-a-number", 2), ("unknown-band", 1), ("fte-nil", 1), ("trimmed", 1),
    ]  # fmt: skip


def test_findings_on_many_cells_count_for_each_of_them():
    plan = generated_plan(300, 3, 1, 4, seed=1)
    plan = plan.with_table("staff", plan.staff.assign(fte=37.5))
    cause = a_cause(plan, "fte-in-hours")
    cells = cells_of(cause, plan)
    assert cause.count == len(cells) == 300
    assert {one.fix for one in cells} == {"1"}
    assert {one.value for one in cells} == {"37.5"}
    assert sorted(one.row for one in cells) == sorted(plan.staff.index)
    assert {one.cell for one in cells} == {f"I{row}" for row in plan.staff.index}
    assert not any(one.rows for one in cells)


def test_every_cause_that_the_program_knows_has_a_name_in_words():
    from planner.workbook.sights import CAUSES

    for slug in CAUSES:
        name = name_of(slug)
        assert name[0].isupper() or name[0].isdigit()
        assert "-" not in name


# ------------------------------------------------------------------------------- putting right


def test_one_cell_is_put_right_and_no_other():
    plan = typed(PLAN, "band", "Band 8", ROWS[:3])
    cells = cells_of(a_cause(plan, "band-8-of-four"), plan)
    after = apply_fixes(plan, with_fix(cells[:1], "8a"))
    assert after.staff.at[ROWS[0], "band"] == "8a"
    assert [one.row for one in after.unread] == ROWS[1:3]


def test_all_of_a_kind_are_put_right_at_once():
    plan = typed(PLAN, "band", "Band 8", ROWS[:3])
    cells = cells_of(a_cause(plan, "band-8-of-four"), plan)
    after = apply_fixes(plan, with_fix(cells, "8b"))
    assert after.unread == ()
    assert set(after.staff.loc[ROWS[:3], "band"]) == {"8b"}
    untouched = ROWS[3:]
    assert after.staff.loc[untouched].equals(PLAN.staff.loc[untouched])


def test_each_cell_is_given_what_is_offered_for_it():
    plan = typed(typed(PLAN, "fte", "60%", ROWS[:1]), "fte", "80%", ROWS[1:2])
    after = apply_fixes(plan, cells_of(a_cause(plan, "per-cent-text"), plan))
    assert after.staff.loc[ROWS[:2], "fte"].tolist() == [0.6, 0.8]


def test_what_stands_for_hundreds_of_cells_is_put_right_by_one_edit():
    plan = generated_plan(300, 3, 1, 4, seed=1)
    wrong = plan.with_table("staff", plan.staff.assign(fte=37.5))
    after = apply_fixes(wrong, a_cause(wrong, "fte-in-hours").findings)
    assert (after.staff["fte"] == 1).all()
    assert not [one for one in found_in(after) if one.cause == "fte-in-hours"]


def test_a_code_takes_the_one_that_is_meant_in_all_rows():
    code = PLAN.functions["code"].iloc[0]
    staff = PLAN.staff.assign(function=PLAN.staff["function"].replace(code, f"{code}X"))
    plan = PLAN.with_table("staff", staff.astype(PLAN.staff.dtypes.to_dict()))
    cause = next(one for one in by_cause(found_in(plan)) if (one.slug, one.table) == ("orphan", "staff"))
    assert {one.fix for one in cause.findings} == {code}
    assert apply_fixes(plan, cause.findings).staff.equals(PLAN.staff)


def test_a_fact_of_the_plan_is_put_right():
    bad = Finding(
        Severity.ERROR, "Plan", "B3", "Closure", "03/31/2012", "", "", "month-first", fix="31/03/2012"
    )
    assert is_mendable(bad)
    assert str(apply_fixes(PLAN, [bad]).facts.closure) == "2012-03-31"


@pytest.mark.parametrize(
    "harmless",
    [
        finding("unknown-band", ROWS[0], "10"),
        finding("unknown-band", 99_999, "10", "8a"),
        finding("unknown-band", ROWS[0], "10", "Director"),
        finding("unknown-band", ROWS[0], "10", "8a", column="No such column"),
        finding("no-budgets", -1, "", "8a", column="", table=""),
    ],
    ids=["nothing offered", "row is gone", "offer cannot be read", "no such column", "about the file"],
)
def test_what_cannot_be_put_in_changes_nothing(harmless):
    assert apply_fixes(PLAN, [harmless]) == PLAN


def test_of_two_findings_on_a_cell_the_first_counts():
    row = ROWS[0]
    after = apply_fixes(PLAN, [finding("a", row, "", "8a"), finding("b", row, "", "8b")])
    assert after.staff.at[row, "band"] == "8a"


def test_putting_right_is_all_or_nothing_undone():
    plan = typed(PLAN, "band", "Band 8", ROWS)
    assert apply_fixes(plan, with_fix(found_in(plan), "8a")) is not plan
    assert plan.unread == tuple(Unread("staff", row, "band", "Band 8") for row in ROWS)


def test_what_cannot_stand_in_a_cell_is_refused_with_the_reason():
    cell = finding("unknown-band", ROWS[0], "10")
    assert fix_refusal(cell, "8a") == ""
    assert "band" in fix_refusal(cell, "Director")
    assert fix_refusal(cell, "") == "Band cannot be blank."
    assert fix_refusal(finding("x", ROWS[0], "", column="Notes"), "") == ""


def test_alike_are_those_in_which_the_same_stands():
    cells = [
        finding("unknown-band", row, value) for row, value in zip(ROWS, ("10", "11", "10"), strict=False)
    ]
    assert [one.row for one in alike(cells[0], cells)] == [ROWS[0], ROWS[2]]


# ------------------------------------------------------------------------------- remembered


def test_a_fix_is_offered_for_the_same_value_next_month(tmp_path):
    RememberedFixes(tmp_path).remember([finding("unknown-band", 7, "Dir", "VSM")])
    later = RememberedFixes(tmp_path)
    offered = later.offered([finding("unknown-band", 90, "Dir"), finding("unknown-band", 91, "Cons")])
    assert [one.fix for one in offered] == ["VSM", None]


def test_a_later_choice_takes_the_place_of_an_earlier_one(tmp_path):
    kept = RememberedFixes(tmp_path)
    kept.remember([finding("unknown-band", 7, "Dir", "9")])
    kept.remember([finding("unknown-band", 7, "Dir", "VSM")])
    assert RememberedFixes(tmp_path).recall(finding("unknown-band", 1, "Dir")) == "VSM"


def test_nothing_about_a_person_is_kept(tmp_path):
    personal = [
        finding("x", 7, "Jo Smith", "Jo Smyth", column="Name"),
        finding("x", 7, "E1000", "E1001", column="Employee number"),
        finding("x", 7, "01/02/63", "01/02/1963", column="Date of birth"),
        finding("x", 7, "27k", "27000", column="Annual salary"),
        finding("x", 7, "M", "Male", column="Sex"),
    ]
    assert not any(may_be_kept(one) for one in personal)
    RememberedFixes(tmp_path).remember(personal)
    assert not (tmp_path / FILE).exists()


def test_words_in_place_of_numbers_and_codes_are_kept():
    assert may_be_kept(finding("not-a-number", 7, "tbc", "", column="FTE"))
    assert may_be_kept(finding("orphan", 7, "CONTRCTS", "CON", column="Function"))


def test_only_so_many_are_kept_the_newest(tmp_path):
    kept = RememberedFixes(tmp_path)
    kept.remember([finding("unknown-band", 7, f"v{at}", "7") for at in range(MOST_KEPT + 5)])
    assert kept.recall(finding("unknown-band", 7, "v0")) is None
    assert kept.recall(finding("unknown-band", 7, f"v{MOST_KEPT}")) == "7"


@pytest.mark.parametrize("content", ["", "{}", "[1, [2]]", "not json", "[[1,2,3,4,5]]"])
def test_a_store_that_is_not_ours_is_passed_over(tmp_path, content):
    (tmp_path / FILE).write_text(content)
    assert RememberedFixes(tmp_path).recall(finding("unknown-band", 1, "Dir")) is None


def test_what_is_kept_can_be_forgotten(tmp_path):
    kept = RememberedFixes(tmp_path)
    kept.remember([finding("unknown-band", 7, "Dir", "VSM")])
    kept.forget()
    assert RememberedFixes(tmp_path).recall(finding("unknown-band", 1, "Dir")) is None


def test_every_fix_that_is_offered_can_be_put_in_and_settles_its_cell():
    """Of a plan with faults of every kind that offers something."""
    plan = twelve_people()
    spoilt = {"fte": ["60%", "0,8", ".5x"], "annual_salary": ["27k", "(20,000)"], "band": ["Band 8"]}
    row = iter(ROWS)
    for key, texts in spoilt.items():
        for text in texts:
            plan = typed(plan, key, text, [next(row)])
    staff = plan.staff.copy()
    staff.loc[ROWS[-1], "fte"] = 37.5
    plan = replace(plan.with_table("staff", staff), unread=plan.unread)
    offers = [one for one in found_in(plan) if one.fix is not None]
    assert len(offers) >= 4
    after = apply_fixes(plan, offers)
    cells = {(one.table, one.row, one.column, one.cause) for one in offers}
    still = {(one.table, one.row, one.column, one.cause) for one in found_in(after)}
    assert not cells & still
    assert np.isfinite(after.staff.loc[ROWS[-1], "fte"])
