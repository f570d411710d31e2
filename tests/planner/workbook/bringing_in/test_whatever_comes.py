"""Whatever a file holds, it is read or refused in plain words: nothing fails, nothing is taken in silence."""

from datetime import date, datetime, timedelta
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as some

from planner.base.errors import FileRefusedError
from planner.workbook.bringing_in import bring_in, guesses, open_source, preview, put_into
from planner.workbook.bringing_in.fields import BROUGHT_IN, fields_of
from planner.workbook.bringing_in.sheet import SourceSheet, squared
from planner.workbook.sights import ExcelFault

ODD_TEXTS = (
    "", " ", "Total", "#N/A", "0", "-1", "1e9", "1e400", "nan", "|", "||", "7|8|9", "XN99|99", "31/02/2012",
    "9999-99-99", "00000000", "99991231", "\u00a0", "\u202e", "\U0001f600", "a" * 500, "=1+1", "@x", "'",
    '"', ";,;", "2012/13", "Pay", "Band 7", "AfC", "638 L8 ", "638 L8 X", "12 - ", "Y", "£", "£.", ".", ",",
    "%", "1%", "()",
)  # fmt: skip
HEADERS = sorted(
    {name for table in BROUGHT_IN for field in fields_of(table).values() for name in field.names}
)

cells = (
    some.sampled_from(ODD_TEXTS)
    | some.text(max_size=12)
    | some.floats()
    | some.integers(-(10**20), 10**20)
    | some.booleans()
    | some.dates(date(1, 1, 1), date(9999, 12, 31))
    | some.datetimes(datetime(1, 1, 1))
    | some.times()
    | some.just(timedelta(days=1, hours=3))
    | some.just(ExcelFault("#REF!"))
)
headers = (
    some.sampled_from(HEADERS) | some.text(max_size=10) | some.just("2012/13") | some.just("Pay 2013/14")
)
QUICKLY = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # a list is small enough to look at as it is
)


@QUICKLY
@given(
    above=some.lists(some.lists(cells, max_size=3), max_size=3),
    header=some.lists(headers, min_size=1, max_size=9),
    body=some.lists(some.lists(cells, max_size=9), max_size=8),
    is_text=some.booleans(),
)
def test_any_cells_under_any_headers_come_in_without_a_failure(above, header, body, is_text):
    rows = [*above, header, *body]
    if is_text:
        rows = [[str(cell) for cell in row] for row in rows]
    lengths = tuple(map(len, rows)) if is_text else ()
    sheet = SourceSheet("list", "list", squared(rows) or [[""]], is_text=is_text, lengths=lengths)
    for table in (None, *BROUGHT_IN):
        for mapping in guesses(sheet, table)[:1]:
            assert all(0 <= one.confidence <= 1 for one in mapping.columns)
            if not mapping.table:
                continue
            came = bring_in(sheet, mapping)
            preview(sheet, mapping)
            assert all(one.message and one.remedy for one in came.findings)
            for one in came.unread:
                assert pd.isna(came.frame.at[one.row, one.column])
            put = put_into(None, came)
            again = put_into(put.plan, came)
            assert (put.added, again.conflicts) == (len(came.frame), again.conflicts)
            assert (
                put_into(put.plan, came, replace=True).plan.table(came.table).shape[1] == came.frame.shape[1]
            )


@QUICKLY
@given(content=some.binary(max_size=400) | some.text(max_size=300).map(str.encode))
def test_any_bytes_are_read_or_refused_in_plain_words(content, tmp_path_factory):
    path = Path(tmp_path_factory.mktemp("any")) / "list.csv"
    path.write_bytes(content)
    _read_or_refused(path)


@pytest.mark.parametrize("kind", ["xlsx", "ods", "xls", "xlsb"])
def test_a_damaged_workbook_is_read_or_refused_in_plain_words(request, table, kind):
    path = request.getfixturevalue(f"write_{kind}")(table())
    whole = path.read_bytes()
    for at in range(0, len(whole), max(1, len(whole) // 60)):
        path.write_bytes(whole[:at] + b"\xff\x00\xfe" + whole[at + 3 :])
        _read_or_refused(path)
        path.write_bytes(whole[:at])
        _read_or_refused(path)


def test_a_reader_that_gives_up_on_a_damaged_workbook_says_nothing_of_its_own(write_xls, table, capfd):
    path = write_xls(table())
    whole = path.read_bytes()
    said = []
    for at in range(520, 4_000, 97):
        path.write_bytes(whole[:at])
        with pytest.raises(FileRefusedError) as caught:
            open_source(path).sheets()
        said.append(str(caught.value.__cause__ or ""))
    assert any("range" in one or "panic" in one.lower() for one in said), "none made the reader give up"
    assert capfd.readouterr() == ("", "")


def _read_or_refused(path):
    said = ""
    sheets = ()
    try:
        sheets = open_source(path).sheets()
    except FileRefusedError as refused:
        said = str(refused)
    assert sheets or path.name in said
    for sheet in sheets:
        mapping = guesses(sheet)[0]
        if mapping.table:
            bring_in(sheet, mapping)
