"""Report: choose pages, see them exactly as they will print, print them or write them as a PDF."""

from ui.places.report.place import ReportPlace

__all__ = ["ReportPlace"]
