"""The columns of the timetable's tables."""

from ui import figures
from ui.models.columns import Column, count, money, odds, words


def _day(key: str, title: str, tip: str = "") -> Column:
    return Column(key, title, figures.day, tip=tip)


STEPS: tuple[Column, ...] = (
    words("standing", "How it\nstands", tip="Too late, too early, or fits; blank where nothing presses"),
    words("name", "Step", wide=True),
    Column(
        "days_to_spare",
        "To spare\ndays",
        figures.blank(figures.whole),
        is_number=True,
        tip="Below nil: so many days too late, or too early",
    ),
    _day("last_safe", "Last safe\nday", "The last day on which it may begin and all that follows still fits"),
    _day("begins", "Begins"),
    _day("ends", "Ends"),
    words("group", "Of"),
    words("said", "Why", wide=True),
)
_WHO: tuple[Column, ...] = (words("employee_number", "Employee"),)
_NAME: tuple[Column, ...] = (words("name", "Name"),)
_REST: tuple[Column, ...] = (
    words("function", "Function"),
    words("band", "Band"),
    count("days_to_spare", "To spare\ndays", "Below nil: so many days too late"),
    _day("last_consultation", "Consultation\nby", "Last day to begin consultation, for notice to be worked"),
    _day("last_notice", "Notice by", "The last day on which notice can be given and still be worked"),
    _day("notice_starts", "Notice can\nbegin", "After consultation, as the plan stands"),
    count("notice_weeks", "Notice\nweeks"),
    _day("last_day", "Last day"),
    odds("p_redundant", "Odds of\nredundancy"),
    money("pay_in_lieu", "Pay in lieu", "What notice cannot be worked, if the person is made redundant"),
    words("establishment", "Establishment"),
)


def people_columns(*, are_named: bool) -> tuple[Column, ...]:
    """The columns of the people, with names only where they are asked for."""
    return (*_WHO, *(_NAME if are_named else ()), *_REST)
