"""The log for support: what went wrong and where in the program, and never whose data it was."""

import logging
import traceback
from copy import copy
from pathlib import Path
from typing import Any

from platformdirs import user_log_path

from ui.settings import PROGRAM


class _NoPersonalData(logging.Formatter):
    """Writes the kind of an error and the lines it passed through, not its message or values."""

    def format(self, record: logging.LogRecord) -> str:
        """Write the record without what another handler may have written of its error."""
        bare = copy(record)
        bare.exc_text = None
        return super().format(bare)

    def formatException(self, ei: Any) -> str:
        """Leave out what the error says: it may hold a cell of the user's data."""
        kind, _, passed = ei
        frames = traceback.extract_tb(passed)
        lines = [f"  {Path(frame.filename).name}:{frame.lineno} in {frame.name}" for frame in frames]
        return "\n".join([*lines, f"  {kind.__name__ if kind else 'unknown'}"])


def start_log(folder: Path | None = None) -> Path:
    """Write the log to a file that turns over at 256 kB, and return its place.

    A folder that cannot be written to leaves the program without a log, not without a window.
    """
    from logging.handlers import RotatingFileHandler

    path = (folder or user_log_path(PROGRAM, appauthor=False)) / "planner.log"
    root = logging.getLogger()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(path, maxBytes=256_000, backupCount=2, encoding="utf-8", delay=True)
    except OSError:
        return path
    handler.setFormatter(_NoPersonalData("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    return path


def stop_log() -> None:
    """Close the log's file."""
    root = logging.getLogger()
    for handler in [one for one in root.handlers if isinstance(one.formatter, _NoPersonalData)]:
        root.removeHandler(handler)
        handler.close()
