"""Staff rows: contracts, service and pension facts that contradict each other or leave a figure open."""

import numpy as np

from planner.base.dates import as_days, complete_years, day
from planner.base.findings import Severity
from planner.engine.admission.early_days import judge_early, known_from
from planner.engine.admission.ledger import Fault, Ledger, odd_person
from planner.engine.admission.rows import Rows
from planner.model.plan import Facts
from planner.rules.rulebook import RuleBook

DAYS_IN_A_YEAR = 365.25
WORKING_AGE = 16
A_MONTH_OF_SERVICE = 1 / 12
ODD_SKILL = "A skill is written as its name, or as name:proficiency with a proficiency from 1 to 4."


def judge_contracts(rows: Rows, facts: Facts, rules: RuleBook, ledger: Ledger) -> None:
    """Find fixed terms without an end, permanent contracts with one, and terms already over."""
    known = rows.known("contract_ends")
    begins = day(known_from(rules))
    kinds = {str(text): _contract_kind(str(text)) for text in rows.coded("contract")[1]}
    kind = rows.per_text("contract", kinds, "", object)
    ledger.report(
        rows,
        odd_person(
            "fixed-term-without-end",
            "contract_ends",
            "is on a fixed term without an end, so it is taken to run past the closure",
            "Fill in Contract ends.",
        ),
        (kind == "fixed") & ~known & ~rows.unread("contract_ends"),
    )
    ledger.report(
        rows,
        odd_person(
            "permanent-with-end",
            "contract_ends",
            "has a permanent contract with an end, which is not used",
            "Correct the contract, or use Leaving date for a person who is known to go.",
        ),
        (kind == "permanent") & known,
    )
    for key in ("contract_ends", "leaving_date"):
        is_used = kind != "permanent" if key == "contract_ends" else ~rows.none
        judge_early(rows, key, rules, ledger, is_used)
        over = is_used & (rows.days(key) < day(facts.plan_start)) & (rows.days(key) >= begins)
        ledger.report(
            rows,
            odd_person(
                "already-gone",
                key,
                "has gone before the plan starts",
                "Take the row out, or correct the date.",
            ),
            over,
        )


def _contract_kind(text: str) -> str:
    plain = text.strip().casefold()
    return "fixed" if plain.startswith("fixed") else "permanent" if plain.startswith("perm") else ""


def judge_service(rows: Rows, facts: Facts, ledger: Ledger) -> None:
    """Find service that is not known, or given in ways that do not agree."""
    continuous, reckonable = rows.days("continuous_from"), rows.days("reckonable_from")
    years = rows.numbers("reckonable_years")
    keys = ("continuous_from", "reckonable_from", "reckonable_years")
    unknown = np.isnat(continuous) & np.isnat(reckonable) & np.isnan(years)
    for key in keys:
        unknown &= ~rows.unread(key)
    ledger.report(
        rows,
        odd_person(
            "no-service",
            "continuous_from",
            "has no date or years of service, so no redundancy pay can be shown",
            "Fill in Continuous service from and, where it differs, Reckonable service from.",
        ),
        unknown,
    )
    ledger.report(
        rows,
        odd_person(
            "reckonable-after-continuous",
            "reckonable_from",
            "has reckonable service that starts after continuous service, which is part of it",
            "Check the two dates; they may have changed places.",
        ),
        reckonable > continuous,
    )
    known = np.flatnonzero(~np.isnan(years) & ~np.isnat(reckonable))
    differ = np.zeros(len(rows), dtype=bool)
    differ[known] = (
        np.abs(complete_years(reckonable[known], as_days(facts.closure)) - np.floor(years[known])) > 1
    )
    ledger.report(
        rows,
        odd_person(
            "reckonable-differs",
            "reckonable_years",
            "has reckonable years that do not agree with the date, which is used",
            "Check the date and the years.",
        ),
        differ,
    )


def judge_pension(rows: Rows, facts: Facts, ledger: Ledger) -> None:
    """Find pension facts that contradict each other."""
    codes, distinct = rows.coded("pension_section")
    is_member = (codes >= 0) | rows.unread("pension_section")
    protected = rows.per_text("protected_pension_age", {"Y": True}, False, np.bool_)
    years = rows.numbers("membership_years")
    for key, given in (
        ("membership_years", years > 0),
        ("pension_quote", rows.numbers("pension_quote") > 0),
        ("protected_pension_age", protected),
    ):
        ledger.report(
            rows,
            odd_person(
                "pension-without-section",
                key,
                f"has a {rows.column(key).title.lower()} but no pension section, so counts as no member",
                "Fill in Pension section: 1995 or 2008.",
            ),
            given & ~is_member,
        )
    at_work = (day(facts.closure) - rows.days("born")).astype(np.float64) / DAYS_IN_A_YEAR - WORKING_AGE
    ledger.report(
        rows,
        odd_person(
            "membership-too-long",
            "membership_years",
            "has more years of membership than since the age of 16",
            "Check the membership and the date of birth.",
        ),
        years > np.where(np.isnat(rows.days("born")), np.inf, at_work + A_MONTH_OF_SERVICE),
    )
    newer = np.array([text == "2008" for text in distinct] + [False], dtype=bool)[codes]
    ledger.report(
        rows,
        odd_person(
            "protected-in-2008",
            "protected_pension_age",
            "has a protected pension age in the 2008 section, which has none",
            "Check the pension section.",
        ),
        protected & newer,
    )


def judge_skills(rows: Rows, ledger: Ledger) -> None:
    """Find skills whose proficiency is not 1 to 4."""
    verdicts = {str(text): _is_odd(str(text)) for text in rows.coded("skills")[1]}
    if any(verdicts.values()):
        fault = Fault(
            "odd-skill", Severity.WARNING, "skills", ODD_SKILL, "Correct the list.", "have an odd skill"
        )
        ledger.report(rows, fault, rows.per_text("skills", verdicts, False, np.bool_))


def _is_odd(skills: str) -> bool:
    parts = (skill.rpartition(":") for skill in skills.split(";") if ":" in skill)
    return any(not name.strip() or level.strip() not in ("1", "2", "3", "4") for name, _, level in parts)
