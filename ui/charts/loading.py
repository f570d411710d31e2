"""Getting the chart library ready before the first chart is built."""

from planner.base.ticks import Tick


def load_charts(tick: Tick) -> None:
    """Load the chart library, on a worker thread: it takes half a second."""
    tick(0.0, "Preparing the charts")
    import pyqtgraph  # noqa: F401
