"""The organisations and functions of a plan as columns, and codes as positions in them."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from planner.engine.columns import Booleans, Floats, Integers, floats, positions_in
from planner.model.plan import Plan
from planner.model.tables import BANDS, HCAS_ZONES, SENDER_KINDS


@dataclass(frozen=True, slots=True, eq=False)
class Landscape:
    """Organisations (O) and functions (F) in the plan's order.

    Attributes:
        organisations, names, kinds: (O,) codes, names and kinds.
        population, fixed_cost, target, allowance: (O,) people and £ a year or a head; NaN unknown.
        zone: (O,) high cost area, 0 none, 1 inner, 2 outer, 3 fringe.
        functions, function_names: (F,) codes and names.
        family: (F,) position of each function's family; a function without one is its own.
        families: the families' names.
        fixed_fte, fte_per_100k, price_per_head: (F,) NaN where not given.
    """

    organisations: "pd.Index[str]"
    names: tuple[str, ...]
    kinds: tuple[str, ...]
    population: Floats
    fixed_cost: Floats
    target: Floats
    allowance: Floats
    zone: Integers
    functions: "pd.Index[str]"
    function_names: tuple[str, ...]
    family: Integers
    families: tuple[str, ...]
    fixed_fte: Floats
    fte_per_100k: Floats
    price_per_head: Floats

    def organisation_at(self, codes: pd.Series) -> Integers:
        """Positions of organisation codes; ``ABSENT`` where blank."""
        return positions_in(self.organisations, codes)

    def function_at(self, codes: pd.Series) -> Integers:
        """Positions of function codes; ``ABSENT`` where blank."""
        return positions_in(self.functions, codes)

    def is_kind(self, *kinds: str) -> Booleans:
        """(O,) whether each organisation is of one of these kinds."""
        return np.array([kind in kinds for kind in self.kinds], dtype=bool)

    @property
    def is_sender(self) -> Booleans:
        """(O,) whether each organisation closes."""
        return self.is_kind(*SENDER_KINDS)

    @property
    def is_ccg(self) -> Booleans:
        """(O,) whether each organisation is a clinical commissioning group."""
        return self.is_kind("CCG")

    @property
    def has_requirement(self) -> Booleans:
        """(F,) whether each function says how many people it needs."""
        return ~(np.isnan(self.fixed_fte) & np.isnan(self.fte_per_100k))


def landscape_of(plan: Plan) -> Landscape:
    """Read the organisations and functions of a plan."""
    organisations, functions = plan.organisations, plan.functions
    own_family = functions["family"].fillna("\0" + functions["code"])
    family, families = pd.factorize(own_family)
    return Landscape(
        organisations=pd.Index(organisations["code"]),
        names=tuple(organisations["name"].fillna("")),
        kinds=tuple(organisations["kind"].fillna("Other")),
        population=floats(organisations, "population"),
        fixed_cost=floats(organisations, "fixed_cost"),
        target=floats(organisations, "target"),
        allowance=floats(organisations, "allowance_per_head"),
        zone=zone_codes(organisations["hcas_zone"]),
        functions=pd.Index(functions["code"]),
        function_names=tuple(functions["name"].fillna("")),
        family=family.astype(np.int64),
        families=tuple(str(one).removeprefix("\0") for one in families),
        fixed_fte=floats(functions, "fixed_fte"),
        fte_per_100k=floats(functions, "fte_per_100k"),
        price_per_head=floats(functions, "price_per_head"),
    )


def zone_codes(zones: pd.Series) -> Integers:
    """High cost area zones as 0 none, 1 inner, 2 outer, 3 fringe."""
    return positions_in(HCAS_ZONES, zones) + 1


def band_codes(bands: pd.Series) -> Integers:
    """Bands as positions in ``tables.BANDS``."""
    return positions_in(BANDS, bands)
