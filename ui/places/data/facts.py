"""The first tab of Data: the plan's name and dates, a row each."""

import pandas as pd

from planner.model.plan import Plan
from planner.workbook.layout import FACT_TITLES
from ui.models.columns import Column, words
from ui.places.data.edits import FACTS, fact_text

VALUE = "value"
COLUMNS: tuple[Column, ...] = (
    words("fact", "Fact"),
    words(VALUE, "Value"),
    words("meaning", "What it is for", wide=True),
)
MEANINGS = {
    "plan_name": "The title of the window and of every page.",
    "transfer_date": "The day on which functions move, unless an allocation has a date of its own.",
    "closure": "The last day of the organisations that close, and of people who are not placed.",
    "plan_start": "The first month in cash by month.",
    "announced": "The day from which people may leave, and consultation is reckoned.",
    "horizon": "The last day that cash by month and payback look at.",
}


def facts_frame(plan: Plan) -> pd.DataFrame:
    """The facts of a plan as rows: title, value, meaning."""
    return pd.DataFrame(
        {
            "fact": [FACT_TITLES[key] for key in FACTS],
            VALUE: [fact_text(getattr(plan.facts, key)) for key in FACTS],
            "meaning": [MEANINGS[key] for key in FACTS],
        },
        dtype="str",
    )
