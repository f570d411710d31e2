"""The nation as it was planned, set beside what happened: nothing here is fitted to it.

The people are those of the samples (``planner.workbook.samples``): the real trusts and groups with their
populations, and staff made up long before this was written. The assumptions are the register's. What stands
in ``OUTCOME`` is what was published; the README says where, and what explains the differences.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from planner.engine.basis import basis_of
from planner.engine.evaluate import evaluate
from planner.model.plan import Plan
from planner.model.results import Results
from planner.model.table_edits import add_rows
from planner.risk.shocks import TRANSFER, shocked, shocks_of
from planner.rules.rulebook import RuleBook
from planner.workbook.samples import generated_plan

SCENARIO = "Buy from support units"
"""The one of the sample's scenarios that is most like what was done."""
TRUSTS, GROUPS, FUNCTIONS = 151, 211, 44
SENIOR = ("8a", "8b", "8c", "8d", "9", "VSM")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was published, and what follows from it.

    Attributes:
        redundant_fte, bill, mean: National Audit Office, July 2013.
        vsm_heads, vsm_mean: the very senior managers among them.
        transferred, transferred_low, transferred_high: the share of staff who transfer, impact assessment of
            January 2011; redundant and its bill as the assessment expected them.
    """

    redundant_fte: float = 10_000
    bill: float = 435e6
    mean: float = 43_095
    vsm_heads: int = 44
    vsm_mean: float = 277_273
    transferred: float = 0.60
    transferred_low: float = 0.50
    transferred_high: float = 0.70
    assessed_redundant: float = 20_900
    assessed_bill: float = 1.024e9

    @property
    def staff(self) -> float:
        """The staff that the assessment reckoned with: those redundant are all who do not transfer."""
        return self.assessed_redundant / (1 - self.transferred)


OUTCOME = Outcome()


@dataclass(frozen=True, slots=True)
class Found:
    """What the program says of one share of posts; shares are of FTE.

    Attributes:
        posts: FTE of posts for each FTE of staff.
        transferred, resigned, ended, left, redundant: shares; they add to 1.
        mean: £ for each FTE made redundant; vsm_mean for each very senior manager, NaN where there is none.
        years: reckonable years of those made redundant, in the mean.
        lump_sum: £ a head of those made redundant; pension: what capital costs add to that.
    """

    posts: float
    transferred: float
    resigned: float
    ended: float
    left: float
    redundant: float
    mean: float
    vsm_mean: float
    years: float
    lump_sum: float
    pension: float

    @property
    def fte(self) -> float:
        """FTE redundant of the staff that the assessment reckoned with."""
        return self.redundant * OUTCOME.staff

    @property
    def bill(self) -> float:
        """£ for these."""
        return self.fte * self.mean


@dataclass(frozen=True, slots=True)
class Profile:
    """What an exit costs, £ a full-time person, of everybody who is entitled: by who they are."""

    everybody: float
    senior: float
    long_serving: float
    may_retire: float


def nation(staff: int, seed: int = 1) -> Plan:
    """The nation with so many rows of staff."""
    return generated_plan(staff, GROUPS, TRUSTS, FUNCTIONS, seed)


def published_cut(rules: RuleBook) -> float:
    """FTE of posts for each FTE now after the published cut of administration."""
    return 1 - rules["administration_cut"].history[-1].value


def run(plan: Plan, rules: RuleBook, shares: tuple[float, ...]) -> tuple[tuple[Found, ...], Profile]:
    """Evaluate the scenario with posts for each of these shares of the staff."""
    found, basis = [], basis_of(plan, rules)
    for share in shares:
        given = _with_share(plan, share)
        results = evaluate(given, SCENARIO, rules, basis=basis_of(given, rules, basis))
        shock = next(one for one in shocks_of(results) if one.key == TRANSFER[1])
        after = shocked(results, shock, "Back-test")
        found.append(_found(share, evaluate(after, "Back-test", rules, basis=basis_of(after, rules, basis))))
    return tuple(found), _profile(results)


def _with_share(plan: Plan, share: float) -> Plan:
    """The plan with another share of staff for whom there are posts."""
    row = {"key": "stress_transfer_share", "value": share, "low": share, "high": share}
    return add_rows(plan, "assumptions", {key: [cell] for key, cell in row.items()})


def _found(share: float, results: Results) -> Found:
    people = results.people
    fte, redundant = people["fte"].to_numpy(), people["p_redundant"].to_numpy()
    parts = {
        name: float((fte * people[f"p_{name}"]).sum() / fte.sum())
        for name in ("placed", "resigned", "ended", "left", "redundant")
    }
    vsm = (people["band"] == "VSM").to_numpy()
    cost = people["expected_cost"].to_numpy()
    lump, capital = (people[key].fillna(0.0).to_numpy() for key in ("lump_sum", "capital_cost"))
    return Found(
        posts=share,
        transferred=parts["placed"],
        resigned=parts["resigned"],
        ended=parts["ended"],
        left=parts["left"],
        redundant=parts["redundant"],
        mean=float(cost.sum() / (fte * redundant).sum()),
        vsm_mean=float(cost[vsm].sum() / redundant[vsm].sum()) if redundant[vsm].any() else float("nan"),
        years=float(np.average(people["complete_years"], weights=redundant)),
        lump_sum=float(np.average(lump, weights=redundant)),
        pension=float(np.average(np.maximum(capital - lump, 0.0), weights=redundant)),
    )


def _profile(results: Results) -> Profile:
    people = results.people[results.people["is_entitled"].astype(bool)]

    def mean(chosen: "pd.Series[bool]") -> float:
        mine = people[chosen]
        return float(mine["cost_if_redundant"].sum() / mine["fte"].sum())

    return Profile(
        everybody=mean(people["fte"] > 0),
        senior=mean(people["band"].isin(SENIOR)),
        long_serving=mean(people["complete_years"] >= 10),
        may_retire=mean(people["capital_cost"] > 0),
    )
