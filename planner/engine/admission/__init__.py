"""Which rows of a plan may be part of a figure, and what is wrong or odd about the rest.

``judge`` is pure and columnar. Errors are only what makes a figure impossible; the rows in error,
and those that refer to them, are left out of the plan that ``Admission.admitted`` gives.
"""

from planner.engine.admission.judge import Admission, Totals, judge

__all__ = ["Admission", "Totals", "judge"]
