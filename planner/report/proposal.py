"""What a scenario proposes: who does what, in how many posts, by the way in which it is done."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from planner.model.results import Results
from planner.model.scenario import scenario_of
from planner.model.tables import BASELINE, MODES
from planner.report.pages import Paragraph, Row, Table, TableColumn
from planner.report.wording import counted, fte_text, listed, short_name, within

MODE_WORDS = {
    "do": "Do: each CCG for itself",
    "share": "Share: a CCG for a group",
    "buy": "Buy: from support organisations",
    "board": "Board: the NHS Commissioning Board",
    "move": "Move: to other bodies",
    "stop": "Stop: nobody does it",
}
UNCLAIMED = "Unclaimed: nobody has it yet"
SHARED_OUT = 1e-9
"""A share smaller than this is none."""


def work(results: Results) -> pd.DataFrame:
    """List what each receiver does, and its posts.

    A receiver's posts for a function stand under the mode of the larger share where it has two.

    Returns:
        ``receiver``, ``receiver_name``, ``function``, ``function_name``, ``mode``, ``fte``; a row for
        each receiver and function that is allocated or has posts.
    """
    claims = scenario_of(results.plan, results.scenario).allocations
    claims = claims[(claims["share"] > SHARED_OUT) & claims["receiver"].notna() & (claims["mode"] != "stop")]
    shares = claims.groupby(["receiver", "function", "mode"], sort=False, as_index=False).agg(
        {"share": "sum"}
    )
    modes = shares.sort_values("share", ascending=False, kind="stable").drop_duplicates(
        ["receiver", "function"]
    )
    posts = results.posts.groupby(["receiver", "function"], as_index=False)["fte"].sum()
    found = modes.merge(posts, on=["receiver", "function"], how="outer")
    names = results.plan.organisations.set_index("code")["name"].fillna("").map(short_name)
    functions = results.functions.set_index("function")["name"]
    return pd.DataFrame(
        {
            "receiver": found["receiver"],
            "receiver_name": found["receiver"].map(names).fillna(found["receiver"]),
            "function": found["function"],
            "function_name": found["function"].map(functions).fillna(found["function"]),
            "mode": found["mode"].fillna("do"),
            "fte": found["fte"].fillna(0.0),
        }
    )


def stopped(results: Results) -> pd.DataFrame:
    """List the functions that stop, in whole or in part, with the FTE that do them now.

    Returns:
        ``function_name``, ``fte``.
    """
    claims = scenario_of(results.plan, results.scenario).allocations
    stops = claims[(claims["mode"] == "stop") & (claims["share"] > SHARED_OUT)]
    holders = results.people.groupby(["function", "organisation"], as_index=False)["fte"].sum()
    at_one = stops.merge(
        holders, left_on=["function", "sender"], right_on=["function", "organisation"], how="inner"
    )
    at_all = stops[stops["sender"].isna()].merge(holders, on="function", how="inner")
    found = pd.concat([at_one, at_all])
    found = found.assign(fte=found["fte"] * found["share"] / 100)
    names = results.functions.set_index("function")["name"]
    sums = found.groupby("function", sort=False)["fte"].sum()
    return pd.DataFrame({"function_name": [names[code] for code in sums.index], "fte": sums.to_numpy()})


def proposed(results: Results) -> Table | Paragraph:
    """Who does what as a table; the baseline moves nothing, and says so."""
    if results.scenario == BASELINE:
        return Paragraph("Nothing moves: everybody stays, and each function is done where it is done now.")
    return _proposal_table(results)


def _proposal_table(results: Results) -> Table:
    """One row for each way in which work is done: functions, FTE of posts, and by whom."""
    done = work(results)
    rows = [_mode_row(mode, done[done["mode"] == mode]) for mode in MODES if (done["mode"] == mode).any()]
    stops = stopped(results)
    if len(stops):
        rows.append(_bare_row(MODE_WORDS["stop"], stops, "FTE now that do it"))
    nobody = _unclaimed(results)
    if len(nobody):
        rows.append(_bare_row(UNCLAIMED, nobody, "FTE now without a receiver"))
    total = float(done["fte"].sum())
    rows.append(_total_row(results, total))
    return Table(
        (
            TableColumn("How the work is done", is_whole=True),
            TableColumn("Functions", is_number=True),
            TableColumn("Posts FTE", is_number=True),
            TableColumn("By whom, with FTE of posts", weight=2.6, most_lines=2),
        ),
        tuple(rows),
    )


def _mode_row(mode: str, done: pd.DataFrame) -> Row:
    """One mode: its receivers, the largest first."""
    receivers = done.groupby("receiver_name", sort=False)["fte"].sum()
    receivers = receivers.sort_values(ascending=False, kind="stable")
    return Row(
        (
            MODE_WORDS[mode],
            f"{done['function'].nunique():,}",
            fte_text(float(done["fte"].sum())),
            _with_fte(receivers.index.tolist(), receivers.tolist()),
        )
    )


def _with_fte(names: Sequence[str], ftes: Sequence[float], most: int = 3) -> str:
    """The largest with their FTE, the others counted together."""
    most = most if len(names) > most + 1 else len(names)
    shown = [f"{name} {fte_text(fte)}" for name, fte in zip(names[:most], ftes, strict=False)]
    if most == len(names):
        return "; ".join(shown)
    others = f"{len(names) - most:,} others {fte_text(float(np.sum(ftes[most:])))}"
    return f"{len(names):,} receivers: {'; '.join(shown)}; {others}"


def _bare_row(words: str, functions: pd.DataFrame, meaning: str) -> Row:
    """Functions that nobody does: how many, and the FTE that do them now."""
    held = functions.sort_values("fte", ascending=False, kind="stable")
    names = [within(name) for name in held["function_name"]]
    text = f"{fte_text(float(held['fte'].sum()))} {meaning}: {listed(names)}"
    return Row((words, f"{len(held):,}", "–", text))


def _unclaimed(results: Results) -> pd.DataFrame:
    """Functions with work that nobody claims."""
    frame = results.functions[results.functions["unclaimed_fte"] > SHARED_OUT]
    return pd.DataFrame({"function_name": frame["name"], "fte": frame["unclaimed_fte"]})


def _total_row(results: Results, posts: float) -> Row:
    now = float(results.functions["fte"].sum())
    heads = results.people["employee_number"].nunique()
    text = f"for {fte_text(now)} FTE now, held by {counted(heads, 'person', 'people')}"
    return Row(("All posts", f"{len(results.functions):,}", fte_text(posts), text), is_strong=True)
