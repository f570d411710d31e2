"""Whom a claim serves, and how much of a function it does for each of them."""

import numpy as np

from planner.engine.allocation import BUY, DO, SHARE, Claims
from planner.engine.columns import Floats, Integers
from planner.engine.landscape import Landscape


def served_parts(claims: Claims, function: int, holders_fte: Floats) -> dict[tuple[int, int], float]:
    """How much of a function each claim does for each customer, by (claim, customer), 0 to 1.

    A customer whose work is done now at several senders is served in part by the claims on each, by
    the FTE of those senders' holders.
    """
    portions = np.flatnonzero(claims.function[claims.portion_claim] == function)
    weight_of_group = holders_fte.sum(axis=1)
    serving: dict[int, set[int]] = {}
    for portion in portions:
        for customer in _who_is_served(claims, int(claims.portion_claim[portion])):
            serving.setdefault(int(customer), set()).add(int(claims.portion_group[portion]))
    parts: dict[tuple[int, int], float] = {}
    for portion in portions:
        claim, group = int(claims.portion_claim[portion]), int(claims.portion_group[portion])
        for customer in _who_is_served(claims, claim):
            groups = sorted(serving[int(customer)])
            total = weight_of_group[groups].sum()
            part = weight_of_group[group] / total if total > 0 else 1 / len(groups)
            key = (claim, int(customer))
            parts[key] = parts.get(key, 0.0) + float(claims.share[claim] * part)
    return parts


def _who_is_served(claims: Claims, claim: int) -> Integers:
    """The customers of a claim; a CCG that does the work serves itself."""
    if claims.mode[claim] in (SHARE, BUY):
        return claims.customers[claim]
    return claims.receiver[claim : claim + 1] if claims.mode[claim] == DO else np.zeros(0, dtype=np.int64)


def served_by(
    claims: Claims, mine: Integers, parts: dict[tuple[int, int], float], land: Landscape
) -> tuple[float, float]:
    """The people served by some claims on one function, and the share of the work done for them."""
    chosen = set(mine.tolist())
    customers = sorted({customer for claim, customer in parts if claim in chosen})
    people = dict(zip(customers, np.nan_to_num(land.population[customers]).tolist(), strict=True))
    total = sum(people.values())
    if total <= 0:
        return 0.0, float(claims.share[mine].sum())
    done = sum(part * people[customer] for (claim, customer), part in parts.items() if claim in chosen)
    return total, done / total
