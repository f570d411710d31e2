"""A grouping: the practices of an area, each in one CCG with a name."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from planner.engine.ccg_sizes.nation import national_practices
from planner.engine.ccg_sizes.proposals import Block, Proposals
from planner.engine.columns import Floats, Integers, floats, total_by
from planner.model.plan import Plan


@dataclass(frozen=True, slots=True, eq=False)
class Grouping:
    """Practices and their CCGs.

    Attributes:
        practices: one row each, as in ``practices_of``.
        names: (n,) of the CCGs, all different.
        group: (p,) the CCG of each practice; -1 for none.
        kind: "proposal", "today" or "by hand".
    """

    practices: pd.DataFrame
    names: tuple[str, ...]
    group: Integers
    kind: str

    def __len__(self) -> int:
        return len(self.names)

    @property
    def population(self) -> Floats:
        """(n,) people of each CCG."""
        placed = self.group >= 0
        people = np.nan_to_num(floats(self.practices, "population"))
        return total_by(self.group[placed], people[placed], len(self.names))

    @property
    def counts(self) -> Integers:
        """(n,) practices of each CCG."""
        return np.bincount(self.group[self.group >= 0], minlength=len(self.names))

    @property
    def unplaced(self) -> int:
        """How many practices are in no CCG."""
        return int((self.group < 0).sum())

    def ccg_of_practices(self) -> dict[str, str]:
        """The name of each practice's CCG, by practice code; those in none are left out."""
        codes = self.practices["practice"].tolist()
        return {code: self.names[at] for code, at in zip(codes, self.group.tolist(), strict=True) if at >= 0}


def proposed(proposals: Proposals, count: int) -> Grouping:
    """The proposal for a number of CCGs, each with a name."""
    names = names_of(proposals.blocks[count - 1])
    kind = "today" if count == proposals.today else "proposal"
    return Grouping(proposals.practices, names, proposals.of(count), kind)


def by_hand(practices: pd.DataFrame, plan: Plan) -> Grouping | None:
    """The grouping that the plan keeps, over these practices; None where it has none of them."""
    kept = plan.practices.dropna(subset="practice").drop_duplicates("practice")
    ccg = practices["practice"].map(kept.set_index("practice")["ccg"])
    if not practices["practice"].isin(kept["practice"]).any():
        return None
    group, names = pd.factorize(ccg, use_na_sentinel=True, sort=True)
    return Grouping(practices, tuple(map(str, names)), group.astype(np.int64), "by hand")


def national_codes(grouping: Grouping) -> tuple[str, ...]:
    """(n,) the code of the CCG of April 2013 that has exactly a CCG's practices; empty where none has."""
    nation = national_practices()
    sizes = nation["ccg_code"].value_counts()
    real = grouping.practices["practice"].map(nation.set_index("practice")["ccg_code"]).fillna("")
    placed = grouping.group >= 0
    pairs = pd.DataFrame({"group": grouping.group[placed], "code": real.to_numpy()[placed]})
    found = pairs.groupby("group")["code"].agg(["nunique", "first", "size"])
    whole = (found["nunique"] == 1) & (found["size"] == found["first"].map(sizes))
    codes = found["first"].where(whole, "")
    return tuple(str(codes.get(at, "")) for at in range(len(grouping)))


def names_of(blocks: tuple[Block, ...]) -> tuple[str, ...]:
    """A name for each CCG, after what it is made of; all different."""
    found: list[str] = []
    for block in blocks:
        name = _name(block)
        number = 2
        while name in found:
            name, number = f"{_name(block)} ({number})", number + 1
        found.append(name)
    return tuple(found)


def _name(block: Block) -> str:
    if block.parts == 1 and len(block.inside) == 1 and not block.inside[0].parts:
        return block.inside[0].name
    if block.parts > 1:
        return f"{block.inside[0].name}, part {block.part + 1} of {block.parts}"
    inside = block.inside if block.inside[0].name else block.inside[0].parts
    largest, *others = sorted(inside, key=lambda one: -one.population)
    joined = _place(largest.name)
    if len(others) == 1:
        joined += f" with {_place(others[0].name)}"
    elif others:
        joined += f" with {len(others)} others"
    return f"NHS {joined} CCG"


def _place(name: str) -> str:
    """A neighbourhood's name without what all of them have."""
    plain = name.removeprefix("NHS ").removesuffix(" CCG")
    head, _, code = plain.rpartition(" (")
    plain = head if head and code.endswith(")") else plain
    return plain.removesuffix(" Teaching")
