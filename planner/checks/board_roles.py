"""The Board's three roles: customer, supplier and host of the market at once, and its exit from it."""

from planner.checks.check import Check, Severity, Verdict, nothing_to_judge
from planner.checks.money import charges, function_names
from planner.engine.market.suppliers import HOSTED, exit_day
from planner.model.results import Behind, Results
from planner.model.tables import BOARD_KINDS


def _judge_both(results: Results, threshold: float) -> Verdict:
    kinds = dict(zip(results.plan.organisations["code"], results.plan.organisations["kind"], strict=True))
    paid = charges(results)
    kind_of_customer, kind_of_supplier = paid["customer"].map(kinds), paid["supplier"].map(kinds)
    bought = set(paid.loc[kind_of_customer.isin(BOARD_KINDS), "function"])
    sold = set(paid.loc[kind_of_supplier.isin((*BOARD_KINDS, HOSTED)), "function"])
    both = sorted(bought & sold)
    if not bought and not sold:
        return nothing_to_judge("The Board neither buys nor supplies commissioning support.")
    names = function_names(results)
    said = ", ".join(names.get(code, code) for code in both[:3])
    message = (
        f"The Board is customer and supplier, or its host, of {len(both)}: {said}."
        if both
        else "The Board is not customer and supplier of the same function."
    )
    behind = tuple(Behind("function", code) for code in both)
    return Verdict(float(len(both)), len(both) <= threshold, message, behind)


def _judge_exit(results: Results, _threshold: float) -> Verdict:
    organisations = results.plan.organisations
    hosted = organisations[organisations["kind"] == HOSTED]
    at_work = set(results.services["receiver"])
    hosted = hosted[hosted["code"].isin(at_work)]
    if hosted.empty:
        return nothing_to_judge("No support organisation is hosted by the Board.")
    by = exit_day(results)
    late = [
        str(code)
        for code, closes in zip(hosted["code"], hosted["closes"], strict=True)
        if closes != closes or closes.date() > by  # noqa: PLR0124 — NaT: no date is given
    ]
    latest = hosted["closes"].dropna().max()
    measure = float(latest.year) if latest == latest else float("nan")  # noqa: PLR0124 — NaT
    message = (
        f"{len(late)} hosted support {'organisation has' if len(late) == 1 else 'organisations have'} no end "
        f"to hosting by March {by.year}."
        if late
        else f"All hosting by the Board ends by March {by.year}."
    )
    return Verdict(measure, not late, message, tuple(Behind("receiver", code) for code in late))


BOARD_ROLES = Check(
    "The Board's three roles",
    "Is the Board customer and supplier of the same function?",
    Severity.SHOULD,
    "check_board_roles_threshold",
    "functions",
    _judge_both,
)
BOARD_EXIT = Check(
    "The Board's exit",
    "Does hosting by the Board end in time?",
    Severity.SHOULD,
    "check_board_exit_threshold",
    "year, by March",
    _judge_exit,
)
