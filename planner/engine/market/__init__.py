"""The market for commissioning support: what is bought, how to buy it, and who lives on selling it."""
