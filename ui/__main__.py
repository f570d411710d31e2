"""``python -m ui [PLAN.xlsx]``: the window."""

import sys
from collections.abc import Sequence


def main(argv: Sequence[str] | None = None) -> int:
    """Show the window, with the plan named in ``argv`` open; return when it is closed."""
    from ui.app import run

    return run(sys.argv[1:] if argv is None else argv)


if __name__ == "__main__":
    sys.exit(main())
