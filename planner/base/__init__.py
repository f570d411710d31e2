"""Money, dates, findings and errors: what every other part is built from."""
