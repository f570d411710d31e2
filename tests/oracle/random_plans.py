# ruff: noqa: E501
"""Small random plans, valid by the workbook's rules, to compare two calculations on.

    from tests.oracle.random_plans import random_workbook
    scenarios = random_workbook("plan.xlsx", seed=7)

The same seed gives the same cells. The names of the scenarios to evaluate are returned. With `corners` the plan
also has combinations on which the specification is least clear; without, those are kept out as far as they can be.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import openpyxl

try:
    from . import tables
except ImportError:  # run as a script
    import tables  # type: ignore[no-redef]

AFC = ("2", "3", "4", "5", "6", "7", "8a", "8b", "8c", "8d", "9")
AFC_WEIGHTS = (2, 3, 4, 6, 6, 6, 4, 3, 2, 1, 1)
FUNCTIONS = (
    ("CON", "Contracting", "transactional"),
    ("RED", "Service redesign", "clinical"),
    ("BIN", "Business intelligence", "insight"),
    ("FIN", "Finance", "transactional"),
    ("COM", "Communications", "insight"),
    ("PRO", "Procurement", "transactional"),
    ("PUB", "Public health", "clinical"),
    ("LED", "Leadership", "leadership"),
)
# How a stage is written in the Stage limit column.
STAGE_WORDS = ("slot_in", "competitive_slot_in", "ring_fence_narrow", "ring_fence_wider", "redeployment")
# Plan start, transfer date, closure, horizon.
CALENDARS = (
    (date(2012, 4, 1), date(2013, 4, 1), date(2013, 3, 31), date(2016, 3, 31)),
    (date(2012, 4, 1), date(2013, 4, 1), date(2013, 3, 31), date(2015, 3, 31)),
    (date(2011, 4, 1), date(2012, 4, 1), date(2012, 3, 31), date(2015, 3, 31)),
    (date(2012, 4, 1), date(2012, 10, 1), date(2012, 9, 30), date(2015, 3, 31)),
    (date(2013, 4, 1), date(2013, 10, 1), date(2013, 9, 30), date(2016, 3, 31)),
    (date(2013, 4, 1), date(2014, 4, 1), date(2014, 3, 31), date(2016, 3, 31)),
    (date(2015, 4, 1), date(2015, 10, 1), date(2015, 9, 30), date(2017, 3, 31)),
)


@dataclass
class Maker:
    """A plan in the making."""

    rng: random.Random
    corners: bool
    sheets: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    senders: list[str] = field(default_factory=list)
    ccgs: list[str] = field(default_factory=list)
    csos: list[str] = field(default_factory=list)
    boards: list[str] = field(default_factory=list)
    others: list[str] = field(default_factory=list)
    codes: list[str] = field(default_factory=list)
    modelled: set[str] = field(default_factory=set)
    roles: dict[tuple[str, str], tuple[str, str | None]] = field(default_factory=dict)
    named: dict[str, bool] = field(default_factory=dict)
    varied: list[str] = field(default_factory=list)

    def maybe(self, odds: float) -> bool:
        """True with these odds."""
        return self.rng.random() < odds

    def corner(self, odds: float) -> bool:
        """True with these odds, and only where corners are wanted."""
        return self.rng.random() < odds and self.corners

    def any_day(self, first: date, last: date) -> date:
        """A day of a month's first 28, between two days."""
        when = first + timedelta(days=self.rng.randint(0, max(0, (last - first).days)))
        return when.replace(day=min(when.day, 28))

    def add(self, sheet: str, **cells: Any) -> dict[str, Any]:
        """Add a row; `_` in a name stands for a space."""
        row = {name.replace("_", " "): value for name, value in cells.items() if value is not None}
        self.sheets.setdefault(sheet, []).append(row)
        return row

    # ---- the frame

    def calendar(self) -> None:
        """The Plan sheet: usual and other transfer dates, early and late announcements."""
        usual = self.maybe(0.5)
        self.start, self.transfer, self.closure, self.horizon = (
            CALENDARS[0] if usual else self.rng.choice(CALENDARS[1:])
        )
        style = self.rng.choice(("start", "blank", "soon", "late", "late"))
        announced: date | None = None
        if style == "start":
            announced = self.start
        elif style == "soon":
            announced = self.any_day(self.start, self.start + timedelta(days=100))
        elif style == "late":
            announced = self.any_day(self.closure - timedelta(days=150), self.closure - timedelta(days=15))
            announced = max(announced, self.start)
        facts: dict[str, Any] = {
            "Plan name": "Random plan",
            "Transfer date": self.transfer,
            "Closure": self.closure,
            "Plan start": None if usual and self.maybe(0.3) else self.start,
            "Announced": announced,
            "Horizon": self.horizon,
            "Format version": 1,
        }
        for key, value in facts.items():
            if value is not None:
                self.add("Plan", Key=key, Value=value)
        first = self.closure.year if self.closure.month >= 4 else self.closure.year - 1
        self.first_year = first

    def organisations(self) -> None:
        """Senders, CCGs, support organisations, the Board, a local authority, a provider."""
        rng = self.rng
        self.zones = self.maybe(0.45)
        self.vsm = not self.zones or self.corners
        # Now and then nearly everything stops in one place, so that there is a collective consultation.
        self.closing_down = self.maybe(0.12)

        def zone() -> str | None:
            return rng.choice(("inner", "outer", "fringe", None, None)) if self.zones else None

        def put(code: str, kind: str, **cells: Any) -> None:
            self.add("Organisations", Code=code, Name=f"{kind} {code}", Kind=kind, HCAS_zone=zone(), **cells)

        for i in range(1, (1 if self.closing_down else rng.randint(1, 3)) + 1):
            self.senders.append(f"P{i}")
            put(f"P{i}", "SHA" if i == 3 and self.maybe(0.5) else "PCT")
        for i in range(1, rng.randint(2, 5) + 1):
            self.ccgs.append(f"C{i}")
            put(
                f"C{i}",
                "CCG",
                Population=rng.randint(40, 400) * 1000 + rng.randint(0, 999),
                Allowance_per_head=rng.choice((25, 25, 20, 24.75, None)),
                Fixed_corporate_cost=rng.choice((None, 250_000, 1_200_000.5)),
            )
        kinds = rng.sample(("CSO hosted", "CSO social enterprise", "CSO private"), 2)
        for i in range(1, rng.randint(1, 2) + 1):
            self.csos.append(f"S{i}")
            put(
                f"S{i}",
                kinds[i - 1],
                Target=rng.choice((None, 900_000)),
                Fixed_corporate_cost=300_000 if self.corner(0.5) else None,
            )
        for code, kind in (("BN", "Board national"), ("BA", "Board area team")):
            self.boards.append(code)
            put(
                code,
                kind,
                Target=rng.choice((None, 500_000)),
                Fixed_corporate_cost=rng.choice((None, 50_000)),
            )
        for code, kind in (("L1", "Local authority"), ("V1", "Provider"), ("O1", "Other")):
            self.others.append(code)
            put(
                code,
                kind,
                Target=rng.choice((None, 400_000)),
                Also_provides="Y" if kind == "Provider" else None,
            )

    def functions(self) -> None:
        """4 to 8 functions in 2 to 4 families, some with a requirement model."""
        rng = self.rng
        families = [f"Family {i}" for i in range(1, rng.randint(2, 4) + 1)]
        chosen = rng.sample(FUNCTIONS, rng.randint(4, 8))
        for i, (code, name, kind) in enumerate(chosen):
            self.codes.append(code)
            fixed = per = None
            if self.maybe(0.25):
                self.modelled.add(code)
                fixed, per = rng.choice((0.5, 0.25, 1)), rng.choice((0.4, 1.25, 2))
                if self.corner(0.3):
                    fixed = None
            self.named[code] = (
                len(self.senders) > 1 and self.maybe(0.35) and (code not in self.modelled or self.corners)
            )
            self.add(
                "Functions",
                Code=code,
                Name=name,
                Family=families[i % len(families)] if i < len(families) else rng.choice(families),
                Kind=kind,
                Statutory=rng.choice(("Y", "N")),
                **{"Fixed FTE per organisation": fixed, "FTE per 100,000": per},
            )

    # ---- the staff

    def staff(self) -> None:
        """10 to 60 rows, with every kind of contract, service, pension and pay."""
        self.people: list[dict[str, Any]] = []
        count = 58 if self.closing_down else self.rng.choice((10, 15, 25, 40, 58))
        for i in range(1, count + 1):
            self.people.append(self.person(f"E{i:03d}"))
        if self.vsm and self.maybe(0.6):
            for i in range(self.rng.randint(1, 2)):
                row = self.person(f"V{i}")
                row.pop("Spine point", None)
                row.pop("HCAS zone", None)
                row |= {"Band": "VSM", "FTE": 1, "Annual salary": self.rng.randrange(90_000, 140_000, 500)}
        for row in self.rng.sample(self.people, min(len(self.people), self.rng.randint(0, 4))):
            self.second_row(row)

    def person(self, name: str) -> dict[str, Any]:
        """One row of the staff list."""
        rng = self.rng
        band = rng.choices(AFC, AFC_WEIGHTS)[0]
        born = self.any_day(date(self.first_year - 62, 1, 1), date(self.first_year - 22, 1, 1))
        adult = date(born.year + 17, born.month, born.day)
        youngest = self.closure - timedelta(days=400)
        continuous = self.any_day(
            max(adult, self.closure - timedelta(days=rng.choice((700, 3000, 11_000)))), youngest
        )
        reckonable: date | None = continuous
        years: float | None = None
        style = rng.random()
        if style < 0.25:
            reckonable = self.any_day(max(adult, continuous - timedelta(days=2500)), continuous)
        elif style < 0.35:
            reckonable, years = (
                None,
                float(max(0, (self.closure - continuous).days // 365 - rng.randint(0, 2))),
            )
        elif style < 0.45:
            reckonable = None
        section = rng.choice(("1995", "1995", "2008", None))
        age = (self.closure - born).days / 365.25
        served = (self.closure - continuous).days / 365.25
        fte = rng.choice((1, 1, 1, 0.8, 0.6)) if not self.corner(0.1) else rng.choice((0.3, 0.5))
        membership = round(served * fte + 2.25, 2) if section and self.maybe(0.5) else None
        # A quote is given only to those who may take the pension.
        may = section and served > 2.2 and 55.2 < age < (59.8 if section == "1995" else 64.8)
        quote = round(rng.uniform(5_000, 90_000), 2) if may and self.maybe(0.3) else None
        row = self.add(
            "Staff",
            Employee_number=name,
            Assignment_number=f"{name}-1",
            Name=f"Person {name}",
            Organisation=rng.choice(self.senders),
            Function=rng.choice(self.codes),
            Position_title="Post holder",
            Band=band,
            FTE=fte,
            HCAS_zone=rng.choice((None, None, "inner", "outer", "fringe")) if self.zones else None,
            Continuous_service_from=continuous,
            Reckonable_service_from=reckonable,
            Reckonable_years=years,
            Date_of_birth=born,
            Contract="Permanent",
            Pension_section=section,
            Membership_years=membership,
            Protected_pension_age="Y" if section == "1995" and age > 50 and self.maybe(0.2) else None,
            Pension_quote=quote,
            Notice_weeks=rng.choice((None, None, None, 4, 8, 13)),
            Scarce="Y" if self.maybe(0.15) else None,
            Retention_payment=rng.choice((1500, 2750.5)) if self.maybe(0.1) else None,
            Establishment=rng.choice(("North House", "South House"))
            if self.maybe(0 if self.closing_down else 0.3)
            else None,
            Criticality=rng.choice((None, 1, 2, 3, 4, 5)),
            Skills=rng.choice((None, None, "coding:3; modelling:2", "tendering:4")),
        )
        self.pay(row, band)
        self.contract(row)
        return row

    def pay(self, row: dict[str, Any], band: str) -> None:
        """A spine point, or a salary inside the band."""
        low, high, _ = tables.BANDS[band]
        point = self.rng.randint(low, high)
        column = tables.YEARS_OF_PAY.index(
            min(f"{self.first_year}/{(self.first_year + 1) % 100:02d}", "2013/14")
        )
        if self.maybe(0.6):
            row["Spine point"] = point
        if "Spine point" not in row or self.corner(0.1):
            row["Annual salary"] = tables.SPINE[point][column]

    def contract(self, row: dict[str, Any]) -> None:
        """Fixed terms, leaving dates, and those who are listed and not counted."""
        rng, drawn = self.rng, self.rng.random()
        before = max(self.start, self.closure - timedelta(days=170)) + timedelta(days=10)
        if drawn < 0.08:
            row["Contract"] = "Fixed term"
            row["Contract ends"] = rng.choice(
                (self.closure, self.any_day(before, self.closure), self.transfer + timedelta(days=120))
            )
            row.pop("Retention payment", None)
        elif drawn < 0.12:
            row["Leaving date"] = rng.choice(
                (self.any_day(before, self.closure), self.transfer + timedelta(days=rng.randint(10, 300)))
            )
        elif drawn < 0.15:
            row["Contract"] = rng.choice(("Bank", "Honorary", "Non-Exec Director/Chair"))
        elif drawn < 0.18:
            row["Assignment status"] = rng.choice(("Inactive Not Worked", "Suspend No Pay"))
        elif drawn < 0.24:
            row["Assignment status"] = rng.choice(
                ("Maternity", "Acting Up", "Internal Secondment", "Suspend With Pay", "Career Break")
            )
        else:
            row["Assignment status"] = "Active Assignment"

    def second_row(self, first: dict[str, Any]) -> None:
        """A second assignment of the same person: in the same pool, or in another."""
        plain = first["Contract"] == "Permanent" and "Leaving date" not in first
        counted = first.get("Assignment status") not in {"Inactive Not Worked", "Suspend No Pay"}
        older = (self.closure - first["Date of birth"]).days / 365.25 > 49.5
        if not plain or not counted or (older and "Pension section" in first and not self.corners):
            return
        first["FTE"] = 0.6
        first.pop("Membership years", None)
        first.pop("Pension quote", None)
        second = self.add("Staff", **dict(first.items()))
        second |= {"Assignment number": f"{first['Employee number']}-2", "FTE": 0.4}
        second.pop("Retention payment", None)
        second.pop("Criticality", None)
        if self.maybe(0.6):
            second["Function"] = self.rng.choice(self.codes)
            if self.maybe(0.5):
                for name in ("Spine point", "Annual salary"):
                    second.pop(name, None)
                second["Band"] = self.rng.choice(AFC[:8])
                self.pay(second, second["Band"])

    # ---- scenarios

    def receivers(self, function: str, count: int) -> list[tuple[str, str, str | None]]:
        """Different receivers for a function, each with the mode and customers it has throughout."""
        pool = (
            [(code, "do") for code in self.ccgs]
            + [(code, "share") for code in self.ccgs[:2]]
            + [(code, "buy") for code in self.csos] * 2
            + [(code, "board") for code in self.boards]
            + [(code, "move") for code in self.others]
        )
        self.rng.shuffle(pool)
        found: list[tuple[str, str, str | None]] = []
        for code, usual in pool:
            customers: str | None = None
            if usual == "share":
                mates = [ccg for ccg in self.ccgs if ccg != code]
                group = [code, *self.rng.sample(mates, self.rng.randint(1, len(mates)))]
                customers = self.rng.choice((None, "; ".join(sorted(group))))
            elif usual == "buy":
                some = sorted(self.rng.sample(self.ccgs, self.rng.randint(1, len(self.ccgs))))
                customers = self.rng.choice((None, ";".join(some)))
            mode, customers = self.roles.setdefault((function, code), (usual, customers))
            if code not in {one[0] for one in found}:
                found.append((code, mode, customers))
            if len(found) == count:
                break
        return found

    def shares(self, count: int) -> list[int]:
        """Whole percentages: all of the function, or less."""
        whole = 100 if self.maybe(0.6) else self.rng.choice((40, 60, 80, 90))
        cuts = sorted(self.rng.sample(range(5, whole, 5), count - 1))
        return [b - a for a, b in zip([0, *cuts], [*cuts, whole], strict=True)]

    def allocate(self, scenario: str, function: str, sender: str | None, most: int = 100) -> None:
        """The rows of one function, for one sender or all."""
        count = self.rng.choice((1, 1, 2, 2, 3, 4))
        style = self.rng.random()
        if self.closing_down and self.maybe(0.75):
            count, style = 1, 0.9
        shares = [max(1, share * most // 100) for share in self.shares(count)]
        if style < 0.2:
            count, shares = 1, [most]
        rows: list[tuple[str | None, str, str | None]] = list(self.receivers(function, count))
        if style > 0.85:
            rows[-1] = (None, "stop", None)
        for (receiver, mode, customers), share in zip(rows, shares, strict=True):
            self.add(
                "Allocations",
                Scenario=scenario,
                Function=function,
                Sender=sender,
                Receiver=receiver,
                Mode=mode,
                Share=share,
                Customers=customers,
            )

    def scenarios(self) -> list[str]:
        """A main scenario and, half the time, one based on it that differs in a function or two."""
        names = ["Main"]
        self.add("Scenarios", Scenario="Main", Description="As proposed")
        quiet = self.rng.sample(self.codes, 1) if self.maybe(0.3) else []
        for function in self.codes:
            if function in quiet:
                continue
            mixed = self.named[function] and self.corner(0.3)
            unnamed = self.senders[-1] if self.named[function] and self.corner(0.2) else None
            for sender in self.senders if self.named[function] else [None]:
                if sender is not None and sender == unnamed:
                    continue
                self.allocate("Main", function, sender, 60 if mixed else 100)
            if mixed:
                self.allocate("Main", function, None, 40)
        if self.maybe(0.5):
            names.append("Variant")
            self.add("Scenarios", Scenario="Variant", Description="Differs a little", **{"Based on": "Main"})
            self.varied = self.rng.sample([f for f in self.codes if f not in quiet], self.rng.randint(1, 2))
            for function in self.varied:
                mixed = any(
                    row["Function"] == function and "Sender" not in row and self.named[function]
                    for row in self.sheets["Allocations"]
                )
                keys = self.senders if self.named[function] else [None]
                self.allocate("Variant", function, self.rng.choice(keys), 60 if mixed else 100)
        self.rng.shuffle(self.sheets["Allocations"])
        return names

    def prices(self) -> None:
        """A price per head where a function is bought in whole."""
        for row in self.sheets["Functions"]:
            bought = [
                a for a in self.sheets["Allocations"] if a["Function"] == row["Code"] and a["Mode"] == "buy"
            ]
            if bought and (self.corners or all(a["Share"] == 100 for a in bought)) and self.maybe(0.5):
                row["Price per head"] = self.rng.choice((1.25, 2, 3.4))

    def posts(self) -> None:
        """Posts rows for some receivers and functions, of all scenarios or one, some with a stage limit."""
        pairs = sorted(
            {
                (a["Receiver"], a["Function"])
                for a in self.sheets["Allocations"]
                if a.get("Receiver")
                and (self.corners or (a["Function"] not in self.varied and not self.named[a["Function"]]))
            }
        )
        self.listed: set[tuple[str, str]] = set()
        for receiver, function in self.rng.sample(pairs, min(len(pairs), self.rng.randint(0, 3))):
            self.listed.add((receiver, function))
            scenario = self.rng.choice((None, "Main"))
            held = [row["Band"] for row in self.sheets["Staff"] if row["Function"] == function]
            bands = sorted(set(held)) or ["6"]
            for i in range(self.rng.randint(1, 5)):
                band = self.rng.choice(bands)
                if self.maybe(0.2):
                    band = self.rng.choice(AFC)
                self.add(
                    "Posts",
                    Post=f"{receiver}-{function}-{i}",
                    Scenario="Main" if self.corner(0.2) else scenario,
                    Receiver=receiver,
                    Function=function,
                    Title="Post",
                    Band=band,
                    FTE=self.rng.choice((1, 1, 2, 0.6, 0.8)),
                    **{"Stage limit": self.rng.choice(STAGE_WORDS) if self.maybe(0.35) else None},
                )

    # ---- placements

    def placements(self) -> None:
        """Locked placements of each kind."""
        rows = list(self.sheets["Staff"])
        seen = [row["Employee number"] for row in rows]
        single = [
            row
            for row in rows
            if seen.count(row["Employee number"]) == 1
            and row["Contract"] == "Permanent"
            and "Leaving date" not in row
            and row.get("Assignment status") not in {"Inactive Not Worked", "Suspend No Pay"}
        ]
        self.rng.shuffle(single)
        kinds = ["redundant", "mars", "resigned", "retired", "pool", "placed", "named post", "contract ended"]
        for kind in self.rng.sample(kinds, self.rng.randint(0, 6)):
            if kind == "contract ended":
                fixed = [row for row in rows if row["Contract"] == "Fixed term"]
                if fixed:
                    self.place(self.rng.choice(fixed), "contract ended")
            elif single:
                self.one_placement(kind, single)
        placed = self.sheets.get("Placements", [])
        if placed and len(self.sheets["Scenarios"]) > 1 and self.maybe(0.3):
            name = self.rng.choice(placed)["Employee number"]
            self.add("Placements", Scenario="Variant", Employee_number=name, Outcome="pool", Locked="Y")

    def place(self, row: dict[str, Any], outcome: str, **cells: Any) -> None:
        """One locked placement."""
        name = row["Employee number"]
        self.add("Placements", Scenario="Main", Employee_number=name, Outcome=outcome, Locked="Y", **cells)

    def one_placement(self, kind: str, single: list[dict[str, Any]]) -> None:
        """A placement of one kind, for someone it can be true of."""
        served = {
            row["Employee number"]: (self.closure - row["Continuous service from"]).days for row in single
        }
        earlier = self.closure - timedelta(days=self.rng.choice((0, 31, 60)))
        when = self.rng.choice((None, max(earlier, self.start + timedelta(days=30))))
        if kind in {"redundant", "mars"}:
            able = [row for row in single if served[row["Employee number"]] > 900]
            if able:
                self.place(able[0], kind, Date=when)
                single.remove(able[0])
        elif kind in {"resigned", "retired", "pool"}:
            self.place(single.pop(), kind, Date=when if kind == "resigned" else None)
        elif kind == "named post":
            self.named_post(single)
        else:
            self.unnamed_post(single)

    def named_post(self, single: list[dict[str, Any]]) -> None:
        """Someone is locked into a row of the Posts sheet of their band and FTE."""
        for receiver, function in sorted(self.listed):
            able = [row for row in single if row["Function"] == function and row["Band"] != "VSM"]
            if able:
                row = able[0]
                single.remove(row)
                name = f"{receiver}-{function}-held"
                siblings = [
                    p for p in self.sheets["Posts"] if (p["Receiver"], p["Function"]) == (receiver, function)
                ]
                self.add(
                    "Posts",
                    Post=name,
                    Scenario=siblings[0].get("Scenario"),
                    Receiver=receiver,
                    Function=function,
                    Title="Held post",
                    Band=row["Band"],
                    FTE=row["FTE"],
                )
                self.place(row, "placed", Receiver=receiver, Post=name)
                return

    def unnamed_post(self, single: list[dict[str, Any]]) -> None:
        """Someone is locked at a receiver that has the whole function, so that there are posts enough."""
        for a in self.sheets["Allocations"]:
            function = a["Function"]
            plain = a["Mode"] in {"board", "move", "do"} and a["Share"] == 100 and "Sender" not in a
            if not plain or function in self.modelled or function in self.varied:
                continue
            if (a["Receiver"], function) in self.listed:
                continue
            able = [row for row in single if row["Function"] == function]
            if able:
                single.remove(able[0])
                self.place(able[0], "placed", Receiver=a["Receiver"])
                return

    # ---- money and assumptions

    def budgets(self) -> None:
        """Non-pay budgets, some committed, one or two years; and pay lines beside them."""
        ends = [date(self.first_year + n, 3, 31) for n in (1, 2, 3, 4)]
        for sender in self.senders:
            for function in self.codes:
                if self.maybe(0.35):
                    continue
                committed = self.rng.choice(ends) if self.maybe(0.4) else None
                if committed and self.corner(0.4):
                    committed = date(committed.year, 9, 30)
                years = [self.first_year] if self.maybe(0.6) else [self.first_year, self.first_year + 1]
                for year in years:
                    name = f"{year}/{(year + 1) % 100:02d}"
                    shared = {"Organisation": sender, "Function": function, "Year": name}
                    amount = self.rng.randrange(2_000, 60_000, 250)
                    self.add("Budgets", Line="Non-pay", Amount=amount, **shared)
                    if committed:
                        amount = self.rng.randrange(1_000, 20_000, 250)
                        self.add(
                            "Budgets", Line="Non-pay", Amount=amount, Committed_until=committed, **shared
                        )
                    if self.maybe(0.3):
                        self.add("Budgets", Line="Pay", Amount=100_000, **shared)

    def assumptions(self, names: list[str]) -> None:
        """Changed assumptions, for all scenarios and for one; stages switched off, everywhere or at one receiver."""
        rng = self.rng
        values: dict[str, tuple[float, ...]] = {
            "leaver_rate": (0.08, 0.12, 0.0),
            "closure_factor": (1.1, 1.6),
            "scarce_factor": (1.0, 1.6),
            "waiting_effect": (0.0, 0.7),
            "accept_lift_and_shift": (0.97, 1.0),
            "accept_slot_in": (0.97, 1.0),
            "accept_competitive_slot_in": (0.92, 1.0),
            "accept_ring_fence": (0.85, 0.98),
            "accept_redeployment": (0.65, 0.9),
            "saving_share": (0.0, 0.2),
            "saving_buy": (0.05, 0.3),
            "non_pay_saving_do": (0.1,),
            "non_pay_saving_buy": (0.2,),
            "vacancy_fill": (0.8, 1.0),
            "cso_margin": (0.0, 0.08),
            "redundancy_retirement_take_up": (0.5, 0.75),
            "fixed_term_redundancy_due": (0,),
            "pension_discount_rate": (0.02, 0.04),
            "running_cost_allowance": (20,),
            "notice_weeks_bands_1_4": (12,),
            "notice_weeks_bands_5_6": (12,),
            "notice_weeks_bands_7_9": (13, 8),
            "notice_weeks_vsm": (13,),
        }
        if self.corners:
            values |= {f"saving_{mode}": (0.1,) for mode in ("do", "board", "move")}
        for key in rng.sample(sorted(values), rng.randint(0, 6)):
            self.add(
                "Assumptions", Scenario=rng.choice((None, *names)), Key=key, Value=rng.choice(values[key])
            )
            if self.maybe(0.2):
                used = {row.get("Scenario") for row in self.sheets["Assumptions"] if row["Key"] == key}
                spare = [name for name in (None, *names) if name not in used]
                if spare:
                    self.add(
                        "Assumptions", Scenario=rng.choice(spare), Key=key, Value=rng.choice(values[key])
                    )
        stages = ("lift_and_shift", *STAGE_WORDS, "open_competition")
        for stage in rng.sample(stages, rng.choice((0, 0, 1, 2, 3))):
            places = self.ccgs + self.csos + self.boards + self.others
            for place in rng.sample(places, rng.randint(1, 3)) if self.maybe(0.8) else [None]:
                key = f"stage_{stage}@{place}" if place else f"stage_{stage}"
                self.add("Assumptions", Scenario=rng.choice((None, "Main")), Key=key, Value=0)


COLUMNS: dict[str, tuple[str, ...]] = {
    "Plan": ("Key", "Value"),
    "Organisations": (
        "Code", "Name", "Kind", "Population", "Allowance per head", "Target", "Fixed corporate cost", "HCAS zone",
        "Opens", "Closes", "Also provides",
    ),
    "Staff": (
        "Employee number", "Assignment number", "Name", "Organisation", "Function", "Position title", "Band",
        "Spine point", "FTE", "Annual salary", "HCAS zone", "Continuous service from", "Reckonable service from",
        "Reckonable years", "Date of birth", "Contract", "Contract ends", "Pension section", "Membership years",
        "Protected pension age", "Pension quote", "Notice weeks", "Criticality", "Skills", "Scarce", "Leaving date",
        "Retention payment", "Establishment", "Assignment status", "Notes",
    ),
    "Functions": (
        "Code", "Name", "Family", "Kind", "Competencies", "Statutory", "Scale", "Fixed FTE per organisation",
        "FTE per 100,000", "Minimum cover %", "Price per head", "Framework", "Procurement months",
    ),
    "Budgets": ("Organisation", "Function", "Line", "Year", "Amount", "Committed until"),
    "Posts": ("Post", "Scenario", "Receiver", "Function", "Title", "Band", "FTE", "Skills", "Location", "Stage limit"),
    "Scenarios": ("Scenario", "Description", "Based on", "Owner", "Locked"),
    "Allocations": (
        "Scenario", "Function", "Sender", "Receiver", "Mode", "Share", "Customers", "Date", "Locked", "Reason",
    ),
    "Placements": (
        "Scenario", "Employee number", "Outcome", "Receiver", "Post", "Date", "Stage", "Match %", "Locked", "Reason",
    ),
    "Assumptions": ("Scenario", "Key", "Value", "Unit", "Low", "High", "Status", "Source", "Owner", "Date"),
}  # fmt: skip


def write(path: str | Path, sheets: dict[str, list[dict[str, Any]]]) -> None:
    """Write the sheets with the workbook's own column names."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for sheet, columns in COLUMNS.items():
        page = book.create_sheet(sheet)
        page.append(list(columns))
        for row in sheets.get(sheet, []):
            unknown = set(row) - set(columns)
            if unknown:
                raise KeyError(f"{sheet}: {sorted(unknown)}")
            page.append([row.get(column) for column in columns])
    book.save(path)


def random_workbook(path: str | Path, seed: int, *, corners: bool = False) -> list[str]:
    """Write a small valid plan; returns the names of its scenarios, to be evaluated each."""
    maker = Maker(random.Random(seed), corners)
    maker.calendar()
    maker.organisations()
    maker.functions()
    maker.staff()
    names = maker.scenarios()
    maker.prices()
    maker.posts()
    maker.placements()
    maker.budgets()
    maker.assumptions(names)
    maker.rng.shuffle(maker.sheets["Staff"])
    write(path, maker.sheets)
    return names
