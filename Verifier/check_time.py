"""The checks timely and refusals (formats, section 10)."""

from case import Case, Event
from encoding import Malformed, from_hex
from messages import ZEROS, read_opening, read_refusal

MESSAGES = {"bid.submit": "submit", "bid.withdraw": "withdraw", "bid.maintain": "maintain"}
STILL_SEALED = "the secret of the opening is not published: these leaves are still sealed"


def check_timely(case: Case) -> None:
    """What counts as a bid came before the deadline, before the closing, and a witness saw it."""
    check, closed = case.checks["timely"], case.first("tender.closed")
    published = case.deadlines(len(case.leaves))
    for earlier, later in zip(published, published[1:]):
        check.require(later > earlier, "a deadline moved back to {later}", later=later)
    if closed is None:
        check.cannot("the tender is not closed yet")
        return
    extended = [event.seq for event in case.of("deadline.extended")]
    check.require(all(seq < closed.seq for seq in extended), "the deadline moved after the tender was closed")
    deadline = closed["deadline_ms"]
    check.require(
        case.deadlines(closed.seq)[-1:] == [deadline], "tender.closed names another deadline than the one "
        "in force")
    model = case.simulated_clock
    check.require((closed.at if model else closed.leaf.ts) >= deadline,
                  "the tender is closed before its deadline")
    for event in case.of("bid.received", "bid.withdrawn", "bid.maintained"):
        moment = event.at if model else event.leaf.ts
        check.require(event.seq < closed.seq, "leaf {seq}: {kind} after the closing", seq=event.seq,
                      kind=event.kind)
        check.require(moment < deadline, "leaf {seq}: {kind} at or after the deadline", seq=event.seq,
                      kind=event.kind)
        if case.trust and not model:
            limit = deadline + case.grace_ms
            seen = any(size > event.seq and time * 1000 <= limit for size, time in case.witnessed)
            check.require(seen, "leaf {seq}: no pinned witness saw it by the deadline", seq=event.seq)
    if "opening" not in case.secrets:
        check.cannot(STILL_SEALED)
    if model:
        check.simulated("the tender ran on a model clock")
    elif case.trust is None:
        check.cannot("no trust file: no witness is pinned")


def check_refusals(case: Case) -> None:
    """Every refusal is a note that the operator signed about what it refused, in exactly one leaf."""
    check = case.checks["refusals"]
    seen: dict[str, int] = {}
    for event in case.of("refused"):
        before = seen.setdefault(event["note"], event.seq)
        check.require(before == event.seq, "leaf {seq} repeats the refusal of leaf {before}", seq=event.seq,
                      before=before)
        try:
            _check_refusal(case, event)
        except Malformed as error:
            check.bad("leaf {seq}: {error}", seq=event.seq, error=error)
    if "opening" not in case.secrets:
        check.cannot(STILL_SEALED)
    check.note("whether each refusal had its cause is told by the replay (correctness)")


def _check_refusal(case: Case, event: Event) -> None:
    check, note = case.checks["refusals"], from_hex(event["note"])
    what, code, ts = read_refusal(note, case.origin, case.tender)
    check.require(code == event["code"], "leaf {seq}: the note has another code", seq=event.seq)
    check.require(case.simulated_clock or ts <= event.leaf.ts, "leaf {seq}: the note is later than the leaf",
                  seq=event.seq)
    check.require(case.signed("operator", event.seq, note, event["note_sig"]),
                  "leaf {seq}: the note is not signed by the operator", seq=event.seq)
    check.require(event["bidder"] == event.actor, "leaf {seq}: another party than the refused one",
                  seq=event.seq)
    command = event.body["command"]
    name = command.get("cmd")
    if not command:
        check.require(what == ZEROS, "leaf {seq}: the note is about something, the command was unreadable",
                      seq=event.seq)
    elif name in MESSAGES:
        check.require(what.hex() == command.get(MESSAGES[name]),
                      "leaf {seq}: the note is about another message", seq=event.seq)
    elif name == "bid.open":
        revision = command.get("revision")
        data = case.blob(command["open"]) if isinstance(command.get("open"), str) else None
        if data is None or not isinstance(revision, int) or not 0 <= revision < 2**32:
            check.cannot("leaf {seq}: the message with the refused key is not in the bundle", seq=event.seq)
            return
        part, bid_hash, _ = read_opening(data, case.origin, case.tender, event["bidder"], revision)
        check.require(bid_hash == what, "leaf {seq}: the note is about another bid", seq=event.seq)
