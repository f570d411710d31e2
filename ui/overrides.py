"""Makes errors in what overrides Qt harmless on Python 3.11, where they would end the program.

An error that the interpreter itself raises is there not yet a whole object while it passes through C.
PySide 6.11 looks into it all the same when an override of a Qt function ends in one, and dies. An error
that has passed one ``except`` is whole, whoever raised it.
"""

import functools
import sys
from collections.abc import Callable
from types import FunctionType
from typing import Any

import shiboken6

HALF_MADE_ERRORS = sys.version_info < (3, 12)
"""Whether this Python hands errors through C half made."""


def guard_overrides() -> None:
    """Let every class that is derived from Qt's from now on end its overrides in whole errors only."""
    if HALF_MADE_ERRORS:
        shiboken6.Shiboken.Object.__init_subclass__ = classmethod(_guard)  # type: ignore[assignment]


def _guard(cls: type, /, **_named: object) -> None:
    for name, function in list(vars(cls).items()):
        if isinstance(function, FunctionType) and _overrides_qt(cls, name):
            setattr(cls, name, _made_whole(function))


def _overrides_qt(cls: type, name: str) -> bool:
    """Whether a function takes the place of one of Qt's."""
    above = [vars(one)[name] for one in cls.__mro__[1:] if name in vars(one)]
    return any(not isinstance(one, FunctionType) for one in above) and not name.startswith("__")


def _made_whole(function: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(function)
    def guarded(*arguments: Any, **named: Any) -> Any:
        try:
            return function(*arguments, **named)
        except BaseException:  # noqa: TRY203 — to be caught once is what makes it whole
            raise

    return guarded
