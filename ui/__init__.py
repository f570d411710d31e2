"""The window: shows a plan and its results, and offers edits. Works nothing out for itself."""
