"""The command line: the engine without the window, for scripts and checks."""

from planner.cli.program import main

__all__ = ["main"]
