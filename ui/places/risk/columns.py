"""The columns of the tables of Risk."""

from ui import figures
from ui.models.columns import Column, codes, money, percentage, signed, words


def written(key: str, title: str, tip: str = "") -> Column:
    """A column of figures that are written already, each in its own unit."""
    return Column(key, title, figures.text, is_number=True, tip=tip)


SPREADS = (
    words("name", "Figure", wide=True),
    written("expected", "Evaluated", "What the evaluation expects, at the assumptions' values"),
    written("mean", "Mean", "Of all draws"),
    written("error", "Mean\n+ or −", "The true mean lies within so much of this one in 95 cases of 100"),
    written("p10", "P10", "One draw in ten is at or below this"),
    written("p50", "P50", "As many draws are above this as below"),
    written("p90", "P90", "One draw in ten is above this"),
)
CHANCES = (
    words("name", "Receiver", wide=True),
    percentage("chance", "Meets target", "The share of draws in which it is within its target"),
    money("target", "Target"),
    signed("expected", "Evaluated\n£", "Over target; below nil is under"),
    signed("mean", "Mean\n£", "Over target; below nil is under"),
    signed("p10", "P10\n£", "One draw in ten is at or below this"),
    signed("p50", "P50\n£", "As many draws are above this as below"),
    signed("p90", "P90\n£", "One draw in ten is above this"),
)
LEVERS = (
    words("meaning", "Assumption", wide=True),
    words("unit", "Unit"),
    Column("low", "Low", figures.exact, is_number=True),
    Column("value", "Value", figures.exact, is_number=True),
    Column("high", "High", figures.exact, is_number=True),
    Column("redundancy_cost_low", "Cost at low\n£", figures.whole, is_number=True),
    Column("redundancy_cost_high", "Cost at high\n£", figures.whole, is_number=True),
    percentage("talent_lost_percent_low", "Talent lost\nat low"),
    percentage("talent_lost_percent_high", "Talent lost\nat high"),
    signed("over_target_low", "Over target\nat low £"),
    signed("over_target_high", "Over target\nat high £"),
)
TREATED = (
    words("meaning", "Assumption", wide=True),
    codes("treated", "Treated", "Drawn between low and high, or held: no drawn figure depends on it"),
    words("unit", "Unit"),
    Column("low", "Low", figures.exact, is_number=True),
    Column("value", "Value", figures.exact, is_number=True, tip="The likeliest"),
    Column("high", "High", figures.exact, is_number=True),
)
AGREEMENT = (
    words("measure", "Figure", wide=True),
    words("unit", "Unit"),
    Column("expected", "Evaluated", figures.pence, is_number=True),
    Column("mean_by_odds", "Mean, posts\nby odds", figures.pence, is_number=True,
           tip="Draws in which posts are offered to the share of people that the evaluation expects"),
    Column("errors_apart", "Apart\nstd errors", figures.pence, is_number=True,
           tip="Within 3 standard errors they agree"),
    words("agrees", "Agrees"),
    Column("mean_by_posts", "Mean, whole\nposts", figures.pence, is_number=True,
           tip="Draws with exactly as many winners as posts, assumptions at their values"),
    Column("added_by_whole_posts", "Added by\nwhole posts", figures.pence, is_number=True),
)  # fmt: skip
STRESS = (
    words("name", "What happens", wide=True),
    money("redundancy_cost", "Redundancy"),
    signed("redundancy_cost_change", "Change\n£"),
    percentage("talent_lost_percent", "Talent lost"),
    Column("talent_lost_percent_change", "Change\npoints", figures.signed_one_place, is_number=True),
    percentage("transferred_percent", "Transferred"),
    money("operating_cost", "Operating\ncost"),
    signed("operating_cost_change", "Change\n£"),
    signed("over_target", "Over target\n£"),
    Column("receivers_over", "Receivers\nover", figures.whole, is_number=True),
    signed("saved_by_end_change", "Saved by end\nchange £"),
    words("why_not", "Why not"),
)
POSSIBLE = STRESS[:-1]
"""Of stresses that can all befall the scenario."""
