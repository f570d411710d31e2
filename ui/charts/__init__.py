"""Charts, drawn with pyqtgraph, which is slow to load: import these modules on first use only."""
