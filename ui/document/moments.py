"""Moments in a user's words: "14:05 today"."""

from datetime import datetime


def now_text() -> str:
    """This moment, as it is written down: ``2012-11-22T14:05:33+00:00``."""
    return datetime.now().astimezone().isoformat(timespec="seconds")


def moment_text(moment: str, now: datetime | None = None) -> str:
    """Say when a moment was: "14:05 today", "14:05 yesterday", "14:05 on 22 November 2012".

    A moment that cannot be read is given back as it is.
    """
    try:
        then = datetime.fromisoformat(moment).astimezone()
    except ValueError:
        return moment
    ago = ((now or datetime.now()).date() - then.date()).days
    day = {0: "today", 1: "yesterday"}.get(ago, f"on {then.day} {then:%B %Y}")
    return f"{then:%H:%M} {day}"


def moment_label() -> str:
    """This moment for a name: "22 November 2012 14:05"."""
    now = datetime.now()
    return f"{now.day} {now:%B %Y %H:%M}"
