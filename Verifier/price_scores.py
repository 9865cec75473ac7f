"""Evaluated prices, the benchmark, and the score of each price (rulebook 3.2, 3.3, 3.6)."""

from fractions import Fraction

from offers import Bid
from ratios import Incomplete, Refusal
from scheme import Scheme

SMALL = ("small", "micro")
LEAST_SHARE = 30  # percent of a joint bid, from which small partners count


def preference_rate(scheme: Scheme, bid: Bid) -> Fraction:
    """Policy rate of a bid in percent: small or micro firm, or a consortium or subcontract with a
    small or micro share of at least 30 % (财库〔2022〕19号; SME-3)."""
    if scheme.policy_kind is None:
        return Fraction(0)
    if bid.enterprise in SMALL:
        return scheme.small_rate
    if scheme.joint_rate is not None and (bid.small_share or 0) >= LEAST_SHARE:
        return scheme.joint_rate
    return Fraction(0)


def adjust_price(scheme: Scheme, bid: Bid) -> None:
    """The evaluated price in the major unit (rulebook 3.6, 14.3; M1: 12号令 32)."""
    if bid.adjustment is not None and scheme.method != "M1":
        raise Refusal("ADJUSTMENT_NOT_IN_METHOD")
    bid.rate, price = preference_rate(scheme, bid), Fraction(bid.price)
    if scheme.policy_kind == "price_deduction":
        price *= 1 - bid.rate / 100
    bid.adjusted = scheme.at_adjusted.settle((price + (bid.adjustment or 0)) / scheme.major)
    if bid.adjusted <= 0 and scheme.scored:
        raise Refusal("ADJUSTED_PRICE_NOT_POSITIVE")


def check_draws(scheme: Scheme, bids: list[Bid], drawn: dict[str, int]) -> None:
    """The drawn numbers are those that the scheme leaves to the draw, each within its list."""
    draws = scheme.draws if scheme.scored else {}
    if any(label not in draws for label in drawn):
        raise Refusal("DRAW_NOT_IN_SCHEME")
    for label, values in draws.items():
        if label not in drawn:
            raise Incomplete("DRAW_MISSING")
        if not 0 <= drawn[label] < (len(bids) if values is None else values):
            raise Refusal("K_OUT_OF_RANGE")
    if "b_rand" in draws:
        numbers = [bid.number for bid in bids]
        if None in numbers:
            raise Incomplete("OPENING_NUMBER_MISSING")
        if sorted(numbers) != list(range(1, len(bids) + 1)):
            raise Refusal("OPENING_ORDER_BROKEN")


def drawn_rate(scheme: Scheme, drawn: dict[str, int], label: str) -> Fraction:
    """The published rate that was drawn, or the only one."""
    rates = scheme.drawn_lists[label]
    return rates[drawn[label]] if len(rates) > 1 else rates[0]


def drawn_bid(count: int, valid: list[Bid], drawn: dict[str, int]) -> Bid:
    """The drawn bid; where it is not valid, the next valid one in the opening order, in a ring."""
    return min(valid, key=lambda bid: (bid.number - 1 - drawn["b_rand"]) % count)


def mean_price(scheme: Scheme, prices: list[Fraction]) -> Fraction:
    """Plain mean, or mean of what a trim leaves when there are enough bids (B1, B2)."""
    if scheme.trim is not None:
        high, low, enough = scheme.trim
        if len(prices) >= enough:
            prices = sorted(prices)[low:len(prices) - high]
    return sum(prices, Fraction(0)) / len(prices)


def benchmark_price(scheme: Scheme, bids: list[Bid], valid: list[Bid], drawn: dict[str, int],
                    ceiling: int | None) -> Fraction:
    """The benchmark over the evaluated prices of the valid bids, in the major unit (B1 to B6)."""
    prices, kind = [bid.adjusted for bid in valid], scheme.benchmark_kind
    top = Fraction(ceiling or 0, scheme.major)
    if kind == "lowest":
        price = min(prices)
    elif kind == "composite":
        of_ceiling, of_drawn, of_lowest = scheme.bench_weights
        price = (of_ceiling * top * (1 - drawn_rate(scheme, drawn, "delta"))
                 + of_drawn * drawn_bid(len(bids), valid, drawn).adjusted
                 + of_lowest * min(prices)) * drawn_rate(scheme, drawn, "k")
    else:
        price = mean_price(scheme, prices)
        if kind == "reduced_mean":
            price *= 1 - drawn_rate(scheme, drawn, "k")
        elif kind == "ceiling_mean":
            price = scheme.bench_weight * top + (1 - scheme.bench_weight) * price
    price = scheme.at_benchmark.settle(price)
    if price <= 0:
        raise Refusal("BENCHMARK_NOT_POSITIVE")
    return price


def least_score(scheme: Scheme) -> Fraction:
    """The score below which no price falls."""
    if scheme.score_kind in ("two_slope", "symmetric"):
        return scheme.minimum
    if scheme.score_kind == "step" and scheme.greatest is not None:
        return scheme.price_full - scheme.greatest
    return Fraction(0)


def unbounded_score(scheme: Scheme, bid: Bid, benchmark: Fraction) -> Fraction:
    """What the formula alone gives (87号令 55; S1 to S4)."""
    full = scheme.price_full
    if scheme.score_kind == "ratio":
        return full * benchmark / bid.adjusted
    bid.deviation = scheme.at_deviation.settle((bid.adjusted - benchmark) / benchmark * 100)
    if scheme.score_kind == "symmetric":
        return full - full * scheme.factor * abs(bid.deviation) / 100
    if bid.adjusted > benchmark:
        return full - bid.deviation * scheme.above
    return full + bid.deviation * scheme.below


def score_price(scheme: Scheme, bid: Bid, benchmark: Fraction) -> None:
    """The price score on its full scale, with the bonus of small enterprises (SME-6)."""
    bid.unbounded = unbounded_score(scheme, bid, benchmark)
    score = min(max(bid.unbounded, least_score(scheme)), scheme.price_full)
    if scheme.policy_kind == "score_bonus":
        score = min(scheme.price_full, score * (1 + bid.rate / 100))
    bid.score = scheme.at_score.settle(score)
