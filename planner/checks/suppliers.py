"""Suppliers: whether each can live on what it earns, and on how many customers."""

from planner.base.money import pounds_text
from planner.checks.check import Check, Severity, Verdict, nothing_to_judge
from planner.checks.money import charges, receiver_names, receivers
from planner.model.results import Behind, Results
from planner.model.tables import SUPPORT_KINDS


def _judge_income(results: Results, threshold: float) -> Verdict:
    frame = receivers(results)
    support = frame[frame["kind"].isin(SUPPORT_KINDS) & (frame["total"] + frame["earned"] > 0)]
    if support.empty:
        return nothing_to_judge("No support organisation is at work.")
    cost = support["total"] + support["earned"]
    surplus = 100 * (support["earned"] - cost) / cost
    worst = str(surplus.idxmin())
    names = receiver_names(results)
    failing = surplus[surplus < threshold].sort_values()
    loss = float(cost[worst]) - support["earned"].to_dict()[worst]
    side = "short of its cost" if loss > 0 else "above its cost"
    among = "" if len(support) == 1 else f", the worst of {len(support)}"
    message = f"{names.get(worst, worst)} earns {pounds_text(abs(loss))} a year {side}{among}."
    behind = tuple(Behind("receiver", str(code)) for code in failing.index)
    return Verdict(float(surplus.min()), failing.empty, message, behind)


def _judge_dependence(results: Results, threshold: float) -> Verdict:
    sold = charges(results)
    kinds = dict(zip(results.plan.organisations["code"], results.plan.organisations["kind"], strict=True))
    sold = sold[sold["supplier"].map(kinds).isin(SUPPORT_KINDS) & (sold["amount"] > 0)]
    if sold.empty:
        return nothing_to_judge("No support organisation sells anything.")
    pairs = sold.groupby(["supplier", "customer"])["amount"].sum().reset_index()
    pairs["part"] = 100 * pairs["amount"] / pairs.groupby("supplier")["amount"].transform("sum")
    pairs = pairs.sort_values("part", ascending=False, kind="stable")
    supplier, customer, part = (pairs[key].iloc[0] for key in ("supplier", "customer", "part"))
    names = receiver_names(results)
    failing = pairs.loc[pairs["part"] > threshold, "supplier"].drop_duplicates()
    message = (
        f"{names.get(supplier, supplier)} has {part:.1f}% of its income from {names.get(customer, customer)}."
    )
    behind = tuple(Behind("receiver", str(one)) for one in failing)
    return Verdict(float(part), failing.empty, message, behind)


SUPPLIER_INCOME = Check(
    "Supplier viability: income",
    "Does each support organisation earn what it costs?",
    Severity.SHOULD,
    "check_supplier_income_threshold",
    "% surplus, at least",
    _judge_income,
    more_is_worse=False,
)
SUPPLIER_DEPENDENCE = Check(
    "Supplier viability: customers",
    "Does one customer give a support organisation most of its income?",
    Severity.NOTE,
    "check_supplier_dependence_threshold",
    "% of income",
    _judge_dependence,
)
