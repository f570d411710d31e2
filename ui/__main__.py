"""``python -m ui [PLAN.xlsx]``: the window."""

import sys
from collections.abc import Sequence

from ui.loading import load_engine


def main(argv: Sequence[str] | None = None) -> int:
    """Show the window, with the plan named in ``argv`` open; return when it is closed."""
    arguments = sys.argv[1:] if argv is None else argv
    if arguments:
        load_engine()
    from ui.app import run

    return run(arguments)


if __name__ == "__main__":
    sys.exit(main())
