"""How the window looks: colours for light, dark and high contrast, sizes of type, and icons."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from enum import StrEnum
from functools import cache
from string import Template

from PySide6.QtCore import QByteArray, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontInfo, QFontMetrics, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from planner.base.places import resources

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


@dataclass(frozen=True, slots=True)
class Colours:
    """One set of colours.

    Text has a contrast of at least 4.5 to 1 against its ground (7 to 1 in high contrast); the frames of
    controls (``frame``), the focus ring and what is chosen have at least 3 to 1.
    """

    window: str
    base: str
    raised: str
    line: str
    grid: str
    text: str
    muted: str
    accent: str
    accent_soft: str
    on_accent: str
    bar: str
    error: str
    error_soft: str
    warning: str
    warning_soft: str
    good: str
    frame: str
    focus: str
    chosen: str
    on_chosen: str
    disabled: str


LIGHT = Colours(
    window="#F0F4F5",
    base="#FFFFFF",
    raised="#FFFFFF",
    line="#C8D1D8",
    grid="#E4E9EC",
    text="#212B32",
    muted="#4C6272",
    accent="#005EB8",
    accent_soft="#DCEAF7",
    on_accent="#FFFFFF",
    bar="#005EB8",
    error="#A8150C",
    error_soft="#FBE9E7",
    warning="#856000",
    warning_soft="#FFF3D6",
    good="#00703C",
    frame="#76858F",
    focus="#003087",
    chosen="#DCEAF7",
    on_chosen="#212B32",
    disabled="#5F7381",
)
DARK = Colours(
    window="#141C23",
    base="#1B252E",
    raised="#222E39",
    line="#3A4956",
    grid="#2A3742",
    text="#E8EDEE",
    muted="#A9B8C4",
    accent="#62BDF0",
    accent_soft="#1F3F5B",
    on_accent="#0B1A26",
    bar="#41A0E6",
    error="#FF9088",
    error_soft="#452422",
    warning="#FFC861",
    warning_soft="#41341A",
    good="#6AD295",
    frame="#74889A",
    focus="#FFD35C",
    chosen="#1F3F5B",
    on_chosen="#E8EDEE",
    disabled="#8A9AA6",
)
HIGH_CONTRAST = Colours(
    window="#000000",
    base="#000000",
    raised="#000000",
    line="#FFFFFF",
    grid="#8A8A8A",
    text="#FFFFFF",
    muted="#F2F2F2",
    accent="#5CE1FF",
    accent_soft="#00303A",
    on_accent="#000000",
    bar="#5CE1FF",
    error="#FFA79E",
    error_soft="#4A0800",
    warning="#FFE45C",
    warning_soft="#3D3000",
    good="#7CF29A",
    frame="#FFFFFF",
    focus="#FFFF00",
    chosen="#0040C8",
    on_chosen="#FFFFFF",
    disabled="#B4B4B4",
)


class Type(StrEnum):
    """The four sizes of type."""

    SMALL = "small"
    BODY = "body"
    HEADING = "heading"
    FIGURE = "figure"


PALEST = 60.0
"""Lightness (CIE L*) that stands out from white by 3 to 1."""
FLOOR, SLOPE, TOP = 36.0, 0.77, 96.0
"""On a dark ground lightness runs from the floor, where black would be, with this slope to the top."""
GLARING, CALMED = (0.36, 0.54), 0.55
"""Hues that glare when they are light and full, of 0 to 1, and the share of their fullness that they keep."""
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
    return _stood_out(QColor(colour).name(), colours().base)


@cache
def _stood_out(colour: str, ground: str) -> str:
    lightness = _lightness(QColor(colour))
    if _lightness(QColor(ground)) > 50:
        return _at_lightness(QColor(colour), min(lightness, PALEST)).name()
    return _at_lightness(QColor(colour), min(FLOOR + SLOPE * lightness, TOP)).name()


def _lightness(tone: QColor) -> float:
    """CIE L*, from 0 to 100."""
    parts = [tone.redF(), tone.greenF(), tone.blueF()]
    red, green, blue = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts)
    light = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    return float(116 * light ** (1 / 3) - 16 if light > 0.008856 else 903.3 * light)


def _at_lightness(tone: QColor, wanted: float) -> QColor:
    """The same hue as light as wanted; greens that are made lighter lose some of their glare."""
    if abs(_lightness(tone) - wanted) < 0.5:
        return tone
    saturation = tone.hslSaturationF()
    if wanted > _lightness(tone) and GLARING[0] < tone.hslHueF() < GLARING[1]:
        saturation *= CALMED
    low, high = 0.0, 1.0
    for _ in range(12):
        middle = (low + high) / 2
        tried = QColor.fromHslF(max(tone.hslHueF(), 0.0), saturation, middle)
        low, high = (middle, high) if _lightness(tried) < wanted else (low, middle)
    return QColor.fromHslF(max(tone.hslHueF(), 0.0), saturation, low)


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
