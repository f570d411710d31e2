"""How the window looks: colours, light and dark, four sizes of type, and icons."""

from dataclasses import asdict, dataclass
from enum import StrEnum
from string import Template

from PySide6.QtCore import QByteArray, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontInfo, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtWidgets import QApplication

from planner.base.places import resources

ROW_HEIGHT = 24
"""Pixels of a table's row at 100%."""

GAP = 4
"""Spacing comes in steps of this many pixels."""


class Appearance(StrEnum):
    """Which of the two sets of colours the user wants."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, slots=True)
class Colours:
    """One set of colours; text on its ground has a contrast of at least 4.5 to 1."""

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
    error="#B81C12",
    error_soft="#FBE9E7",
    warning="#7A4B00",
    warning_soft="#FFF3D6",
    good="#00703C",
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
)


class Type(StrEnum):
    """The four sizes of type."""

    SMALL = "small"
    BODY = "body"
    HEADING = "heading"
    FIGURE = "figure"


_STEPS = {Type.SMALL: 0.92, Type.BODY: 1.0, Type.HEADING: 1.2, Type.FIGURE: 1.65}


def is_dark(appearance: Appearance = Appearance.SYSTEM) -> bool:
    """Whether the dark colours are meant; ``SYSTEM`` asks the system."""
    if appearance is not Appearance.SYSTEM:
        return appearance is Appearance.DARK
    return QApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark


def colours() -> Colours:
    """The colours in use, told from the application's palette."""
    return DARK if QApplication.palette().color(QPalette.ColorRole.Window).lightness() < 128 else LIGHT


def dress(application: QApplication, appearance: Appearance = Appearance.SYSTEM) -> None:
    """Give the whole application its style, colours and type."""
    tones = DARK if is_dark(appearance) else LIGHT
    if application.style().objectName().lower() != "fusion":
        application.setStyle("Fusion")
    application.setPalette(_palette(tones))
    application.setFont(_with_tabular_figures(application.font()))
    sheet = Template((resources() / "style" / "window.qss").read_text(encoding="utf-8"))
    body = _points(application.font())
    sizes = {f"{size}_pt": f"{body * step:.1f}pt" for size, step in _STEPS.items()}
    icons = (resources() / "icons").as_posix()
    application.setStyleSheet(sheet.substitute(asdict(tones), **sizes, icons=icons, tick=LIGHT.accent))


def font(size: Type, *, bold: bool = False) -> QFont:
    """The application's font in one of the four sizes."""
    found = QFont(QApplication.font())
    found.setPointSizeF(_points(found) * _STEPS[size])
    found.setBold(bold)
    return found


def seen(colour: str) -> str:
    """A colour of the palette, lightened on a dark ground until it stands out from it."""
    tone = QColor(colour)
    if QColor(colours().base).lightness() < 128 and tone.lightness() < 110:
        tone = tone.lighter(170)
    return tone.name()


def icon(name: str) -> QIcon:
    """An icon of ``resources/icons`` in the colour of text, sharp at 100 to 300%."""
    from PySide6.QtSvg import QSvgRenderer

    drawing = (resources() / "icons" / f"{name}.svg").read_text(encoding="utf-8")
    tones = colours()
    made = QIcon()
    for mode, colour in ((QIcon.Mode.Normal, tones.text), (QIcon.Mode.Disabled, tones.line)):
        renderer = QSvgRenderer(QByteArray(drawing.replace("currentColor", colour).encode()))
        for scale in (1, 2, 3):
            picture = QPixmap(QSize(16, 16) * scale)
            picture.fill(Qt.GlobalColor.transparent)
            painter = QPainter(picture)
            renderer.render(painter)
            painter.end()
            picture.setDevicePixelRatio(scale)
            made.addPixmap(picture, mode)
    return made


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
        role.Link: tones.accent,
        role.LinkVisited: tones.accent,
        role.Mid: tones.line,
        role.Accent: tones.accent,
    }.items():
        made.setColor(one, QColor(colour))
    for one in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, one, QColor(tones.muted))
    return made
