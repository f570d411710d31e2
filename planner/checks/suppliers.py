"""Suppliers: whether each can live on what it earns, and on how many customers."""

from planner.base.money import pounds_text
from planner.checks.check import Check, Severity, Verdict, nothing_to_judge
from planner.checks.money import first_year, receiver_names
from planner.engine.market.suppliers import sales, suppliers
from planner.model.results import Behind, Results


def _judge_income(results: Results, threshold: float) -> Verdict:
    support = suppliers(results)
    support = support[support["year"] == first_year(results)].set_index("supplier")
    if support.empty:
        return nothing_to_judge("No support organisation is at work.")
    surplus = support["surplus_percent"]
    worst = str(surplus.idxmin())
    failing = surplus[surplus < threshold].sort_values()
    gained = float(support["surplus"].to_dict()[worst])
    side = "short of its cost" if gained < 0 else "above its cost"
    among = "" if len(support) == 1 else f", the worst of {len(support)}"
    message = f"{support['name'].to_dict()[worst]} earns {pounds_text(abs(gained))} a year {side}{among}."
    behind = tuple(Behind("receiver", str(code)) for code in failing.index)
    return Verdict(float(surplus.min()), failing.empty, message, behind)


def _judge_dependence(results: Results, threshold: float) -> Verdict:
    pairs = sales(results)
    pairs = pairs[(pairs["year"] == first_year(results)) & (pairs["amount"] > 0)]
    if pairs.empty:
        return nothing_to_judge("No support organisation sells anything.")
    part = 100 * pairs["amount"] / pairs.groupby("supplier")["amount"].transform("sum")
    pairs = pairs.assign(part=part).sort_values("part", ascending=False, kind="stable")
    supplier, customer, most = (pairs[key].iloc[0] for key in ("supplier", "customer", "part"))
    names = receiver_names(results)
    failing = pairs.loc[pairs["part"] > threshold, "supplier"].drop_duplicates()
    message = (
        f"{names.get(supplier, supplier)} has {most:.1f}% of its income from {names.get(customer, customer)}."
    )
    behind = tuple(Behind("receiver", str(one)) for one in failing)
    return Verdict(float(most), failing.empty, message, behind)


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
