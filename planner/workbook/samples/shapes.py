"""How big each function of the samples is, who works in it, what it spends, and where it may go."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

LOCAL, SUPPORT, BOARD, AREA_TEAM, COUNCIL, HEALTH_PROTECTION, PROPERTY, NOWHERE = (
    "local",
    "support",
    "Board",
    "area team",
    "council",
    "health protection",
    "property",
    "nowhere",
)


@dataclass(frozen=True, slots=True)
class Shape:
    """One function's staffing and spending.

    Attributes:
        bradford, leeds: people in each trust of the cluster sample; their sum is the function's
            weight elsewhere.
        mix: the key of ``names.BAND_MIX``.
        goes: what sort of receiver may take it.
        non_pay: £ a year in 2012/13, the whole cluster.
        committed: the day up to which its non-pay is committed, or "".
    """

    bradford: int
    leeds: int
    mix: str
    goes: str
    non_pay: int
    committed: str = ""

    @property
    def people(self) -> int:
        """People in both trusts."""
        return self.bradford + self.leeds


SHAPES: Mapping[str, Shape] = MappingProxyType(
    {
        "EXE": Shape(10, 12, "executive", LOCAL, 90_000),
        "CLD": Shape(8, 10, "clinical lead", LOCAL, 260_000),
        "RPL": Shape(8, 11, "manager", LOCAL, 40_000),
        "RUC": Shape(7, 9, "manager", LOCAL, 30_000),
        "RLT": Shape(8, 10, "manager", LOCAL, 35_000),
        "RMH": Shape(9, 12, "manager", LOCAL, 35_000),
        "RCM": Shape(7, 9, "manager", LOCAL, 30_000),
        "JCO": Shape(6, 8, "manager", LOCAL, 25_000),
        "QSP": Shape(9, 11, "clinician", LOCAL, 45_000),
        "SAF": Shape(8, 10, "clinician", LOCAL, 30_000),
        "IPC": Shape(4, 5, "clinician", LOCAL, 15_000),
        "CHC": Shape(24, 34, "clinician", SUPPORT, 130_000),
        "IFR": Shape(3, 4, "professional", SUPPORT, 20_000),
        "MMT": Shape(20, 27, "clinician", SUPPORT, 110_000),
        "LOC": Shape(12, 14, "manager", LOCAL, 120_000),
        "PPI": Shape(6, 8, "manager", LOCAL, 80_000),
        "STR": Shape(6, 8, "manager", LOCAL, 60_000),
        "PMO": Shape(5, 7, "analyst", SUPPORT, 25_000),
        "ACU": Shape(13, 18, "manager", SUPPORT, 60_000),
        "CMH": Shape(9, 12, "manager", SUPPORT, 35_000),
        "PRO": Shape(6, 8, "manager", SUPPORT, 55_000),
        "PCC": Shape(13, 17, "manager", AREA_TEAM, 70_000),
        "SPE": Shape(4, 6, "clinician", AREA_TEAM, 25_000),
        "BIA": Shape(14, 19, "analyst", SUPPORT, 210_000),
        "DMG": Shape(7, 10, "analyst", SUPPORT, 190_000, "2015-03-31"),
        "ING": Shape(3, 4, "professional", SUPPORT, 20_000),
        "ITS": Shape(18, 25, "technical", SUPPORT, 620_000, "2014-03-31"),
        "NPI": Shape(4, 6, "analyst", NOWHERE, 380_000, "2015-03-31"),
        "FIN": Shape(15, 20, "professional", LOCAL, 60_000),
        "FSV": Shape(11, 14, "office", SUPPORT, 260_000, "2013-09-30"),
        "GOV": Shape(6, 8, "professional", LOCAL, 210_000),
        "COM": Shape(5, 7, "manager", SUPPORT, 90_000),
        "CUS": Shape(6, 8, "professional", SUPPORT, 20_000),
        "HRO": Shape(9, 12, "professional", SUPPORT, 120_000),
        "LND": Shape(4, 5, "professional", SUPPORT, 140_000),
        "ADM": Shape(20, 27, "office", LOCAL, 160_000),
        "EST": Shape(14, 19, "technical", PROPERTY, 1_150_000, "2015-03-31"),
        "BDS": Shape(3, 4, "professional", NOWHERE, 3_600_000, "2013-06-30"),
        "PHI": Shape(22, 30, "manager", COUNCIL, 430_000),
        "PHS": Shape(7, 9, "clinician", HEALTH_PROTECTION, 60_000),
        "HNA": Shape(5, 7, "analyst", COUNCIL, 40_000),
        "DAA": Shape(6, 8, "manager", COUNCIL, 70_000),
        "EPR": Shape(3, 4, "professional", AREA_TEAM, 20_000),
        "FHS": Shape(14, 18, "office", BOARD, 280_000),
    }
)
"""By function code, as in ``resources/reference/functions.csv``."""
