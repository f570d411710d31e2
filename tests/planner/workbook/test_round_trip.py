"""Reading back what was written gives the same plan, whatever people type into it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.model.plan import Plan
from planner.model.table_edits import CellEdit, put_cells
from planner.model.tables import STAFF, frame_of
from planner.workbook.new_book import new_book
from planner.workbook.read import read_plan
from planner.workbook.write import write_plan

ODD_TEXTS = (
    "=1+1",
    "+44 20 7210 4850",
    "-5",
    "@SUM(A1)",
    "=cmd|' /C calc'!A0",
    "'quoted",
    '"double"',
    "a\nb",
    "a\tb",
    "ends in a quote'",
    "x" * 32_767,
    "😀 family 👨‍👩‍👧‍👦",
    "naïve Zoë Ó Súilleabháin",
    "العربية",
    "a\u200bzero width",
    "a\xa0no-break",
    "_x0041_ is not A",
    "_x005F_x0041_",
    "_x0041_x0042_x0043_",
    "<r>bold & brash</r>",
    "<r></r>",
    "\x01 control",
    "bell\x07 inside",
    "<b>&amp;</b>",
    "]]>",
    "1e5",
    "0007",
    "TRUE",
    "#N/A",
    "31/12/2012",
    "NULL",
    "nan",
)


def plan_with(text):
    row = {"employee_number": ["E1"], "organisation": ["P1"], "function": ["F"], "band": ["5"], "fte": [1.0]}
    return Plan(staff=frame_of(STAFF, row | {"name": [text], "notes": [text], "position_title": [text]}))


@pytest.mark.parametrize("text", ODD_TEXTS, ids=lambda text: ascii(text[:20]))
def test_odd_texts_come_back_from_a_new_workbook(text, tmp_path):
    plan = plan_with(text)
    write_plan(plan, tmp_path / "plan.xlsx")
    assert read_plan(tmp_path / "plan.xlsx").plan == plan


@pytest.mark.parametrize("text", ODD_TEXTS, ids=lambda text: ascii(text[:20]))
def test_odd_texts_come_back_from_a_workbook_that_is_written_into(text, tmp_path):
    path = tmp_path / "plan.xlsx"
    write_plan(plan_with("plain"), path)
    was = read_plan(path)
    plan = put_cells(was.plan, "staff", [CellEdit(2, key, text) for key in ("name", "notes")])
    write_plan(plan, path, was.original, was.origin, was.plan)
    assert read_plan(path).plan == plan


@settings(max_examples=30, deadline=None)
@given(
    text=st.one_of(
        st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\ufffe\uffff"), max_size=40),
        st.text(st.sampled_from("=+-@'\"\n\t _x0041<>&;,#"), max_size=20),
        st.lists(st.sampled_from(["_x0041_", "_", "x005F_", "<r>", "</r>", "&", "a"]), max_size=6).map(
            "".join
        ),
    )
    .map(str.strip)
    .filter(bool)
)
def test_whatever_is_typed_comes_back(text, tmp_path_factory):
    plan = plan_with(text)
    path = tmp_path_factory.mktemp("plan") / "plan.xlsx"
    path.write_bytes(new_book(plan))
    was = read_plan(path)
    assert was.plan == plan
    moved = put_cells(was.plan, "staff", [CellEdit(2, "notes", f"{text} and {text}")])
    write_plan(moved, path, was.original, was.origin, was.plan)
    assert read_plan(path).plan == moved
