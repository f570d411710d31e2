"""The sample plans: two that ship as workbooks, and plans of any size made up for tests and timing."""

from planner.workbook.samples.cluster import airedale_bradford_and_leeds
from planner.workbook.samples.generator import generated_plan
from planner.workbook.samples.twelve_people import twelve_people

__all__ = ["airedale_bradford_and_leeds", "generated_plan", "twelve_people"]
