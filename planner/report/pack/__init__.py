"""The pages of a pack: one module a page, each a pure function of results."""
