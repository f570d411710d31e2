"""Findings, results and comparisons as JSON: plain values, money to the penny, null where not known."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from planner.base.findings import Finding
from planner.base.money import to_the_penny
from planner.cli.odds import odds_by_receiver
from planner.engine.scenario_keys import figure_of, odds_of
from planner.model.results import OUTCOME_ODDS, CheckResult, Headline, Results

if TYPE_CHECKING:
    from planner.engine.admission import Totals
    from planner.engine.compare import Comparison

Record = dict[str, Any]

_PERSON = (
    *("employee_number", "pool", "annual_pay", "employer_cost", "complete_years", "section16"),
    *("statutory", "lump_sum", "capital_cost", "pension_state", "pay_in_lieu", "cost_if_redundant"),
    *OUTCOME_ODDS,
    *("placed_at", "expected_cost"),
)
_PERSON_MONEY = (
    *("annual_pay", "employer_cost", "section16", "statutory", "lump_sum", "capital_cost"),
    *("pay_in_lieu", "cost_if_redundant", "expected_cost"),
)
_RECEIVER_MONEY = (
    *("staff", "vacancies", "fixed", "non_pay", "bought", "earned"),
    *("total", "target", "over"),
)
_RECEIVER = ("receiver", "year", *_RECEIVER_MONEY)


def findings_record(findings: Iterable[Finding]) -> Record:
    """Findings, as every command lists them; a cell is named with its sheet (``Staff!H27``)."""
    return {
        "findings": [
            {
                "severity": str(finding.severity),
                "sheet": finding.sheet,
                "cell": finding.place if finding.cell else "",
                "column": finding.column,
                "value": finding.value,
                "message": finding.message,
                "remedy": finding.remedy,
            }
            for finding in findings
        ]
    }


def totals_record(totals: "Totals") -> Record:
    """Control totals of the staff sheet."""
    return {"heads": _plain(totals.heads), "fte": _plain(totals.fte), "pay": _money(totals.pay)}


def evaluation_record(results: Results) -> Record:
    """Every figure of one evaluation, as ``evaluate --json`` writes it."""
    return {
        "plan": results.plan.facts.plan_name,
        "scenario": results.scenario,
        "rules_version": results.rules_version,
        "headline": headline_record(results.headline),
        "people": people_records(results),
        "receivers": records(results.receivers[list(_RECEIVER)], money=_RECEIVER_MONEY),
        "functions": records(results.functions, money=["redundancy_cost"]),
        "months": records(results.months, money=list(results.months.columns.drop("month"))),
        "checks": [_check_record(check) for check in results.checks],
        "left_out": asdict(results.left_out),
        "pools": records(results.pools.drop(columns="pool_at", errors="ignore"), money=["redundancy_cost"]),
        "system": records(results.system, money=list(results.system.columns.drop("year"))),
        "senders": records(results.senders, money=["redundancy_cost", "pay", "non_pay"]),
        "not_counted": records(results.not_counted),
    }


def headline_record(headline: Headline) -> Record:
    """The headline: money to the penny, each year by its label."""
    by_year = {
        key: {year: _money(amount) for year, amount in getattr(headline, key).items()}
        for key in ("operating_cost", "target", "over_target")
    }
    return {
        "redundancy_cost": _money(headline.redundancy_cost),
        "redundancies_fte": _plain(headline.redundancies_fte),
        "redundancies_heads": _plain(headline.redundancies_heads),
        "talent_lost_percent": _plain(headline.talent_lost_percent),
        **by_year,
        "payback_month": headline.payback_month,
        "npv": _money(headline.npv),
        "re_employment_exposure": _money(headline.re_employment_exposure),
        "experience_lost_years": _plain(headline.experience_lost_years),
        "senior_leaders_lost_fte": _plain(headline.senior_leaders_lost_fte),
    }


def comparison_record(found: "Comparison", side_by_side: Sequence[Results]) -> Record:
    """Scenarios of one plan against a base, as ``compare --json`` writes it."""
    base, *_ = side_by_side
    names = (found.base, *found.scenarios)
    differences = found.differences.set_index("measure")
    return {
        "plan": base.plan.facts.plan_name,
        "rules_version": base.rules_version,
        "base": found.base,
        "scenarios": [
            {
                "scenario": one.scenario,
                "headline": headline_record(one.headline),
                "less_base": _measured(differences[figure_of(one.scenario)], differences["unit"]),
            }
            for one in side_by_side
        ],
        "receivers": _by_scenario(found.receivers, names, "total", money=("target", "total")),
        "functions": _by_scenario(found.functions, names, "done_by"),
        "people": _by_scenario(_of_other_odds(found, names), names, "likeliest"),
        "left_out": asdict(base.left_out),
    }


def _measured(figures: pd.Series, units: pd.Series) -> dict[str, float | None]:
    return {
        str(measure): _money(figure) if unit == "£" else _plain(float(figure))
        for measure, figure, unit in zip(figures.index, figures, units, strict=True)
    }


def _of_other_odds(found: "Comparison", names: Sequence[str]) -> pd.DataFrame:
    """People whose odds of an outcome differ, with what is likeliest for them."""
    columns = [key for name in names for key in (figure_of(name), odds_of(name))]
    return found.people.loc[found.people["moves_odds"], ["employee_number", "function", "band", *columns]]


def _by_scenario(
    frame: pd.DataFrame, names: Sequence[str], figure: str, money: Sequence[str] = ()
) -> list[Record]:
    """Rows of a comparison with the figure of each scenario under the scenario's name."""
    columns = [
        (title, name, column)
        for name in names
        for title, column in ((figure, figure_of(name)), ("odds", odds_of(name)))
        if column in frame
    ]
    rows = records(frame.drop(columns=[column for _, _, column in columns]), money=money)
    for title, name, column in columns:
        cells = to_the_penny(frame[column].to_numpy()) if title in money else frame[column]
        for row, cell in zip(rows, _plain_column(cells), strict=True):
            row.setdefault(title, {})[name] = cell
    return rows


def people_records(results: Results) -> list[Record]:
    """One record for each person and pool, in the order of the results."""
    columns = [key for key in _PERSON if key != "placed_at"]
    people = records(results.people[columns].astype({"complete_years": "Int64"}), money=_PERSON_MONEY)
    placed = odds_by_receiver(results.placements, len(results.pools))
    return [
        {key: placed_here if key == "placed_at" else person[key] for key in _PERSON}
        for person, placed_here in zip(people, placed, strict=True)
    ]


def records(frame: pd.DataFrame, money: Sequence[str] = ()) -> list[Record]:
    """The rows of a frame as plain values; the columns of ``money`` to the penny."""
    names = [str(key) for key in frame.columns]
    columns = [
        _plain_column(to_the_penny(frame[key].to_numpy()) if key in money else frame[key]) for key in names
    ]
    return [dict(zip(names, row, strict=True)) for row in zip(*columns, strict=True)]


def _plain_column(values: Any) -> list[Any]:
    """A column as plain values, None where not known."""
    column = pd.Series(values)
    missing = column.isna().to_numpy()
    if pd.api.types.is_datetime64_any_dtype(column):
        column = column.dt.strftime("%Y-%m-%d")
    cells = column.tolist()
    return [None if gone else cell for cell, gone in zip(cells, missing, strict=True)]


def _check_record(check: CheckResult) -> Record:
    record = {key: _plain(value) for key, value in asdict(check).items()}
    behind = [asdict(one) for one in check.behind]
    return record | {"behind": behind, "accepted": bool(check.accepted), "reason": check.accepted}


def _plain(value: Any) -> Any:
    """One value as JSON takes it."""
    if isinstance(value, np.generic):
        value = value.item()
    return None if isinstance(value, float) and not np.isfinite(value) else value


def _money(amount: float) -> float | None:
    rounded: float | None = _plain(float(to_the_penny(amount)))
    return rounded


def figures_record(figures: Mapping[str, Any], money: Iterable[str] = ()) -> Record:
    """Single figures as plain values, null where not known; those of ``money`` to the penny."""
    in_pennies = set(money)
    return {
        key: _money(value) if key in in_pennies and value is not None else _plain(value)
        for key, value in figures.items()
    }


def json_lines(document: Mapping[str, Any], *, plain_ascii: bool = False) -> Iterator[str]:
    """The text of a document, piece by piece, one line for each record of its lists.

    Args:
        document: keys and plain values.
        plain_ascii: write signs beyond ASCII as escapes, which every console takes.
    """
    encoder = json.JSONEncoder(ensure_ascii=plain_ascii, allow_nan=False)
    before = "{\n"
    for key, value in document.items():
        yield f"{before} {encoder.encode(key)}: "
        before = ",\n"
        if not isinstance(value, list) or not value:
            yield encoder.encode(value)
            continue
        yield "["
        for at, record in enumerate(value):
            yield ("," if at else "") + "\n  " + encoder.encode(record)
        yield "\n ]"
    yield "\n}\n"
