"""The check openings: every opened part is opened again (formats, section 5)."""

from typing import NamedTuple

import bids
from bids import Envelope
from case import Case, Event
from check_time import STILL_SEALED
from encoding import Malformed, encode, from_hex, u64
from messages import (Sealed, head, key_wrap, read_opening, read_release, read_submission,
                      release_wrap)
from prices import opening_row, read_price
from primitives import sha256
from verdict import NO_NOTICE

OPENED = "opened"
FAULTS = {"NO_KEY": "the bidder", "FALSE_KEY": "the bidder", "MALFORMED": "the bidder",
          "NO_CUSTODIANS": "custodians", "WRONG_FILE": "the platform", "STALE_DOCUMENTS": "nobody"}


class Bid(NamedTuple):
    """A submission and the parts that it names; `fault` says why it names none."""

    event: Event
    parts: tuple[Sealed, ...] | None
    fault: str = ""


class Outcome(NamedTuple):
    """What opening a part again gave: a verdict, or a reason why it cannot be told."""

    verdict: str = ""
    why: str = ""
    file: bytes = b""
    price: dict | None = None


def _start(case: Case, verb: str, event: Event) -> bytes:
    """How the message of a bidder begins that an event tells of."""
    return head(verb, case.origin, case.tender, event.actor, event["revision"])


def live_bids(case: Case) -> dict[str, Bid]:
    """bidder → the bid that counts: the highest revision before the closing, if a submission."""
    closed = case.first("tender.closed")
    highest: dict[str, Event] = {}
    for event in case.of("bid.received", "bid.withdrawn"):
        known = highest.get(event.actor)
        if closed is None or event.seq < closed.seq:
            if known is None or event["revision"] > known["revision"]:
                highest[event.actor] = event
    return {bidder: _read_bid(case, event) for bidder, event in highest.items()
            if event.kind == "bid.received"}


def _read_bid(case: Case, event: Event) -> Bid:
    data = case.blob(event.command.get("submit"))
    if data is None:
        return Bid(event, None, "the submission is not in the bundle")
    try:
        return Bid(event, read_submission(data, _start(case, "submit", event)))
    except Malformed as error:
        return Bid(event, None, str(error))


def check_openings(case: Case) -> None:
    check = case.checks["openings"]
    if not case.params:
        check.cannot(NO_NOTICE)
        return
    _check_releases(case)
    if "opening" not in case.secrets:
        check.cannot(STILL_SEALED)
        return
    last: dict[str, int] = {}
    for event in case.of("bid.received", "bid.withdrawn"):
        before = last.get(event.actor, -1)
        check.require(event["revision"] > before, "leaf {seq}: revision {revision} is not higher",
                      seq=event.seq, revision=event["revision"])
        last[event.actor] = max(before, event["revision"])
    _check_changes(case)
    live = live_bids(case)
    for bidder, bid in live.items():
        if bid.parts is None:
            check.cannot("{bidder}: {fault}", bidder=bidder, fault=bid.fault)
        else:
            check.require([sealed.part for sealed in bid.parts] == case.params["parts"],
                          "{bidder}: the submission is not whole", bidder=bidder)
    done: set[tuple[str, str]] = set()
    for event in case.of("envelope.opened"):
        say = check.about(seq=event.seq, bidder=event["bidder"], part=event["part"])
        name, bid = (event["bidder"], event["part"]), live.get(event["bidder"])
        say.require(name not in done, "leaf {seq}: {bidder}/{part} is opened twice")
        done.add(name)
        if say.require(bid is not None and bid.event["revision"] == event["revision"],
                       "leaf {seq}: the part that {bidder} is opened for is no live bid"):
            _check_opened(case, bid, event)
    _check_missing(case, live, done)


def _check_changes(case: Case) -> None:
    """A withdrawal or maintenance names the bid that was live at its time."""
    live: dict[str, Event] = {}
    for event in case.of("bid.received", "bid.withdrawn", "bid.maintained"):
        bidder = event.actor
        check = case.checks["openings"].about(seq=event.seq, bidder=bidder)
        if event.kind == "bid.received":
            live[bidder] = event
            continue
        digest = live[bidder].command.get("submit") if bidder in live else None
        if not check.require(isinstance(digest, str), "leaf {seq}: {bidder} has no live bid"):
            continue
        named = from_hex(digest, 32)
        if event.kind == "bid.withdrawn":
            right = sha256(_start(case, "withdraw", event) + named).hex()
            check.require(event.command.get("withdraw") == right,
                          "leaf {seq}: the message is not about the live bid")
            del live[bidder]
        elif _maintained_documents(case, event, named) is None:
            check.cannot("leaf {seq}: the message is not in the bundle, or not about the live bid")


def _maintained_documents(case: Case, event: Event, named: bytes) -> bytes | None:
    """The documents for which a bidder keeps a bid, None where the message says something else."""
    data = case.blob(event.command.get("maintain")) or b""
    start = _start(case, "maintain", event) + named
    in_force = u64(case.deadlines(event.seq)[-1])
    fits = len(data) == len(start) + 40 and data.startswith(start) and data.endswith(in_force)
    return data[len(start):-8] if fits else None


def _check_releases(case: Case) -> None:
    """Custodians released the keys that they logged, after the window and the public draw."""
    released: set[tuple[str, int]] = set()
    for event in case.of("keys.released"):
        part, i = event["part"], event["i"]
        check = case.checks["openings"].about(seq=event.seq, part=part, name=f"{part}/{i}")
        check.require((part, i) not in released, "key {name} is released twice")
        released.add((part, i))
        _check_order(case, event)
        data = case.blob(event.command.get("release"))
        if data is None:
            check.cannot("the release of key {name} is not in the bundle")
        else:
            _check_release(case, event, data)
    for (part, i), private in case.released.items():
        check = case.checks["openings"].about(name=f"{part}/{i}", part=part, index=i)
        check.require((part, i) in released,
                      "keys.json has key {name}, which was never released")
        if not bids.sound_private_keys([case.custodian_key(part, i) or b""], {1: private}):
            check.note("custodian {index} released a key for {part} that is not the logged one")


def _check_release(case: Case, event: Event, data: bytes) -> None:
    part, i = event["part"], event["i"]
    check = case.checks["openings"].about(name=f"{part}/{i}")
    logged, keys = case.custodian_keys.get((part, i)), case.keys_of(part)
    found = read_release(data, case.origin, case.tender)
    if logged is None or keys is None:
        check.bad("key {name} is released and was not logged")
        return
    hashed = bids.keys_hash(case.tender, part, keys)
    ended = case.window_end(part)
    reveals = [e.seq for e in case.of("draw.revealed") if _awaits(case, part, e)]
    seen = max([-1 if ended is None else ended, *reveals]) < found.size <= event.seq
    check.require((found.part, found.i, found.keys_hash) == (part, i, hashed) and seen
                  and case.tree.root(found.size) == found.root,
                  "the release of key {name} is of other keys or another log")
    check.require(event.actor == logged.actor and case.signed(event, data),
                  "the release of key {name} is not signed by its custodian")
    given = case.released.get((part, i))
    if part != "technical":
        check.require(given in (None, found.value),
                      "keys.json has another key {name} than its release")
        case.released[part, i] = found.value
        return
    service = case.custodian_key("*", 0)
    if given is not None and service is not None:
        check.require(release_wrap(service, hashed, i, given) == found.value,
                      "the wrapped key {name} is not the one of keys.json")


def _awaits(case: Case, part: str, event: Event) -> bool:
    """Whether an event is of the public draw that comes before the keys of a part."""
    late = case.second_session(part) or not case.two_sessions
    return late and "/public/" in event["draw"]


def _check_order(case: Case, event: Event) -> None:
    """Formats, section 5, Sessions and order: (3) and (4) come before (5)."""
    part, ended = event["part"], case.window_end(event["part"])
    check = case.checks["openings"].about(seq=event.seq, part=part)
    check.require(ended is not None and ended < event.seq,
                  "leaf {seq}: a key of {part} is released before its window ended")
    results = [e.seq for e in case.of("draw.result") if _awaits(case, part, e)]
    if any(_awaits(case, part, e) for e in case.of("draw.announced")):
        check.require(bool(results) and results[0] < event.seq,
                      "leaf {seq}: a key of {part} is released before the public draw")


def _check_opened(case: Case, bid: Bid, event: Event) -> None:
    check = case.checks["openings"].about(bidder=event["bidder"], part=event["part"])
    if bid.parts is None:
        return
    sealed = next((s for s in bid.parts if s.part == event["part"]), None)
    if not check.require(sealed is not None and sealed.bid_hash.hex() == event["bid_hash"],
                         "{bidder}/{part}: the opened envelope is not the submitted one"):
        return
    found = _open_again(case, bid, sealed, event)
    if not found.verdict:
        check.cannot("{bidder}/{part}: {why}", why=found.why)
        return
    if not check.require(
            found.verdict == event["verdict"], "{bidder}/{part}: the record says {said}, opening "
            "it again gives {found} ({why})", said=event["verdict"], found=found.verdict,
            why=found.why or "sound"):
        return
    content = sha256(found.file).hex() if found.verdict == OPENED else "-"
    check.require(event["content"] == content, "{bidder}/{part}: the record names another file")
    row, derived = event.fields.get("row"), None
    if found.price is not None:
        derived = opening_row(found.price, event["bid_hash"], event["bidder"], event["revision"])
    check.require(encode(row) == encode(derived), "{bidder}/{part}: the row of the opening record "
                  "is not the one that the price gives")
    if found.verdict != OPENED:
        check.note("{bidder}/{part}: {code}, the fault of {whose}", code=found.verdict,
                   whose=FAULTS[found.verdict])


def _open_again(case: Case, bid: Bid, sealed: Sealed, event: Event) -> Outcome:
    """The steps of formats, section 5, "Opening one part": each fault says whose it is."""
    part, data, keys = event["part"], case.blob(event["bid_hash"]), case.keys_of(event["part"])
    if data is None:
        if event["verdict"] == "WRONG_FILE":
            return Outcome("WRONG_FILE", "the platform has no such file")
        return Outcome(why="the envelope is not in the bundle")
    if keys is None:
        return Outcome(why="the custodians' keys are not known")
    try:
        envelope = Envelope.parse(data)
        context = envelope.context
        said = (context.tender, context.part, context.bidder, context.revision, context.keys_hash)
        hashed = bids.keys_hash(case.tender, part, keys)
        if said != (case.tender, part, event["bidder"], event["revision"], hashed):
            raise Malformed("the context is of another tender, part, bidder, revision or keys")
        known = context.deadline_ms in case.deadlines(bid.event.seq)
        if not known or sha256(context.data) != sealed.ctxh:
            raise Malformed(
                "the context has an unknown deadline, or the submission another context")
        if len(data) != sealed.size:
            raise Malformed("the submission says another size")
        if context.doc_hash not in [bids.doc_hash(params) for params in case.published]:
            raise Malformed("sealed for documents that were never published")
    except Malformed as error:
        return Outcome("MALFORMED", str(error))
    published = [bids.doc_hash(params) for params in case.published]
    if context.doc_hash != published[-1] and not _is_kept(case, bid, published[-1]):
        return Outcome("STALE_DOCUMENTS", "sealed under documents that were replaced")
    return _open_with_keys(case, envelope, keys, event)


def _is_kept(case: Case, bid: Bid, documents: bytes) -> bool:
    """Whether its bidder let the bid stand under these documents."""
    named = from_hex(bid.event.command["submit"], 32)
    return any(
        _maintained_documents(case, event, named) == documents for event in case.of("bid.maintained")
        if (event.actor, event["revision"]) == (bid.event.actor, bid.event["revision"])
        and event.seq > bid.event.seq)


def _open_with_keys(case: Case, envelope: Envelope, keys: list[bytes], event: Event) -> Outcome:
    bidder, part, revision = event["bidder"], event["part"], event["revision"]
    received, k_b = _received(case, event), case.k_b.get((bidder, part, revision))
    stage = "price" if case.second_session(part) else "opening"
    if received is None and stage not in case.secrets:
        return Outcome(why=f"whether its key came is still sealed ({stage})")
    if received is None and k_b is None:
        return Outcome("NO_KEY", "no key came before the window ended")
    if k_b is None:
        return Outcome(why="the bidder's key is not in the bundle")
    ctxh = sha256(envelope.context.data)
    if bids.kb_commitment(ctxh, k_b) != envelope.kb_commit:
        return Outcome("FALSE_KEY", "k_b does not fit kb_commit")
    if received is None:
        case.checks["openings"].cannot("{bidder}/{part}: the log does not show when its key came",
                                       bidder=bidder, part=part)
    elif fault := _wrap_fault(case, received, ctxh, k_b, event):
        return Outcome("FALSE_KEY", fault)
    given = {i: sk for (of, i), sk in case.released.items() if of == part}
    private = bids.sound_private_keys(keys, given)
    if len(private) < bids.THRESHOLD:
        count = sum(e["part"] == part for e in case.of("keys.released"))
        if part == "technical" and count > len(given):
            return Outcome(why="the custodians' technical keys are not in the bundle")
        return Outcome("NO_CUSTODIANS", f"{len(private)} sound keys of custodians")
    try:
        file = bids.open_part(envelope, k_b, keys, private, case.params.get("pad_to", 0))
        return Outcome(OPENED, "", file, read_price(file) if part == "price" else None)
    except Malformed as error:
        return Outcome("MALFORMED", str(error))


def _received(case: Case, opened: Event) -> Event | None:
    """The arrival of a bidder's key before the window of the part ended."""
    ended = case.window_end(opened["part"])
    before = opened.seq if ended is None else ended
    name = (opened["bidder"], opened["part"], opened["revision"])
    return next((e for e in case.of("key.received")
                 if (e.actor, e["part"], e["revision"]) == name and e.seq < before), None)


def _wrap_fault(case: Case, received: Event, ctxh: bytes, k_b: bytes, event: Event) -> str:
    """Why the key handed over is not the shown one; "" if it is, or cannot be told."""
    data, service = case.blob(received.command.get("open")), case.custodian_key("*", 0)
    if data is None or service is None:
        case.checks["openings"].cannot(
            "{bidder}/{part}: the message with the key is not in the bundle",
            bidder=event["bidder"], part=event["part"])
        return ""
    try:
        part, bid_hash, wrap = read_opening(data, _start(case, "open", received))
    except Malformed as error:
        return str(error)
    if (part, bid_hash.hex()) != (event["part"], event["bid_hash"]):
        return "the message is of another part"
    right = key_wrap(service, ctxh, k_b) == wrap
    return "" if right else "the wrap of k_b is not the one that k_b gives"


def _check_missing(case: Case, live: dict[str, Bid], done: set[tuple[str, str]]) -> None:
    """A live bid that is never opened is a fault once the tender is past that point."""
    for bidder in sorted(live):
        for part in case.params["parts"]:
            if (bidder, part) in done:
                continue
            check = case.checks["openings"].about(bidder=bidder, part=part)
            released = any(event["part"] == part for event in case.of("keys.released"))
            if case.end is not None and not released:
                check.note("{bidder}/{part}: the tender ended before its opening; it stays sealed")
                continue
            late = ("award",) if case.second_session(part) else ("lock", "award")
            if case.manifest["stage"] in late:
                check.bad("{bidder}/{part} is a live bid and was never opened")
            else:
                check.cannot("{bidder}/{part} is not opened yet, or not disclosed")
