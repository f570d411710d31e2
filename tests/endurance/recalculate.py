"""Fifty generated plans: LibreOffice works each results workbook out to the engine's pennies.

python -m tests.endurance.recalculate [--plans 50] [--first 1]
"""

import argparse
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from planner.workbook.results_book import write_results
from tests.planner.workbook.libreoffice import PROGRAM, worked_out_again
from tests.planner.workbook.results_against_engine import check_against_the_engine, generated_results


def main(words: list[str]) -> int:
    """Go through the plans; 0 where all agree or LibreOffice is not there, 1 where one does not."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--plans", type=int, default=50)
    asked.add_argument("--first", type=int, default=1)
    wanted = asked.parse_args(words)
    if PROGRAM is None:
        print("Skipped: LibreOffice is not installed")
        return 0
    wrong = 0
    with TemporaryDirectory() as name:
        folder = Path(name)
        for seed in range(wanted.first, wanted.first + wanted.plans):
            results = generated_results(seed)
            path = folder / "results.xlsx"
            write_results(results, path)
            try:
                check_against_the_engine(worked_out_again(path, folder / "profile"), results)
            except AssertionError as difference:
                wrong += 1
                print(f"Plan {seed}, {len(results.people):,} people: DIFFERS\n{difference}")
            else:
                print(f"Plan {seed}, {len(results.people):,} people: the same pennies", flush=True)
    print(f"{wanted.plans - wrong} of {wanted.plans} plans agree to the penny")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
