"""The numeric vectors of rulebook 11 for methods, low prices, panels and ties; drawn numbers."""

from fractions import Fraction

from evaluation import Evaluation, draw_lots, seat_candidates
from offers import Bid
from ratios import Refusal, exact, minor_units, shortest_text, whole_rounded
from scheme import Scheme

Facts = list[tuple[str, object, object]]


def scheme_of(method: str, **changes: object) -> dict:
    """A plain scheme to start a vector from."""
    track = {"M1": "ENG", "M2": "ENG", "M3": "GP", "M4": "GP", "F1": "FOREIGN"}[method]
    spec = {"v": 1, "track": track, "subject": "GOODS", "method": method, "currency": "CNY",
            "ties": ["price", "equal_rank"], "candidates": 3}
    if method in ("M2", "M4"):
        spec["price"] = {"weight": 30, "full": 100, "benchmark": {"kind": "lowest"},
                         "score": {"kind": "ratio"}}
        spec["criteria"] = [criterion("tech", 70)]
    return spec | changes


def criterion(name: str, weight: object, kind: str = "objective") -> dict:
    return {"id": name, "name": name, "weight": weight, "full": 100, "kind": kind,
            "part": "technical", "aggregation": "mean"}


def half_up(**stages: int) -> dict:
    return {stage: {"decimals": count, "mode": "half_up"} for stage, count in stages.items()}


def bid(place: int, price: str, **more: object) -> Bid:
    """Bid A, B, … of an amount in yuan."""
    return Bid(chr(65 + place), minor_units(price, 2), number=place + 1, **more)


def run(spec: dict, bids: list, scores: dict | None = None, **more: object) -> Evaluation:
    """The evaluation of prices or bids, with {criterion: the objective score of each bid}."""
    made = [one if isinstance(one, Bid) else bid(place, one) for place, one in enumerate(bids)]
    rows = [{"bidder": one.bidder, "criterion": name, "score": score}
            for name, each in (scores or {}).items() for one, score in zip(made, each)]
    return Evaluation(Scheme(spec), made, **more).rank(rows)


def refusal_of(spec: dict) -> str:
    try:
        Scheme(spec)
    except Refusal as refusal:
        return str(refusal)
    return "accepted"


def scores_of(done: Evaluation) -> list[str]:
    return [done.scheme.at_score.published(one.score) for one in done.bids]


def points_of(done: Evaluation) -> list[str]:
    return [done.scheme.at_part.published(one.parts[0].points) for one in done.bids]


def adjusted_of(done: Evaluation) -> list[str]:
    return [done.scheme.at_adjusted.published(one.adjusted) for one in done.bids]


def procurement() -> Facts:
    """Vectors 1, 2, 4, 5, 19: price score, deductions, weights (87号令 55; SME-3, SME-4)."""
    plain = scheme_of("M4", rounding=half_up(price_score=4, weighted_part=2))
    one = run(plain, ["950000", "1000000", "1180000"], {"tech": ["80"] * 3})
    policy = {"kind": "price_deduction", "small": 10}
    rounding = half_up(adjusted_price=2, price_score=4, weighted_part=2)
    two = run(scheme_of("M4", rounding=rounding, policy=policy),
              [bid(0, "1000000", enterprise="small"), bid(1, "920000", enterprise="large")],
              {"tech": ["80"] * 2})
    four = run(scheme_of("M3", rounding=half_up(adjusted_price=2), policy=policy | {"joint": 5}),
               [bid(0, "1000000", small_share=exact("30")),
                bid(1, "1000000", small_share=exact("29.99"))])
    five = [refusal_of(scheme_of("M3", policy=policy | {"small": rate})) for rate in (25, 3)]
    weights = [criterion("tech", 50), criterion("service", 20)]
    total = run(scheme_of("M4", criteria=weights, rounding=half_up(total=2)),
                ["1000000", "950000"], {"tech": ["88"] * 2, "service": ["90"] * 2})
    wrong = [criterion("tech", 50), criterion("service", "20.0001")]
    return [("vector 1, scores", scores_of(one), ["100.0000", "95.0000", "80.5085"]),
            ("vector 1, points", points_of(one), ["30.00", "28.50", "24.15"]),
            ("vector 2, evaluated price", adjusted_of(two), ["900000.00", "920000.00"]),
            ("vector 2, points", points_of(two), ["30.00", "29.35"]),
            ("vector 4", adjusted_of(four), ["950000.00", "1000000.00"]),
            ("vector 5", five, ["SME_RATE_OUT_OF_BAND"] * 2),
            ("vector 19", total.scheme.at_total.published(total.bids[0].total), "90.50"),
            ("vector 19, weights", refusal_of(scheme_of("M4", criteria=wrong)), "WEIGHTS_NOT_100")]


def low_prices() -> Facts:
    """Vectors 6, 7, 9: triggers of 财库〔2026〕2号, strict; then L1, inclusive."""
    pack = {"pack": "GP-2026-2", "average": "50", "second_lowest": "50", "ceiling": "45"}
    spec, top = scheme_of("M3", low_price=[pack]), minor_units("1100000", 2)
    six = run(spec, ["1000000", "980000", "1020000", "480000"], ceiling=top)
    seven = run(spec, ["1000000", "990000", "495000"], ceiling=top)
    local = {"pack": "L1", "below_mean": "20", "below_ceiling": "25"}
    at_limit = run(scheme_of("M1", low_price=[local]), ["1000000", "750000"],
                   ceiling=minor_units("1000000", 2))
    found = run(spec, ["1000000", "980000", bid(2, "480000", finding="INVALID")], ceiling=top)
    return [("vector 6, limits", [str(one.limit / 100) for one in six.limits],
             ["435000", "490000", "495000"]),
            ("vector 6", [one.triggers for one in six.bids], [[], [], [], ["T2", "T3"]]),
            ("vector 6, provisional", six.review_open, True),
            ("vector 7", [one.triggers for one in seven.bids], [[], [], []]),
            ("vector 9", refusal_of(scheme_of("M3", low_price=[pack | {"average": "66"}])),
             "THRESHOLD_OVER_65"),
            ("L1 at its limit", at_limit.bids[1].triggers, ["L1_CEILING"]),
            ("a price found invalid", [one.name for one in found.valid], ["A", "B"])]


def _priced(benchmark: dict, score: dict, **more: object) -> dict:
    """Works where the price alone counts."""
    price = {"weight": 100, "full": 100, "benchmark": benchmark, "score": score}
    return scheme_of("M2", price=price, criteria=[], **more)


def benchmarks() -> Facts:
    """Vectors 11 and 13, and the families B3 to B5, S2 and S3 (rulebook 3.3)."""
    trim = {"kind": "trimmed_mean", "drop_highest": 1, "drop_lowest": 1, "from_bids": 5}
    slopes = {"kind": "two_slope", "above": "1", "below": "0.5", "minimum": "0"}
    rounding = half_up(benchmark=2, deviation_rate=2, price_score=2)
    highway = _priced(trim, slopes, rounding=rounding)
    eleven = run(highway, ["9200", "9500", "9650", "9800", "10100"])
    thirteen = run(highway, ["9200", "9500", "9800", "10100"])
    reduced = {"kind": "reduced_mean", "mean": {"kind": "mean"}, "k": ["0.5", "1", "1.5"]}
    three = run(_priced(reduced, slopes), ["9000", "11000"], drawn={"k": 2})
    composite = {"kind": "composite", "ceiling_weight": 40, "drawn_weight": 30,
                 "lowest_weight": 30, "delta": ["5", "10"], "k": ["95"]}
    four = run(_priced(composite, slopes), ["9000", bid(1, "13000"), "11000"],
               drawn={"b_rand": 1, "delta": 1}, ceiling=minor_units("12000", 2))
    five = run(_priced({"kind": "ceiling_mean", "ceiling_weight": 30, "mean": {"kind": "mean"}},
                       slopes), ["9000", "11000"], ceiling=minor_units("12000", 2))
    step = {"kind": "step", "above": "0.2", "below": "0.1", "greatest": "1.5"}
    two = run(_priced({"kind": "mean"}, step), ["9000", "11000"])
    even = run(_priced({"kind": "mean"}, {"kind": "symmetric", "factor": "2", "minimum": "0"}),
               ["9000", "11000"])
    shown = [eleven.scheme.at_deviation.published(one.deviation) for one in eleven.bids]
    return [("vector 11, benchmark", eleven.benchmark, Fraction(9650)),
            ("vector 11, deviations", shown, ["-4.66", "-1.55", "0.00", "1.55", "4.66"]),
            ("vector 11, scores", scores_of(eleven),
             ["97.67", "99.23", "100.00", "98.45", "95.34"]),
            ("vector 13, benchmark", thirteen.benchmark, Fraction(9650)),
            ("vector 13, scores", scores_of(thirteen), ["97.67", "99.23", "98.45", "95.34"]),
            ("B3, the third k", three.benchmark, Fraction(9850)),
            # B is above the ceiling, so that the next valid bid, C, stands for the drawn one:
            # (0.4 · 12000 · 0.9 + 0.3 · 11000 + 0.3 · 9000) · 0.95
            ("B4, the next valid bid", four.benchmark, Fraction(9804)),
            ("B5", five.benchmark, Fraction(10600)),
            ("S2", scores_of(two), ["99", "98.5"]),
            ("S3", scores_of(even), ["80", "80"])]


def panels_and_ties() -> Facts:
    """Vectors 16, 17, 20: means of members, ties by the chain, lots and candidates."""
    def mean(scores: tuple[int, ...], places: int) -> str:
        spec = scheme_of("M4", criteria=[criterion("tech", 70, "panel")],
                         rounding=half_up(member_average=places))
        rows = [{"bidder": "A", "criterion": "tech", "score": str(score), "member": f"E{place}"}
                for place, score in enumerate(scores)]
        done = Evaluation(Scheme(spec), [bid(0, "1000000")]).rank(rows)
        return done.scheme.at_average.published(done.bids[0].parts[1].value)

    spec = scheme_of("M4", rounding=half_up(weighted_part=2, total=2))
    apart = run(spec, ["980", "975"], {"tech": ["87.86", "87.64"]})
    equal = run(spec, ["975", "975"], {"tech": ["87.64", "87.64"]})
    lots = draw_lots(equal.groups, ["B", "A"])

    def order(groups: list) -> list[tuple[int, str]]:
        return [(rank, "".join(one.name for one in group)) for rank, group in groups]

    return [("vector 16", mean((82, 85, 86, 88, 90, 91, 97), 3), "88.429"),
            ("vector 17", [mean((88, 90, 86, 91, last), 0) for last in (60, 50)], ["83", "81"]),
            ("vector 20, totals", [shortest_text(one.total) for one in apart.bids],
             ["91.35", "91.35"]),
            ("vector 20", order(apart.groups), [(1, "B"), (2, "A")]),
            ("vector 20, equal price", order(equal.groups), [(1, "AB")]),
            ("the lots decide", order(lots), [(1, "B"), (2, "A")]),
            ("a tie across the seat", seat_candidates(equal.groups, 1), ([], ["A", "B"])),
            ("halves", [whole_rounded(5, 2, mode) for mode in
                        ("half_up", "half_even", "down", "up")], [3, 2, 2, 3]),
            ("halves below zero", [whole_rounded(-5, 2, mode) for mode in
                                   ("half_up", "half_even", "down", "up")], [-3, -2, -2, -3]),
            ("published exactly", [shortest_text(Fraction(*pair)) for pair in
                                   ((1, 8), (2, 3), (7, 1))], ["0.125", "2/3", "7"])]


AWARD_GROUPS = {"price scores and policy": procurement, "low prices": low_prices,
                "benchmarks and draws": benchmarks, "panels, ties and rounding": panels_and_ties}
