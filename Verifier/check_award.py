"""The check correctness: do prices, votes and scores lead to the award that the log says?

The arithmetic of rulebook 3 and 4 alone, from the bodies: which bids conform, which prices must be
explained, the benchmark, every part of every total, the ranking and the candidates. Stages, periods
and authority are judged by `tender audit verify`, which decides each command again.
"""

from collections.abc import Callable, Iterator

from case import Case, Event
from encoding import Malformed
from evaluation import Evaluation, draw_lots, seat_candidates
from offers import Bid
from proceedings import LowPrice, Proceedings
from ratios import Incomplete, Refusal, ratio_text
from receipts import sealing_value, tag
from verdict import NO_NOTICE, Check

NO_TERMS = "the notice publishes no terms, so that there are no rules to compute by"
ONLY_ARITHMETIC = ("arithmetic only: stages, periods and authority are not judged here "
                   "(`tender audit verify` replays them)")
HIDDEN = "leaf {seq} may be of the tender and is not disclosed: what rests on it cannot be judged"
DIFFERENT = "leaf {seq}: {kind} says {path} {found}, and the bodies give {right}"
GROUNDS = ("R1", "R2", "R3", "R4", "R5", "R6", "R7", "DARK")
ABSENT = "nothing"


def check_award(case: Case) -> None:
    check = case.checks["correctness"]
    if not case.params:
        check.cannot(NO_NOTICE)
        return
    if not any(case.concerns_event(event) for event in case.of("terms.published")):
        check.cannot(NO_TERMS)
        return
    check.note(ONLY_ARITHMETIC)
    gap = next(_gaps(case), None)
    if gap is not None:
        check.cannot(HIDDEN, seq=gap)
    state = Proceedings(case)
    for event in case.events:
        if case.concerns_event(event):
            _take(check.about(seq=event.seq, kind=event.kind), state, event, gap)
    if case.simulated_clock:
        check.simulated("deadlines were kept on a clock that can be moved")


def _gaps(case: Case) -> Iterator[int]:
    """The leaves that are of the tender, or may be, and whose body is not there."""
    all_known = set(case.first("tender.announced")["secrets"]) <= set(case.secrets)
    for seq, leaf in enumerate(case.leaves):
        if seq in case.bodies:
            continue
        if leaf is None or seq in case.erased:
            yield seq
        elif not leaf.sealed:
            if leaf.tender == case.tender:
                yield seq
        elif not all_known or any(tag(case.tender, sealing_value(secret, seq)) == leaf.tag
                                  for secret in case.secrets.values()):
            yield seq


def _take(check: Check, state: Proceedings, event: Event, gap: int | None) -> None:
    """Compares what an event sums up, then takes what it says."""
    after_gap = gap is not None and gap < event.seq
    say = check.cannot if after_gap else check.bad
    try:
        state.take(event)
        rule = RULES.get(event.kind)
        if rule is None or state.scheme is None:
            return
        check.counts["tests"] += 1
        right = rule(state, event)
        for path, one, other in _differences(right, _judged(event.kind, event.fields)):
            say(DIFFERENT, path=path, right=one, found=other)
    except (Refusal, Incomplete, Malformed) as error:
        say("leaf {seq}: {kind} cannot follow: {error}", error=error)
    except (LookupError, TypeError, ValueError, ArithmeticError, AttributeError) as error:
        say("leaf {seq}: {kind} rests on what is not in the log: {error}",
            error=f"{type(error).__name__} {error}"[:200])


def _judged(kind: str, found: dict) -> dict:
    """What of an event the arithmetic gives: no times, reasons, articles and deposits."""
    left = {name: value for name, value in found.items()
            if name not in ("from_ms", "until_ms", "reason", "ground", "parts", "by_silence")}
    if "rejected" in left:
        left["rejected"] = [{name: value for name, value in row.items() if name != "article"}
                            for row in left["rejected"]]
    if kind == "opening.concluded":
        left = {"rows": [{name: value for name, value in row.items() if name != "bond"}
                         for row in left["rows"]]}
    if kind == "dark.revealed":
        left = {"codes": {row["code"]: row["bidder"] for row in left["codes"]}}
    return left


def _differences(right: object, found: object, path: str = "") -> Iterator[tuple[str, str, str]]:
    """The places where two values differ: path, what the bodies give, what the log says."""
    if isinstance(right, dict) and isinstance(found, dict):
        for name in sorted(right.keys() | found.keys()):
            inner = f"{path}.{name}".lstrip(".")
            yield from _differences(right.get(name, ABSENT), found.get(name, ABSENT), inner)
    elif isinstance(right, list) and isinstance(found, list) and len(right) == len(found):
        for place, (one, other) in enumerate(zip(right, found)):
            yield from _differences(one, other, f"{path}.{place}")
    elif right != found or type(right) is not type(found):
        yield path, _shown(right), _shown(found)


def _shown(value: object) -> str:
    if isinstance(value, list):
        return "[" + ", ".join(_shown(inner) for inner in value)[:200] + "]"
    if isinstance(value, dict):
        return str(value.get("bidder", value.get("label", value)))[:200]
    return str(value)[:200]


def _money(state: Proceedings, minor: int) -> dict:
    return {"currency": state.scheme.currency, "minor": minor}


def _evaluation(state: Proceedings) -> Evaluation:
    bids, drawn = state.bids()
    return Evaluation(state.scheme, bids, drawn, state.scheme.ceiling, state.scheme.floor)


def opening_concluded(state: Proceedings, event: Event) -> dict:
    """What became of each bid of the session, in the order that was drawn (电子招标投标办法 31)."""
    return {"rows": state.open_session(event["parts"])}


def technical_locked(state: Proceedings, _: Event) -> dict:
    """How many members locked; what their votes found stays secret with them (rulebook 5).

    A part names its bidder by a majority where a scan found an explicit identity, else by two thirds.
    """
    count, found = len(state.members), []
    for code, votes in state.dark_votes.items():
        names = sum(votes.values())
        if 2 * names > count if code in state.scans else names > 0 and 3 * names >= 2 * count:
            found.append(code)
    state.violating = sorted(found)
    return {"members": count}


def dark_revealed(state: Proceedings, event: Event) -> dict:
    """The mapping that the draw committed to, where the bundle has it."""
    draws = [one for one in state.case.of("draw.opened")
             if one.fields.get("mapping") and one.seq <= event.seq]
    mapping = state.case.blob(draws[-1]["mapping"]) if draws else None
    if mapping is None:
        state.codes = {row["code"]: row["bidder"] for row in event["codes"]}
    else:
        lines = mapping.decode().splitlines()
        state.codes = dict(line.split("\t") for line in lines)
    return {"codes": state.codes}


def _rejected_by_price(state: Proceedings, bidders: list[str]) -> list[dict]:
    """A price above the ceiling, or none once prices were read out; nobody votes on it."""
    if not state.prices:
        return []
    top, found = state.scheme.ceiling, []
    for bidder in bidders:
        price = state.prices.get(bidder)
        if price is None:
            found.append({"bidder": bidder, "rule": "R6"})
        elif top is not None and price > top:
            found.append({"bidder": bidder, "rule": "R5"})
    return found


def preliminary_concluded(state: Proceedings, _: Event) -> dict:
    """A bid is rejected when a majority of all members names the same ground (条例 51)."""
    reviewable, rejects = state.reviewable, state.terms.get("dark_violation") == "REJECT"
    dark = [bidder for bidder in reviewable if rejects and bidder in state.dark_violations]
    rejected = [{"bidder": bidder, "rule": "DARK"} for bidder in dark]
    rejected += _rejected_by_price(state, [one for one in reviewable if one not in dark])
    settled = {row["bidder"] for row in rejected}
    for bidder in [one for one in reviewable if one not in settled]:
        given, count = state.votes.get(bidder, {}), len(state.members)
        for ground in GROUNDS:
            votes = sum(given.get(member) == ground for member in state.members)
            if 2 * votes > count:
                rejected.append({"bidder": bidder, "rule": ground, "votes_for": votes,
                                 "votes_against": count - votes})
    out = {row["bidder"] for row in rejected}
    state.conforming = [bidder for bidder in reviewable if bidder not in out]
    rejected.sort(key=lambda row: row["bidder"])
    return {"conforming": state.conforming, "rejected": rejected}


def lowprice_screened(state: Proceedings, _: Event) -> dict:
    """The prices that must be explained, each with the exact limits that it crosses."""
    rejected = _rejected_by_price(state, state.conforming)
    out = {row["bidder"] for row in rejected}
    state.conforming = [bidder for bidder in state.conforming if bidder not in out]
    screened, triggered = _evaluation(state).screen(), []
    for bid in sorted(screened.conforming, key=lambda bid: bid.bidder):
        met = [{"limit": ratio_text(limit.limit), "rule": limit.rule}
               for limit in screened.limits if limit.met_by(bid.price)]
        if met:
            state.low_prices.setdefault(bid.bidder, LowPrice()).triggers += met
            triggered.append({"bidder": bid.bidder, "price": _money(state, bid.price),
                              "triggers": met})
    rejected.sort(key=lambda row: row["bidder"])
    return {"rejected": rejected, "triggered": triggered}


def lowprice_decided(state: Proceedings, event: Event) -> dict:
    """Invalid where a majority of all members finds so, once the bidder was heard (12号令 21)."""
    bidder = event["bidder"]
    review = state.low_prices[bidder]
    if not review.heard or not review.triggers:
        raise Refusal(f"AUTO_REJECT_FORBIDDEN {bidder}")
    count = len(state.members)
    invalid = sum(review.votes.get(member) == "INVALID" for member in state.members)
    review.finding = "INVALID" if 2 * invalid > count else "REASONABLE"
    agreeing = invalid if review.finding == "INVALID" else count - invalid
    return {"bidder": bidder, "finding": review.finding, "votes_for": agreeing,
            "votes_against": count - agreeing}


def competition_decided(state: Proceedings, _: Event) -> dict:
    """Whether fewer than three valid bids compete, by those who voted on so many (12号令 27)."""
    count, valid = len(state.members), len(state.valid)
    votes = [state.competition[one] for one in state.members if one in state.competition]
    lacking = sum(vote for vote, bids in votes if bids == valid)
    return {"count": valid, "lacking": 2 * lacking > count, "votes_for": lacking,
            "votes_against": count - lacking}


def benchmark_fixed(state: Proceedings, _: Event) -> dict:
    """The valid bids and the exact benchmark in minor units (rulebook 3.3)."""
    fixed = _evaluation(state).fix()
    numbers = [{"label": label, "value": value} for label, value in sorted(state.numbers.items())]
    benchmark = {} if fixed.benchmark is None else {
        "benchmark": ratio_text(fixed.benchmark * state.scheme.major)}
    return {"numbers": numbers, "valid": state.valid, **benchmark}


def _ranked(state: Proceedings, bid: Bid, rank: int, tied: bool) -> dict:
    """A bid of the ranking as it is published, every figure by the stage that rounded it."""
    scheme = state.scheme
    row = {"bidder": bid.name, "parts": [], "price": _money(state, bid.price), "rank": rank,
           "tied": tied}
    minor = bid.adjusted * scheme.major
    if minor != bid.price:
        row["evaluated_price"] = scheme.at_adjusted.published_minor(minor, scheme.digits)
    if scheme.scored:
        row["total"] = scheme.at_total.published(bid.total)
        for part in bid.parts:
            criterion = scheme.by_id.get(part.id)
            stage = scheme.at_score if criterion is None else \
                scheme.at_average if criterion.kind == "panel" else scheme.exactly
            row["parts"].append({"id": part.id, "value": stage.published(part.value),
                                 "points": scheme.at_part.published(part.points)})
    return row


def evaluation_summarised(state: Proceedings, _: Event) -> dict:
    """Totals, ranking with the tie chain and the public lots, and candidates."""
    groups = _evaluation(state).rank(state.scores()).groups
    if state.terms.get("lots_among_ties") is True:
        groups = draw_lots(groups, state.lots)
    state.ranking = [_ranked(state, bid, rank, len(group) > 1)
                     for rank, group in groups for bid in group]
    state.candidates, undecided = seat_candidates(groups, state.scheme.seats)
    return {"candidates": state.candidates, "open": undecided, "ranking": state.ranking}


def _prices(state: Proceedings) -> dict[str, dict]:
    return {row["bidder"]: row["price"] for row in state.ranking}


def candidates_published(state: Proceedings, _: Event) -> dict:
    """The candidates with rank and price (条例 54)."""
    ranks = {row["bidder"]: row["rank"] for row in state.ranking}
    return {"candidates": [{"bidder": one, "price": _prices(state)[one], "rank": ranks[one]}
                           for one in state.candidates]}


def award_decided(state: Proceedings, event: Event) -> dict:
    """The first candidate who is left, or a later one on a ground of the law (条例 55; 87号令 68)."""
    left = [one for one in state.candidates if one not in state.passed_over]
    if not left:
        raise Refusal("AWARD_OUTSIDE_CANDIDATES")
    track, winner = state.scheme.track, event["bidder"]
    binding = track == "GP" or track == "ENG" and (
        state.terms["mandatory"] and state.terms["state_funds"])
    excused = {"ground", "reason"} <= event.fields.keys()
    if winner not in left or event["by_silence"] or binding and not excused:
        winner = left[0]
    before = left[:left.index(winner)] if "ground" in event.fields else []
    state.passed_over |= set(before)
    return {"bidder": winner, "passed_over": before, "price": _prices(state)[winner]}


RULES: dict[str, Callable[[Proceedings, Event], dict]] = {
    "opening.concluded": opening_concluded,
    "technical.locked": technical_locked,
    "dark.revealed": dark_revealed,
    "preliminary.concluded": preliminary_concluded,
    "lowprice.screened": lowprice_screened,
    "lowprice.decided": lowprice_decided,
    "competition.decided": competition_decided,
    "benchmark.fixed": benchmark_fixed,
    "evaluation.summarised": evaluation_summarised,
    "candidates.published": candidates_published,
    "award.decided": award_decided,
}
