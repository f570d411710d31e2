"""Copies of the sample plans in a folder of the user's, who may change them."""

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from filecmp import cmp
from pathlib import Path

from planner.base.errors import SaveFailedError
from planner.base.places import samples
from planner.cli.arguments import SAMPLES_FOLDER

OPENED_FIRST = "Airedale, Bradford and Leeds.xlsx"


@dataclass(frozen=True, slots=True)
class SampleCopy:
    """One sample plan in the user's folder.

    Attributes:
        path: the copy.
        as_shipped: False where the user has changed it; then it was left as it is.
    """

    path: Path
    as_shipped: bool


def default_folder() -> Path:
    """Where samples go unless the user says otherwise: a folder among their documents."""
    from platformdirs import user_documents_path

    return user_documents_path() / SAMPLES_FOLDER


def copy_samples(folder: Path) -> tuple[SampleCopy, ...]:
    """Copy every sample plan into ``folder``; a file that is there already is never overwritten.

    Raises:
        SaveFailedError: the folder cannot be written to.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return tuple(_copied(one, folder / one.name) for one in sorted(samples().glob("*.xlsx")))
    except OSError as error:
        why = error.strerror or "it cannot be written to"
        raise SaveFailedError(
            f"The samples cannot be copied to {folder}: {why}. Name another folder: pct-planner demo FOLDER."
        ) from None


def _copied(shipped: Path, copy: Path) -> SampleCopy:
    if not copy.exists():
        shutil.copyfile(shipped, copy)
    return SampleCopy(copy, cmp(shipped, copy, shallow=False))


def first_to_open(copies: Sequence[SampleCopy]) -> Path:
    """The sample that shows most."""
    return next((one.path for one in copies if one.path.name == OPENED_FIRST), copies[0].path)
