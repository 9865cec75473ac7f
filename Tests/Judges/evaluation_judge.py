#!/usr/bin/env python3
"""Independent judge of the bid evaluation.

The arithmetic is that of the independent verifier (`Verifier/evaluation.py` and what it leans on),
written from the format description and the rulebook only. Tests compare it with the program under
test, tender by tender. Every value is an exact rational number; nothing is
rounded except at a stage that the scheme names.

Sub-commands:
  agree      random schemes and tenders, judged twice and compared
  evaluate   results of this judge for one JSON scheme and one NDJSON file
  canonical  RFC 8785 form of each JSON line on standard input

The numeric vectors of the rulebook are checked by `python3 Verifier --self-test`.
"""

import argparse
import collections
import dataclasses
import json
import math
import multiprocessing
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
from fractions import Fraction
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "Verifier"))

from evaluation import Evaluation, seat_candidates
from offers import Bid
from price_scores import drawn_bid, least_score
from ratios import (DECIMAL, MAX_MINOR, MODES, STAGES, Incomplete, Refusal, Stage, decimal_text, exact,
                    minor_units, only_keys, ratio_text)
from scheme import MINOR_DIGITS, SCORE_SCALE, TRACK_METHODS, Scheme

EXIT_DONE, EXIT_DIFFERENT = 0, 1
EXIT_USAGE, EXIT_REFUSED, EXIT_UNREADABLE, EXIT_INCOMPLETE = 64, 65, 66, 81


# --------------------------------------------------------------------------
# Evaluation of one tender
# --------------------------------------------------------------------------

@dataclasses.dataclass(eq=False)
class GivenBid(Bid):
    """A bid and the line of the file that gave it."""

    source: dict = dataclasses.field(default_factory=dict)


def read_bid(scheme, source):
    """One bid of the file."""
    price = None
    if "price" in source:
        price = minor_units(source["price"], scheme.digits)
        if price <= 0:
            raise Refusal("PRICE_NOT_POSITIVE")
    elif not scheme.absent_allowed:
        raise Refusal("PRICE_MISSING")
    if "adjustment" in source and scheme.method != "M1":
        raise Refusal("ADJUSTMENT_NOT_IN_METHOD")
    return GivenBid(
        source["bidder"], price, source.get("responsive", True) is not False,
        source.get("enterprise"), exact(source["small_share"]) if "small_share" in source else None,
        minor_units(source["adjustment"], scheme.digits) if "adjustment" in source else None,
        source.get("finding"), source.get("opening_number"), source=source)


def read_bids(scheme, tender):
    """Bids of the tender; repeated bidders are numbered by ascending price."""
    bids, groups = [read_bid(scheme, source) for source in tender["bids"]], {}
    for bid in bids:
        groups.setdefault(bid.bidder, []).append(bid)
    if len(groups) != len(bids):
        if not scheme.number_repeated:
            raise Refusal("DUPLICATE_BIDDER")
        for group in groups.values():
            group.sort(key=lambda bid: (bid.price is None, bid.price or 0))
            for place, bid in enumerate(group[1:], start=2):
                bid.name = f"{bid.bidder}.{place}"
        if len({bid.name for bid in bids}) != len(bids):
            raise Refusal("DUPLICATE_BIDDER")
    return bids


def tender_limit(scheme, tender, key):
    """Ceiling or floor from the scheme or the tender; if both, they are equal."""
    fixed = getattr(scheme, key)
    if key not in tender:
        return fixed
    if key == "floor" and scheme.track != "FOREIGN":
        raise Refusal("MIN_PRICE_FORBIDDEN")
    stated = minor_units(tender[key], scheme.digits)
    if fixed is not None and fixed != stated:
        raise Refusal(f"LIMITS_DIFFER {key}")
    return stated


def read_tender(scheme, tender):
    """The evaluation of one tender, before its first step."""
    drawn = tender.get("drawn", {})
    only_keys(drawn, ("k", "delta", "b_rand"))
    return Evaluation(scheme, read_bids(scheme, tender), drawn,
                      tender_limit(scheme, tender, "ceiling"), tender_limit(scheme, tender, "floor"))


def shown(stage, value):
    """A settled value as the program prints it: with the decimals of the stage, or as a ratio."""
    return ratio_text(value) if stage.decimals is None else stage.published(value)


def published_bid(scheme, bid):
    """What is published for every bid, ranked or not."""
    out = {"bidder": bid.name, "status": "ranked", "triggers": bid.triggers}
    if bid.price is not None:
        out["price"] = decimal_text(bid.price, scheme.digits)
    if bid.finding is not None:
        out["finding"] = bid.finding
    return out


def published_part(scheme, part):
    """A part of a total with its score before weighting."""
    stage = scheme.at_score if part.id == "price" else scheme.exactly
    if part.id in scheme.by_id and scheme.by_id[part.id].kind == "panel":
        stage = scheme.at_average
    return {"id": part.id, "value": shown(stage, part.value),
            "part": shown(scheme.at_part, part.points)}


def published_ranked(scheme, bid, rank, tie):
    """A ranked bid with every computed figure."""
    out = published_bid(scheme, bid)
    out["rank"], out["tie"] = rank, tie
    out["adjusted_price"] = shown(scheme.at_adjusted, bid.adjusted)
    if scheme.scored:
        if scheme.score_kind != "ratio":
            out["deviation_rate"] = shown(scheme.at_deviation, bid.deviation)
        out["price_score"] = shown(scheme.at_score, bid.score)
        first, *others = bid.parts
        out["parts"] = [{"id": "price", "value": out["price_score"],
                         "part": shown(scheme.at_part, first.points)},
                        *(published_part(scheme, part) for part in others)]
        out["total"] = shown(scheme.at_total, bid.total)
    return out


def evaluate_tender(scheme, tender, tally=None):
    """The complete result object of one tender."""
    done = read_tender(scheme, tender).rank(tender.get("scores", ()))
    result = {"kind": "tender", "tender": tender["tender"], "method": scheme.method,
              "currency": scheme.currency, "provisional": done.review_open}
    if done.benchmark is not None:
        result["benchmark"] = shown(scheme.at_benchmark, done.benchmark)
    winners = [bid.name for bid in done.groups[0][1]] if done.groups else []
    result["winner"] = {"kind": ("none", "unique", "tied")[min(len(winners), 2)],
                        "bidders": winners}
    certain, undecided = seat_candidates(done.groups, scheme.seats)
    result["candidates"] = {"certain": certain, "open": undecided}
    tie = "equal" if scheme.chain_end == "equal_rank" else "open"
    out = [published_ranked(scheme, bid, rank, tie if len(group) > 1 else "none")
           for rank, group in done.groups for bid in group]
    by_name = sorted(done.bids, key=lambda bid: bid.name.encode())
    out += [{**published_bid(scheme, bid), "status": "rejected", "rejection": bid.rejection}
            for bid in by_name if bid.rejection is not None]
    out += [{**published_bid(scheme, bid), "status": "absent"} for bid in by_name
            if bid.price is None]
    result["bids"] = out
    if tally is not None:
        tally_steps(done, tally)
        tally_ties(scheme, done.valid, done.groups, tally)
        tally_tender(scheme, tender, done.bids, done.valid, result, tally)
    return result


# --------------------------------------------------------------------------
# Statistics of a dry run
# --------------------------------------------------------------------------

class CountedStage(Stage):
    """A stage that counts how often it rounds a half."""

    tally = None

    def settle(self, value):
        if self.tally is not None and self.decimals is not None:
            twice = 2 * value * self.scale
            if twice.denominator == 1 and twice.numerator % 2:
                self.tally[f"half.{self.name}.{self.mode}"] += 1
        return super().settle(value)


class CountedScheme(Scheme):
    """A scheme whose stages count."""

    stage = CountedStage


def tally_steps(done, tally):
    """Counts what happened on the way to the totals."""
    scheme, ceiling, floor = done.scheme, done.ceiling, done.floor
    for bid in done.bids:
        if bid.price is None:
            continue
        tally[f"rejected.{bid.rejection}"] += 1
        tally["price.at_ceiling"] += bid.price == ceiling
        tally["price.one_over_ceiling"] += ceiling is not None and bid.price == ceiling + 1
        tally["price.at_floor"] += bid.price == floor
        tally["price.one_under_floor"] += floor is not None and bid.price == floor - 1
    for bid in done.conforming:
        for limit in done.limits:
            tally[f"trigger_limit_met.{limit.rule}"] += bid.price == limit.limit
        for name in bid.triggers:
            tally[f"trigger.{name}"] += 1
    for bid in done.valid:
        tally_policy(scheme, bid, tally)
    if scheme.scored and done.valid:
        tally_benchmark(done, tally)
        for bid in done.valid:
            tally_score(done, bid, tally)


def tally_policy(scheme, bid, tally):
    """Counts whom small-enterprise policy helps."""
    if scheme.policy_kind is None:
        return
    if bid.enterprise in ("small", "micro"):
        tally["policy.small"] += 1
    elif scheme.joint_rate is not None and bid.small_share is not None:
        tally["policy.share_exactly_30"] += bid.small_share == 30
        tally["policy.share_under_30"] += bid.small_share < 30


def tally_benchmark(done, tally):
    """Counts trims, and which bid stood for the drawn one."""
    scheme = done.scheme
    if scheme.trim is not None:
        enough = len(done.valid) >= scheme.trim[2]
        tally["trim.dropped" if enough else "trim.too_few_bids"] += 1
    if scheme.benchmark_kind == "composite":
        first = done.drawn["b_rand"] + 1
        number = drawn_bid(len(done.bids), done.valid, done.drawn).number
        tally["draw.bid_valid" if number == first else
              "draw.next_valid" if number > first else "draw.round_the_end"] += 1


def tally_score(done, bid, tally):
    """Counts the bounds that a price score met."""
    scheme = done.scheme
    kind, least = scheme.score_kind, least_score(scheme)
    if kind != "ratio":
        name = {"two_slope": "slope.at_minimum", "symmetric": "symmetric.at_minimum"}.get(kind)
        if name is None:
            name = f"step.{'zero' if scheme.greatest is None else 'greatest'}_reached"
        tally[name] += bid.unbounded < least
    if bid.rate and scheme.policy_kind == "score_bonus":
        bounded = min(max(bid.unbounded, least), scheme.price_full)
        tally["bonus.capped"] += bounded * (1 + bid.rate / 100) > scheme.price_full
        tally["bonus.given"] += 1
    tally["price.at_benchmark"] += bid.adjusted == done.benchmark


def tally_ties(scheme, valid, groups, tally):
    """Counts ties and what broke them."""
    for _, group in groups:
        if len(group) > 1:
            tally[f"tie.{scheme.chain_end}"] += 1
            if not scheme.scored and len({bid.price for bid in group}) > 1:
                tally["tie.adjusted_price_only"] += 1
    first_keys = collections.defaultdict(list)
    for bid in valid:
        first_keys[bid.key[0]].append(bid)
    for tied in first_keys.values():
        if len(tied) > 1:
            if scheme.scored and len({bid.exact_total for bid in tied}) > 1:
                tally["tie.total_only_after_rounding"] += 1
            for place, step in enumerate(scheme.chain, start=1):
                before = {tuple(bid.key[:place]) for bid in tied}
                after = {tuple(bid.key[:place + 1]) for bid in tied}
                if len(after) > len(before):
                    tally[f"tie.broken_by_{step}"] += 1


def tally_tender(scheme, tender, bids, valid, result, tally):
    """Counts the kinds of tender."""
    tally["tenders"] += 1
    tally["bids"] += len(bids)
    tally["score_rows"] += len(tender.get("scores", ()))
    tally[f"winner.{result['winner']['kind']}"] += 1
    tally["provisional"] += result["provisional"]
    tally["candidates.open"] += bool(result["candidates"]["open"])
    tally["no_valid_bid"] += not valid
    tally["sixty_bids"] += len(bids) >= 60
    tally["one_bid"] += len(bids) == 1
    tally["absent"] += any(bid.price is None for bid in bids)
    tally["repeated_bidder"] += any(bid.name != bid.bidder for bid in bids)
    prices = [bid.price for bid in bids if bid.price is not None]
    tally["equal_prices"] += len(set(prices)) < len(prices)
    if prices:
        tally["magnitude.up_to_10_minor"] += min(prices) <= 10
        tally["magnitude.from_1e12_minor"] += any(bid.price >= 10**12 for bid in valid)
        tally["magnitude.largest_allowed"] += max(prices) == MAX_MINOR


def tally_scheme(case, tally):
    """Counts the options of a scheme."""
    spec, scheme = case.spec, case.scheme
    tally["schemes"] += 1
    tally[f"scheme.method.{scheme.method}"] += 1
    tally[f"scheme.currency.{scheme.currency}"] += 1
    tally[f"scheme.ceiling.{case.ceiling_mode}"] += 1
    tally[f"scheme.floor.{case.floor_mode}"] += 1
    tally[f"scheme.packs.{'+'.join(name for name, _ in scheme.packs) or 'none'}"] += 1
    tally[f"scheme.policy.{scheme.policy_kind}"] += 1
    tally[f"scheme.ties.{'+'.join(spec['ties'])}"] += 1
    if scheme.scored:
        tally[f"scheme.benchmark.{scheme.benchmark_kind}"] += 1
        tally[f"scheme.score.{scheme.score_kind}"] += 1
        for rates in scheme.drawn_lists.values():
            tally["draw.fixed" if len(rates) == 1 else "draw.from_list"] += 1
        tally[f"scheme.criteria.{len(scheme.criteria)}"] += 1
        tally["scheme.criterion.objective"] += any(c.kind == "objective" for c in scheme.criteria)
    for name, rule in spec.get("rounding", {}).items():
        tally[f"scheme.round.{name}"] += 1
        tally[f"scheme.round.mode.{rule['mode']}"] += 1
        tally[f"scheme.round.decimals.{rule['decimals']}"] += 1


REQUIRED_TALLY = (
    ["tie.equal_rank", "tie.open", "tie.adjusted_price_only", "tie.total_only_after_rounding",
     "tie.broken_by_price", "tie.broken_by_technical", "trim.dropped", "trim.too_few_bids",
     "slope.at_minimum", "bonus.capped", "bonus.given", "price.at_benchmark", "price.at_ceiling",
     "price.one_over_ceiling", "price.at_floor", "price.one_under_floor", "provisional",
     "candidates.open", "no_valid_bid", "sixty_bids", "one_bid", "absent", "repeated_bidder",
     "draw.bid_valid", "draw.next_valid", "draw.round_the_end", "step.greatest_reached",
     "step.zero_reached", "symmetric.at_minimum", "draw.fixed", "draw.from_list",
     "equal_prices", "magnitude.up_to_10_minor", "magnitude.from_1e12_minor",
     "magnitude.largest_allowed", "policy.small", "policy.share_exactly_30",
     "policy.share_under_30", "winner.unique", "winner.tied", "winner.none",
     "scheme.criterion.objective"]
    + [f"rejected.{code}" for code in ("UNRESPONSIVE", "OVER_CEILING", "BELOW_FLOOR",
                                       "LOW_PRICE_INVALID")]
    + [f"trigger.{name}" for name in ("T1", "T2", "T3", "T4", "L1_MEAN", "L1_CEILING")]
    + [f"trigger_limit_met.{name}" for name in ("T1", "T2", "T3", "L1_MEAN", "L1_CEILING")]
    + [f"half.{stage}.{mode}" for stage in STAGES for mode in MODES]
    + [f"scheme.method.{method}" for method in ("M1", "M2", "M3", "M4", "F1")]
    + [f"scheme.benchmark.{kind}" for kind in ("lowest", "mean", "trimmed_mean", "reduced_mean",
                                             "composite", "ceiling_mean")]
    + [f"scheme.score.{kind}" for kind in ("ratio", "two_slope", "step", "symmetric")]
    + [f"scheme.policy.{kind}" for kind in ("None", "price_deduction", "score_bonus")]
    + [f"scheme.criteria.{count}" for count in range(7)]
    + [f"scheme.round.decimals.{count}" for count in range(5)]
    + [f"scheme.ceiling.{mode}" for mode in ("scheme", "tender", "none")]
    + [f"scheme.floor.{mode}" for mode in ("scheme", "tender", "none")]
    + [f"scheme.packs.{name}" for name in ("none", "GP-2026-2", "L1", "GP-2026-2+L1",
                                           "L1+GP-2026-2")]
    + [f"scheme.currency.{name}" for name in MINOR_DIGITS]
)


# --------------------------------------------------------------------------
# Random schemes
# --------------------------------------------------------------------------

METHOD_CYCLE = ("M2", "M4", "M1", "F1", "M2", "M3", "M2", "M4")
EXACT_BITS = 118  # limit for the estimate below; the program calculates in 128 bits


class Dec(str):
    """A decimal figure of a scheme; written as a number or as a string."""


class Case:
    """A random scheme and what the tender generator has to know about it."""

    def __init__(self, rng, spec, ceiling_mode, floor_mode, ceiling, floor):
        self.spec = spec
        self.scheme = CountedScheme(spec)
        self.ceiling_mode, self.floor_mode = ceiling_mode, floor_mode
        self.ceiling, self.floor = ceiling, floor
        self.settled = rng.random() < 0.5  # every trigger has a finding: not provisional
        self.least_price = least_price(spec)
        self.pools = {c.id: score_pool(rng, c.full) for c in self.scheme.criteria}


def plain(value):
    """Shortest decimal text of a fraction with a finite decimal expansion."""
    for decimals in range(0, 13):
        scaled = value * 10**decimals
        if scaled.denominator == 1:
            return Dec(decimal_text(scaled.numerator, decimals))
    raise ValueError(value)


def figure(rng, low, high, decimals=None):
    """A random decimal in [low, high]; ends and few decimals are frequent."""
    if decimals is None:
        decimals = rng.choice((0, 0, 0, 0, 1, 1, 2, 4))
    if rng.random() < 0.25:
        return plain(Fraction(rng.choice((low, high))))
    scale = 10**decimals
    return plain(Fraction(rng.randint(math.ceil(low * scale), math.floor(high * scale)), scale))


def four_decimals(value):
    """The value without its digits beyond the fourth decimal: schemes take no more."""
    return Fraction(int(value * 10_000), 10_000)


def split_hundred(rng, count, least_first):
    """`count` positive weights of up to 4 decimals that sum to 100."""
    if count == 1:
        return [Fraction(100)]
    scale = 10 ** rng.choice((0, 0, 0, 0, 1, 1, 2, 3, 4))
    first = rng.randint(max(1, least_first) * scale, (100 - count) * scale)
    cuts = sorted(rng.sample(range(1, 100 * scale - first), count - 2))
    ends = [0] + cuts + [100 * scale - first]
    return [Fraction(first, scale)] + [Fraction(b - a, scale) for a, b in zip(ends, ends[1:])]


def score_pool(rng, full):
    """Texts of the scores that occur for one criterion, 0 and full included."""
    decimals = rng.choice((0, 0, 0, 1, 1, 2, 2, 3, 4))
    scale = 10**decimals
    top = math.floor(full * scale)
    texts = [decimal_text(rng.randint(top * 6 // 10, top), decimals) for _ in range(30)]
    return texts + ["0", str(plain(full)), decimal_text(rng.randint(0, top), decimals)]


def random_price_formula(rng, method, subject, criteria_count):
    """The price key of a scheme and the weights of its criteria."""
    least = {"GOODS": 30, "SERVICE": 10}[subject] if method == "M4" else 1
    weights = split_hundred(rng, criteria_count + 1, least)
    full = rng.choice((Fraction(100), Fraction(100), Fraction(100), weights[0], Fraction(60),
                       Fraction(75, 2)))
    kind = "lowest" if method == "M4" else rng.choice(
        ("lowest", "lowest", "mean", "mean", "trimmed_mean", "trimmed_mean", "reduced_mean",
         "reduced_mean", "composite", "composite", "ceiling_mean"))
    benchmark = random_benchmark(rng, kind)
    score = {"kind": "ratio"}
    form = rng.random()
    if method == "M2" and form < 0.15:
        score = {"kind": "step", "above": Dec(rng.choice(("0.2", "1", "2.5", "0.0101"))),
                 "below": Dec(rng.choice(("0.1", "1", "3", "0.25")))}
        if rng.random() < 0.6:
            score["greatest"] = plain(four_decimals(full / rng.choice((1, 2, 6, 20))))
    elif method == "M2" and form < 0.3:
        score = {"kind": "symmetric", "factor": Dec(rng.choice(("1", "2", "0.5", "3.75", "0.0101"))),
                 "minimum": rng.choice((Dec("0"), plain(four_decimals(full / 2))))}
    elif method == "M2" and form < 0.7:
        above, below = rng.choice((("1", "0.5"), ("2", "1"), ("0.6", "0.3"), ("1.25", "0.75"),
                                   ("3", "2.5"), ("0.0101", "0.01"), ("12", "0.2"), ("1.5", "1")))
        least_score = rng.choice(("0", "0", plain(four_decimals(full / 2)), plain(four_decimals(full / 4))))
        score = {"kind": "two_slope", "above": Dec(above), "below": Dec(below),
                 "minimum": Dec(least_score)}
    price = {"weight": plain(weights[0]), "full": plain(full), "benchmark": benchmark,
             "score": score}
    return price, weights[1:]


def random_mean(rng, kind):
    """A plain or trimmed mean."""
    if kind == "mean":
        return {"kind": "mean"}
    high, low = rng.choice(((1, 1), (1, 1), (2, 1), (1, 2), (2, 2), (1, 0), (0, 1)))
    return {"kind": "trimmed_mean", "drop_highest": high, "drop_lowest": low,
            "from_bids": high + low + rng.randint(1, 4)}


def random_rates(rng, low, high):
    """Published percentages of a parameter: one, or several that differ."""
    count = rng.choice((1, 2, 3, 6))
    rates = {figure(rng, low, high) for _ in range(count)}
    rates = sorted(rates, key=Fraction)
    return rates[::-1] if rng.random() < 0.2 else rates


def random_benchmark(rng, kind):
    """A benchmark of the kind with every parameter."""
    if kind in ("lowest", "mean"):
        return {"kind": kind}
    if kind == "trimmed_mean":
        return random_mean(rng, kind)
    mean = random_mean(rng, rng.choice(("mean", "trimmed_mean")))
    if kind == "reduced_mean":
        return {"kind": kind, "mean": mean, "k": random_rates(rng, 0, 5)}
    if kind == "ceiling_mean":
        return {"kind": kind, "ceiling_weight": figure(rng, 10, 90), "mean": mean}
    weights = [plain(weight) for weight in split_hundred(rng, 3, 5)]
    return {"kind": kind, "ceiling_weight": weights[0], "drawn_weight": weights[1],
            "lowest_weight": weights[2], "delta": random_rates(rng, 0, 15),
            "k": random_rates(rng, 80, 100)}


def random_criteria(rng, weights):
    """Criteria for the given weights."""
    ids = rng.choice((("tech", "team", "plan", "quality", "service", "record"),
                      ("c1", "c2", "c3", "c4", "c5", "c6")))
    criteria = []
    for place, weight in enumerate(weights):
        full = rng.choice((Fraction(100), Fraction(100), Fraction(100), weight, Fraction(10),
                           Fraction(5), Fraction(75, 2)))
        entry = {"id": ids[place], "name": rng.choice(("技术方案", "业绩", "Team", "服务")),
                 "weight": plain(weight), "full": plain(full),
                 "kind": "panel" if rng.random() < 0.7 else "objective",
                 "part": rng.choice(("technical", "technical", "business"))}
        if rng.random() < 0.75:
            entry["dark"] = rng.random() < 0.3
        entry["aggregation"] = "mean"
        criteria.append(entry)
    return criteria


def random_policy(rng, spec):
    """A policy inside its band, of the only kind that the method allows; or None."""
    if spec["track"] == "FOREIGN" or rng.random() < 0.4:
        return None
    if spec["track"] == "ENG" and spec.get("funding") != "GP":
        return None
    price = spec.get("price")
    bonus = spec["method"] == "M2" and (price["benchmark"]["kind"], price["score"]["kind"]) \
        != ("lowest", "ratio")
    small, joint = ((10, 20), (4, 6)) if spec["track"] == "GP" else ((3, 5), (1, 2))
    policy = {"kind": "score_bonus" if bonus else "price_deduction",
              "small": figure(rng, *small)}
    if rng.random() < 0.7:
        policy["joint"] = figure(rng, *joint)
    return policy


def random_packs(rng, track, ceiling_known):
    """Low-price packs: none, one or both; GP-2026-2 needs a ceiling."""
    if track == "FOREIGN" or rng.random() < 0.3:
        return []
    official = {"pack": "GP-2026-2", "average": figure(rng, 50, 65),
                "second_lowest": figure(rng, 50, 65), "ceiling": figure(rng, 45, 65)}
    local = {"pack": "L1",
             "below_mean": rng.choice((Dec("15"), Dec("20"), Dec("25"), figure(rng, 10, 40))),
             "below_ceiling": rng.choice((Dec("20"), Dec("25"), Dec("30"), figure(rng, 10, 50)))}
    if not ceiling_known:
        return [local] if track == "ENG" else []
    if rng.random() < 0.3:
        return rng.choice(([official, local], [local, official]))
    return [official] if track == "GP" else [local]


def random_rounding(rng, method):
    """Stages present or absent, with any mode and 0 to 4 decimals."""
    density = rng.choice((0, 0.3, 0.5, 0.5, 0.7, 1))
    stages = STAGES if method in ("M2", "M4") or rng.random() < 0.15 else STAGES[:1]
    return {stage: random_stage(rng) for stage in stages if rng.random() < density}


def random_stage(rng):
    return {"decimals": rng.choice((0, 1, 1, 2, 2, 2, 3, 4)), "mode": rng.choice(MODES)}


def least_price(spec):
    """Smallest bid price (minor units) that stays positive through coarse rounding.

    A price that becomes 0 has no price score, so none is generated.
    """
    digits = MINOR_DIGITS[spec["currency"]]
    least = 1
    for stage in ("adjusted_price", "benchmark"):
        if stage in spec.get("rounding", {}):
            least = max(least, 4 * 10 ** max(0, digits - spec["rounding"][stage]["decimals"]))
    return least


def exactness_bits(spec, largest):
    """Rough upper estimate of the widest whole number that exact evaluation needs.

    Each quantity is (bits of numerator, bits of denominator). Two unrounded
    totals are compared by cross multiplication. Only used to generate few
    schemes that the program has to refuse as OVERFLOW_POSSIBLE.
    """
    rounding = spec.get("rounding", {})
    widest = 0

    def wide(fraction):
        return fraction.numerator.bit_length(), fraction.denominator.bit_length() - 1

    def times(a, b):
        return a[0] + b[0], a[1] + b[1]

    def settle(stage, value):
        nonlocal widest
        widest = max(widest, *value)
        if stage not in rounding:
            return value
        scale = math.ceil(rounding[stage]["decimals"] * 3.33)
        widest = max(widest, value[0] + scale)
        return max(value[0] - value[1], 0) + scale + 1, scale

    price = (largest.bit_length(), 7 if spec["currency"] == "CNY" else 0)
    policy = spec.get("policy", {})
    if policy.get("kind") == "price_deduction":
        price = times(price, wide(1 - exact(policy["small"]) / 100))
        if "joint" in policy:
            price = price[0], price[1] + 4
    price = settle("adjusted_price", price)
    if "price" not in spec:
        return max(widest, sum(price))
    formula = spec["price"]
    full, weight = exact(formula["full"]), exact(formula["weight"])
    benchmark = price
    kind = formula["benchmark"]["kind"]
    if kind not in ("lowest", "composite"):
        benchmark = price[0] + 6, price[1] + 6
    if kind in ("reduced_mean", "ceiling_mean"):
        benchmark = benchmark[0] + 20, benchmark[1] + 20
    elif kind == "composite":
        benchmark = benchmark[0] + 52, benchmark[1] + 50
    benchmark = settle("benchmark", benchmark)
    if formula["score"]["kind"] == "ratio":
        score = times(times(wide(full), benchmark), price[::-1])
    else:
        rate = (max(price[0] + benchmark[1], benchmark[0] + price[1]) + 8,
                price[1] + benchmark[0])
        rate = settle("deviation_rate", rate)
        form = formula["score"]
        slope = times(rate, wide(exact(form["above"]) if "above" in form
                                 else exact(form["factor"]) * full / 100))
        score = max(slope[0], slope[1] + 7) + 2, slope[1] + 1
    if policy.get("kind") == "score_bonus":
        score = times(score, wide(1 + exact(policy["small"]) / 100))
    score = settle("price_score", score)
    part = settle("weighted_part", times(score, wide(weight / full)))
    total = part
    for entry in spec["criteria"]:
        value = wide(exact(entry["full"]) * SCORE_SCALE)[0] + 4, 18
        if entry["kind"] == "panel":
            value = settle("member_average", value)
        value = settle("weighted_part",
                       times(value, wide(exact(entry["weight"]) / exact(entry["full"]))))
        step = 0 if "weighted_part" in rounding and total is not part else value[1] // 2
        total = (total[0] + step, total[1] + step) if total is not part \
            else (part[0] + value[1], part[1] + value[1])
    total = settle("total", total)
    return max(widest, total[0] + total[1])


def tame(rng, spec, ceiling, ceiling_mode):
    """Adds rounding stages or lowers the ceiling until exact arithmetic fits."""
    while True:
        largest = ceiling if ceiling_mode == "scheme" else MAX_MINOR
        if exactness_bits(spec, largest) <= EXACT_BITS:
            return ceiling
        missing = [stage for stage in ("price_score", "weighted_part", "total", "adjusted_price")
                   if stage not in spec["rounding"]]
        if ceiling_mode == "scheme" and ceiling > 10**5 and (rng.random() < 0.5 or not missing):
            ceiling //= 1000
        elif missing:
            spec["rounding"][rng.choice(missing)] = random_stage(rng)
        else:
            return ceiling


def random_case(rng, index):
    """A random valid scheme; the method follows from the index."""
    method = METHOD_CYCLE[index % len(METHOD_CYCLE)]
    track = next(name for name, methods in TRACK_METHODS.items() if method in methods)
    subject = rng.choice({"ENG": ("WORKS", "GOODS", "SURVEY", "DESIGN", "SUPERVISION", "EPC"),
                          "GP": ("GOODS", "SERVICE"),
                          "FOREIGN": ("GOODS", "WORKS", "SERVICE")}[track])
    spec = {"v": 1, "track": track, "subject": subject, "method": method,
            "currency": "CNY" if rng.random() < (0.5 if track == "FOREIGN" else 0.85) else "JPY"}
    if rng.random() < 0.3:
        spec["title"] = rng.choice(("随机方案", "scheme: with a colon", "Plan # 7", "100"))
    if track == "ENG":
        funding = rng.choice((None, "OTHER", "GP", "GP", "GP"))
    else:
        funding = rng.choice((None, None, "GP" if track == "GP" else "OTHER"))
    if funding is not None:
        spec["funding"] = funding
    if method in ("M2", "M4"):
        count = rng.choice((0, 1, 1, 2, 2, 2, 3, 3, 4, 5, 6))
        if method == "M4" or rng.random() < 0.2:
            count = max(count, 1)
        spec["price"], weights = random_price_formula(rng, method, subject, count)
        spec["criteria"] = random_criteria(rng, weights)
    policy = random_policy(rng, spec)
    if policy:
        spec["policy"] = policy
    ceiling_mode = rng.choices(("scheme", "tender", "none"), (80, 12, 8))[0]
    if ceiling_mode == "none" and needs_ceiling(spec):
        ceiling_mode = "scheme"
    packs = random_packs(rng, track, ceiling_mode != "none")
    if packs or rng.random() < 0.3:
        spec["low_price"] = packs
    spec["rounding"] = random_rounding(rng, method)
    random_order(rng, spec)
    ceiling, floor, floor_mode = random_limits(rng, spec, ceiling_mode)
    if not spec["rounding"] and rng.random() < 0.5:
        del spec["rounding"]
    return Case(rng, spec, ceiling_mode, floor_mode, ceiling, floor)


def needs_ceiling(spec):
    """Whether the benchmark is founded on the ceiling."""
    return "price" in spec and spec["price"]["benchmark"]["kind"] in ("composite", "ceiling_mean")


def random_order(rng, spec):
    """Tie chain, candidates and the two input habits."""
    steps = [["price"], ["price"], []]
    if any(entry["part"] == "technical" for entry in spec.get("criteria", ())):
        steps += [["technical"], ["price", "technical"], ["technical", "price"]]
    spec["ties"] = rng.choice(steps) + [rng.choice(("equal_rank", "open"))]
    spec["candidates"] = rng.randint(1, 3) if spec["track"] == "ENG" \
        else rng.choice((1, 2, 3, 3, 5, 99))
    often = 0.6 if spec["method"] == "F1" else 0.3
    # Scores name their bidder, so a scheme with criteria cannot number bidders.
    spec["repeated_bidder"] = "number" if rng.random() < often and not spec.get("criteria") else "refuse"
    spec["missing_price"] = "absent" if rng.random() < often else "refuse"


def random_limits(rng, spec, ceiling_mode):
    """Magnitude, ceiling and floor; both are written into the scheme if it states them."""
    digits = MINOR_DIGITS[spec["currency"]]
    exponent = rng.choice((rng.uniform(1, 13), rng.uniform(5, 10), rng.uniform(6, 9), 13,
                           rng.uniform(1, 3)))
    ceiling = int(10**exponent)
    if ceiling_mode == "scheme":
        ceiling = tame(rng, spec, ceiling, ceiling_mode)
    else:
        tame(rng, spec, ceiling, ceiling_mode)
    ceiling = max(ceiling, 6 * least_price(spec))
    if ceiling > 10**5 and rng.random() < 0.7:
        ceiling -= ceiling % 10**4  # shares of a smooth ceiling are whole more often
    if ceiling_mode == "scheme":
        spec["ceiling"] = Dec(decimal_text(ceiling, digits))
    floor, floor_mode = None, "none"
    if spec["track"] == "FOREIGN":
        floor_mode = rng.choice(("none", "scheme", "tender"))
        floor = max(1, ceiling * 6 // 10)
        if floor_mode == "scheme":
            if ceiling_mode == "scheme":
                spec["floor"] = Dec(decimal_text(floor, digits))
            else:
                floor_mode = "tender"
    return ceiling, floor, floor_mode


# --------------------------------------------------------------------------
# Writing schemes
# --------------------------------------------------------------------------

def json_value(rng, value):
    """The scheme for json.dumps; figures by turns as numbers and as strings."""
    if isinstance(value, dict):
        return {key: json_value(rng, item) for key, item in value.items()}
    if isinstance(value, list):
        return [json_value(rng, item) for item in value]
    if isinstance(value, Dec):
        number = float(value) if "." in value else int(value)
        text = repr(number)
        if rng.random() < 0.5 and DECIMAL.fullmatch(text) and Fraction(text) == Fraction(value):
            return number
        return str(value)
    return value


def yaml_scalar(rng, value):
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Dec):
        return rng.choice((str(value), f'"{value}"', f"'{value}'"))
    if isinstance(value, int):
        return str(value)
    if re.fullmatch(r"[A-Za-z][A-Za-z0-9_-]*", value) \
            and value.lower() not in ("true", "false", "null", "yes", "no", "on", "off", "y", "n"):
        return value
    return json.dumps(value, ensure_ascii=False)


def yaml_flow(rng, value):
    if isinstance(value, dict):
        return "{" + ", ".join(f"{k}: {yaml_flow(rng, v)}" for k, v in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(yaml_flow(rng, v) for v in value) + "]"
    return yaml_scalar(rng, value)


def yaml_lines(rng, value, indent):
    """Block lines of a map or list; small collections sometimes in flow form."""
    pad = " " * indent
    lines = []
    if isinstance(value, dict):
        for key, item in value.items():
            if isinstance(item, (dict, list)) and item and (indent == 0 or rng.random() < 0.3):
                lines.append(f"{pad}{key}:")
                lines += yaml_lines(rng, item, indent + 2)
            else:
                lines.append(f"{pad}{key}: {yaml_flow(rng, item)}")
    else:
        for item in value:
            if isinstance(item, dict) and rng.random() < 0.5:
                first, *rest = yaml_lines(rng, item, indent + 2)
                lines += [f"{pad}- {first.lstrip()}"] + rest
            else:
                lines.append(f"{pad}- {yaml_flow(rng, item)}")
    return lines


def yaml_text(rng, spec):
    return "\n".join(["# evaluation scheme"] + yaml_lines(rng, spec, 0)) + "\n"


# --------------------------------------------------------------------------
# Random tenders
# --------------------------------------------------------------------------

NAMES = ("A", "B", "C", "D", "E", "F", "G", "H", "a", "b2", "b10", "甲公司", "乙公司", "丙公司",
         "\uff21公司", "\U0001f3d7 bau", "\u00e9cole", "Z-9", "bidder 01", "91350100M000100Y43")
MEMBERS = ("E1", "E2", "E3", "E4", "E5", "E6", "E7", "E8", "E9")
SHARES = ("30", "30", "29.99", "30.01", "29.9999", "0", "100", "45.5")


def between(rng, top, low, high):
    """A whole number between two shares of `top`."""
    return int(top * low) + int(rng.random() * (top * (high - low) + 1))


def prices_spread(rng, case, top, count):
    return [between(rng, top, 0.6, 1) for _ in range(count)]


def prices_deep(rng, case, top, count):
    """Some bids far below the others."""
    return [between(rng, top, 0.25, 0.6) if rng.random() < 0.3 else between(rng, top, 0.7, 1)
            for _ in range(count)]


def prices_few_values(rng, case, top, count):
    values = [between(rng, top, 0.6, 1) for _ in range(rng.choice((1, 2, 2, 3)))]
    return [rng.choice(values) for _ in range(count)]


def prices_twins(rng, case, top, count):
    """Neighbours that differ by single minor units."""
    start = between(rng, top, 0.6, 0.95)
    return [start + rng.randint(0, 2) for _ in range(count)]


def prices_around_middle(rng, case, top, count):
    """Symmetric prices: their middle is the benchmark and one of the prices."""
    middle = between(rng, top, 0.7, 0.85)
    return symmetric(rng, middle, between(rng, middle, 0, 0.15), count)


def symmetric(rng, middle, first_step, count):
    prices = [middle] if count % 2 else []
    step = first_step
    while len(prices) < count:
        prices += [middle + step, middle - step]
        step = between(rng, middle, 0, 0.15)
    return prices


def prices_at_trigger(rng, case, top, count):
    """One bid exactly at the limit of a low-price rule, or one minor unit beside it."""
    options = []
    for pack, values in case.scheme.packs:
        options += zip(("mean", "second", "ceiling") if pack == "GP-2026-2"
                       else ("mean", "ceiling"), values)
    if not options or count < 2:
        return None
    kind, share = rng.choice(options)
    beside = rng.choice((0, 0, 0, 0, -1, 1))
    others = [between(rng, top, 0.75, 0.97) for _ in range(count - 1)]
    if kind == "ceiling":
        return others + [math.floor(share * top) + beside]
    if kind == "second":
        second = min(others)
        second -= second % share.denominator
        others[others.index(min(others))] = second
        return others + [math.floor(share * second) + beside]
    # P = share * (P + S) / n  <=>  P = p * S / (n * q - p)  with share = p / q
    unit = count * share.denominator - share.numerator
    others[0] -= sum(others) % unit
    return others + [share.numerator * sum(others) // unit + beside]


def prices_at_half(rng, case, top, count):
    """A price score, weighted part or deviation rate exactly on a rounding half."""
    scheme = case.scheme
    if not scheme.scored or count < 2:
        return None
    by_rate = scheme.score_kind != "ratio"
    if by_rate and scheme.at_deviation.decimals is not None:
        decimals, gain = scheme.at_deviation.decimals, Fraction(100)
    elif scheme.at_score.decimals is not None:
        decimals, gain = scheme.at_score.decimals, scheme.price_full
        if by_rate:
            gain = rate_gain(rng, scheme)
    elif scheme.at_part.decimals is not None:
        decimals, gain = scheme.at_part.decimals, scheme.price_weight
        if by_rate:
            gain = rate_gain(rng, scheme) * scheme.price_share
    else:
        return None
    # gain * odd * q / unit is a half at that many decimals, with gain = p / q
    unit = 2 * 10**decimals * gain.numerator
    times = between(rng, top, 0.6, 0.85) // unit
    if times < 1:
        return None
    base = unit * times
    if by_rate:
        reach = max(1, unit // (8 * gain.denominator))
        step = (2 * rng.randint(0, reach // 2) + 1) * gain.denominator * times
        if scheme.benchmark_kind == "lowest":
            return [base, base + step] + [base + between(rng, base, 0, 0.2)
                                          for _ in range(count - 2)]
        return symmetric(rng, base, step, count)
    most = unit // gain.denominator
    odd = 2 * rng.randint(most * 2 // 5, max(most * 2 // 5, most // 2 - 1)) + 1
    lower = odd * gain.denominator * times
    if scheme.benchmark_kind == "lowest":
        return [base, lower] + [between(rng, base, 0.97, 1.15) for _ in range(count - 2)]
    return symmetric(rng, lower, base - lower, count - count % 2)


def rate_gain(rng, scheme):
    """Points lost where the deviation is the whole benchmark."""
    if scheme.score_kind == "symmetric":
        return scheme.price_full * scheme.factor
    return 100 * rng.choice((scheme.above, scheme.below))


def prices_policy_tie(rng, case, top, count):
    """Prices that meet after the deduction: P * kept equals another bid's price."""
    scheme = case.scheme
    if scheme.policy_kind != "price_deduction" or count < 2:
        return None
    kept = 1 - scheme.small_rate / 100
    whole = between(rng, top, 0.7, 1) // kept.denominator
    values = (whole * kept.denominator, whole * kept.numerator)
    return [rng.choice(values) for _ in range(count)]


def prices_tiny(rng, case, top, count):
    return [rng.randint(1, 10) for _ in range(count)]


PATTERNS = (prices_spread, prices_spread, prices_deep, prices_few_values, prices_twins,
            prices_around_middle, prices_at_trigger, prices_at_trigger, prices_at_half,
            prices_at_half, prices_policy_tie, prices_tiny)


def money(rng, minor, digits):
    """Money text; now and then without trailing zeros."""
    text = decimal_text(minor, digits)
    if digits and rng.random() < 0.03:
        text = text.rstrip("0").rstrip(".")
    return text


def bid_count(rng):
    draw = rng.random()
    if draw < 0.004:
        return 60
    if draw < 0.05:
        return 1
    if draw < 0.15:
        return 2
    return rng.randint(3, 7) if draw < 0.88 else rng.randint(8, 12)


def random_tender(rng, case, name):
    """One tender; the price pattern is drawn from PATTERNS."""
    tender = {"tender": name}
    top = tender_limits(rng, case, tender)
    count = bid_count(rng)
    pattern = rng.choice(PATTERNS)
    prices = pattern(rng, case, top, count)
    if prices is None or (pattern is prices_tiny and case.least_price > 10):
        pattern = prices_spread
        prices = pattern(rng, case, top, count)
    crafted = pattern in (prices_at_trigger, prices_at_half)
    prices = [min(max(price, case.least_price), MAX_MINOR) for price in prices]
    if rng.random() < 0.1:
        digit = 10 ** rng.randint(1, 4)  # halves of coarse money rounding
        prices = [price - price % digit + digit // 2 if price > digit else price
                  for price in prices]
    add_edge_prices(rng, case, tender, prices, crafted)
    tender["bids"] = random_bids(rng, case, prices, crafted)
    if rng.random() < 0.5:
        rng.shuffle(tender["bids"])
    add_draws(rng, case.scheme, tender)
    conforming = add_findings(rng, case, tender)
    if case.scheme.criteria:
        tender["scores"] = random_scores(rng, case, tender, conforming)
    return tender


def add_draws(rng, scheme, tender):
    """What the public draw gave, and the opening order; the order now and then without need."""
    draws = scheme.draws if scheme.scored else {}
    count = len(tender["bids"])
    if draws:
        tender["drawn"] = {label: rng.randrange(count if values is None else values)
                           for label, values in draws.items()}
    elif rng.random() < 0.02:
        tender["drawn"] = {}
    if "b_rand" in draws or rng.random() < 0.02:
        for bid, number in zip(tender["bids"], rng.sample(range(1, count + 1), count)):
            bid["opening_number"] = number


def tender_limits(rng, case, tender):
    """Ceiling and floor of the tender; returns the price level of its bids."""
    digits = case.scheme.digits
    top = case.ceiling
    if case.ceiling_mode == "scheme":
        if rng.random() < 0.1:
            tender["ceiling"] = money(rng, top, digits)
    else:
        top = max(int(10 ** rng.uniform(1, 13)), 6 * case.least_price)
        if rng.random() < 0.6 and top > 10**5:
            top -= top % 10**4
        needed = needs_ceiling(case.spec) or any(pack == "GP-2026-2" for pack, _ in case.scheme.packs)
        if case.ceiling_mode == "tender" and (needed or rng.random() < 0.85):
            tender["ceiling"] = money(rng, top, digits)
    if case.floor_mode == "tender" and rng.random() < 0.85:
        tender["floor"] = money(rng, max(1, top * 6 // 10), digits)
    elif case.floor_mode == "scheme" and rng.random() < 0.1:
        tender["floor"] = money(rng, case.floor, digits)
    return top


def add_edge_prices(rng, case, tender, prices, crafted):
    """Prices at and beside the ceiling and the floor; crafted sets only get
    additional bids that will be rejected."""
    ceiling = tender_limit(case.scheme, tender, "ceiling")
    floor = tender_limit(case.scheme, tender, "floor")
    if ceiling is not None and rng.random() < 0.25:
        over = [ceiling + 1, ceiling + 1, ceiling + ceiling // 10 + 1, MAX_MINOR]
        if crafted:
            prices.append(rng.choice(over))
        else:
            prices[rng.randrange(len(prices))] = rng.choice(over + [ceiling] * 3 + [ceiling - 1])
    if ceiling is None and rng.random() < 0.01:
        prices[0] = MAX_MINOR
    if floor is not None and not crafted and rng.random() < 0.4:
        prices[rng.randrange(len(prices))] = max(1, floor + rng.choice((-1, 0, 0, 1)))


def random_bids(rng, case, prices, crafted):
    """Bids with the given prices and everything else a bid may state."""
    scheme = case.scheme
    names = [f"N{place}" for place in range(len(prices))] if len(prices) > len(NAMES) \
        else rng.sample(NAMES, len(prices))
    bids = []
    same = rng.choice(("large", "small")) if crafted and rng.random() < 0.8 else None
    for name, price in zip(names, prices):
        bid = {"bidder": name, "price": money(rng, price, scheme.digits)}
        draw = rng.random()
        if draw < 0.04 and not crafted:
            bid["responsive"] = False
        elif draw < 0.2:
            bid["responsive"] = True
        if same is not None:
            bid["enterprise"] = same
        elif scheme.policy_kind or rng.random() < 0.05:
            if rng.random() < 0.8:
                bid["enterprise"] = rng.choice(("large", "medium", "small", "micro", "large"))
            if rng.random() < 0.4:
                bid["small_share"] = rng.choice(SHARES)
        if scheme.method == "M1" and rng.random() < 0.4:
            bid["adjustment"] = random_adjustment(rng, scheme, price, prices)
        if rng.random() < 0.02:
            bid["recorded_winner"] = rng.random() < 0.5
        if scheme.track == "FOREIGN" and rng.random() < 0.02:
            bid["recorded_below_floor"] = rng.random() < 0.5
        bids.append(bid)
    if scheme.absent_allowed and rng.random() < 0.2:
        bids.append({"bidder": "nobody"})
        if rng.random() < 0.3:
            bids.append({"bidder": "\u65e0\u4ef7", "enterprise": "small"})
    if scheme.number_repeated and not scheme.criteria and rng.random() < 0.4:
        repeat_bidders(rng, scheme, bids, prices)
    return bids


def random_adjustment(rng, scheme, price, prices):
    """A signed adjustment below a fifth of the price; often it makes P' meet another price."""
    reach = price // 5
    amount = rng.choice(prices) - price if rng.random() < 0.4 else rng.randint(-reach, reach)
    return decimal_text(min(max(amount, -reach), reach), scheme.digits)


def repeat_bidders(rng, scheme, bids, prices):
    """Further bids of bidders that have one; at an equal price they are identical in
    everything, so that the numbering by price is certain."""
    priced = [bid for bid in bids if "price" in bid]
    for _ in range(rng.randint(1, 3)):
        model = rng.choice(priced)
        copy = dict(model)
        if rng.random() < 0.7:
            price = minor_units(model["price"], scheme.digits) + rng.choice((-1, 1, 7))
            text = decimal_text(max(price, 1), scheme.digits)
            taken = {exact(bid["price"]) for bid in bids
                     if bid["bidder"] == model["bidder"]}
            if exact(text) not in taken and price > min(prices) // 2 \
                    and "adjustment" not in model and price <= MAX_MINOR:
                copy["price"] = text
        bids.append(copy)


def add_findings(rng, case, tender):
    """Findings of the panel on conforming bids. Returns the conforming bids' names."""
    conforming = read_tender(case.scheme, tender).screen().conforming
    seen = {}
    own_judgement = rng.random() < (0.06 if case.scheme.packs else 0.01)
    for bid in conforming:
        twin = (bid.source["bidder"], bid.price)
        if twin not in seen:
            if bid.triggers:
                given = case.settled or rng.random() < 0.6
            else:
                given = own_judgement and rng.random() < 0.4
            seen[twin] = rng.choice(("REASONABLE", "REASONABLE", "INVALID")) if given else None
        if seen[twin] is not None:
            bid.source["finding"] = seen[twin]
    return {bid.source["bidder"] for bid in conforming}


def random_scores(rng, case, tender, conforming):
    """Score rows: every conforming bid has all of them, other bids some or none."""
    members = MEMBERS[:rng.choice((1, 2, 3, 3, 4, 5, 5, 5, 7, 9))]
    narrow = rng.random() < 0.3  # few different scores: totals meet
    pools = {key: rng.sample(pool, 2) if narrow else pool for key, pool in case.pools.items()}
    clone = rng.random() < 0.15
    rows, texts = [], {}
    for bid in tender["bids"]:
        name = bid["bidder"]
        if name not in conforming and rng.random() < 0.5:
            continue
        for criterion in case.scheme.criteria:
            key = criterion.id
            if not clone or key not in texts:
                texts[key] = rng.choices(pools[key], k=len(members))
            if criterion.kind == "panel":
                rows += [{"bidder": name, "criterion": key, "member": member, "score": text}
                         for member, text in zip(members, texts[key])]
                continue
            row = {"bidder": name, "criterion": key, "score": texts[key][0]}
            if rng.random() < 0.6:
                rows.append(row)
            else:
                rows += [{**row, "member": member} for member in members]
    if rng.random() < 0.1:
        rng.shuffle(rows)
    return rows


# --------------------------------------------------------------------------
# Command: agree
# --------------------------------------------------------------------------

def unique_pairs(pairs):
    """Object hook that refuses a key given twice."""
    mapping = dict(pairs)
    if len(mapping) != len(pairs):
        raise ValueError("duplicate key")
    return mapping


def parsed(text):
    """A JSON text; figures with a decimal point stay decimal strings."""
    return json.loads(text, object_pairs_hook=unique_pairs, parse_float=str)


def sorted_json(value):
    """Text that is equal for equal JSON values, whatever the order of keys."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False)


def different_places(judge, program, path="$"):
    """Paths at which two JSON values differ."""
    if isinstance(judge, dict) and isinstance(program, dict):
        for key in sorted(judge.keys() | program.keys()):
            if key not in judge:
                yield f"{path}.{key}: only in the program: {program[key]!r}"
            elif key not in program:
                yield f"{path}.{key}: only in the judge: {judge[key]!r}"
            else:
                yield from different_places(judge[key], program[key], f"{path}.{key}")
    elif isinstance(judge, list) and isinstance(program, list) and len(judge) == len(program):
        for place, (a, b) in enumerate(zip(judge, program)):
            yield from different_places(a, b, f"{path}[{place}]")
    elif sorted_json(judge) != sorted_json(program):
        yield f"{path}: judge {judge!r}, program {program!r}"


def make_scheme(options, index, attempt, count):
    """Scheme and tenders number `index` of the run, written to the work folder."""
    rng = random.Random(f"{options['seed']}/{index}/{attempt}")
    case = random_case(rng, index)
    use_yaml = (index + index // len(METHOD_CYCLE)) % 2 == 0
    stem = os.path.join(options["folder"], f"s{index:05d}" + (f"-{attempt}" if attempt else ""))
    scheme_path = stem + (".yaml" if use_yaml else ".json")
    with open(scheme_path, "w", encoding="utf-8") as file:
        if use_yaml:
            file.write(yaml_text(rng, case.spec))
        else:
            file.write(json.dumps(json_value(rng, case.spec), ensure_ascii=False, indent=1) + "\n")
    tenders = [random_tender(rng, case, f"T{place}" if place % 7 else f"标段-{place}")
               for place in range(1, count + 1)]
    file_path = stem + ".ndjson"
    with open(file_path, "w", encoding="utf-8") as file:
        for tender in tenders:
            file.write(json.dumps(tender, ensure_ascii=False) + "\n")
    return case, tenders, scheme_path, file_path


def discard(options, *paths):
    """Removes generated files unless they are to be kept."""
    if not options["keep"]:
        for path in paths:
            os.remove(path)


def judge_scheme(job):
    """Worker: one scheme with its tenders. Returns a dictionary for the parent."""
    options, index, count = job
    refused = 0
    for attempt in range(20):
        case, tenders, scheme_path, file_path = make_scheme(options, index, attempt, count)
        where = f"scheme: {scheme_path}\ntenders: {file_path}\nseed: {options['seed']}"
        if options["dry_run"]:
            tally = collections.Counter()
            tally_scheme(case, tally)
            for stage in case.scheme.stages:
                stage.tally = tally
            for tender in tenders:
                evaluate_tender(case.scheme, tender, tally)
            discard(options, scheme_path, file_path)
            return {"tally": tally, "count": count, "refused": 0}
        run = subprocess.run([options["tender"], "evaluate", "--scheme", scheme_path, "--json",
                              file_path], capture_output=True, timeout=600, check=False)
        if run.returncode == EXIT_REFUSED and b"OVERFLOW_POSSIBLE" in run.stderr:
            refused += 1
            continue
        problem = compare(case, tenders, run)
        if problem is None:
            discard(options, scheme_path, file_path)
        else:
            problem = where + "\n" + problem
        return {"problem": problem, "count": count, "refused": refused}
    return {"problem": where + "\nrefused as OVERFLOW_POSSIBLE at every attempt",
            "count": 0, "refused": refused}


def compare(case, tenders, run):
    """None if the program's output and exit code are those of the judge, else a report."""
    stderr = run.stderr.decode("utf-8", "replace")[-2000:]
    try:
        objects = [json.loads(line, object_pairs_hook=unique_pairs)
                   for line in run.stdout.decode("utf-8").split("\n") if line]
    except ValueError as error:
        return f"output is not NDJSON: {error}\nexit code {run.returncode}\n{stderr}"
    provisional = False
    for place, tender in enumerate(tenders):
        expected = evaluate_tender(case.scheme, tender)
        provisional = provisional or expected["provisional"]
        found = objects[place] if place < len(objects) else None
        if found is None or sorted_json(expected) != sorted_json(found):
            lines = ["tender: " + json.dumps(tender, ensure_ascii=False),
                     "judge: " + sorted_json(expected),
                     "program: " + sorted_json(found)]
            lines += ["  " + text for text in list(different_places(expected, found))[:20]]
            if found is None or run.returncode not in (EXIT_DONE, EXIT_INCOMPLETE):
                lines.append(f"exit code {run.returncode}\n{stderr}")
            return "\n".join(lines)
    rest = objects[len(tenders):]
    if len(rest) != 1 or not isinstance(rest[0], dict) or rest[0].get("kind") != "summary":
        return f"after the tenders not exactly one summary: {sorted_json(rest)[:500]}"
    wanted = EXIT_INCOMPLETE if provisional else EXIT_DONE
    if run.returncode != wanted:
        return f"exit code {run.returncode} instead of {wanted}\n{stderr}"
    return None


def command_agree(arguments):
    """Random schemes and tenders, evaluated by the program and by this judge."""
    if arguments.tenders < 1 or (not arguments.dry_run and not arguments.tender):
        print("agree needs --tenders of at least 1, and --tender unless --dry-run",
              file=sys.stderr)
        return EXIT_USAGE
    if arguments.tender and not os.path.isfile(arguments.tender):
        print(f"no such program: {arguments.tender}", file=sys.stderr)
        return EXIT_UNREADABLE
    schemes = min(arguments.schemes or max(1, arguments.tenders // 100), arguments.tenders)
    folder = arguments.keep or tempfile.mkdtemp(prefix="agree-")
    os.makedirs(folder, exist_ok=True)
    options = {"seed": arguments.seed, "folder": folder, "keep": bool(arguments.keep),
               "dry_run": arguments.dry_run,
               "tender": os.path.abspath(arguments.tender) if arguments.tender else None}
    share, extra = divmod(arguments.tenders, schemes)
    work = [(options, index, share + (index < extra)) for index in range(schemes)]
    started = time.monotonic()
    done = refused = 0
    tally = collections.Counter()
    problem = None
    with multiprocessing.Pool(arguments.jobs) as pool:
        for result in pool.imap(judge_scheme, work):
            done += result["count"]
            refused += result["refused"]
            tally.update(result.get("tally") or {})
            problem = result.get("problem")
            if problem is not None:
                break
    if problem is not None:
        print("DIFFERENCE\n" + problem)
        return EXIT_DIFFERENT
    if not arguments.keep:
        shutil.rmtree(folder)
    seconds = time.monotonic() - started
    if arguments.dry_run:
        return report_tally(tally, done, schemes, seconds)
    print(f"{refused} schemes refused as OVERFLOW_POSSIBLE and replaced")
    if refused > max(1, (schemes + refused) * 0.05):
        print("more than 5 % of the schemes were refused")
        return EXIT_DIFFERENT
    print(f"{done} tenders under {schemes} schemes agree (seed {arguments.seed})")
    return EXIT_DONE


def report_tally(tally, done, schemes, seconds):
    """Prints the statistics of a dry run; every required category must have been hit."""
    for key in sorted(set(tally) | set(REQUIRED_TALLY)):
        print(f"{tally[key]:10d}  {key}")
    missed = [key for key in REQUIRED_TALLY if not tally[key]]
    print(f"{done} tenders under {schemes} schemes in {seconds:.1f} s", end="; ")
    print("every category was hit" if not missed else "NOT HIT: " + ", ".join(missed))
    return EXIT_DIFFERENT if missed else EXIT_DONE


# --------------------------------------------------------------------------
# Command: evaluate
# --------------------------------------------------------------------------

def command_evaluate(arguments):
    """Prints this judge's result objects."""
    try:
        with open(arguments.scheme, encoding="utf-8") as file:
            scheme_text = file.read()
        with open(arguments.file, encoding="utf-8") as file:
            lines = [line for line in file.read().split("\n") if line.strip()]
    except OSError as error:
        print(error, file=sys.stderr)
        return EXIT_UNREADABLE
    try:
        scheme = Scheme(parsed(scheme_text))
        results = [evaluate_tender(scheme, parsed(line)) for line in lines]
    except (Refusal, ValueError, KeyError, TypeError) as error:
        print(f"refused: {error}", file=sys.stderr)
        return EXIT_REFUSED
    except Incomplete as error:
        print(f"incomplete: {error}", file=sys.stderr)
        return EXIT_INCOMPLETE
    for result in results:
        print(json.dumps(result, ensure_ascii=False))
    provisional = sum(result["provisional"] for result in results)
    print(json.dumps({"kind": "summary", "tenders": len(results), "provisional": provisional}))
    return EXIT_INCOMPLETE if provisional else EXIT_DONE


# --------------------------------------------------------------------------
# Command: canonical
# --------------------------------------------------------------------------

def no_constant(name):
    raise ValueError(f"{name} is not JSON")


def double_if_wide(text):
    """A whole number; beyond 2^53 - 1 it is the double that JSON numbers are (RFC 8785)."""
    number = int(text)
    return number if abs(number) <= MAX_MINOR else float(text)


def command_canonical(_):
    """RFC 8785 form of each line of standard input."""
    import rfc8785  # only this command needs a package

    lines = sys.stdin.buffer.read().split(b"\n")
    if lines[-1] == b"":
        lines.pop()
    for number, line in enumerate(lines, start=1):
        try:
            value = json.loads(line.decode("utf-8"), object_pairs_hook=unique_pairs,
                               parse_int=double_if_wide, parse_constant=no_constant)
            sys.stdout.buffer.write(rfc8785.dumps(value) + b"\n")
        except (ValueError, OverflowError, RecursionError, rfc8785.CanonicalizationError) as error:
            print(f"line {number}: {error}", file=sys.stderr)
            return EXIT_DIFFERENT
    sys.stdout.buffer.flush()
    return EXIT_DONE


def main():
    parser = argparse.ArgumentParser(description="Independent judge of the bid evaluation.")
    commands = parser.add_subparsers(dest="command", required=True)
    agree = commands.add_parser("agree", help="compare the program with this judge")
    agree.add_argument("--tender", help="program under test")
    agree.add_argument("--seed", type=int, required=True)
    agree.add_argument("--tenders", type=int, required=True, help="number of tenders")
    agree.add_argument("--schemes", type=int, help="number of schemes (tenders / 100)")
    agree.add_argument("--jobs", type=int, default=1, help="number of processes")
    agree.add_argument("--keep", help="folder that keeps all generated files")
    agree.add_argument("--dry-run", action="store_true", help="only statistics of the generator")
    agree.set_defaults(run=command_agree)
    evaluate = commands.add_parser("evaluate", help="results of this judge")
    evaluate.add_argument("--scheme", required=True)
    evaluate.add_argument("file")
    evaluate.set_defaults(run=command_evaluate)
    commands.add_parser("canonical").set_defaults(run=command_canonical)
    arguments = parser.parse_args()
    return arguments.run(arguments)


if __name__ == "__main__":
    sys.exit(main())
