"""Choices as a user narrows them: functions that stay as they are, and options that are ruled out."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Self

from planner.advise.question import Choice

Key = tuple[str, str]
"""A choice by its function and sender."""
KEPT_AS_IT_IS = "Kept as it is for this proposal"


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What a user has taken away from the choices; it holds by name, so that it outlives another plan.

    Attributes:
        kept: choices that stay as they are.
        ruled_out: the labels of options that may not be taken, by choice.
    """

    kept: frozenset[Key] = frozenset()
    ruled_out: Mapping[Key, frozenset[str]] = field(default_factory=dict)

    def keeping(self, choices: Collection[Key]) -> Self:
        """The same, with these choices and no others to stay as they are."""
        return replace(self, kept=frozenset(choices))

    def allowing(self, choice: Choice, allowed: Collection[int]) -> Self:
        """The same, with only these options of a choice allowed; its present one always is."""
        out = frozenset(
            option.label
            for at, option in enumerate(choice.options)
            if at not in allowed and at != choice.current
        )
        return replace(self, ruled_out={**self.ruled_out, key_of(choice): out})

    def followed(self, before: Sequence[Choice], after: Sequence[Choice]) -> Self:
        """The same for other choices: what is new and only varies what is ruled out is ruled out too."""
        known = {key_of(one): {option.label for option in one.options} for one in before}
        ruled_out = dict(self.ruled_out)
        for choice in after:
            out = set(ruled_out.get(key_of(choice), ()))
            for option in choice.options if out else ():
                if option.varies in out and option.label not in known.get(key_of(choice), ()):
                    out.add(option.label)
            if out:
                ruled_out[key_of(choice)] = frozenset(out)
        return replace(self, ruled_out=ruled_out)

    def allowed(self, choice: Choice) -> tuple[int, ...]:
        """Which options of a choice may be taken, were it not kept."""
        out = self.ruled_out.get(key_of(choice), frozenset())
        return tuple(
            at for at, option in enumerate(choice.options) if at == choice.current or option.label not in out
        )

    def of(self, choices: Sequence[Choice]) -> tuple[Choice, ...]:
        """The choices that are left."""
        narrowed = [choice.only(set(self.allowed(choice))) for choice in choices]
        return tuple(
            one.locked(KEPT_AS_IT_IS) if key_of(one) in self.kept and not one.is_locked else one
            for one in narrowed
        )


def key_of(choice: Choice) -> Key:
    """What a choice is known by."""
    return choice.function, choice.sender
