"""What the program remembers of its user between two days: recent plans, appearance, layout."""

from pathlib import Path
from typing import Any

from platformdirs import user_config_path, user_data_path
from PySide6.QtCore import QByteArray, QSettings

from ui.theme import TEXT_SIZES, Appearance

MOST_RECENT = 8
"""How many recent plans are remembered."""

PROGRAM = "PCT Planner"


class Settings:
    """An INI file in the user's own folder; holds no figure and no name of anybody."""

    def __init__(self, path: Path | None = None) -> None:
        self.path = path or user_config_path(PROGRAM, appauthor=False) / "settings.ini"
        self.own_folder = path.parent if path else user_data_path(PROGRAM, appauthor=False)
        self._file = QSettings(str(self.path), QSettings.Format.IniFormat)

    def recent(self) -> tuple[Path, ...]:
        """Plans opened of late that are still there, the last one first."""
        return tuple(path for path in self._remembered() if path.is_file())

    def remember(self, path: Path) -> None:
        """Put a plan at the head of the recent ones."""
        path = path.resolve()
        kept = [path, *(one for one in self._remembered() if one != path)][:MOST_RECENT]
        self._file.setValue("recent/plans", [str(one) for one in kept])

    @property
    def appearance(self) -> Appearance:
        """Light, dark, or as the system has it."""
        kept = str(self._file.value("window/appearance", Appearance.SYSTEM))
        return Appearance(kept) if kept in tuple(Appearance) else Appearance.SYSTEM

    @appearance.setter
    def appearance(self, value: Appearance) -> None:
        self._file.setValue("window/appearance", str(value))

    @property
    def text_size(self) -> int:
        """How large text is, in per cent of the system's: one of ``theme.TEXT_SIZES``."""
        kept = self.kept("window/text_size", TEXT_SIZES[0])
        return int(kept) if str(kept).isdecimal() and int(kept) in TEXT_SIZES else TEXT_SIZES[0]

    @text_size.setter
    def text_size(self, value: int) -> None:
        self.keep("window/text_size", value)

    def kept(self, name: str, otherwise: Any = None) -> Any:
        """What was kept under a name ("columns/staff"), or ``otherwise``."""
        return self._file.value(name, otherwise)

    def keep(self, name: str, value: Any) -> None:
        """Keep a choice of the user's under a name; nothing of a plan and nobody's name belongs here."""
        self._file.setValue(name, value)

    def forget(self, group: str) -> None:
        """Forget all that was kept under a group of names ("layout")."""
        self._file.remove(group)

    @property
    def geometry(self) -> QByteArray:
        """Where the window stood; empty the first time."""
        kept = self._file.value("window/geometry")
        return kept if isinstance(kept, QByteArray) else QByteArray()

    @geometry.setter
    def geometry(self, value: QByteArray) -> None:
        self._file.setValue("window/geometry", value)

    def _remembered(self) -> tuple[Path, ...]:
        kept = self._file.value("recent/plans") or []
        return tuple(Path(str(one)) for one in ([kept] if isinstance(kept, str) else kept))
