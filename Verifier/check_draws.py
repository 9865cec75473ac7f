"""The check draws: commitments, reveals and restarts; results are in `check_results` (formats, section 6)."""

import draws
from case import Case, Event
from check_results import check_results
from drawn import OPERATOR, Draw, enrolled, events_of
from draws import Announcement
from encoding import from_hex

DIGITS = tuple("123456789")


def check_draws(case: Case) -> None:
    check = case.checks["draws"]
    found: dict[str, Draw] = {}
    for event in case.of("draw.announced"):
        pieces = event["draw"].split("/")
        named = len(pieces) == 3 and pieces[0] == case.tender and pieces[1] in ("public", "panel", "dark")
        secret = "public" if pieces[1:2] == ["public"] else "secret"
        if not check.require(
                named and event["class"] == secret and event["draw"] not in found and pieces[2] in DIGITS,
                "leaf {seq}: the id or class of the draw is wrong", seq=event.seq):
            continue
        sound = check.require(
            bool(event["parties"]) and len(set(event["parties"])) == len(event["parties"])
            and event["chain"] > 0, "{draw}: the parties or the chain are wrong", draw=event["draw"])
        check.require(len(event["deadlines"]) == len(event["parties"]), "{draw}: not one deadline a party",
                      draw=event["draw"])
        if sound:
            announced = Announcement(event["draw"], event["class"], from_hex(event["roster"]),
                                     from_hex(event["plan"]), event["beacon"], event["chain"],
                                     from_hex(event["salt_commit"]), tuple(event["parties"]))
            found[announced.draw] = Draw(event, announced)
    for event in case.events:
        if event.kind.startswith("draw.") or event.kind == "expert.replied":
            check.require(event["draw"] in found, "leaf {seq}: {kind} of a draw that was not announced",
                          seq=event.seq, kind=event.kind)
    for draw in found.values():
        _check_restart(case, draw, found)
        _check_commits(case, draw)
        _check_reveals(case, draw)
        _check_witnessed(case, draw)
        check_results(case, draw)
    if case.trust is None and found:
        check.cannot("no trust file: no witness is pinned")
    if case.security == "training":
        check.simulated("security is training: the secrecy of draws is simulated")


def _check_restart(case: Case, draw: Draw, found: dict[str, Draw]) -> None:
    """A draw with number two has a cause, other secrets, and not the party that failed."""
    check = case.checks["draws"]
    for failed in events_of(case, draw, "draw.failed"):
        party = failed["party"]
        late = dict(zip(draw.announced.parties, draw.event["deadlines"])).get(party, -1)
        shown = any(
            event["round"] == failed["round"] and event.actor == enrolled(party) and event.seq < failed.seq
            for event in events_of(case, draw, "draw.revealed"))
        check.require(late >= 0 and failed.at >= late and not shown,
                      "{draw}: {party} is named as failing without cause", draw=draw.id, party=party)
        check.note("{draw}: {party} did not reveal in time", draw=draw.id, party=party)
    if draw.number == "1":
        return
    earlier = found.get(draw.id[:-1] + str(int(draw.number) - 1))
    failures = events_of(case, earlier, "draw.failed") if earlier else []
    if not check.require(
            bool(failures) and failures[0].seq < draw.event.seq, "{draw}: restarted without cause",
            draw=draw.id):
        return
    left = tuple(p for p in earlier.announced.parties if p != failures[0]["party"])
    check.require(draw.announced.parties == left, "{draw}: the party that failed is not the one left out",
                  draw=draw.id)
    if draw.number != "2" or events_of(case, draw, "draw.failed"):
        check.cannot("{draw}: a second failure or restart, on which the supervisor decides", draw=draw.id)


def _check_commits(case: Case, draw: Draw) -> None:
    check, ch = case.checks["draws"], draw.announced.ch
    reveals = events_of(case, draw, "draw.revealed")
    draw.first_reveal = min((event.seq for event in reveals), default=None)
    names = {enrolled(party): party for party in draw.announced.parties}
    for event in events_of(case, draw, "draw.committed"):
        party = names.get(event.actor)
        if not check.require(party is not None and party not in draw.commits,
                             "leaf {seq}: {actor} is no party of "
                             "{draw}, or commits twice", seq=event.seq, actor=event.actor, draw=draw.id):
            continue
        message = draws.commit_message(ch, party, from_hex(event["commit"]))
        signed = check.require(case.signed(event.actor, event.seq, message, event["sig"]),
                               "{draw}: the commitment of {party} is not signed", draw=draw.id, party=party)
        early = check.require(
            event.seq > draw.event.seq and (draw.first_reveal is None or event.seq < draw.first_reveal),
            "{draw}: {party} commits after the first reveal", draw=draw.id, party=party)
        if signed and early:
            draw.commits[party] = event
    values = [event["commit"] for event in draw.commits.values()]
    other = {e["commit"] for e in case.of("draw.committed") if e["draw"] != draw.id}
    check.require(
        len(set(values)) == len(values) and not other & set(values), "{draw}: a commitment is used twice",
        draw=draw.id)


def _check_witnessed(case: Case, draw: Draw) -> None:
    """The commitments stood in a witnessed tree before anybody revealed, some also before the closing."""
    check, closed = case.checks["draws"], case.first("tender.closed")
    if len(draw.commits) < len(draw.announced.parties):
        if draw.reveals or draw.first_reveal is not None:
            check.bad("{draw}: revealed before all parties committed", draw=draw.id)
        else:
            check.cannot("{draw}: not all parties committed yet", draw=draw.id)
        return
    last = max(event.seq for event in draw.commits.values())
    if case.trust is None:
        return
    if draw.first_reveal is not None:
        moment = next(e.leaf.ts for e in events_of(case, draw, "draw.revealed") if e.seq == draw.first_reveal)
        check.require(case.witnessed_between(last, draw.first_reveal, moment + case.grace_ms),
                      "{draw}: no pinned witness saw all commitments before the first reveal", draw=draw.id)
    if draw.kind in ("public", "dark") and draw.number == "1" and closed is not None:
        check.require(case.witnessed_between(last, closed.seq),
                      "{draw}: no pinned witness saw all commitments before "
                      "the closing", draw=draw.id)


def _check_reveals(case: Case, draw: Draw) -> None:
    """Each reveal leads to its commitment, in the parties' order, in time, and wrapped where it is secret."""
    check, parties = case.checks["draws"], draw.announced.parties
    opened = {(item["round"], item["party"]): from_hex(item["reveal"])
              for event in events_of(case, draw, "draw.opened") for item in event["reveals"]}
    names = {enrolled(party): party for party in parties}
    order: dict[int, list[str]] = {}
    for event in events_of(case, draw, "draw.revealed"):
        party, turn = names.get(event.actor), event["round"]
        public = draw.kind == "public"
        form = ("reveal" in event.fields) == public != ("wraps" in event.fields)
        if not check.require(party is not None and form,
                             "leaf {seq}: {actor} is no party of {draw}, or reveals in a wrong form",
                             seq=event.seq, actor=event.actor, draw=draw.id):
            continue
        order.setdefault(turn, []).append(party)
        value = from_hex(event["reveal"]) if public else opened.get((turn, party))
        if value is None:
            check.cannot("{draw}: the reveal of {party} is still wrapped", draw=draw.id, party=party)
        elif _sound_reveal(case, draw, event, party, value):
            draw.reveals[turn, party] = value
    for turn, seen in sorted(order.items()):
        check.require(seen == list(parties[:len(seen)]),
                      "{draw}: round {turn} was not revealed in the parties' order", draw=draw.id, turn=turn)
    check.require(set(opened) <= {(turn, p) for turn, seen in order.items() for p in seen},
                  "{draw}: draw.opened has a reveal that was never made", draw=draw.id)
    window = "price" if case.two_sessions and draw.kind == "public" else "technical"
    ended = [e.seq for e in case.of("key_window.ended") if window in e["parts"] or draw.kind == "public"
             and "technical" not in case.params.get("parts", [])]
    if draw.kind in ("public", "dark") and draw.first_reveal is not None:
        check.require(
            bool(ended) and ended[0] < draw.first_reveal, "{draw}: revealed before the key window ended",
            draw=draw.id)


def _sound_reveal(case: Case, draw: Draw, event: Event, party: str, value: bytes) -> bool:
    check, ch, turn, name = case.checks["draws"], draw.announced.ch, event["round"], {
        "draw": draw.id, "party": party
    }
    if not check.require(party in draw.commits and turn < draw.announced.chain,
                         "{draw}: {party} reveals without commitment, or beyond its chain", **name):
        return False
    reached = draws.chain_step(ch, party, value, turn + 1).hex()
    sound = check.require(reached == draw.commits[party]["commit"],
                          "{draw}: the reveal of {party} in round {turn} does "
                          "not lead to its commitment", turn=turn, **name)
    message = draws.reveal_message(ch, party, turn, value)
    sound &= check.require(case.signed(event.actor, event.seq, message, event["sig"]),
                           "{draw}: the reveal of {party} in round {turn} is not signed", turn=turn, **name)
    if turn == 0:
        deadline = dict(zip(draw.announced.parties, draw.event["deadlines"])).get(party, 0)
        check.require(event.at < deadline, "{draw}: {party} revealed after its deadline", **name)
    if "wraps" in event.fields:
        keys = {OPERATOR: case.custodian_key("*", 0), "supervisor": case.custodian_key("draw", 0)}
        given = {item["to"]: from_hex(item["wrap"]) for item in event["wraps"]}
        if None in keys.values():
            check.cannot("{draw}: the keys to which reveals are wrapped are not logged", draw=draw.id)
        else:
            made = {to: draws.reveal_wrap(key, ch, party, turn, value) for to, key in keys.items()}
            check.require(given == made and len(event["wraps"]) == 2,
                          "{draw}: the wrap of {party} in round {turn} is not the one of its reveal",
                          turn=turn, **name)
    return sound
