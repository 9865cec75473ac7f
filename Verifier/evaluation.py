"""From bids, scores and drawn numbers to totals, ranks and candidates (rulebook 3.4, 3.5, 14)."""

from dataclasses import dataclass, field
from fractions import Fraction

from low_prices import Limit, low_price_limits, reject_nonconforming, review_low_prices
from offers import Bid, Part
from price_scores import adjust_price, benchmark_price, check_draws, score_price
from ratios import Incomplete, Refusal, exact
from scheme import SCORE_SCALE, Criterion, Scheme

Scores = dict[tuple[str, str], dict[str | None, int]]
Group = tuple[int, list[Bid]]
_SCORE_UNITS: dict[object, int] = {}


@dataclass
class Evaluation:
    """One tender under its scheme; the limits in minor units, the benchmark in the major unit."""

    scheme: Scheme
    bids: list[Bid]
    drawn: dict[str, int] = field(default_factory=dict)
    ceiling: int | None = None
    floor: int | None = None
    conforming: list[Bid] = field(default_factory=list)
    limits: list[Limit] = field(default_factory=list)
    review_open: bool = False
    valid: list[Bid] = field(default_factory=list)
    benchmark: Fraction | None = None
    groups: list[Group] = field(default_factory=list)

    def screen(self) -> "Evaluation":
        """Which bids conform, and which of their prices must be explained."""
        self.conforming = reject_nonconforming(self.bids, self.ceiling, self.floor)
        self.limits = low_price_limits(self.scheme, self.conforming, self.ceiling)
        self.review_open = review_low_prices(self.limits, self.conforming)
        self.valid = [bid for bid in self.conforming if bid.rejection is None]
        return self

    def fix(self) -> "Evaluation":
        """The valid bids with their evaluated prices, and the benchmark that nothing moves."""
        scheme = self.screen().scheme
        check_draws(scheme, self.bids, self.drawn)
        needs_ceiling = scheme.scored and scheme.benchmark_kind in ("composite", "ceiling_mean")
        if needs_ceiling and self.ceiling is None:
            raise Refusal("FORMULA_INCOMPLETE ceiling")
        for bid in self.valid:
            adjust_price(scheme, bid)
        if scheme.scored and self.valid:
            self.benchmark = benchmark_price(scheme, self.bids, self.valid, self.drawn,
                                             self.ceiling)
        return self

    def rank(self, rows: list[dict]) -> "Evaluation":
        """Totals from the rows {bidder, criterion, score[, member]}, and the order of the bids."""
        scheme = self.fix().scheme
        if scheme.scored:
            table, members = read_scores(scheme, rows)
            for bid in self.valid:
                score_price(scheme, bid, self.benchmark)
                score_bid(scheme, bid, table, members)
        self.groups = rank_bids(scheme, self.valid)
        return self


def score_units(text: object) -> int:
    """A score in ten-thousandths; more than 4 decimals are refused."""
    units = _SCORE_UNITS.get(text)
    if units is None:
        value = exact(text) * SCORE_SCALE
        if value.denominator != 1 or value < 0:
            raise Refusal("SCORE_OUT_OF_RANGE")
        units = _SCORE_UNITS[text] = value.numerator
    return units


def read_scores(scheme: Scheme, rows: list[dict]) -> tuple[Scores, set[str]]:
    """Score rows as {(bidder, criterion): {member: ten-thousandths}}, and who scored."""
    table: Scores = {}
    members: set[str] = set()
    for row in rows:
        criterion = scheme.by_id.get(row["criterion"])
        if criterion is None:
            raise Refusal("CRITERION_NOT_PUBLISHED")
        units = score_units(row["score"])
        if units > criterion.full_units:
            raise Refusal("SCORE_OUT_OF_RANGE")
        member = row.get("member")
        if criterion.kind == "panel":
            if member is None:
                raise Refusal("MEMBER_MISSING")
            members.add(member)
        given = table.setdefault((row["bidder"], criterion.id), {})
        if member in given:
            raise Refusal("DUPLICATE_SCORE")
        given[member] = units
    return table, members


def criterion_value(scheme: Scheme, criterion: Criterion, given: dict | None,
                    members: set[str]) -> Fraction:
    """Mean over the members, or the one objective score (rulebook 3.4; 87号令 55, 64)."""
    if not given or criterion.kind == "panel" and len(given) != len(members):
        raise Incomplete("SCORES_MISSING")
    if criterion.kind == "panel":
        mean = Fraction(sum(given.values()), len(given) * SCORE_SCALE)
        return scheme.at_average.settle(mean)
    first, *others = given.values()
    if any(other != first for other in others):
        raise Refusal("OBJECTIVE_SCORES_DIFFER")
    return Fraction(first, SCORE_SCALE)


def score_bid(scheme: Scheme, bid: Bid, table: Scores, members: set[str]) -> None:
    """Weighted parts and total of one bid (87号令 55: the sum of F_k * A_k)."""
    points = scheme.at_part.settle(bid.score * scheme.price_share)
    bid.parts = [Part("price", bid.score, points)]
    for criterion in scheme.criteria:
        value = criterion_value(scheme, criterion, table.get((bid.bidder, criterion.id)), members)
        points = scheme.at_part.settle(value * criterion.share)
        bid.parts.append(Part(criterion.id, value, points))
        if criterion.part == "technical":
            bid.technical += points
    bid.exact_total = sum((part.points for part in bid.parts), Fraction(0))
    bid.total = scheme.at_total.settle(bid.exact_total)


def ranking_key(scheme: Scheme, bid: Bid) -> tuple:
    """What decides the order; equal keys share a rank (87号令 56, 57; rulebook 3.5, 14.2)."""
    steps = {"price": bid.price, "technical": -bid.technical}
    return (-bid.total if scheme.scored else bid.adjusted, *(steps[s] for s in scheme.chain))


def rank_bids(scheme: Scheme, valid: list[Bid]) -> list[Group]:
    """Groups of equally placed bids, best first, each with its rank; within a group by name."""
    groups: list[Group] = []
    for bid in valid:
        bid.key = ranking_key(scheme, bid)
    for place, bid in enumerate(sorted(valid, key=lambda one: (one.key, one.name.encode())), 1):
        if groups and groups[-1][1][0].key == bid.key:
            groups[-1][1].append(bid)
        else:
            groups.append((place, [bid]))
    return groups


def draw_lots(groups: list[Group], lots: list[str]) -> list[Group]:
    """Ties told apart by the public lots, where the documents let them and all have one."""
    told: list[Group] = []
    for rank, group in groups:
        if len(group) > 1 and all(bid.name in lots for bid in group):
            drawn = sorted(group, key=lambda bid: lots.index(bid.name))
            told += [(rank + place, [bid]) for place, bid in enumerate(drawn)]
        else:
            told.append((rank, group))
    return told


def seat_candidates(groups: list[Group], seats: int) -> tuple[list[str], list[str]]:
    """Who is a candidate for certain, and who is tied across the last seat (rulebook 14.6)."""
    certain: list[str] = []
    undecided: list[str] = []
    for rank, group in groups:
        if rank + len(group) - 1 <= seats:
            certain += [bid.name for bid in group]
        elif rank <= seats:
            undecided += [bid.name for bid in group]
    return certain, undecided
