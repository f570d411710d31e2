"""Where the program keeps what it ships: rules, reference data, samples."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent


def _shipped(inside: str, beside: str) -> Path:
    """A folder inside the installed package or, in a checkout, beside it."""
    installed = _PACKAGE / inside
    return installed if installed.is_dir() else _PACKAGE.parent / beside


def resources() -> Path:
    """The folder of rules, reference data, icons, help and styles."""
    return _shipped("_resources", "resources")


def samples() -> Path:
    """The folder of the sample plan workbooks."""
    return _shipped("_sample_workbooks", "sample_workbooks")
