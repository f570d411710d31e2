"""Public reference data: PCTs, CCGs, practices, support units, and a starting list of functions.

Origins and cautions stand in ``resources/reference/ATTRIBUTION.md``.
"""

from functools import cache

import numpy as np
import pandas as pd

from planner.base.places import resources
from planner.model.reference_files import read_reference
from planner.model.tables import FUNCTIONS, dtype_of


def trusts() -> pd.DataFrame:
    """The 151 PCTs: pct_code, pct_name, sha_code, sha_name, registered_population (NaN unknown)."""
    return read_reference("pct.csv")


def ccgs() -> pd.DataFrame:
    """The 211 CCGs: ccg_code, ccg_name, area_team_code, area_team_name, registered_population."""
    return read_reference("ccg.csv")


def practices() -> pd.DataFrame:
    """General practices: practice_code, practice_name, ccg_code, registered_population."""
    return read_reference("practices.csv")


def support_units() -> pd.DataFrame:
    """Commissioning support units: csu_code (NaN where not known), csu_name, status."""
    return read_reference("csu.csv")


def trust_to_ccg() -> pd.DataFrame:
    """Overlaps of PCTs and CCGs: pct_code, ccg_code, percent_of_postcodes."""
    return read_reference("pct_to_ccg.csv")


def trust_to_council() -> pd.DataFrame:
    """Councils that took on public health: region, pct_name, local_authority."""
    return read_reference("pct_to_local_authority.csv")


def clusters_unverified() -> pd.DataFrame:
    """Clusters as they are thought to have been: cluster_name, pct_code. Never an authority."""
    return read_reference("pct_clusters_unverified.csv")


@cache
def starting_functions() -> pd.DataFrame:
    """A list of functions to start from, as the plan's own table; its figures are judgement."""
    listed = pd.read_csv(
        resources() / "reference" / "functions.csv",
        dtype={column.key: dtype_of(column.kind) for column in FUNCTIONS.columns},
        encoding="utf-8",
        keep_default_na=False,
        na_values=[""],
    )
    return listed[list(FUNCTIONS.keys)].set_axis(np.arange(2, 2 + len(listed)))
