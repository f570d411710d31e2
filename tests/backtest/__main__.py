"""Run the back-test on the whole nation: ``python -m tests.backtest [ROWS] [SEED]``."""

import sys

from planner.rules.rulebook import load_rules
from tests.backtest.back_test import OUTCOME, Found, nation, published_cut, run

ROWS = 60_000


def main() -> None:
    """Say what the program finds beside what happened."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else ROWS
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    rules = load_rules()
    shares = (OUTCOME.transferred_low, OUTCOME.transferred, published_cut(rules), OUTCOME.transferred_high)
    found, profile = run(nation(rows, seed), rules, shares)
    print(f"{rows:,} rows, seed {seed}, rules {rules.version}; {OUTCOME.staff:,.0f} staff\n")
    print(
        "posts  transfer  resign  end   left  redundant     FTE    mean £   bill £m   VSM £   years  pension"
    )
    for one in found:
        print(_line(one))
    print(
        f"\nWhat happened: {OUTCOME.redundant_fte:,.0f} FTE, mean £{OUTCOME.mean:,.0f}, "
        f"£{OUTCOME.bill / 1e6:,.0f}m; very senior managers £{OUTCOME.vsm_mean:,.0f}"
    )
    print(
        f"An exit of a full-time person who is entitled: all £{profile.everybody:,.0f}, band 8a and above "
        f"£{profile.senior:,.0f}, ten years and more £{profile.long_serving:,.0f}, who may retire "
        f"£{profile.may_retire:,.0f}"
    )


def _line(one: Found) -> str:
    vsm = "     none" if one.vsm_mean != one.vsm_mean else f"{one.vsm_mean:9,.0f}"
    return (
        f"{one.posts:5.1%}  {one.transferred:7.1%} {one.resigned:7.1%} {one.ended:5.1%} {one.left:6.1%}"
        f" {one.redundant:9.1%} {one.fte:8,.0f} {one.mean:9,.0f} {one.bill / 1e6:8,.0f} {vsm}"
        f" {one.years:6.1f} {one.pension:9,.0f}"
    )


if __name__ == "__main__":
    main()
