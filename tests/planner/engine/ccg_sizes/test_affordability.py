"""What a CCG has left for the work, and the people it needs for each function."""

import numpy as np
import pytest

from planner.engine.ccg_sizes.areas import areas_of, own_practices, practices_of
from planner.engine.ccg_sizes.needs import AS_NOW, BY_MODEL, BY_PRICE, NOT_KNOWN, falls_to_ccgs, needs_of
from planner.engine.ccg_sizes.study import study_of
from planner.engine.ccg_sizes.terms import ASSUMED, FROM_PLAN, mean_fte_cost, terms_of
from planner.engine.evaluate import evaluate
from planner.model.ccg_edits import keep_grouping, put_ccgs
from planner.model.plan import Plan
from planner.model.table_edits import add_rows
from planner.model.tables import BASELINE
from planner.rules.register import assumptions_for
from planner.workbook.samples.twelve_people import twelve_people

FUNCTIONS = {
    "code": ["MOD", "NOW", "PRI", "NOT", "NAT"],
    "name": ["By model", "As now", "Priced", "Unknown", "National"],
    "scale": ["local", "local", "at scale", "local", "national"],
    "fixed_fte": [2.0, None, None, None, 1.0],
    "fte_per_100k": [1.0, None, None, None, 1.0],
    "price_per_head": [None, None, 0.9, None, None],
}


@pytest.fixture
def terms(rules):
    return terms_of(assumptions_for(Plan().assumptions, rules), rules)


@pytest.fixture
def plan():
    made = add_rows(
        Plan(), "organisations", {"code": ["P1"], "name": ["PCT"], "kind": ["PCT"], "population": [400_000.0]}
    )
    made = add_rows(made, "functions", FUNCTIONS)
    return add_rows(
        made,
        "staff",
        {
            "employee_number": ["E1", "E2"],
            "organisation": ["P1"] * 2,
            "function": ["NOW"] * 2,
            "fte": [1.0, 1.5],
        },
    )


def test_the_corporate_cost_of_a_typical_ccg_is_what_was_published(terms, rules):
    typical = rules["typical_ccg_population"].latest.value
    assert terms.corporate_cost(typical) == pytest.approx(rules["typical_ccg_fixed_cost"].latest.value)


def test_what_is_left_is_the_allowance_less_corporate_cost(terms):
    """£25 less £1,500,000 over 175,000 people, which is £8.57."""
    assert float(terms.left_per_head(175_000)) == pytest.approx(25 - 1_500_000 / 175_000)
    assert float(terms.fte_affordable(175_000)) == pytest.approx((25 * 175_000 - 1_500_000) / 45_000)


def test_nothing_is_paid_for_where_corporate_cost_takes_all(terms):
    assert float(terms.left_per_head(20_000)) < 0
    assert float(terms.fte_affordable(20_000)) == 0


def test_the_least_population_that_leaves_so_much_leaves_just_that(terms):
    people = terms.population_leaving(15.0)
    assert float(terms.left_per_head(people)) == pytest.approx(15.0)
    assert terms.population_leaving(25.0) == float("inf")


def test_an_fte_costs_what_it_does_in_the_plan_else_what_is_assumed(rules):
    results = evaluate(twelve_people(), "One of each", rules)
    mean = mean_fte_cost(results)
    assert mean == pytest.approx(results.people["employer_cost"].sum() / results.people["fte"].sum())
    known = terms_of(results.assumptions, rules, mean)
    assert (known.fte_cost, known.fte_cost_from) == (mean, FROM_PLAN)
    assert terms_of(results.assumptions, rules).fte_cost_from == ASSUMED


def test_functions_of_national_scale_do_not_fall_to_ccgs_unless_they_are_claimed(plan):
    assert falls_to_ccgs(plan, BASELINE).tolist() == [1, 1, 1, 1, 0]
    claimed = add_rows(plan, "scenarios", {"scenario": ["S"]})
    claimed = add_rows(
        claimed,
        "allocations",
        {
            "scenario": ["S"] * 3,
            "function": ["NAT", "MOD", "MOD"],
            "mode": ["buy", "move", "do"],
            "share": [100.0, 75.0, 25.0],
        },
    )
    assert falls_to_ccgs(claimed, "S").tolist() == [1 / 4, 1, 1, 1, 1]


def test_each_function_is_reckoned_from_the_best_that_is_known(plan, terms):
    needs = needs_of(plan, BASELINE, 400_000, terms)
    assert needs.codes == ("MOD", "NOW", "PRI", "NOT")
    assert needs.basis == (BY_MODEL, AS_NOW, BY_PRICE, NOT_KNOWN)
    assert needs.known == 3
    assert np.isnan(needs.needed[2, :2]).all()
    assert np.isnan(needs.needed[3]).all()
    assert np.nansum(needs.part) == pytest.approx(1.0)


def test_work_as_now_costs_what_it_does_at_the_size_it_is_done_at_now(plan, terms):
    """2.5 FTE for 400,000 people: half an FTE is the least team, the rest goes by head."""
    needs = needs_of(plan, BASELINE, 400_000, terms)
    assert needs.fixed[1] == pytest.approx(0.5 * terms.fte_cost)
    assert needs.fixed[1] + needs.variable[1] * 400_000 == pytest.approx(2.5 * terms.fte_cost)


def test_a_function_is_just_affordable_at_the_population_it_needs(plan, terms):
    needs = needs_of(plan, BASELINE, 400_000, terms)
    for at in range(needs.known):
        for way, people in enumerate(needs.needed[at]):
            if np.isfinite(people):
                cost = (needs.fixed[at] / people + needs.variable[at], needs.shared[at], needs.bought[at])[
                    way
                ]
                assert needs.part[at] * terms.left_per_head(people) == pytest.approx(cost)
                assert needs.affordable(np.array([people + 1]))[0, way] > 0


def test_sharing_and_buying_carry_fixed_work_together(plan, terms):
    """A function by its requirement: 2 FTE and 1 for 100,000, over 400,000 people or over the supplier's."""
    needs = needs_of(plan, BASELINE, 400_000, terms)
    assert needs.shared[0] == pytest.approx((2 + 4) * terms.fte_cost / 400_000)
    bought = (2 + 25) * terms.fte_cost / 2_500_000 * (1 + terms.margin)
    assert needs.bought[0] == pytest.approx(bought)
    assert needs.bought[2] == pytest.approx(0.9)


def test_the_table_the_curves_and_the_answer_agree(cluster_study):
    table, curves, most = cluster_study.table, cluster_study.curves, cluster_study.most_affordable()
    for way, people, count in zip(("do", "share", "buy"), curves.breaks, most, strict=True):
        at = np.interp(people, curves.population, getattr(curves, way))
        assert at == pytest.approx(float(cluster_study.terms.left_per_head(people)), abs=0.02)
        enough = table["smallest"] >= people
        assert count == table.loc[enough & ((table["ccgs"] > 1) | (way != "share")), "ccgs"].max()


def test_a_row_adds_up(cluster_study):
    people = cluster_study.population
    for row in cluster_study.table.to_dict("records"):
        terms = cluster_study.terms
        left = people * terms.allowance - row["corporate_cost"]
        assert row["left_per_head"] * people == pytest.approx(left)
        assert row["corporate_cost"] == pytest.approx(
            row["ccgs"] * terms.fixed_cost + people * terms.cost_per_head
        )
        assert row["fte"] == pytest.approx(left / terms.fte_cost)


def test_one_ccg_has_nobody_to_share_with(cluster_study):
    assert np.isnan(cluster_study.table["share"].iloc[0])
    assert cluster_study.table["share"].iloc[1:].notna().all()


def test_the_plans_ccgs_stand_with_their_own_fixed_cost_among_the_others(cluster_study, cluster):
    real = cluster_study.real.set_index("code")
    assert len(real) == 211
    mine = real[real["is_in_plan"]]
    assert set(mine.index) == {"02N", "02W", "02R", "02V", "03G", "03C"}
    assert mine.at["02V", "left_per_head"] == pytest.approx(25 - 870_000 / 204_512)
    assert real.at["06A", "left_per_head"] == pytest.approx(float(cluster_study.terms.left_per_head(263_294)))


def test_putting_ccgs_in_does_not_change_what_the_work_takes(cluster_study, cluster, rules):
    """The people whom staff serve are those of the PCTs, however many CCGs the plan lists."""
    from planner.engine.ccg_sizes.for_plan import new_ccgs

    grouping = cluster_study.grouping(3)
    more = put_ccgs(cluster, new_ccgs(grouping, cluster_study.terms), replace_unused=False).plan
    again = study_of(cluster_study.area, evaluate(more, cluster_study.scenario, rules), rules)
    assert np.array_equal(again.needs.needed, cluster_study.needs.needed, equal_nan=True)


# ---------------------------------------------------------------- areas


def test_the_plans_own_area_comes_first(cluster):
    areas = areas_of(cluster)
    assert areas[0].title == "This plan: Bradford and Airedale Teaching and Leeds"
    assert practices_of(areas[0], cluster)["population"].sum() == 1_436_139
    kinds = [one.kind for one in areas]
    assert kinds.count("england") == 1
    assert kinds.count("team") == 27
    assert kinds.count("cluster") == 49
    assert "list" not in kinds


def test_every_area_has_practices_and_the_teams_make_up_the_nation(cluster):
    areas = areas_of(cluster)
    assert all(len(practices_of(one, cluster)) for one in areas)
    assert sum(len(practices_of(one, cluster)) for one in areas if one.kind == "team") == 8_053
    assert sum(len(practices_of(one, cluster)) for one in areas if one.kind == "cluster") == 8_053


def test_a_plan_of_unknown_organisations_has_no_area_of_its_own():
    assert areas_of(twelve_people())[0].kind == "england"


def test_a_list_of_the_plans_own_is_an_area_with_what_is_known_of_each_practice(plan):
    practice = {
        "practice": ["B83015", "LOCAL1", "B83015"],
        "population": [None, 1_200.0, 5.0],
        "ccg": [None, "Ours", "Twice"],
    }
    listed = add_rows(plan, "practices", practice)
    assert areas_of(listed)[0].title == "The plan's own list: 2 practices"
    own = own_practices(listed).set_index("practice")
    assert own.at["LOCAL1", "ccg"] == "Ours"
    assert own.at["B83015", "population"] > 1_000
    assert own.at["B83015", "team"] == "West Yorkshire"


def test_a_grouping_that_is_kept_comes_back(cluster_study, cluster):
    grouping = cluster_study.grouping(4)
    kept = keep_grouping(cluster, grouping.practices, grouping.ccg_of_practices())
    again = cluster_study.kept(kept)
    assert sorted(again.names) == sorted(grouping.names)
    assert again.ccg_of_practices() == grouping.ccg_of_practices()
    assert cluster_study.kept(cluster) is None
