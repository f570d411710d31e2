"""An error of the interpreter's own inside an override is told, and does not end the program."""

import subprocess
import sys

SHOWS_A_FAULT = """
import ui.app
from PySide6.QtWidgets import QApplication, QWidget

class Faulty(QWidget):
    def showEvent(self, event):
        (5)(event)

application = QApplication([])
try:
    Faulty().show()
except TypeError as error:
    print("told:", type(error).__name__)
print("alive")
"""


def test_an_error_in_an_override_does_not_end_the_program():
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", SHOWS_A_FAULT], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout.split()) == (0, ["told:", "TypeError", "alive"]), done.stderr
