"""Write the sample plans as workbooks."""

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

from planner.model.plan import Plan
from planner.workbook.samples.cluster import NAME as CLUSTER
from planner.workbook.samples.cluster import airedale_bradford_and_leeds
from planner.workbook.samples.twelve_people import NAME as TWELVE
from planner.workbook.samples.twelve_people import twelve_people
from planner.workbook.write import write_plan

SAMPLES: Mapping[str, Callable[[], Plan]] = MappingProxyType(
    {f"{CLUSTER}.xlsx": airedale_bradford_and_leeds, f"{TWELVE}.xlsx": twelve_people}
)
"""What makes each sample workbook, by file name."""


def build_samples(folder: Path) -> None:
    """Write every sample workbook into ``folder``, over what stands there."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, make in SAMPLES.items():
        write_plan(make(), folder / name)
