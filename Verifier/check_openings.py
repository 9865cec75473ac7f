"""The check openings: every opened part is opened again (formats, section 5)."""

from dataclasses import dataclass

import bids
from bids import Envelope
from case import Case, Event
from check_time import STILL_SEALED
from encoding import Malformed, encode, from_hex, u64
from messages import (Submission, head, key_wrap, read_opening, read_release, read_submission, release_wrap,
                      withdrawal)
from prices import opening_row, read_price
from primitives import sha256

OPENED = "opened"
FAULTS = {"NO_KEY": "the bidder", "FALSE_KEY": "the bidder", "MALFORMED": "the bidder",
          "NO_CUSTODIANS": "custodians", "WRONG_FILE": "the platform", "STALE_DOCUMENTS": "nobody"}


@dataclass(frozen=True)
class Bid:
    """A submission with its message; `fault` says why the message is none."""

    event: Event
    message: Submission | None
    fault: str = ""

    @property
    def digest(self) -> str:
        return self.event.body["command"].get("submit", "")


@dataclass
class Outcome:
    """What opening a part again gave: a verdict, or a reason why it cannot be told."""

    verdict: str = ""
    why: str = ""
    file: bytes = b""
    price: dict | None = None


def live_bids(case: Case) -> dict[str, Bid]:
    """bidder → the bid that counts: the highest revision before the closing, where it is a submission."""
    closed = case.first("tender.closed")
    highest: dict[str, Event] = {}
    for event in case.of("bid.received", "bid.withdrawn"):
        if closed is None or event.seq < closed.seq:
            if event.actor not in highest or event["revision"] > highest[event.actor]["revision"]:
                highest[event.actor] = event
    return {
        bidder: read_bid(case, event)
        for bidder, event in highest.items() if event.kind == "bid.received"
    }


def read_bid(case: Case, event: Event) -> Bid:
    digest = event.body["command"].get("submit")
    data = case.blob(digest) if isinstance(digest, str) else None
    if data is None:
        return Bid(event, None, "the submission is not in the bundle")
    try:
        return Bid(event, read_submission(data, case.origin, case.tender, event.actor, event["revision"]))
    except Malformed as error:
        return Bid(event, None, str(error))


def check_openings(case: Case) -> None:
    check = case.checks["openings"]
    if not case.params:
        check.cannot("the notice (tender.announced) is not in the bundle")
        return
    _check_releases(case)
    if "opening" not in case.secrets:
        check.cannot(STILL_SEALED)
        return
    last: dict[str, int] = {}
    for event in case.of("bid.received", "bid.withdrawn"):
        check.require(event["revision"] > last.get(event.actor,
                                                   -1), "leaf {seq}: revision {revision} is not higher",
                      seq=event.seq, revision=event["revision"])
        last[event.actor] = max(last.get(event.actor, -1), event["revision"])
    _check_changes(case)
    live = live_bids(case)
    _check_messages(case, live)
    done: set[tuple[str, str]] = set()
    for event in case.of("envelope.opened"):
        name = (event["bidder"], event["part"])
        check.require(name not in done, "leaf {seq}: {bidder}/{part} is opened twice", seq=event.seq,
                      bidder=name[0], part=name[1])
        done.add(name)
        bid = live.get(event["bidder"])
        alive = bid is not None and bid.event["revision"] == event["revision"]
        if check.require(alive, "leaf {seq}: the part that {bidder} is opened for is no live bid",
                         seq=event.seq, bidder=event["bidder"]):
            _check_opened(case, bid, event)
    _check_missing(case, live, done)


def _check_messages(case: Case, live: dict[str, Bid]) -> None:
    """A live submission names every part in the notice's order."""
    check = case.checks["openings"]
    for bidder, bid in live.items():
        if bid.message is None:
            check.cannot("{bidder}: {fault}", bidder=bidder, fault=bid.fault)
            continue
        parts = [sealed.part for sealed in bid.message.parts]
        check.require(parts == case.params["parts"], "{bidder}: the submission is not whole", bidder=bidder)


def _check_changes(case: Case) -> None:
    """A withdrawal or maintenance names the bid that was live at its time."""
    check = case.checks["openings"]
    live: dict[str, Event] = {}
    for event in case.of("bid.received", "bid.withdrawn", "bid.maintained"):
        bidder, revision, command = event.actor, event["revision"], event.body["command"]
        if event.kind == "bid.received":
            live[bidder] = event
            continue
        kept = live.get(bidder)
        digest = kept.body["command"].get("submit") if kept else None
        if not check.require(isinstance(digest, str), "leaf {seq}: {bidder} has no live bid", seq=event.seq,
                             bidder=bidder):
            continue
        named = from_hex(digest, 32)
        if event.kind == "bid.withdrawn":
            right = sha256(withdrawal(case.origin, case.tender, bidder, revision, named)).hex()
            check.require(
                command.get("withdraw") == right, "leaf {seq}: the message is not about the live bid",
                seq=event.seq)
            del live[bidder]
        elif _maintained_documents(case, event, named) is None:
            check.cannot("leaf {seq}: the message is not in the bundle, or not about the live bid",
                         seq=event.seq)


def _maintained_documents(case: Case, event: Event, named: bytes) -> bytes | None:
    """The documents for which a bidder keeps a bid, None where the message says something else."""
    data = case.blob(str(event.body["command"].get("maintain"))) or b""
    start = head("maintain", case.origin, case.tender, event.actor, event["revision"]) + named
    in_force = u64(case.deadlines(event.seq)[-1])
    fits = len(data) == len(start) + 40 and data.startswith(start) and data.endswith(in_force)
    return data[len(start):-8] if fits else None


def _check_releases(case: Case) -> None:
    """Custodians released the keys that they logged, after the window and the public draw."""
    check = case.checks["openings"]
    released: set[tuple[str, int]] = set()
    for event in case.of("keys.released"):
        part, index = event["part"], event["i"]
        name = f"{part}/{index}"
        check.require((part, index) not in released, "key {name} is released twice", name=name)
        released.add((part, index))
        _check_order(case, event)
        data = case.blob(event.body["command"].get("release", ""))
        if data is None:
            check.cannot("the release of key {name} is not in the bundle", name=name)
            continue
        logged = case.custodian_keys.get((part, index))
        found = read_release(data, case.origin, case.tender)
        keys = [case.custodian_key(part, i) for i in range(1, bids.CUSTODIANS + 1)]
        if logged is None or None in keys:
            check.bad("key {name} is released and was not logged", name=name)
            continue
        hashed = bids.keys_hash(case.tender, part, keys)
        ended = next((e.seq for e in case.of("key_window.ended") if part in e["parts"]), -1)
        relied = max(ended, _public_reveals(case, part)) < found.size <= event.seq
        relied = relied and case.tree.root(found.size) == found.root
        fits = (found.part, found.index, found.keys_hash) == (part, index, hashed) and relied
        check.require(fits, "the release of key {name} is of other keys or another log", name=name)
        check.require(event.actor == logged.actor and case.signed(event.actor, event.seq, data, event["sig"]),
                      "the release of key {name} is not signed by its custodian", name=name)
        given = case.released.get((part, index))
        if part == "technical":
            service = case.custodian_key("*", 0)
            if given is not None and service is not None:
                check.require(release_wrap(service, hashed, index, given) == found.value,
                              "the wrapped key {name} is not the one of keys.json", name=name)
        else:
            check.require(given in (None, found.value), "keys.json has another key {name} than its release",
                          name=name)
            case.released[part, index] = found.value
    for (part, index), private in case.released.items():
        check.require((part, index) in released, "keys.json has key {name}, which was never released",
                      name=f"{part}/{index}")
        if bids.sound_private_keys([case.custodian_key(part, index) or b""], {1: private}) == {}:
            check.note("custodian {index} released a key for {part} that is not the logged one", index=index,
                       part=part)


def _public_reveals(case: Case, part: str) -> int:
    """The last reveal of the public draw that a custodian of this part must have seen, -1 without one."""
    if case.two_sessions and part not in ("price", "items"):
        return -1
    return max((e.seq for e in case.of("draw.revealed") if "/public/" in e["draw"]), default=-1)


def _check_order(case: Case, event: Event) -> None:
    """Formats, section 5, Sessions and order: (3) and (4) come before (5)."""
    check, part = case.checks["openings"], event["part"]
    window = [e.seq for e in case.of("key_window.ended") if part in e["parts"]]
    check.require(
        bool(window) and window[0] < event.seq, "leaf {seq}: a key of {part} is released before its window "
        "ended", seq=event.seq, part=part)
    drawn = [e.seq for e in case.of("draw.announced") if "/public/" in e["draw"]]
    results = [e.seq for e in case.of("draw.result") if "/public/" in e["draw"]]
    if drawn and not (case.two_sessions and part not in ("price", "items")):
        check.require(
            bool(results) and min(results) < event.seq, "leaf {seq}: a key of {part} is released before the "
            "public draw", seq=event.seq, part=part)


def _check_opened(case: Case, bid: Bid, event: Event) -> None:
    check = case.checks["openings"]
    name = {"bidder": event["bidder"], "part": event["part"]}
    if bid.message is None:
        return
    sealed = next((s for s in bid.message.parts if s.part == event["part"]), None)
    if not check.require(sealed is not None and sealed.bid_hash.hex() == event["bid_hash"],
                         "{bidder}/{part}: the opened envelope is not the submitted one", **name):
        return
    outcome = open_again(case, bid, sealed, event)
    if not outcome.verdict:
        check.cannot("{bidder}/{part}: {why}", why=outcome.why, **name)
        return
    if not check.require(
            outcome.verdict == event["verdict"], "{bidder}/{part}: the record says {said}, opening it "
            "again gives {found} ({why})", said=event["verdict"], found=outcome.verdict, why=outcome.why
            or "sound", **name):
        return
    content = sha256(outcome.file).hex() if outcome.verdict == OPENED else "-"
    check.require(event["content"] == content, "{bidder}/{part}: the record names another file", **name)
    row = event.fields.get("row")
    derived = None
    if outcome.price is not None:
        derived = opening_row(outcome.price, event["bid_hash"], event["bidder"], event["revision"])
    same = (row is None) == (derived is None) and (row is None or encode(row) == encode(derived))
    check.require(same, "{bidder}/{part}: the row of the opening record is not the one that the price gives",
                  **name)
    if outcome.verdict != OPENED:
        check.note("{bidder}/{part}: {code}, the fault of {whose}", code=outcome.verdict,
                   whose=FAULTS[outcome.verdict], **name)


def open_again(case: Case, bid: Bid, sealed: object, event: Event) -> Outcome:
    """The steps of formats, section 5, "Opening one part", in their order; each fault says whose it is."""
    part, bidder = event["part"], event["bidder"]
    data = case.blob(event["bid_hash"])
    if data is None:
        if event["verdict"] == "WRONG_FILE":
            return Outcome("WRONG_FILE", "the platform has no such file")
        return Outcome(why="the envelope is not in the bundle")
    keys = [case.custodian_key(part, i) for i in range(1, bids.CUSTODIANS + 1)]
    if None in keys:
        return Outcome(why="the custodians' keys are not known")
    try:
        envelope = Envelope.parse(data)
        context = envelope.context
        ours = (context.tender, context.part, context.bidder, context.revision, context.keys_hash)
        if ours != (case.tender, part, bidder, event["revision"], bids.keys_hash(case.tender, part, keys)):
            raise Malformed("the context is of another tender, part, bidder, revision or keys")
        if context.deadline_ms not in case.deadlines(bid.event.seq) or sha256(context.data) != sealed.ctxh:
            raise Malformed("the context has an unknown deadline, or the submission another context")
        if len(data) != sealed.size:
            raise Malformed("the submission says another size")
    except Malformed as error:
        return Outcome("MALFORMED", str(error))
    # One notice was published: a bid for other documents was made for none.
    if bids.doc_hash(case.params) != context.doc_hash:
        return Outcome("MALFORMED", "sealed for documents that were never published")
    return _open_with_keys(case, envelope, keys, bid, event)


def _open_with_keys(case: Case, envelope: Envelope, keys: list[bytes], bid: Bid, event: Event) -> Outcome:
    part, name = event["part"], (event["bidder"], event["part"], event["revision"])
    received = _received(case, name, event)
    k_b = case.k_b.get(name)
    stage = "price" if case.two_sessions and part in ("price", "items") else "opening"
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
                                       bidder=name[0], part=part)
    fault = _wrap_fault(case, received, ctxh, k_b, event) if received is not None else ""
    if fault:
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


def _received(case: Case, name: tuple[str, str, int], opened: Event) -> Event | None:
    """The arrival of a bidder's key before the window of the part ended."""
    ended = next((e.seq for e in case.of("key_window.ended") if name[1] in e["parts"]), opened.seq)
    return next((e for e in case.of("key.received")
                 if (e.actor, e["part"], e["revision"]) == name and e.seq < ended), None)


def _wrap_fault(case: Case, received: Event, ctxh: bytes, k_b: bytes, event: Event) -> str:
    """Why the handed-over key is not the shown one, "" where it is or where the message is not at hand."""
    data, service = case.blob(received.body["command"].get("open", "")), case.custodian_key("*", 0)
    if data is None or service is None:
        case.checks["openings"].cannot("{bidder}/{part}: the message with the key is not in the bundle",
                                       bidder=event["bidder"], part=event["part"])
        return ""
    try:
        part, bid_hash, wrap = read_opening(data, case.origin, case.tender, event["bidder"],
                                            event["revision"])
    except Malformed as error:
        return str(error)
    if (part, bid_hash.hex()) != (event["part"], event["bid_hash"]):
        return "the message is of another part"
    return "" if key_wrap(service, ctxh, k_b) == wrap else "the wrap of k_b is not the one that k_b gives"


def _check_missing(case: Case, live: dict[str, Bid], done: set[tuple[str, str]]) -> None:
    """A live bid that is never opened is a fault once the tender is past that point."""
    check, stage = case.checks["openings"], case.manifest["stage"]
    for bidder in sorted(live):
        for part in case.params["parts"]:
            if (bidder, part) in done:
                continue
            late = ("award",) if case.two_sessions and part in ("price", "items") else ("lock", "award")
            if stage in late:
                check.bad("{bidder}/{part} is a live bid and was never opened", bidder=bidder, part=part)
            else:
                check.cannot("{bidder}/{part} is not opened yet, or not disclosed", bidder=bidder, part=part)
