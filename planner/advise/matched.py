"""What a match finds: who suits which post, who competes, and who and what is left."""

from dataclasses import dataclass

from planner.advise.candidates import SettledAlready
from planner.advise.suitability import Part, Seeker, Vacancy


@dataclass(frozen=True, slots=True)
class Pair:
    """Somebody and the post that every best matching gives them.

    Attributes:
        seeker: who.
        vacancy: the post; the first of ``posts`` where these are alike in everything.
        posts: the codes of the posts that are alike, of which one is theirs.
        percent: how well it suits, 0 to 100.
        parts: what that is made of.
    """

    seeker: Seeker
    vacancy: Vacancy
    posts: tuple[str, ...]
    percent: int
    parts: tuple[Part, ...]

    @property
    def post(self) -> str:
        """The post's code; blank where it is one of several alike."""
        return self.posts[0] if len(self.posts) == 1 else ""

    @property
    def reason(self) -> str:
        """Why, as it is recorded: ``Matched on same band; same function; tendering (86%)``."""
        judged = [one.words for one in self.parts if one.is_judged and one.weight > 0 and one.score > 0]
        return f"Matched on {'; '.join(judged)} ({self.percent}%)"


@dataclass(frozen=True, slots=True)
class Tie:
    """People whom suitability does not tell apart for posts: a competition decides.

    Attributes:
        options: each of these people with the posts that they are tied for, and how well each suits.
        places: how many of the posts go to people of the tie.
        is_sure: whether everyone of the tie gets one of the posts, and only which is open.
    """

    options: tuple[Pair, ...]
    places: int
    is_sure: bool

    @property
    def employees(self) -> tuple[str, ...]:
        """Who is tied."""
        return tuple(dict.fromkeys(one.seeker.employee for one in self.options))

    @property
    def posts(self) -> tuple[str, ...]:
        """What they are tied for."""
        return tuple(sorted({post for one in self.options for post in one.posts}))


@dataclass(frozen=True, slots=True)
class Unmatched:
    """Somebody whom no best matching gives a post.

    Attributes:
        seeker: who.
        best: how well the best post that they may have suits, 0 to 100; None where there is none.
        why: in a few words.
    """

    seeker: Seeker
    best: int | None
    why: str


@dataclass(frozen=True, slots=True)
class PostLeft:
    """Posts, or hours of one, that nobody of the pool is matched or tied to.

    Attributes:
        vacancy: the post; the first of ``posts`` where several are alike.
        posts: the codes of the posts that are alike.
        count: how many of them are left.
        fte: the hours of each.
    """

    vacancy: Vacancy
    posts: tuple[str, ...]
    count: int
    fte: float


@dataclass(frozen=True, slots=True)
class Match:
    """People matched to posts, as far as suitability alone decides.

    Attributes:
        scenario, pool: of what.
        is_ring_fence: whether people and posts of the whole family and band were taken together.
        threshold: the least percentage that is a match.
        pairs: who is matched to what, in the order of posts.
        ties: who competes for what.
        unmatched: who has no post.
        posts_left: what nobody has.
        settled: people of the pool for whom nothing is sought.
        seekers, posts: how many of each were looked at.
    """

    scenario: str
    pool: str
    is_ring_fence: bool
    threshold: float
    pairs: tuple[Pair, ...]
    ties: tuple[Tie, ...]
    unmatched: tuple[Unmatched, ...]
    posts_left: tuple[PostLeft, ...]
    settled: tuple[SettledAlready, ...]
    seekers: int
    posts: int
