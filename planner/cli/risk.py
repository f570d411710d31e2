"""The command ``risk``: how sure a scenario's figures are, in words and as JSON."""

from argparse import Namespace
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from planner.base.errors import WrongUseError
from planner.base.money import pounds_text
from planner.cli.arguments import STANDARD_OUTPUT
from planner.cli.as_json import figures_record, records
from planner.cli.columns import table
from planner.cli.in_words import RECEIVERS_LISTED, against_target, counted, percent_text
from planner.cli.means import Means
from planner.cli.opening import opened_plan, scenario_named
from planner.cli.output import code_of_work, keep_apart, write_json
from planner.cli.stress import stress_in_words, stress_record

if TYPE_CHECKING:
    import pandas as pd

    from planner.model.results import Results
    from planner.risk.outcome import Risk, Spread
    from planner.risk.stress import StressTable
    from planner.rules.rulebook import RuleBook

MOST_DRAWS = 1_000_000
LEVERS_LISTED = 10
LEVERS_MONEY = ("redundancy_cost", "operating_cost", "over_target")
RECEIVERS_MONEY = ("target", "expected", "mean", "standard_error", "p10", "p50", "p90")
SPREAD = ("expected", "mean", "standard_error", "p10", "p50", "p90")


def risk(arguments: Namespace, means: Means) -> int:  # noqa: ARG001 - commands are called alike
    """Draw what may happen in one scenario, and move each assumption on its own."""
    from planner.risk.simulate import simulate_results
    from planner.risk.tornado import tornado_results

    keep_apart(arguments.plan, arguments.json)
    check_draws(arguments)
    opened = opened_plan(arguments)
    results = opened.evaluated(scenario_named(opened.plan, arguments.scenario))
    found = simulate_results(
        results, arguments.draws, arguments.seed, fixed_assumptions=arguments.fixed_assumptions
    )
    levers = tornado_results(results)
    shocks = _stressed(results, opened.rules) if arguments.stress else None
    if arguments.json is not None:
        from planner.cli.as_json import findings_record

        stressed = stress_record(shocks) if shocks is not None else {}
        write_json(risk_record(found, levers) | stressed | findings_record(opened.findings), arguments.json)
    if arguments.json != STANDARD_OUTPUT:
        print(f"{opened.plan.facts.plan_name}: {found.scenario}", "", sep="\n")
        print(*risk_in_words(found, levers), sep="\n")
        print(*(stress_in_words(shocks) if shocks is not None else ()), sep="\n", end="")
    return code_of_work(opened.findings)


def check_draws(arguments: Namespace) -> None:
    """Refuse numbers of draws and seeds that there cannot be.

    Raises:
        WrongUseError: says which numbers there may be.
    """
    if not 1 < arguments.draws <= MOST_DRAWS:
        raise WrongUseError(f"--draws is a number from 2 to {MOST_DRAWS:,}.")
    if arguments.seed < 0:
        raise WrongUseError("--seed is a number from 0.")


def _stressed(results: "Results", rules: "RuleBook") -> "StressTable":
    """The scenario after each shock."""
    from planner.engine.workings import Workings
    from planner.risk.stress import stress_results

    work = results.workings
    assert isinstance(work, Workings)  # noqa: S101 - every evaluation keeps its workings
    return stress_results(results, rules, work.ground.basis)


def risk_record(found: "Risk", levers: "pd.DataFrame") -> dict[str, Any]:
    """Everything but the draws themselves, for scripts: money to the penny, null where not known."""
    provision = found.provision
    booked = {
        "amount": provision.amount,
        "covers_percent": provision.percentile,
        "reserve": provision.reserve,
        "reserve_percentile": provision.reserve_percentile,
        "why": provision.why,
    }
    in_levers = [str(key) for key in levers.columns if str(key).startswith(LEVERS_MONEY)]
    return {
        "scenario": found.scenario,
        "draws": found.draws,
        "seed": found.seed,
        "redundancy_cost": _spread_record(found.cost, is_money=True),
        "people_made_redundant": _spread_record(found.heads),
        "talent_lost_percent": _spread_record(found.talent_lost),
        "provision": figures_record(booked, money=("amount", "reserve")),
        "years": records(found.years, money=RECEIVERS_MONEY),
        "receivers": records(found.receivers, money=RECEIVERS_MONEY),
        "assumptions_drawn": [one.key for one in found.drawn],
        "assumptions_held": [one.key for one in found.held],
        "tornado": records(levers, money=in_levers),
    }


def _spread_record(spread: "Spread", *, is_money: bool = False) -> dict[str, Any]:
    figures = {key: getattr(spread, key) for key in SPREAD}
    return figures_record(figures, money=SPREAD if is_money else ()) | {
        "histogram": records(spread.histogram(), money=("low", "high") if is_money else ()),
        "convergence": records(spread.convergence(), money=("mean", "low", "high") if is_money else ()),
    }


def risk_in_words(found: "Risk", levers: "pd.DataFrame") -> Iterator[str]:
    """The spread of the main figures, the chance of each target, the provision and the levers."""
    drawn = "assumptions fixed" if not found.drawn else counted(len(found.drawn), "assumption") + " drawn"
    yield f"  {found.draws:,} draws from seed {found.seed}, {drawn}"
    yield ""
    rows = [
        _spread_row(found.cost, pounds_text),
        _spread_row(found.heads, "{:,.1f}".format),
        _spread_row(found.talent_lost, percent_text),
    ]
    yield from table(("", "Evaluated", "Mean", "+/- 95%", "P10", "P50", "P90"), rows)
    yield ""
    provision = found.provision
    amount, reserve = pounds_text(provision.amount), pounds_text(provision.reserve)
    yield f"  Provision               {amount}, and {reserve} in reserve"
    yield ""
    yield from _targets_in_words(found)
    yield from _levers_in_words(levers)


def _spread_row(spread: "Spread", shown: Any) -> tuple[str, ...]:
    figures = (spread.expected, spread.mean, 1.96 * spread.standard_error, spread.p10, spread.p50, spread.p90)
    return (spread.name, *map(shown, figures))


def _targets_in_words(found: "Risk") -> Iterator[str]:
    """The chance that each receiver meets its target in the first year, the least first."""
    years = found.years["year"].tolist()
    known = found.receivers[found.receivers["target"].notna() & (found.receivers["year"] == years[0])]
    if known.empty:
        return
    least = known.sort_values(["chance_met", "mean"], ascending=[True, False], kind="stable")
    listed = least.head(RECEIVERS_LISTED)
    rows = [
        (f"{name} ({code})", percent_text(100 * chance), *map(against_target, ends))
        for name, code, chance, ends in zip(
            listed["name"], listed["receiver"], listed["chance_met"],
            listed[["p10", "p50", "p90"]].to_numpy().tolist(), strict=True,
        )
    ]  # fmt: skip
    every = float(found.years["chance_all_met"].iloc[0])
    rows.append(("All of them together", percent_text(100 * every), "", "", ""))
    yield from table((f"Chance of meeting its target, {years[0]}", "Chance", "P10", "P50", "P90"), rows)
    if len(least) > len(listed):
        yield f"  and {counted(len(least) - len(listed), 'other')}; --json lists them all"
    yield ""


def _levers_in_words(levers: "pd.DataFrame") -> Iterator[str]:
    """What each assumption moves on its own, and which move nothing."""
    live = levers[~levers["is_dead"]].head(LEVERS_LISTED)
    if len(live):
        rows = [
            (str(row["key"]), *(pounds_text(row[f"redundancy_cost_{end}"]) for end in ("low", "high")),
             *(percent_text(row[f"talent_lost_percent_{end}"]) for end in ("low", "high")))
            for row in live.to_dict("records")
        ]  # fmt: skip
        heads = ("Each assumption alone", "Cost at low", "Cost at high", "Talent at low", "Talent at high")
        yield from table(heads, rows)
        yield ""
    dead = levers.loc[levers["is_dead"], "key"].tolist()
    if dead:
        yield f"  Moves nothing: {', '.join(dead)}"
        yield ""
