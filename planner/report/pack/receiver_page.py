"""A receiver's page: what it takes on, whom it may get, and whether it can pay for it."""

from collections.abc import Hashable
from math import isfinite
from typing import Any

from planner.base.money import penny, pounds_text
from planner.model.results import Results
from planner.report.pack.material import Material
from planner.report.pack.setting import figure, function_names, receiver_names, section, whole, words
from planner.report.pages import Block, Figure, Figures, Note, Page, Paragraph
from planner.report.positions import Position, first_year, position_sentence, positions
from planner.report.wording import fte_text, plain_pounds, signed_pounds

LINES = (
    ("staff", "Staff placed"),
    ("vacancies", "Vacancies filled from outside"),
    ("fixed", "Fixed corporate cost"),
    ("non_pay", "Non-pay"),
    ("bought", "Bought and shared"),
    ("earned", "Less: earned by hosting or selling"),
)
MOST_YEARS = 4


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
    against = "No target is set." if not position.is_judged else f"Of {pounds_text(position.target)}."
    return Figures(
        (
            Figure(f"Operating cost {position.year}", pounds_text(position.total), a_head, "Results"),
            Figure(
                "Over or under",
                "–" if not position.is_judged else f"{signed_pounds(position.over)} £",
                against,
                "Results",
            ),
            Figure(
                "Posts",
                f"{fte_text(float(posts['fte'].sum()))} FTE",
                f"{fte_text(filled)} FTE filled by people in post now.",
                "Functions",
            ),
        )
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
            one["mode"],
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
        figure("Paid by others £"),
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
    names = function_names(results)
    posts = results.posts[results.posts["receiver"] == receiver]
    summed = posts.groupby(["function", "band"], sort=False, as_index=False)[
        ["fte", "locked_fte", "filled_fte", "vacant_fte"]
    ].sum()
    rows = [
        (
            names.get(one["function"], one["function"]),
            one["band"],
            fte_text(one["fte"]),
            fte_text(one["locked_fte"] + one["filled_fte"]),
            fte_text(one["vacant_fte"]),
        )
        for one in summed.to_dict("records")
    ]
    total = (
        "All",
        "",
        fte_text(float(summed["fte"].sum())),
        fte_text(float((summed["locked_fte"] + summed["filled_fte"]).sum())),
        fte_text(float(summed["vacant_fte"].sum())),
    )
    columns = (
        words("Function", 2.0),
        whole("Band"),
        figure("Posts FTE"),
        figure("Filled FTE"),
        figure("Vacant FTE"),
    )
    return section("Its posts", "People", columns, rows, total)


def _bought(results: Results, receiver: str, year: str) -> tuple[Block, ...]:
    charges = results.charges
    mine = charges[
        (charges["customer"] == receiver) & (charges["supplier"] != receiver) & (charges["year"] == year)
    ]
    return _trade(results, mine, "supplier", f"What it buys, {year}", "From")


def _sold(results: Results, receiver: str, year: str) -> tuple[Block, ...]:
    charges = results.charges
    mine = charges[
        (charges["supplier"] == receiver) & (charges["customer"] != receiver) & (charges["year"] == year)
    ]
    return _trade(results, mine, "customer", f"Who pays it, {year}", "Customer")


def _trade(results: Results, charges: Any, key: str, title: str, head: str) -> tuple[Block, ...]:
    organisations, functions = receiver_names(results), function_names(results)
    ordered = charges.sort_values("amount", ascending=False, kind="stable")
    rows = [
        (
            organisations.get(one[key], one[key]),
            functions.get(one["function"], one["function"]),
            one["mode"],
            plain_pounds(one["amount"]),
        )
        for one in ordered.to_dict("records")
    ]
    columns = (words(head, 2.0), words("Function", 2.0), whole("Mode"), figure("£ a year"))
    return section(
        title, "Results", columns, rows, ("All", "", "", plain_pounds(float(charges["amount"].sum())))
    )
