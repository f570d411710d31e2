"""The register of assumptions: key, value, low, high, unit, status, source, owner.

The defaults stand in ``resources/rules/assumptions.csv``; a plan may set any of them for all its
scenarios (blank scenario) or for one.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

CHECK, ACCEPTANCE = "check_", "_accepted"
"""How the key begins and ends that says that what a check found is accepted."""


@dataclass(frozen=True, slots=True)
class Assumption:
    """One assumption and where it comes from.

    Attributes:
        key: its name in the register ("leaver_rate").
        value: the value in force; NaN where the register only knows the name.
        low, high: the range it may lie in; NaN where it has none.
        unit, status, meaning, source, owner: as the register says.
        default: what the register ships with, whatever the plan says.
        is_set: whether the plan sets it.
    """

    key: str
    value: float
    low: float
    high: float
    unit: str
    status: str
    meaning: str
    source: str
    owner: str
    default: float
    is_set: bool = False


class Assumptions(Mapping[str, float]):
    """The values in force for one scenario, by key; ``entry`` gives the whole record."""

    def __init__(self, entries: Mapping[str, Assumption]) -> None:
        self._entries = dict(entries)

    def __getitem__(self, key: str) -> float:
        return self._entries[key].value

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)

    def entry(self, key: str) -> Assumption:
        """The whole record of one assumption."""
        return self._entries[key]

    def entries(self) -> tuple[Assumption, ...]:
        """All records, in the order of the register."""
        return tuple(self._entries.values())

    def is_on(self, stage: str, receiver: str) -> bool:
        """Whether a stage of filling posts is on for a receiver (``stage_<name>@RECEIVER``)."""
        own = self._entries.get(f"stage_{stage}@{receiver}")
        return bool((own or self._entries[f"stage_{stage}"]).value)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Assumptions) and self._entries == other._entries

    __hash__ = None  # type: ignore[assignment]


def is_acceptance(key: object) -> bool:
    """Whether a key names the acceptance of a check, which is no figure (``check_balance_accepted``)."""
    name = key.strip().lower() if isinstance(key, str) else ""
    return name.startswith(CHECK) and name.endswith(ACCEPTANCE) and len(name) > len(CHECK + ACCEPTANCE)
