"""A button that shows people's names, or hides them again."""

from PySide6.QtWidgets import QPushButton, QWidget

from ui.document.plan_document import PlanDocument


class NamesButton(QPushButton):
    """Stands for the one choice of the session: every such button follows it, and may change it."""

    def __init__(self, document: PlanDocument, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setCheckable(True)
        self.setProperty("rank", "link")
        self.setToolTip("Names stay hidden until they are asked for, and for this session only")
        self._follow(document.shows_names)
        document.names_shown.connect(self._follow)
        self.toggled.connect(document.show_names)

    def _follow(self, is_shown: bool) -> None:
        self.setChecked(is_shown)
        self.setText("Hide names" if is_shown else "Show names")
