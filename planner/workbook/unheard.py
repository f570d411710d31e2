"""Keeps what the fast reader writes to standard error, when it gives up on a damaged file, from the user.

It is written in another language, whose errors print a report of their own before they can be caught.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Lock

_ERROR_STREAM = 2
_lock = Lock()
_depth = 0
_kept = -1


@contextmanager
def reports_unheard() -> Iterator[None]:
    """Have nothing reach standard error, from whatever thread, while the reader is at work."""
    _begin()
    try:
        yield
    finally:
        _end()


def _begin() -> None:
    global _depth, _kept  # noqa: PLW0603 - the process has one standard error
    with _lock:
        _depth += 1
        if _depth > 1:
            return
        with suppress(OSError, ValueError, AttributeError):
            sys.stderr.flush()
        with suppress(OSError):  # a program without a console has no such stream
            _kept = os.dup(_ERROR_STREAM)
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, _ERROR_STREAM)
            os.close(nowhere)


def _end() -> None:
    global _depth, _kept  # noqa: PLW0603 - the process has one standard error
    with _lock:
        _depth -= 1
        if _depth == 0 and _kept >= 0:
            os.dup2(_kept, _ERROR_STREAM)
            os.close(_kept)
            _kept = -1
