"""The checks timely and refusals (formats, section 10)."""

from case import Case, Event
from encoding import Malformed, from_hex, matches
from messages import ZEROS, head, read_opening, read_refusal

MESSAGES = {"bid.submit": "submit", "bid.withdraw": "withdraw", "bid.maintain": "maintain"}
STILL_SEALED = "the secret of the opening is not published: these leaves are still sealed"
NO_WITNESS = "no trust file: no witness is pinned"


def check_timely(case: Case) -> None:
    """What counts as a bid came before the deadline and the closing, and a witness saw it."""
    check, closed = case.checks["timely"], case.first("tender.closed")
    published = case.deadlines(len(case.leaves))
    for earlier, later in zip(published, published[1:]):
        check.require(later > earlier, "a deadline moved back to {later}", later=later)
    if closed is None:
        check.cannot("the tender is not closed yet")
        return
    check.require(all(event.seq < closed.seq for event in case.of("deadline.extended")),
                  "the deadline moved after the tender was closed")
    deadline, model = closed["deadline_ms"], case.simulated_clock
    check.require(case.deadlines(closed.seq)[-1:] == [deadline],
                  "tender.closed names another deadline than the one in force")
    check.require((closed.at if model else closed.leaf.ts) >= deadline,
                  "the tender is closed before its deadline")
    for event in case.of("bid.received", "bid.withdrawn", "bid.maintained"):
        say = check.about(seq=event.seq, kind=event.kind)
        moment = event.at if model else event.leaf.ts
        say.require(event.seq < closed.seq, "leaf {seq}: {kind} after the closing")
        say.require(moment < deadline, "leaf {seq}: {kind} at or after the deadline")
        if case.trust and not model:
            limit = deadline + case.grace_ms
            say.require(case.witnessed_between(event.seq, len(case.leaves), limit),
                        "leaf {seq}: no pinned witness saw it by the deadline")
    if "opening" not in case.secrets:
        check.cannot(STILL_SEALED)
    if model:
        check.simulated("the tender ran on a model clock")
    elif case.trust is None:
        check.cannot(NO_WITNESS)


def check_refusals(case: Case) -> None:
    """Every refusal is a note by the operator about what it refused, in exactly one leaf."""
    seen: dict[str, int] = {}
    for event in case.of("refused"):
        check = case.checks["refusals"].about(seq=event.seq)
        before = seen.setdefault(event["note"], event.seq)
        check.require(before == event.seq, "leaf {seq} repeats the refusal of leaf {before}",
                      before=before)
        try:
            _check_refusal(case, event)
        except Malformed as error:
            check.bad("leaf {seq}: {error}", error=error)
    if "opening" not in case.secrets:
        case.checks["refusals"].cannot(STILL_SEALED)
    case.checks["refusals"].note(
        "whether each refusal had its cause is told by a replay (tender audit verify)")


def _check_refusal(case: Case, event: Event) -> None:
    check, note = case.checks["refusals"].about(seq=event.seq), from_hex(event["note"])
    what, code, ts = read_refusal(note, case.origin, case.tender)
    check.require(code == event["code"], "leaf {seq}: the note has another code")
    check.require(case.simulated_clock or ts <= event.leaf.ts,
                  "leaf {seq}: the note is later than the leaf")
    check.require(case.signed(event, note, "operator", "note_sig"),
                  "leaf {seq}: the note is not signed by the operator")
    check.require(event["bidder"] == event.actor, "leaf {seq}: another party than the refused one")
    command, name = event.command, event.command.get("cmd")
    if not command:
        check.require(what == ZEROS,
                      "leaf {seq}: the note is about something, the command was unreadable")
    elif name in MESSAGES:
        check.require(what.hex() == command.get(MESSAGES[name]),
                      "leaf {seq}: the note is about another message")
    elif name == "bid.open":
        revision, data = command.get("revision"), case.blob(command.get("open"))
        if data is None or not matches(revision, "u32"):
            check.cannot("leaf {seq}: the message with the refused key is not in the bundle")
            return
        start = head("open", case.origin, case.tender, event["bidder"], revision)
        check.require(read_opening(data, start)[1] == what,
                      "leaf {seq}: the note is about another bid")
