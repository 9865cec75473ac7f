"""The check draws: commitments, reveals and restarts, then `check_results` (formats, section 6)."""

import draws
from case import Case, Event
from check_results import check_results
from check_time import NO_WITNESS
from draws import Announcement
from drawn import OPERATOR, Draw, enrolled
from encoding import from_hex
from events import FIELDS

DIGITS = tuple("123456789")


def check_draws(case: Case) -> None:
    check = case.checks["draws"]
    found: dict[str, Draw] = {}
    for event in case.of("draw.announced"):
        name = event["draw"]
        if check.require(name not in found and _sound_name(case, event),
                         "leaf {seq}: the id or class of the draw is wrong", seq=event.seq):
            draw = _announced(case, event)
            if draw is not None:
                found[name] = draw
    for event in case.events:
        # draw.planned and draw.reopened say again what these say, and name no draw.
        if "draw" in FIELDS.get(event.kind, {}):
            check.require(event["draw"] in found,
                          "leaf {seq}: {kind} of a draw that was not announced",
                          seq=event.seq, kind=event.kind)
    for draw in found.values():
        _check_failures(draw)
        if draw.number != "1":
            earlier = f"{case.tender}/{draw.kind}/{int(draw.number) - 1}"
            _check_restart(draw, found.get(earlier))
        _check_commits(draw)
        _check_reveals(draw)
        _check_witnessed(draw)
        check_results(draw)
    if case.trust is None and found:
        check.cannot(NO_WITNESS)
    if case.security == "training":
        check.simulated("security is training: the secrecy of draws is simulated")


def _sound_name(case: Case, event: Event) -> bool:
    pieces = event["draw"].split("/")
    return (len(pieces) == 3 and pieces[0] == case.tender
            and pieces[1] in ("public", "panel", "dark") and pieces[2] in DIGITS
            and event["class"] == ("public" if pieces[1] == "public" else "secret"))


def _announced(case: Case, event: Event) -> Draw | None:
    check = case.checks["draws"].about(draw=event["draw"])
    parties = tuple(event["parties"])
    sound = check.require(bool(parties) and len(set(parties)) == len(parties)
                          and event["chain"] > 0, "{draw}: the parties or the chain are wrong")
    check.require(len(event["deadlines"]) == len(parties), "{draw}: not one deadline a party")
    if not sound:
        return None
    roster, plan, salt = (from_hex(event[name]) for name in ("roster", "plan", "salt_commit"))
    return Draw(case, check, event, Announcement(event["draw"], event["class"], roster, plan,
                                                 event["beacon"], event["chain"], salt, parties))


def _check_failures(draw: Draw) -> None:
    """A party is named as failing only after its deadline, and when it did not reveal."""
    for failed in draw.events("draw.failed"):
        party = failed["party"]
        shown = any(event["round"] == failed["round"] and event.actor == enrolled(party)
                    and event.seq < failed.seq for event in draw.revealed)
        late = party in draw.deadlines and failed.at >= draw.deadlines[party]
        draw.check.require(late and not shown, "{draw}: {party} is named as failing without cause",
                           party=party)
        draw.check.note("{draw}: {party} did not reveal in time", party=party)


def _check_restart(draw: Draw, earlier: Draw | None) -> None:
    """A draw with number two has a cause, other secrets, and not the party that failed."""
    failures = earlier.events("draw.failed") if earlier else []
    if not draw.check.require(bool(failures) and failures[0].seq < draw.event.seq,
                              "{draw}: restarted without cause"):
        return
    left = tuple(party for party in earlier.parties if party != failures[0]["party"])
    draw.check.require(draw.parties == left,
                       "{draw}: the party that failed is not the one left out")
    if draw.number != "2" or draw.events("draw.failed"):
        draw.check.cannot("{draw}: a second failure or restart, on which the supervisor decides")


def _check_commits(draw: Draw) -> None:
    case, first = draw.case, draw.first_reveal
    for event in draw.events("draw.committed"):
        party = draw.names.get(event.actor)
        check = draw.check.about(seq=event.seq, actor=event.actor, party=party)
        if not check.require(party is not None and party not in draw.commits,
                             "leaf {seq}: {actor} is no party of {draw}, or commits twice"):
            continue
        message = draws.commit_message(draw.ch, party, from_hex(event["commit"]))
        signed = check.require(case.signed(event, message),
                               "{draw}: the commitment of {party} is not signed")
        early = check.require(event.seq > draw.event.seq and (first is None or event.seq < first),
                              "{draw}: {party} commits after the first reveal")
        if signed and early:
            draw.commits[party] = event
    values = [event["commit"] for event in draw.commits.values()]
    other = {e["commit"] for e in case.of("draw.committed") if e["draw"] != draw.announced.draw}
    draw.check.require(len(set(values)) == len(values) and not other & set(values),
                       "{draw}: a commitment is used twice")


def _check_witnessed(draw: Draw) -> None:
    """The commitments stood in a witnessed tree before anybody revealed, or before the closing."""
    case, check, closed = draw.case, draw.check, draw.case.first("tender.closed")
    if len(draw.commits) < len(draw.parties):
        if draw.revealed:
            check.bad("{draw}: revealed before all parties committed")
        else:
            check.cannot("{draw}: not all parties committed yet")
        return
    if case.trust is None:
        return
    last = max(event.seq for event in draw.commits.values())
    if draw.revealed:
        limit = draw.revealed[0].leaf.ts + case.grace_ms
        check.require(case.witnessed_between(last, draw.first_reveal, limit),
                      "{draw}: no pinned witness saw all commitments before the first reveal")
    if draw.kind in ("public", "dark") and draw.number == "1" and closed is not None:
        check.require(case.witnessed_between(last, closed.seq),
                      "{draw}: no pinned witness saw all commitments before the closing")


def _check_reveals(draw: Draw) -> None:
    """Each reveal leads to its commitment, in the parties' order, in time, wrapped where secret."""
    case, parties, public = draw.case, draw.parties, draw.kind == "public"
    opened = {(item["round"], item["party"]): from_hex(item["reveal"])
              for event in draw.events("draw.opened") for item in event["reveals"]}
    order: dict[int, list[str]] = {}
    for event in draw.revealed:
        party, turn = draw.names.get(event.actor), event["round"]
        check = draw.check.about(seq=event.seq, actor=event.actor, party=party, turn=turn)
        form = ("reveal" in event.fields) == public != ("wraps" in event.fields)
        if not check.require(party is not None and form, "leaf {seq}: {actor} is no party of "
                             "{draw}, or reveals in a wrong form"):
            continue
        order.setdefault(turn, []).append(party)
        value = from_hex(event["reveal"]) if public else opened.get((turn, party))
        if value is None:
            check.cannot("{draw}: the reveal of {party} is still wrapped")
        elif _sound_reveal(draw, event, party, value):
            draw.reveals[turn, party] = value
    for turn, seen in sorted(order.items()):
        draw.check.require(seen == list(parties[:len(seen)]),
                           "{draw}: round {turn} was not revealed in the parties' order", turn=turn)
    draw.check.require(set(opened) <= {(turn, p) for turn, seen in order.items() for p in seen},
                       "{draw}: draw.opened has a reveal that was never made")
    if draw.kind in ("public", "dark") and draw.revealed:
        ended = case.window_end("price" if case.two_sessions and public else "technical")
        if public and "technical" not in case.params.get("parts", []):
            ended = case.window_end()
        draw.check.require(ended is not None and ended < draw.first_reveal,
                           "{draw}: revealed before the key window ended")


def _sound_reveal(draw: Draw, event: Event, party: str, value: bytes) -> bool:
    turn = event["round"]
    check = draw.check.about(party=party, turn=turn)
    if not check.require(party in draw.commits and turn < draw.announced.chain,
                         "{draw}: {party} reveals without commitment, or beyond its chain"):
        return False
    reached = draws.chain_step(draw.ch, party, value, turn + 1).hex()
    sound = check.require(
        reached == draw.commits[party]["commit"],
        "{draw}: the reveal of {party} in round {turn} does not lead to its commitment")
    message = draws.reveal_message(draw.ch, party, turn, value)
    sound &= check.require(draw.case.signed(event, message),
                           "{draw}: the reveal of {party} in round {turn} is not signed")
    if turn == 0:
        check.require(event.at < draw.deadlines.get(party, 0),
                      "{draw}: {party} revealed after its deadline")
    if "wraps" in event.fields:
        keys = {OPERATOR: draw.case.custodian_key("*", 0),
                "supervisor": draw.case.custodian_key("draw", 0)}
        given = {item["to"]: from_hex(item["wrap"]) for item in event["wraps"]}
        if None in keys.values():
            check.cannot("{draw}: the keys to which reveals are wrapped are not logged")
        else:
            made = {to: draws.reveal_wrap(key, draw.ch, party, turn, value)
                    for to, key in keys.items()}
            check.require(
                given == made and len(event["wraps"]) == 2,
                "{draw}: the wrap of {party} in round {turn} is not the one of its reveal")
    return sound
