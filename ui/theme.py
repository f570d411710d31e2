"""How the window looks: which colours are in use, its style sheet, sizes of type, and icons."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from enum import StrEnum
from string import Template

from PySide6.QtCore import QByteArray, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontInfo, QFontMetrics, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from planner.base.places import resources
from ui.tones import DARK, HIGH_CONTRAST, LIGHT, Colours, stood_out

ROW_HEIGHT = 24
"""Pixels of a table's row at 100%; ``row_height`` is that of the text size in use."""

ICON = 16
"""Pixels of an icon at 100%."""

GAP = 4
"""Spacing comes in steps of this many pixels."""


TEXT_SIZES = (100, 110, 125, 150, 175, 200)
"""Sizes of text to choose from, in per cent of the system's."""


class Appearance(StrEnum):
    """Which set of colours the user wants."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"


class Type(StrEnum):
    """The four sizes of type."""

    SMALL = "small"
    BODY = "body"
    HEADING = "heading"
    FIGURE = "figure"


_SYSTEM_POINTS = "systemPoints"
_PERCENT = "textSize"
_PAPER = "paintsPaper"
_LENGTH = re.compile(r"\b([4-9]|\d\d+)px")
_STEPS = {Type.SMALL: 0.92, Type.BODY: 1.0, Type.HEADING: 1.2, Type.FIGURE: 1.65}


def is_dark(appearance: Appearance = Appearance.SYSTEM) -> bool:
    """Whether a dark ground is meant; ``SYSTEM`` asks the system."""
    return tones_of(appearance) is not LIGHT


def tones_of(appearance: Appearance) -> Colours:
    """The colours that an appearance means; ``SYSTEM`` asks the system, high contrast first."""
    if appearance is Appearance.SYSTEM:
        hints = QApplication.styleHints()
        if _asks_for_contrast():
            return HIGH_CONTRAST
        return DARK if hints.colorScheme() == Qt.ColorScheme.Dark else LIGHT
    return {Appearance.DARK: DARK, Appearance.CONTRAST: HIGH_CONTRAST}.get(appearance, LIGHT)


def colours() -> Colours:
    """The colours in use, told from the application's palette."""
    application = QApplication.instance()
    if application is not None and application.property(_PAPER):
        return LIGHT
    ground = QApplication.palette().color(QPalette.ColorRole.Window)
    if ground.lightness() >= 128:
        return LIGHT
    return DARK if ground.name().upper() == DARK.window else HIGH_CONTRAST


@contextmanager
def in_light_colours(of: QWidget) -> Iterator[None]:
    """Dress one widget, and ``colours``, as on white paper for as long as this lasts."""
    application = QApplication.instance()
    if application is None or colours() is LIGHT:
        yield
        return
    own = of.styleSheet()
    application.setProperty(_PAPER, True)
    of.setPalette(_palette(LIGHT))
    of.setStyleSheet(_sheet(LIGHT, _points(QApplication.font())))
    try:
        yield
    finally:
        application.setProperty(_PAPER, None)
        of.setStyleSheet(own)
        of.setPalette(QPalette())


def dress(
    application: QApplication, appearance: Appearance = Appearance.SYSTEM, text_size: int | None = None
) -> None:
    """Give the whole application its style, colours and type.

    Args:
        application: what is dressed.
        appearance: which colours.
        text_size: per cent of the system's size; as it is where not given.
    """
    tones = tones_of(appearance)
    application.setStyleSheet("")  # every widget is then dressed once, and those out of sight when shown
    if application.style().objectName().lower() != "fusion":
        application.setStyle("Fusion")
    application.setPalette(_palette(tones))
    application.setFont(_with_tabular_figures(_sized(application, text_size)))
    application.setStyleSheet(_sheet(tones, _points(application.font())))


def text_size() -> int:
    """The text size in use, in per cent of the system's."""
    application = QApplication.instance()
    kept = application.property(_PERCENT) if application is not None else None
    return int(kept or TEXT_SIZES[0])


def scaled(pixels: float) -> int:
    """Pixels at 100% as many as the text size in use wants; for what must grow with its text."""
    return round(pixels * text_size() / 100)


def row_height() -> int:
    """The height of a table's row for the text size in use."""
    return max(scaled(ROW_HEIGHT), QFontMetrics(QApplication.font()).height() + 6)


def font(size: Type, *, bold: bool = False) -> QFont:
    """The application's font in one of the four sizes."""
    found = QFont(QApplication.font())
    found.setPointSizeF(_points(found) * _STEPS[size])
    found.setBold(bold)
    return found


def seen(colour: str) -> str:
    """A colour of the palette as it stands out from the ground in use, by 3 to 1 or more.

    On white only the palest are darkened. On a dark ground all are lightened together, so that shades
    which differ in lightness still do.
    """
    return stood_out(QColor(colour).name(), colours().base)


def icon(name: str) -> QIcon:
    """An icon of ``resources/icons`` in the colour and size of text, sharp at 100 to 300%."""
    from PySide6.QtSvg import QSvgRenderer

    drawing = (resources() / "icons" / f"{name}.svg").read_text(encoding="utf-8")
    tones = colours()
    made = QIcon()
    for mode, colour in ((QIcon.Mode.Normal, tones.text), (QIcon.Mode.Disabled, tones.disabled)):
        renderer = QSvgRenderer(QByteArray(drawing.replace("currentColor", colour).encode()))
        for scale in (1, 2, 3):
            picture = QPixmap(QSize(scaled(ICON), scaled(ICON)) * scale)
            picture.fill(Qt.GlobalColor.transparent)
            painter = QPainter(picture)
            renderer.render(painter)
            painter.end()
            picture.setDevicePixelRatio(scale)
            made.addPixmap(picture, mode)
    return made


def _sheet(tones: Colours, body: float) -> str:
    """The style sheet in these colours, for type of ``body`` points."""
    sheets = ("window", "contrast") if tones is HIGH_CONTRAST else ("window",)
    texts = [(resources() / "style" / f"{one}.qss").read_text(encoding="utf-8") for one in sheets]
    sizes = {f"{size}_pt": f"{body * step:.1f}pt" for size, step in _STEPS.items()}
    drawn = {"icons": (resources() / "icons").as_posix(), **_drawn_for(tones)}
    return _grown(Template("\n".join(texts)).substitute(asdict(tones), **sizes, **drawn))


def _drawn_for(tones: Colours) -> dict[str, str]:
    """The drawings of a style sheet, which cannot follow its colours by themselves."""
    if tones is HIGH_CONTRAST:
        return {"arrow": "down_light", "tick": tones.accent, "tick_mark": "tick_dark"}
    return {
        "arrow": "down" if tones is LIGHT else "down_light",
        "tick": LIGHT.accent,
        "tick_mark": "tick",
    }


def _asks_for_contrast() -> bool:
    """Whether the system asks for high contrast, where Qt can tell (6.10 and later)."""
    hints = QApplication.styleHints()
    if not hasattr(hints, "accessibility"):
        return False
    return bool(hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast)


def _sized(application: QApplication, wanted: int | None) -> QFont:
    """The system's own font at the size wanted; what the system's was is kept with the application."""
    if application.property(_SYSTEM_POINTS) is None:
        application.setProperty(_SYSTEM_POINTS, _points(application.font()))
    if wanted is not None:
        application.setProperty(_PERCENT, wanted)
    found = QFont(application.font())
    found.setPointSizeF(float(application.property(_SYSTEM_POINTS)) * text_size() / 100)
    return found


def _grown(sheet: str) -> str:
    """A style sheet whose lengths follow the text; hair lines, rings and scroll bars stay as they are."""
    return "\n".join(
        line if line.startswith("QScrollBar") else _LENGTH.sub(_grown_length, line)
        for line in sheet.split("\n")
    )


def _grown_length(found: re.Match[str]) -> str:
    return f"{scaled(int(found[1]))}px"


def _points(of: QFont) -> float:
    """The size of a font in points, also where the system gave it in pixels."""
    return of.pointSizeF() if of.pointSizeF() > 0 else QFontInfo(of).pointSizeF()


def _with_tabular_figures(of: QFont) -> QFont:
    found = QFont(of)
    found.setFeature(QFont.Tag("tnum"), 1)
    return found


def _palette(tones: Colours) -> QPalette:
    role = QPalette.ColorRole
    made = QPalette()
    for one, colour in {
        role.Window: tones.window,
        role.WindowText: tones.text,
        role.Base: tones.base,
        role.AlternateBase: tones.window,
        role.Text: tones.text,
        role.Button: tones.raised,
        role.ButtonText: tones.text,
        role.ToolTipBase: tones.raised,
        role.ToolTipText: tones.text,
        role.PlaceholderText: tones.muted,
        role.Highlight: tones.accent,
        role.HighlightedText: tones.on_accent,
        role.BrightText: tones.error,
        role.Link: tones.accent,
        role.LinkVisited: tones.accent,
        role.Mid: tones.line,
        role.Accent: tones.accent,
    }.items():
        made.setColor(one, QColor(colour))
    for one in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, one, QColor(tones.disabled))
    return made
