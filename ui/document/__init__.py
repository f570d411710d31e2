"""The open plan: its file, its undo stack, what was found in it and what follows from it."""
