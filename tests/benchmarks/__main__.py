"""Run the benchmarks: ``python -m tests.benchmarks [NAME …]``."""

import sys
from importlib import import_module

NAMES = (
    "evaluation",
    "spreadsheet",
    "workbook",
    "start",
    "window",
    "tables",
    "paper",
    "saving",
    "risk",
    "propose",
    "ccgs",
)


def main(wanted: list[str]) -> int:
    """Run those asked for, or all; 0 where every bar is met, 1 where one is not, 2 where a name is wrong."""
    unknown = [name for name in wanted if name not in NAMES]
    if unknown:
        print(f"There is no benchmark {', '.join(unknown)}; there are {', '.join(NAMES)}.", file=sys.stderr)
        return 2
    met = [import_module(f"tests.benchmarks.{name}").main() for name in wanted or NAMES]
    return 0 if all(met) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
