"""Exchange: parts sent out and taken back, copies to release, and the plan's history."""

from ui.places.place import Place


class ExchangePlace(Place):
    """What leaves and what comes back."""

    name = "exchange"
    title = "Exchange"

    def refresh(self) -> None:
        """Show what the document holds."""
