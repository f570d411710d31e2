"""A short run of the monkey; ``python -m tests.endurance.monkey`` makes a long one."""

from planner.workbook.samples import generated_plan
from planner.workbook.write import write_plan
from tests.endurance.monkey import let_loose

ACTIONS, SEED = 200, 3


def test_a_monkey_at_the_window_breaks_nothing(qapp, tmp_path):
    plan = tmp_path / "plan.xlsx"
    write_plan(generated_plan(60, 3, 2, 10, seed=SEED), plan)
    actions, edits = let_loose(plan, ACTIONS, SEED)
    assert actions >= ACTIONS
    assert edits > 0
