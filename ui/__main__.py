"""``python -m ui [PLAN.xlsx]``: the window."""

import sys
from collections.abc import Sequence


def main(argv: Sequence[str] | None = None) -> int:
    """Show the window, with the plan named in ``argv`` open; return when it is closed."""
    load_engine()
    from ui.app import run

    return run(sys.argv[1:] if argv is None else argv)


def load_engine() -> None:
    """Import what opening a plan needs.

    Qt's bindings look at every import that comes after theirs, which makes pandas a third slower to
    import; so the engine comes first.
    """
    import planner.workbook.read  # noqa: F401 - it is wanted at once


if __name__ == "__main__":
    sys.exit(main())
