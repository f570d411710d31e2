"""A table that gives way to the texts beside it, down to its least height, before the place scrolls."""

from ui.places.frame_table import FrameTable


class ShrinkingTable(FrameTable):
    """A table whose height does not depend on its width, though a wrapped text stands in it while empty."""

    # Qt's own

    def hasHeightForWidth(self) -> bool:
        """Let its least height count, and not the height that it would like."""
        return False
