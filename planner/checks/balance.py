"""Do, share, buy in balance: whether one way of getting work done carries nearly all of it."""

from planner.checks.check import Check, Severity, Verdict, nothing_to_judge
from planner.checks.money import services
from planner.model.results import Behind, Results

WAYS = ("do", "share", "buy")


def _judge(results: Results, threshold: float) -> Verdict:
    done = services(results)
    cost = done[done["mode"].isin(WAYS)].groupby("mode")["cost"].sum()
    whole = float(cost.sum())
    if whole <= 0:
        return nothing_to_judge("Nothing is done, shared or bought in this scenario.")
    mode = str(cost.idxmax())
    part = 100 * float(cost.max()) / whole
    behind = done[done["mode"] == mode].groupby("function")["cost"].sum().sort_values(ascending=False)
    words = {"do": "done by the groups themselves", "share": "shared", "buy": "bought"}[mode]
    return Verdict(
        part,
        part <= threshold,
        f"{part:.1f}% of the money for work that is done, shared or bought is {words}.",
        tuple(Behind("function", str(code)) for code in behind.index),
    )


BALANCE = Check(
    "Do, share, buy in balance",
    "Does one of the three ways carry nearly all the money?",
    Severity.SHOULD,
    "check_balance_threshold",
    "%",
    _judge,
)
