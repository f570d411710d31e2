"""The rules as shipped, and the published cases."""

import csv
from pathlib import Path

import numpy as np
import pytest

from planner.rules.rulebook import load_rules

CASES = Path(__file__).parent / "cases"


@pytest.fixture(scope="session")
def rules():
    return load_rules()


@pytest.fixture(scope="session")
def case():
    """Read a file of cases: columns of numbers (NaN where blank) and of text."""

    def read(name):
        rows = list(csv.DictReader((CASES / name).read_text(encoding="utf-8").splitlines()))
        assert rows
        return {key: _column([row[key] for row in rows]) for key in rows[0]}

    return read


def _column(cells):
    try:
        return np.array([float(cell) if cell else np.nan for cell in cells])
    except ValueError:
        return np.array(cells)
