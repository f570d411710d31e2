"""CCG sizes: how many CCGs a population can pay for, and which practice is in which."""

from ui.places.ccg_sizes.place import CCGSizesPlace

__all__ = ["CCGSizesPlace"]
