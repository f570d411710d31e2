"""Places on the small sample."""

import pytest


@pytest.fixture
def at(opened, rest):
    """Go to a place, let it settle, and return it."""

    def go(name):
        opened.go(name)
        rest(opened)
        return opened.place(name)

    return go
