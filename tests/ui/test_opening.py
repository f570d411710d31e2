"""Opening a plan: by dialog, by dropping it, from Welcome, protected, broken or missing."""

import pytest
from msoffcrypto.format.ooxml import OOXMLFile
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog

from ui.places.welcome import sample_plans

PASSWORD = "Sesame, 2012"
PATIENCE = 30_000


def drop(window, path):
    """Drag a file onto the window and let go."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entering = QDragEnterEvent(QPoint(400, 300), Qt.DropAction.CopyAction, mime, left, none)
    QApplication.sendEvent(window, entering)
    assert entering.isAccepted()
    QApplication.sendEvent(window, QDropEvent(QPointF(400, 300), Qt.DropAction.CopyAction, mime, left, none))


def test_an_empty_window_welcomes_and_offers_the_samples(window):
    assert window.welcome.isVisible()
    assert window.current_place is None
    assert window.list.isHidden()
    assert not window.commands["save_as"].isEnabled()
    assert [path.stem for path in sample_plans()] == ["Airedale, Bradford and Leeds", "Twelve people"]
    assert [action.text() for action in window.sample_menu.actions()] == [one.stem for one in sample_plans()]


def test_a_plan_chosen_in_the_dialog_opens(window, twelve, rest):
    window.commands["open"].trigger()
    dialog = window.findChild(QFileDialog)
    assert dialog.isVisible()
    dialog.fileSelected.emit(str(twelve))
    dialog.close()
    rest(window)
    assert window.document.path == twelve
    assert window.current_place.name == "results"


def test_a_plan_dropped_on_the_window_opens(window, twelve, rest, qtbot):
    drop(window, twelve)
    qtbot.waitUntil(lambda: window.document.plan is not None, timeout=PATIENCE)
    rest(window)
    assert window.document.path == twelve


def test_a_sample_opened_from_welcome_is_not_to_be_overwritten(window, twelve, rest):
    window.welcome.plan_wanted.emit(twelve, True)
    rest(window)
    assert window.document.plan is not None
    assert window.document.path is None
    assert window.session.settings.recent() == ()


def test_a_plan_that_was_opened_is_among_the_recent_ones(opened, twelve):
    assert opened.session.settings.recent() == (twelve,)
    assert [action.text() for action in opened.recent_menu.actions()] == ["Twelve people"]


def test_a_protected_plan_asks_for_its_password_until_it_is_right(window, twelve, tmp_path, rest):
    path = tmp_path / "Protected.xlsx"
    with twelve.open("rb") as plain, path.open("wb") as sealed:
        OOXMLFile(plain).encrypt(PASSWORD, sealed)
    window.open_file(path)
    rest(window)
    assert window.messages.field.isVisible()
    assert "Protected.xlsx" in window.messages.words
    window.messages.field.setText("wrong")
    window.messages.field.returnPressed.emit()
    rest(window)
    assert window.messages.field.isVisible()
    window.messages.field.setText(PASSWORD)
    window.messages.field.returnPressed.emit()
    rest(window)
    assert window.document.path == path
    assert not window.messages.isVisible()


@pytest.mark.parametrize(
    ("name", "content"),
    [("letter.xlsx", b"Dear Sir"), ("empty.xlsx", b""), ("cut short.xlsx", b"PK\x03\x04\x00")],
)
def test_a_broken_file_is_refused_in_a_bar_and_the_open_plan_stays(opened, tmp_path, rest, name, content):
    before = opened.document.plan
    path = tmp_path / name
    path.write_bytes(content)
    opened.open_file(path)
    rest(opened)
    assert opened.messages.isVisible()
    assert f"{name} was not opened" in opened.messages.words
    assert "Traceback" not in opened.messages.words
    assert opened.document.plan is before


def test_a_missing_file_is_refused_in_a_bar(window, tmp_path, rest):
    window.open_file(tmp_path / "gone.xlsx")
    rest(window)
    assert "gone.xlsx was not opened" in window.messages.words
