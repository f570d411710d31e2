"""Loads what opening a plan needs. Knows no Qt, so that it may come before it."""

import gc


def load_engine() -> None:
    """Import the reader of plans, and with it pandas: half a second, once.

    Qt's bindings look at every import that comes after theirs, which makes pandas a third slower to
    import: where a plan is to be opened at once, the engine comes first. What is imported stays, so the
    collector of rubbish is kept from going through it, which saves another fifth.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        import planner.workbook.read  # noqa: F401 — it is wanted at once

        gc.freeze()
    finally:
        if was_on:
            gc.enable()
