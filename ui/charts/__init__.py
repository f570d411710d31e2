"""Charts, drawn with pyqtgraph, which is slow to load: import all but ``loading`` on first use only."""
