"""The editors of the split table: lists to choose from, a share with arrows, a day in words."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDoubleSpinBox,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from planner.model.tables import MODES
from ui.places.functions.cell_words import MODE_WORDS
from ui.places.functions.split_model import ALL, COLUMNS

Index = QModelIndex | QPersistentModelIndex
Choice = tuple[str, str]
"""A code and what it is called."""


class SplitEditors(QStyledItemDelegate):
    """Opens the editor that fits a column."""

    def __init__(
        self,
        receivers: Callable[[], Sequence[Choice]],
        senders: Callable[[], Sequence[Choice]],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._choices: dict[str, Callable[[], Sequence[Choice]]] = {
            "receiver": receivers,
            "mode": _modes,
            "sender": lambda: [("", ALL), *senders()],
        }

    # Qt's own

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        """A list, a number or a line of text."""
        column = COLUMNS[index.column()]
        editor: QWidget
        if column.key in self._choices:
            editor = self._list_of(parent, self._choices[column.key]())
        elif column.key == "share":
            editor = _share_field(parent)
        else:
            editor = QLineEdit(parent)
        editor.setAccessibleName(column.title.replace("\n", " "))
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Begin with what is there."""
        value = index.data(Qt.ItemDataRole.EditRole)
        if isinstance(editor, QComboBox):
            editor.setCurrentIndex(max(0, editor.findData(value)))
            editor.showPopup()
        elif isinstance(editor, QDoubleSpinBox):
            editor.setValue(float(value))
            editor.selectAll()
        elif isinstance(editor, QLineEdit):
            editor.setText(str(value or ""))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Hand on what was entered, unless it is what was there."""
        if isinstance(editor, QComboBox):
            model.setData(index, editor.currentData())
        elif isinstance(editor, QDoubleSpinBox):
            was = float(index.data(Qt.ItemDataRole.EditRole))
            if editor.text() != editor.textFromValue(was):
                model.setData(index, editor.value())
        elif isinstance(editor, QLineEdit):
            model.setData(index, editor.text().strip())

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, _index: Index) -> None:
        """As wide as the cell, or as a list needs."""
        box: QRect = option.rect
        wanted = editor.sizeHint().width() if isinstance(editor, QComboBox) else box.width()
        editor.setGeometry(box.left(), box.top(), max(box.width(), wanted), box.height())

    # inside

    def _list_of(self, parent: QWidget, choices: Sequence[Choice]) -> QComboBox:
        made = QComboBox(parent)
        for code, words in choices:
            made.addItem(words, code)
        made.activated.connect(lambda _at: self._take(made))
        return made

    def _take(self, editor: QComboBox) -> None:
        """A choice is entered at once."""
        self.commitData.emit(editor)
        self.closeEditor.emit(editor)


def _modes() -> list[Choice]:
    return [(mode, f"{MODE_WORDS[mode].word}: {MODE_WORDS[mode].meaning}") for mode in MODES]


def _share_field(parent: QWidget) -> QDoubleSpinBox:
    made = QDoubleSpinBox(parent)
    made.setRange(0.0, 100.0)
    made.setDecimals(2)
    made.setSingleStep(5.0)
    made.setAlignment(Qt.AlignmentFlag.AlignRight)
    made.setKeyboardTracking(False)
    return made
