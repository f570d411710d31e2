"""The organisations and functions of a plan as columns, and codes as positions in them."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from planner.model.plan import Plan
from planner.model.tables import BANDS, HCAS_ZONES, SENDER_KINDS, SUPPORT_KINDS

Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]
Booleans = npt.NDArray[np.bool_]

ABSENT = -1
"""The position of a code that is blank."""


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
        return self.organisations.get_indexer(codes).astype(np.int64)

    def function_at(self, codes: pd.Series) -> Integers:
        """Positions of function codes; ``ABSENT`` where blank."""
        return self.functions.get_indexer(codes).astype(np.int64)

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
    def is_support(self) -> Booleans:
        """(O,) whether each organisation is a commissioning support organisation."""
        return self.is_kind(*SUPPORT_KINDS)

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
        population=_floats(organisations["population"]),
        fixed_cost=_floats(organisations["fixed_cost"]),
        target=_floats(organisations["target"]),
        allowance=_floats(organisations["allowance_per_head"]),
        zone=zone_codes(organisations["hcas_zone"]),
        functions=pd.Index(functions["code"]),
        function_names=tuple(functions["name"].fillna("")),
        family=family.astype(np.int64),
        families=tuple(str(one).removeprefix("\0") for one in families),
        fixed_fte=_floats(functions["fixed_fte"]),
        fte_per_100k=_floats(functions["fte_per_100k"]),
        price_per_head=_floats(functions["price_per_head"]),
    )


def zone_codes(zones: pd.Series) -> Integers:
    """High cost area zones as 0 none, 1 inner, 2 outer, 3 fringe."""
    return (pd.Index(HCAS_ZONES).get_indexer(zones) + 1).astype(np.int64)


def band_codes(bands: pd.Series) -> Integers:
    """Bands as positions in ``tables.BANDS``."""
    return pd.Index(BANDS).get_indexer(bands).astype(np.int64)


def natural_order(codes: npt.NDArray[np.object_]) -> Integers:
    """The order in which people expect codes: E2 before E10."""
    text = codes.astype(str)
    return np.lexsort((text, np.char.str_len(text))).astype(np.int64)


def _floats(column: pd.Series) -> Floats:
    return column.to_numpy(dtype=np.float64)
