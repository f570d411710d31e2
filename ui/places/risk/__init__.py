"""Risk: how sure the figures are, which targets are likely to be met, what matters, and stresses."""

from ui.places.risk.place import RiskPlace

__all__ = ["RiskPlace"]
