"""What a cell is edited with: a field, or a list of what may stand there that can also be typed in."""

from collections.abc import Callable, Sequence
from typing import cast

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QCompleter,
    QLineEdit,
    QStyleOptionViewItem,
    QWidget,
)

from ui.widgets.cell_painter import CellPainter

Index = QModelIndex | QPersistentModelIndex
Option = tuple[str, str]
"""What goes into the cell, and what it is called."""
Options = Callable[[Index], Sequence[Option]]
"""What may stand in a cell; nothing where that is anything."""

MOST_SHOWN = 14
"""Lines of a list seen at a time."""
BEGUN = "begun"
"""Set on an editor that has the cell's text: what the user types is not written over."""


class CellEditors(CellPainter):
    """Edits a cell in a field or, where there are ``options``, in a list that can be typed in."""

    def __init__(self, view: QAbstractItemView, options: Options) -> None:
        super().__init__(view)
        self._options = options

    # Qt's own

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Make the editor of a cell."""
        offered = self._options(index)
        made = _combo(parent, offered) if offered else _field(parent)
        title = index.model().headerData(index.column(), Qt.Orientation.Horizontal)
        made.setAccessibleName(str(title).replace("\n", ", "))
        return made

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Put the cell's text in the editor, once."""
        if editor.property(BEGUN):
            return
        editor.setProperty(BEGUN, True)
        text = str(index.data(Qt.ItemDataRole.EditRole) or "")
        if isinstance(editor, QComboBox):
            at = editor.findData(text)
            editor.setCurrentIndex(at)
            editor.setEditText(text if at < 0 else editor.itemText(at))
            field = editor.lineEdit()
            if field is not None:
                field.selectAll()
        elif isinstance(editor, QLineEdit):
            editor.setText(text)
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Put what was typed or chosen in the cell, where it is not what stands there."""
        text = editor_text(editor)
        if text != str(index.data(Qt.ItemDataRole.EditRole) or ""):
            model.setData(cast("QModelIndex", index), text, Qt.ItemDataRole.EditRole)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, _index: Index) -> None:
        """Fill the cell; a list is as wide as reads well."""
        room = option.rect
        if isinstance(editor, QComboBox):
            room.setWidth(max(room.width(), min(editor.sizeHint().width(), 260)))
        editor.setGeometry(room)

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Leave Alt+Down and the like to the list."""
        if (
            isinstance(editor, QComboBox)
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_Down
            and event.modifiers() & Qt.KeyboardModifier.AltModifier
        ):
            editor.showPopup()
            return True
        return super().eventFilter(editor, event)


def editor_text(editor: QWidget) -> str:
    """What an open editor would put in its cell."""
    if isinstance(editor, QComboBox):
        typed = editor.currentText()
        at = editor.findText(typed, Qt.MatchFlag.MatchFixedString)
        return str(editor.itemData(at)) if at >= 0 else typed
    return editor.text() if isinstance(editor, QLineEdit) else ""


def _field(parent: QWidget) -> QLineEdit:
    made = QLineEdit(parent)
    made.setProperty("shape", "cell")
    made.setFrame(False)
    return made


def _combo(parent: QWidget, offered: Sequence[Option]) -> QComboBox:
    made = QComboBox(parent)
    made.setProperty("shape", "cell")
    made.setEditable(True)
    made.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
    made.setMaxVisibleItems(MOST_SHOWN)
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    for value, words in offered:
        made.addItem(value if words in ("", value) else f"{value}  {words}", value)
    made.setCurrentIndex(-1)
    completer = QCompleter(made.model(), made)
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
    made.setCompleter(completer)
    return made
