"""Odd files, one by one: each is read as it is meant, or refused in plain words, as a plan and as a list."""

import re
import zipfile
from io import BytesIO

import pandas as pd
import pytest

from planner.base.errors import FileRefusedError
from planner.workbook.bringing_in import bring_in, guesses, open_source
from planner.workbook.read import read_plan

from .odd_files import ODD_FILES

LIBRARIES = re.compile(r"openpyxl|calamine|pandas|zipfile|zlib|rust|python|Error\b|0x|\.py", re.IGNORECASE)


def written(case, path):
    content = BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in case.parts().items():
            archive.writestr(name, part)
    path.write_bytes(case.changed(content.getvalue()))
    return path


@pytest.mark.parametrize("case", ODD_FILES, ids=lambda one: one.name)
def test_an_odd_file_is_read_as_it_is_meant_or_refused(case, tmp_path):
    path = written(case, tmp_path / "x.xlsx")
    if case.refused:
        with pytest.raises(FileRefusedError, match=case.refused) as caught:
            read_plan(path)
        assert not LIBRARIES.search(str(caught.value)), str(caught.value)
        return
    reading = read_plan(path)
    staff = reading.plan.staff
    there = staff[case.column].loc[2] if 2 in staff.index else None
    there = None if pd.isna(there) else there
    assert there == (pd.Timestamp(case.value) if case.column == "born" and case.value else case.value)
    about = [one for one in reading.findings if case.says in one.message]
    assert about or not case.says, [(one.place, one.message) for one in reading.findings]
    assert all(one.remedy for one in about)


@pytest.mark.parametrize("case", ODD_FILES, ids=lambda one: one.name)
def test_an_odd_file_is_brought_in_or_refused(case, tmp_path):
    path = written(case, tmp_path / "x.xlsx")
    sheets, refusal = (), ""
    try:
        sheets = open_source(path).sheets()
    except FileRefusedError as error:
        refusal = str(error)
    assert not refusal or case.refused or "'Staff'" in case.says, refusal
    assert not LIBRARIES.search(refusal), refusal
    found = [(one, guess) for one in sheets if (guess := guesses(one)[0]).table == "staff"]
    for sheet, guess in found:
        brought = bring_in(sheet, guess)
        assert all(one.message and one.remedy for one in brought.findings)
        if case.column == "fte" and case.value is None:
            assert any("FTE" in one.column and one.cell == "E2" for one in brought.findings)
