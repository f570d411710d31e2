"""The place CCG sizes: how many CCGs an area can pay for above, the CCGs chosen and their practices below."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QWidget

from planner.engine.ccg_sizes.groupings import Grouping
from planner.report.ccg_sizes import answer, chart_sentence, choice_sentence
from ui.document.plan_document import PlanDocument
from ui.jobs.desk import Desk
from ui.places.ccg_sizes import columns, edits, jobs, pictures, steps
from ui.places.ccg_sizes.jobs import Looked
from ui.places.ccg_sizes.practice_panel import NEW
from ui.places.ccg_sizes.view import SizesView
from ui.places.pictures import COPIED, copy_picture
from ui.places.place import Place

if TYPE_CHECKING:
    from planner.engine.ccg_sizes.areas import Area
    from planner.engine.ccg_sizes.proposals import Proposals
    from planner.engine.ccg_sizes.study import Study
    from planner.model.results import Results

GAVE_WAY = "The grouping that was kept by hand gave way to this one. Undo brings it back."


class CCGSizesPlace(Place):
    """Numbers of CCGs, what each can afford, and practices moved by hand."""

    name = "ccg_sizes"
    title = "CCG sizes"

    def __init__(self, document: PlanDocument, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(document, desk, parent)
        self.study: Study | None = None
        self.grouping: Grouping | None = None
        self._area: Area | None = None
        self._areas: tuple[Area, ...] = ()
        self._known: dict[Area, Proposals] = {}
        self._of: Results | None = None
        self._count, self._is_by_hand, self._ccg = 0, False, ""
        self._has_kept = False
        self.view = SizesView()
        self.column.addWidget(self.view)
        self._listen()
        self._source = document.source
        document.opened.connect(self._follow_plan)

    def refresh(self) -> None:
        """Show the grouping that the plan keeps, and look at the area again where figures are new."""
        self.view.fit()
        results = self.document.results
        if self.study is not None:
            self._show()
        if results is not None and results is not self._of:
            self._look()

    def recolour(self) -> None:
        """Draw the chart in the colours in use."""
        super().recolour()
        self.view.chart.update()

    def focus_find(self) -> None:
        """Search the practices."""
        self.view.practices.table.search.setFocus()

    def toggle_filters(self) -> None:
        """Filter the practices by column."""
        self.view.practices.table.toggle_filters()

    # ------------------------------------------------------------ looking at an area

    def _look(self) -> None:
        results = self.document.results
        if results is not None:
            job = partial(jobs.look, results, self._area, dict(self._known))
            self.desk.runner("ccg sizes").start("Sizing CCGs", job, partial(self._looked, results))

    def _looked(self, results: "Results", found: Looked) -> None:
        if results is not self.document.results:
            return
        self._of, self._areas = results, found.areas
        is_other = self.study is None or found.study is None or self.study.area != found.study.area
        self._area, self.study = found.area, found.study
        self._offer_areas()
        if found.study is not None:
            self._known = {**self._known, found.study.area: found.study.proposals}
            if is_other:
                kept = found.study.kept(results.plan)
                self._is_by_hand = kept is not None and not kept.unplaced
                self._count, self._ccg = found.study.today, ""
        self._show()

    def _offer_areas(self) -> None:
        titles = [one.title for one in self._areas]
        with QSignalBlocker(self.view.area):
            if [self.view.area.itemText(at) for at in range(self.view.area.count())] != titles:
                self.view.area.clear()
                self.view.area.addItems(titles)
            self.view.area.setCurrentIndex(self._areas.index(self._area) if self._area in self._areas else -1)
        self.view.area.setToolTip(self.view.area.currentText())

    def _choose_area(self, at: int) -> None:
        if 0 <= at < len(self._areas) and self._areas[at] != self._area:
            self._area = self._areas[at]
            self._look()

    def _follow_plan(self) -> None:
        """Let go of the plan before, where another file was opened; a save is no other plan."""
        if self.document.source is not self._source:
            self._source = self.document.source
            self.study = self.grouping = self._area = self._of = None
            self._known, self._is_by_hand = {}, False
            self.view.put_bar.hide()

    # ------------------------------------------------------------ showing

    def _show(self) -> None:
        """Show the study and, of it, the grouping in hand."""
        study, plan = self.study, self.document.plan
        self.view.show_study(is_there=study is not None)
        self.view.answer.setText("" if study is None else answer(study))
        if study is None or plan is None:
            return
        kept = study.kept(plan)
        self._is_by_hand = self._is_by_hand and kept is not None
        self._has_kept = kept is not None
        self.view.numbers.show_frame(columns.number_frame(study, kept), columns.number_columns(study))
        self.view.functions.show_frame(columns.function_frame(study))
        self.view.set_most(len(study.proposals))
        self._show_grouping()

    def _show_grouping(self) -> None:
        """Show the grouping in hand: its row, its CCGs, the CCG in hand, and its points on the chart."""
        study, plan = self.study, self.document.plan
        if study is None or plan is None:
            return
        self._count = min(max(1, self._count), len(study.proposals))
        kept = study.kept(plan) if self._is_by_hand else None
        self.grouping = kept if kept is not None else study.grouping(self._count)
        frame = study.ccgs(self.grouping)
        self.view.set_count(self._count)
        self.view.numbers.choose(0 if self._is_by_hand else self._count - 1 + self._has_kept)
        self.view.choice.setText(choice_sentence(study.row_of(self.grouping).iloc[0]))
        self.view.chart.setToolTip(chart_sentence(study))
        self.view.ccgs.rename(self._grouping_title())
        ccg = self._ccg if self._ccg in self.grouping.names else ""
        self.view.ccgs.show_frame(frame, columns.ccg_columns(study))
        names = self.grouping.names
        self.view.ccgs.choose_or_first(names.index(ccg) if ccg else -1)
        pictures.draw(self.view.chart, study, frame)

    def _grouping_title(self) -> str:
        if self.grouping is None or self.study is None:
            return "CCGs"
        unplaced = f"; {self.grouping.unplaced:,} practices in none" if self.grouping.unplaced else ""
        which = {"by hand": "CCGs, by hand", "today": "CCGs as in April 2013"}
        return f"{which.get(self.grouping.kind, 'CCGs proposed')}{unplaced}"

    def _choose_count(self, count: int) -> None:
        if (count, False) != (self._count, self._is_by_hand):
            self._count, self._is_by_hand = count, False
            self._show_grouping()

    def _choose_row(self, position: int) -> None:
        if position < 0 or self.study is None:
            return
        if self._has_kept and position == 0:
            if not self._is_by_hand:
                self._is_by_hand = True
                self._show_grouping()
        else:
            self._choose_count(position + 1 - self._has_kept)

    def _choose_ccg(self, position: int) -> None:
        if self.grouping is not None and 0 <= position < len(self.grouping):
            self._ccg = self.grouping.names[position]
        self.view.practices.show_grouping(self.grouping, self._ccg)
        self.view.ccg_name.setText(self._ccg)

    # ------------------------------------------------------------ edits

    def _move(self, practices: tuple[str, ...], where: str) -> None:
        plan, grouping = self.document.plan, self.grouping
        if plan is None or grouping is None or not practices:
            return
        ccg = edits.fresh_name(grouping) if where == NEW else where
        self._is_by_hand = True
        self._tell_replaced(grouping)
        self.document.edit(steps.moving(len(practices), ccg), edits.moved(plan, grouping, practices, ccg))

    def _rename(self) -> None:
        plan, grouping, name = self.document.plan, self.grouping, " ".join(self.view.ccg_name.text().split())
        if plan is None or grouping is None or not name or name == self._ccg or not self._ccg:
            return
        if name.casefold() in {one.casefold() for one in grouping.names if one != self._ccg}:
            self.said.emit(f"There is a {name} already. Choose another name.", "error")
            return
        before, self._ccg, self._is_by_hand = self._ccg, name, True
        self._tell_replaced(grouping)
        self.document.edit(steps.renaming(before, name), edits.renamed(plan, grouping, before, name))

    def _replaces_kept(self, grouping: Grouping) -> bool:
        """Whether a proposal takes the place of what was grouped by hand before."""
        return self._has_kept and grouping.kind != edits.BY_HAND

    def _tell_replaced(self, grouping: Grouping) -> None:
        if self._replaces_kept(grouping):
            self.said.emit(GAVE_WAY, "note")

    def _ask_to_put(self) -> None:
        plan, grouping, study = self.document.plan, self.grouping, self.study
        if plan is None or grouping is None or study is None:
            return
        if names := edits.spare(plan, grouping, study.terms):
            self.view.put_bar.ask(names)
        else:
            self._put(False)

    def _put(self, replaces: bool) -> None:
        plan, grouping, study = self.document.plan, self.grouping, self.study
        if plan is None or grouping is None or study is None:
            return
        put = edits.put(plan, grouping, study.terms, replaces=replaces)
        gave_way = f" {GAVE_WAY}" if self._replaces_kept(grouping) else ""
        self._is_by_hand = True
        self.document.edit(steps.putting(len(put.added)), put.plan)
        self.said.emit(f"{steps.put_words(put)}{gave_way}", steps.tone_of(put))

    def _copy_chart(self) -> None:
        copy_picture(self.view.chart, self.view.chart.update)
        self.said.emit(COPIED, "note")

    def _listen(self) -> None:
        view = self.view
        view.area.activated.connect(self._choose_area)
        view.count.valueChanged.connect(self._choose_count)
        view.slider.valueChanged.connect(self._choose_count)
        view.numbers.chosen.connect(self._choose_row)
        view.ccgs.chosen.connect(self._choose_ccg)
        view.practices.moved.connect(self._move)
        view.rename_button.clicked.connect(self._rename)
        view.ccg_name.returnPressed.connect(self._rename)
        view.put_button.clicked.connect(self._ask_to_put)
        view.put_bar.answered.connect(self._put)
        view.copy_button.clicked.connect(self._copy_chart)

    # Qt's own

    def heightForWidth(self, width: int) -> int:
        """The least that will do: Qt would scroll to all that tables and sentences would like."""
        return self.column.minimumHeightForWidth(width)
