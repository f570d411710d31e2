"""A receiver's page: what it takes on, whom it may get, and whether it can pay for it."""

from collections.abc import Callable, Hashable
from math import isfinite
from typing import Any

import pandas as pd

from planner.base.money import penny, pounds_text
from planner.model.results import Results
from planner.report.pack.material import Material
from planner.report.pack.setting import (
    NOT_KNOWN,
    bands_text,
    figure,
    function_names,
    mode_text,
    receiver_names,
    section,
    whole,
    words,
)
from planner.report.pages import Block, Figure, Figures, Note, Page, Paragraph
from planner.report.positions import Position, first_year, position_sentence, positions
from planner.report.wording import counted, fte_text, plain_pounds, signed_pounds

LINES = (
    ("staff", "Staff placed"),
    ("vacancies", "Vacancies filled from outside"),
    ("fixed", "Fixed corporate cost"),
    ("non_pay", "Non-pay"),
    ("bought", "Bought and shared"),
    ("earned", "Less: earned by hosting or selling"),
)
MOST_YEARS = 4
OWN_PART = "Itself: its own part of what it hosts"
MOST_TRADES = 24
"""Rows of what is bought or sold; a support organisation's customers are hundreds."""


def receiver_pages(material: Material) -> tuple[Page, ...]:
    """One page for each receiver that has work, people or a target."""
    results = material.results
    found = {one.receiver: one for one in positions(results, first_year(results))}
    order = [str(code) for code in results.plan.organisations["code"] if code in found]
    return tuple(_page(material, found[code]) for code in order)


def _page(material: Material, position: Position) -> Page:
    results, receiver = material.results, position.receiver
    blocks: tuple[Block, ...] = (
        Paragraph(position_sentence(results, position)),
        _figures(results, position),
        *_lines(results, receiver),
        *_work(results, receiver, position.year),
        *_posts(results, receiver),
        *_bought(results, receiver, position.year),
        *_sold(results, receiver, position.year),
    )
    return material.page("Receiver", blocks, position.name)


def _figures(results: Results, position: Position) -> Figures:
    posts = results.posts[results.posts["receiver"] == position.receiver]
    filled = float((posts["filled_fte"] + posts["locked_fte"]).sum())
    population = _population(results, position.receiver)
    a_head = (
        ""
        if not population > 0
        else (f"{pounds_text(position.total / population, pence=True)} a head of {population:,.0f} people.")
    )
    return Figures(
        (
            Figure(f"Operating cost {position.year}", pounds_text(position.total), a_head, "Results"),
            _against(position),
            Figure(
                "Posts",
                f"{fte_text(float(posts['fte'].sum()))} FTE",
                f"{fte_text(filled)} FTE filled by people in post now.",
                "Functions",
            ),
        )
    )


def _against(position: Position) -> Figure:
    """How far it is from its target, in words."""
    title = f"Against its {position.yardstick}"
    if not position.is_judged:
        return Figure(title, NOT_KNOWN, f"No {position.yardstick} is set.", "Results")
    side = "over" if position.is_missed else "under"
    return Figure(
        title,
        f"{pounds_text(abs(position.over))} {side}",
        f"Of {pounds_text(position.target)}: {position.verdict}.",
        "Results",
    )


def _population(results: Results, receiver: str) -> float:
    frame = results.receivers
    known = frame.loc[frame["receiver"] == receiver, "population"]
    return float(known.iloc[0]) if len(known) else float("nan")


def _lines(results: Results, receiver: str) -> tuple[Block, ...]:
    years = results.years[:MOST_YEARS]
    mine = results.receivers[results.receivers["receiver"] == receiver].to_dict("records")
    by_year: dict[str, dict[Hashable, Any]] = {str(one["year"]): one for one in mine}
    sign = {"earned": -1}
    rows = [
        (title, *(plain_pounds(sign.get(key, 1) * by_year[year][key]) for year in years))
        for key, title in LINES
        if any(penny(by_year[year][key]) for year in years)
    ]
    total = ("Operating cost", *(plain_pounds(by_year[year]["total"]) for year in years))
    made = section(
        "What it costs, by year",
        "Results, operating cost",
        (words("Line", 2.0), *(figure(f"{year} £") for year in years)),
        rows,
        total,
        "It costs nothing in this scenario.",
    )
    over = [(year, by_year[year]["over"]) for year in years if isfinite(by_year[year]["over"])]
    said = "; ".join(f"{year}: {signed_pounds(amount)}" for year, amount in over)
    return (*made, Note(f"Over (+) or under (-) its target, £: {said}.")) if over else made


def _work(results: Results, receiver: str, year: str) -> tuple[Block, ...]:
    names = function_names(results)
    done = results.services
    done = done[(done["receiver"] == receiver) & (done["year"] == year)]
    rows = [
        (
            names.get(one["function"], one["function"]),
            mode_text(one["mode"]),
            plain_pounds(one["staff"]),
            plain_pounds(one["vacancies"]),
            plain_pounds(one["non_pay"]),
            plain_pounds(one["cost"]),
            plain_pounds(one["income"]),
        )
        for one in done.to_dict("records")
    ]
    columns = (
        words("Function", 2.0),
        whole("Mode"),
        figure("Staff £"),
        figure("Vacancies £"),
        figure("Non-pay £"),
        figure("Cost £"),
        figure("Charged out £"),
    )
    total = (
        "All",
        "",
        *(
            plain_pounds(float(done[key].sum()))
            for key in ("staff", "vacancies", "non_pay", "cost", "income")
        ),
    )
    return section(f"What it does, {year}", "Functions", columns, rows, total)


def _posts(results: Results, receiver: str) -> tuple[Block, ...]:
    """Its posts by function; bands and odd hundredths of posts in words, not in rows."""
    names = function_names(results)
    posts = results.posts[results.posts["receiver"] == receiver]
    keys = ["fte", "locked_fte", "filled_fte", "vacant_fte"]
    summed = posts.groupby("function", sort=False)[keys].sum()
    bands = posts.groupby("function", sort=False)["band"].agg(bands_text).to_dict()
    rows = [
        (
            names.get(str(code), str(code)),
            str(bands[code]),
            fte_text(one["fte"]),
            fte_text(one["locked_fte"] + one["filled_fte"]),
            fte_text(one["vacant_fte"]),
        )
        for code, one in zip(summed.index, summed.to_dict("records"), strict=True)
    ]
    total = (
        "All",
        bands_text(posts["band"]),
        fte_text(float(posts["fte"].sum())),
        fte_text(float((posts["locked_fte"] + posts["filled_fte"]).sum())),
        fte_text(float(posts["vacant_fte"].sum())),
    )
    columns = (
        words("Function", 2.0),
        whole("Bands"),
        figure("Posts FTE"),
        figure("Filled FTE"),
        figure("Vacant FTE"),
    )
    return section("Its posts", "People", columns, rows, total)


def _bought(results: Results, receiver: str, year: str) -> tuple[Block, ...]:
    charges = results.charges
    mine = charges[(charges["customer"] == receiver) & (charges["year"] == year)]
    return _trade(results, mine, "supplier", f"What it buys and shares, {year}", "From")


def _sold(results: Results, receiver: str, year: str) -> tuple[Block, ...]:
    charges = results.charges
    mine = charges[(charges["supplier"] == receiver) & (charges["year"] == year)]
    return _trade(results, mine, "customer", f"Who pays it, {year}", "Customer")


def _trade(results: Results, charges: pd.DataFrame, key: str, title: str, head: str) -> tuple[Block, ...]:
    """Each other side and function; more than a board reads are brought together, and all of it adds up."""
    organisations, functions = receiver_names(results), function_names(results)
    is_own = charges["supplier"] == charges["customer"]
    own = charges[is_own]
    table = _gathered(charges[~is_own], key)
    rows = [
        (
            organisations.get(one[key], one[key]),
            functions.get(one["function"], one["function"]),
            mode_text(one["mode"]),
            plain_pounds(one["amount"]),
        )
        for one in table[:MOST_TRADES].to_dict("records")
    ]
    rest = table[MOST_TRADES:]
    if len(rest):
        rows.append((f"{counted(len(rest), 'other')}", "", "", plain_pounds(float(rest["amount"].sum()))))
    if len(own):
        modes = ", ".join(dict.fromkeys(mode_text(one) for one in own["mode"]))
        what = _one_or_many("function")(own["function"].replace(functions))
        rows.append((OWN_PART, what, modes, plain_pounds(float(own["amount"].sum()))))
    columns = (words(head, 2.0), words("Function", 2.0), whole("Mode"), figure("£ a year"))
    return section(
        title, "Results", columns, rows, ("All", "", "", plain_pounds(float(charges["amount"].sum())))
    )


def _gathered(charges: pd.DataFrame, key: str) -> pd.DataFrame:
    """Charges, largest first; where they are many, one row for each other side."""
    table = charges[[key, "function", "mode", "amount"]]
    if len(table) > MOST_TRADES:
        by_side = table.groupby(key, sort=False, as_index=False)
        table = by_side.agg(
            function=("function", _one_or_many("function")),
            mode=("mode", lambda modes: ", ".join(dict.fromkeys(modes))),
            amount=("amount", "sum"),
        )
    return table.sort_values("amount", ascending=False, kind="stable")


def _one_or_many(noun: str) -> Callable[["pd.Series[str]"], str]:
    """A name where there is one, else how many there are."""

    def said(names: "pd.Series[str]") -> str:
        found = list(dict.fromkeys(names))
        return found[0] if len(found) == 1 else counted(len(found), noun)

    return said
