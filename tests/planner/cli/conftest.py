"""Plan workbooks for the command line, written without the program's own writer."""

from io import BytesIO

import pandas as pd
import pytest
import xlsxwriter
from msoffcrypto.format.ooxml import OOXMLFile

from planner.model.tables import TABLES, Kind
from planner.workbook.samples import twelve_people

PASSWORD = "Sesame, 2012"


def _write_workbook(plan, path, changes=()):
    """Write a plan as a user might have typed it; ``changes`` are (sheet, row, column, text)."""
    changed = {(sheet, row, column): text for sheet, row, column, text in changes}
    with xlsxwriter.Workbook(path) as book:
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        facts = book.add_worksheet("Plan")
        rows = [
            ("Plan name", plan.facts.plan_name),
            ("Transfer date", plan.facts.transfer_date),
            ("Closure", plan.facts.closure),
            ("Format version", plan.facts.format_version),
        ]
        for at, (key, value) in enumerate(rows):
            facts.write(at, 0, key)
            facts.write(at, 1, value, *([day] if "date" in key.lower() or key == "Closure" else []))
        for spec in TABLES.values():
            sheet = book.add_worksheet(spec.sheet)
            frame = plan.table(spec.name)
            for column, (key, one) in enumerate(zip(spec.keys, spec.columns, strict=True)):
                sheet.write_string(0, column, one.title)
                for row, value in enumerate(frame[key], start=2):
                    text = changed.get((spec.sheet, row, one.title))
                    if text is not None:
                        sheet.write_string(row - 1, column, text)
                    elif pd.isna(value):
                        continue
                    elif one.kind is Kind.DATE:
                        sheet.write_datetime(row - 1, column, value.to_pydatetime(), day)
                    elif one.kind is Kind.YEAR:
                        sheet.write_string(row - 1, column, f"{int(value)}/{int(value) % 100 + 1:02d}")
                    else:
                        sheet.write(row - 1, column, value)
    return path


@pytest.fixture
def write_workbook():
    return _write_workbook


@pytest.fixture
def password():
    """What opens the protected file."""
    return PASSWORD


@pytest.fixture(scope="session")
def good_file(tmp_path_factory):
    return _write_workbook(twelve_people(), tmp_path_factory.mktemp("plans") / "Twelve – people.xlsx")


@pytest.fixture(scope="session")
def faulty_file(tmp_path_factory):
    """One salary that is text: the row counts in no figure."""
    path = tmp_path_factory.mktemp("plans") / "Faulty.xlsx"
    return _write_workbook(twelve_people(), path, [("Staff", 3, "Annual salary", "tbc")])


@pytest.fixture(scope="session")
def protected_file(good_file):
    path = good_file.with_name("Protected.xlsx")
    with path.open("wb") as out:
        OOXMLFile(BytesIO(good_file.read_bytes())).encrypt(PASSWORD, out)
    return path


@pytest.fixture
def run(capsys):
    """Run a command; return its exit code, standard output and standard error."""
    from planner.cli import main

    def run_command(*words, **means):
        code = main([str(word) for word in words], **means)
        said = capsys.readouterr()
        return code, said.out, said.err

    return run_command
