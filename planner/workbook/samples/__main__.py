"""Regenerate the sample workbooks: ``python -m planner.workbook.samples``."""

from planner.base.places import samples
from planner.workbook.samples.build import build_samples

if __name__ == "__main__":
    build_samples(samples())
