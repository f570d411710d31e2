"""Asks for files, without ever holding up the window."""

import re
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

WORKBOOKS = "Plan workbooks (*.xlsx *.xlsm *.xls *.xlsb *.ods);;All files (*)"
LISTS = "Spreadsheets and text (*.xlsx *.xlsm *.xls *.xlsb *.ods *.csv *.tsv *.txt);;All files (*)"
KINDS = {
    "xlsx": "Excel workbooks (*.xlsx)",
    "pdf": "PDF files (*.pdf)",
    "docx": "Word documents (*.docx)",
    "pptx": "PowerPoint slides (*.pptx)",
    "png": "Pictures (*.png)",
}

_UNSAFE = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')


def safe_name(*parts: str) -> str:
    """A file's name made of labels, without what Windows refuses."""
    joined = " - ".join(part for part in parts if part)
    return _UNSAFE.sub(" ", joined).strip(" .")[:120] or "Untitled"


class Asking(QObject):
    """Shows one file dialog at a time above the window."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.dialog: QFileDialog | None = None
        self.folder = Path.home()

    def to_open(self, then: Callable[[Path], object], title: str = "Open a plan") -> None:
        """Ask for a workbook to open."""
        dialog = QFileDialog(self._window, title, str(self.folder), WORKBOOKS)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        self._show(dialog, then)

    def to_bring_in(self, then: Callable[[tuple[Path, ...]], object]) -> None:
        """Ask for files of other people's making, one or several."""
        dialog = QFileDialog(self._window, "Bring in spreadsheets", str(self.folder), LISTS)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        self._show_for_several(dialog, then)

    def to_save(self, title: str, kind: str, name: str, then: Callable[[Path], object]) -> None:
        """Ask where to write a file of a kind ("xlsx"), suggesting a name."""
        dialog = QFileDialog(self._window, title, str(self.folder), KINDS[kind])
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(kind)
        dialog.selectFile(f"{name}.{kind}")
        self._show(dialog, then)

    def to_fill(self, title: str, then: Callable[[Path], object]) -> None:
        """Ask for a folder to write files into."""
        dialog = QFileDialog(self._window, title, str(self.folder))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        self._show(dialog, then)

    def _show(self, dialog: QFileDialog, then: Callable[[Path], object]) -> None:
        dialog.fileSelected.connect(lambda path: self._chosen((Path(path),), lambda paths: then(paths[0])))
        self._open(dialog)

    def _show_for_several(self, dialog: QFileDialog, then: Callable[[tuple[Path, ...]], object]) -> None:
        dialog.filesSelected.connect(lambda paths: self._chosen(tuple(map(Path, paths)), then))
        self._open(dialog)

    def _open(self, dialog: QFileDialog) -> None:
        if self.dialog is not None:
            self.dialog.close()
        self.dialog = dialog
        dialog.finished.connect(self._done)
        dialog.open()

    def _chosen(self, paths: tuple[Path, ...], then: Callable[[tuple[Path, ...]], object]) -> None:
        self.folder = paths[0].parent
        then(paths)

    def _done(self) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
            self.dialog = None
