"""What is withheld so that each thing said is said of at least five people."""

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.workbook.release.people import LEAST, NOT_SHOWN, generalised

KEYS = ("one", "two", "three")


@st.composite
def crowds(draw):
    row = st.tuples(*(st.sampled_from(values) for values in ("ab", "wxyz", "12345")))
    return pd.DataFrame(draw(st.lists(row, min_size=LEAST, max_size=40)), columns=list(KEYS), dtype="str")


@settings(max_examples=40)
@given(crowd=crowds())
def test_each_combination_is_shared_by_at_least_five(crowd):
    assert generalised(crowd, KEYS).value_counts().min() >= LEAST


@settings(max_examples=40)
@given(crowd=crowds())
def test_what_is_shown_is_true(crowd):
    shown = generalised(crowd, KEYS)
    for key in KEYS:
        assert ((shown[key] == crowd[key]) | (shown[key] == NOT_SHOWN)).all()


@settings(max_examples=40)
@given(crowd=crowds(), seed=st.integers(0, 9))
def test_what_is_shown_does_not_depend_on_the_order_of_rows(crowd, seed):
    shuffled = crowd.sample(frac=1, random_state=seed)
    assert generalised(shuffled, KEYS).loc[crowd.index].equals(generalised(crowd, KEYS))


def test_what_many_share_is_all_shown():
    crowd = pd.DataFrame({"one": ["a"] * 10, "two": ["x"] * 5 + ["y"] * 5}, dtype="str")
    assert generalised(crowd, ("one", "two")).equals(crowd)


def test_the_next_smallest_goes_with_a_rare_one():
    crowd = pd.DataFrame({"one": ["a"] * 20 + ["b"] * 6 + ["c"] * 3}, dtype="str")
    shown = generalised(crowd, ("one",))["one"]
    assert shown.value_counts().to_dict() == {"a": 20, NOT_SHOWN: 9}


def test_fewer_than_five_say_nothing():
    crowd = pd.DataFrame({"one": ["a"] * 4}, dtype="str")
    assert set(generalised(crowd, ("one",))["one"]) == {NOT_SHOWN}
