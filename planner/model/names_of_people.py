"""Names of people, put beside what is shown of them only where they are asked for."""

import pandas as pd

from planner.model.plan import Plan


def with_names(people: pd.DataFrame, plan: Plan) -> pd.DataFrame:
    """The same people, each with the name that stands first for their employee number."""
    staff = plan.staff.drop_duplicates("employee_number").set_index("employee_number")["name"]
    return people.assign(name=people["employee_number"].map(staff).astype("str"))
