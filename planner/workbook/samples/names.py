"""What posts, skills and people's own answers are called in the samples. No person's name is among it."""

from collections.abc import Mapping
from types import MappingProxyType

BAND_MIX: Mapping[str, Mapping[str, float]] = MappingProxyType(
    {
        "executive": {"4": 0.10, "5": 0.18, "8b": 0.06, "8d": 0.08, "9": 0.18, "VSM": 0.40},
        "clinical lead": {"4": 0.12, "5": 0.10, "7": 0.18, "8a": 0.16, "8b": 0.16, "8c": 0.20, "8d": 0.08},
        "manager": {
            "3": 0.04, "4": 0.12, "5": 0.13, "6": 0.15, "7": 0.25, "8a": 0.16, "8b": 0.08, "8c": 0.05,
            "8d": 0.02,
        },
        "clinician": {
            "3": 0.05, "4": 0.08, "5": 0.08, "6": 0.32, "7": 0.28, "8a": 0.12, "8b": 0.05, "8c": 0.02,
        },
        "analyst": {"4": 0.12, "5": 0.23, "6": 0.24, "7": 0.22, "8a": 0.11, "8b": 0.05, "8c": 0.03},
        "office": {
            "2": 0.10, "3": 0.31, "4": 0.28, "5": 0.16, "6": 0.08, "7": 0.05, "8a": 0.02,
        },
        "technical": {"3": 0.10, "4": 0.22, "5": 0.25, "6": 0.20, "7": 0.13, "8a": 0.06, "8b": 0.04},
        "professional": {
            "3": 0.05, "4": 0.15, "5": 0.16, "6": 0.17, "7": 0.21, "8a": 0.12, "8b": 0.07, "8c": 0.04,
            "8d": 0.02, "9": 0.01,
        },
    }
)  # fmt: skip
"""Share of people in each band, by the sort of function."""

_RANK = {
    "1": "{} support assistant",
    "2": "{} clerk",
    "3": "{} assistant",
    "4": "{} administrator",
    "5": "{} officer",
    "6": "{} specialist",
    "7": "{} manager",
    "8a": "Senior {} manager",
    "8b": "Head of {}",
    "8c": "Assistant director: {}",
    "8d": "Associate director: {}",
    "9": "Deputy director: {}",
    "VSM": "Director: {}",
}
_OWN_TITLES: Mapping[tuple[str, str], str] = MappingProxyType(
    {
        ("EXE", "4"): "Executive secretary",
        ("EXE", "5"): "Executive assistant",
        ("EXE", "8b"): "Head of the chief executive's office",
        ("EXE", "8d"): "Transition programme director",
        ("EXE", "9"): "Deputy director",
        ("EXE", "VSM"): "Executive director",
        ("CHC", "6"): "Nurse assessor",
        ("CHC", "7"): "Senior nurse assessor",
        ("SAF", "6"): "Safeguarding nurse",
        ("SAF", "7"): "Named nurse for safeguarding",
        ("SAF", "8a"): "Designated nurse for safeguarding",
        ("IPC", "6"): "Infection prevention nurse",
        ("MMT", "5"): "Pharmacy technician",
        ("MMT", "6"): "Senior pharmacy technician",
        ("MMT", "7"): "Prescribing adviser",
        ("MMT", "8a"): "Lead prescribing adviser",
        ("BIA", "6"): "Senior information analyst",
        ("PHI", "6"): "Health improvement specialist",
        ("PHI", "8c"): "Consultant in public health",
        ("FIN", "5"): "Assistant management accountant",
        ("FIN", "6"): "Management accountant",
        ("FIN", "7"): "Senior management accountant",
        ("ADM", "3"): "Team administrator",
        ("ADM", "4"): "Personal assistant",
    }
)


_SUBJECT: Mapping[str, str] = MappingProxyType(
    {
        "CLD": "Clinical engagement",
        "RPL": "Planned care",
        "RUC": "Urgent care",
        "RLT": "Long-term conditions",
        "RMH": "Mental health commissioning",
        "RCM": "Children’s commissioning",
        "JCO": "Joint commissioning",
        "QSP": "Quality and safety",
        "SAF": "Safeguarding",
        "IPC": "Infection prevention",
        "CHC": "Continuing healthcare",
        "IFR": "Individual funding",
        "LOC": "Practice engagement",
        "PPI": "Public involvement",
        "STR": "Strategy",
        "PMO": "Programme",
        "CMH": "Community contracting",
        "PRO": "Procurement",
        "BIA": "Business intelligence",
        "ITS": "IT service",
        "NPI": "Legacy systems",
        "FIN": "Finance",
        "GOV": "Governance",
        "COM": "Communications",
        "CUS": "Complaints and FOI",
        "HRO": "HR",
        "LND": "Learning",
        "EST": "Estates",
        "BDS": "Board secretariat",
        "PHS": "Screening",
        "HNA": "Public health intelligence",
        "DAA": "Drug and alcohol commissioning",
        "EPR": "Emergency planning",
        "FHS": "Registration",
    }
)
"""What a function is called inside a post's title, where that is not its own name."""


def title_of(function: str, name: str, band: str) -> str:
    """What a post is called: ``title_of("ACU", "Acute contracting", "8b")``."""
    own = _OWN_TITLES.get((function, band))
    if own:
        return own
    pattern = _RANK[band]
    subject = _SUBJECT.get(function, name)
    keeps_capital = pattern.startswith("{}") or subject[:2].isupper()
    return pattern.format(subject if keeps_capital else subject[0].lower() + subject[1:])


SKILLS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "Leadership": ("system leadership", "board reporting", "clinical engagement", "media handling"),
        "Redesign": (
            "pathway design",
            "facilitation",
            "needs analysis",
            "business case",
            "joint commissioning",
        ),
        "Clinical quality": ("clinical assessment", "serious incidents", "prescribing data", "case review"),
        "Insight": ("clinical engagement", "public consultation", "needs analysis", "programme management"),
        "Contracting": (
            "negotiation",
            "NHS standard contract",
            "tariff",
            "procurement law",
            "market analysis",
        ),
        "Information": ("SQL", "data warehouse", "tariff", "forecasting", "information law", "GP systems"),
        "Finance": ("financial planning", "ledger", "forecasting", "business case", "year-end accounts"),
        "Corporate": ("employment law", "board reporting", "press office", "records", "programme management"),
        "Public health": ("needs analysis", "epidemiology", "behaviour change", "emergency response"),
        "Primary care support": ("registration systems", "contractor payments", "records"),
    }
)
"""Skills met in each family of functions."""

RARE_SKILLS: Mapping[str, str] = MappingProxyType(
    {
        "JCO": "section 75 agreements",
        "CHC": "retrospective CHC claims",
        "IFR": "exceptionality panels",
        "PRO": "competitive dialogue",
        "DMG": "SUS reconciliation",
        "BIA": "risk stratification",
        "FIN": "programme budgeting",
        "SPE": "specialised services definitions",
        "EPR": "gold command",
        "DAA": "prison drug treatment",
    }
)
"""Skills that few hold, by function."""

SCARCE_IN: Mapping[str, float] = MappingProxyType(
    {"BIA": 0.35, "DMG": 0.25, "MMT": 0.25, "ACU": 0.20, "PRO": 0.35, "FIN": 0.12, "ITS": 0.10, "CHC": 0.10}
)
"""Share of a function's people who are hard to replace."""

SEX = {"Female": 0.74, "Male": 0.26}
ETHNICITY = {
    "White British": 0.72,
    "White other": 0.04,
    "Asian Pakistani": 0.08,
    "Asian Indian": 0.04,
    "Asian other": 0.02,
    "Black": 0.03,
    "Mixed": 0.02,
    "Other": 0.01,
    "Not stated": 0.04,
}
DISABILITY = {"No": 0.80, "Yes": 0.05, "Not declared": 0.15}
RELIGION = {
    "Christianity": 0.48, "Islam": 0.08, "Hinduism": 0.02, "Sikhism": 0.02, "Other": 0.05, "Atheism": 0.12,
    "Not disclosed": 0.23,
}  # fmt: skip
SEXUAL_ORIENTATION = {"Heterosexual": 0.74, "Gay or lesbian": 0.02, "Bisexual": 0.005, "Not disclosed": 0.235}
MARITAL_STATUS = {
    "Married": 0.58, "Single": 0.25, "Divorced": 0.09, "Civil partnership": 0.01, "Widowed": 0.01,
    "Unknown": 0.06,
}  # fmt: skip
GENDER_REASSIGNMENT = {"Not recorded": 1.0}
AGE_BANDS = ("16-24", "25-34", "35-44", "45-54", "55-64", "65 and over")
AGE_BAND_FROM = (25, 35, 45, 55, 65)
FTE = {1.0: 0.64, 0.9: 0.03, 0.8: 0.10, 0.75: 0.02, 0.67: 0.02, 0.6: 0.09, 0.53: 0.02, 0.5: 0.06, 0.4: 0.02}
"""Contracted FTE and how common it is."""
