"""Commissioner and provider: whether a body that commissions also provides."""

from planner.checks.check import Check, Severity, Verdict
from planner.checks.money import receiver_names
from planner.model.results import Behind, Results

COMMISSIONS = ("do", "share", "board")


def _judge(results: Results, threshold: float) -> Verdict:
    organisations = results.plan.organisations
    provides = (organisations["also_provides"] == "Y") | (organisations["kind"] == "Provider")
    providers = set(organisations.loc[provides, "code"])
    done = results.services
    both = sorted(set(done.loc[done["mode"].isin(COMMISSIONS), "receiver"]) & providers)
    names = receiver_names(results)
    said = ", ".join(names.get(code, code) for code in both[:3])
    message = f"{said} would commission and provide." if both else "Nobody that commissions also provides."
    behind = tuple(Behind("receiver", code) for code in both)
    return Verdict(float(len(both)), len(both) <= threshold, message, behind)


PROVIDER = Check(
    "Commissioner and provider",
    "Does a receiver both commission and provide?",
    Severity.MUST,
    "check_provider_threshold",
    "receivers",
    _judge,
)
