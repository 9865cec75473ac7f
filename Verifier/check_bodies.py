"""The checks bodies, sealed and erasure (formats, section 10)."""

from collections.abc import Iterator

from award_events import is_read
from bundle import MOST_BYTES, Bundle
from case import Body, Case, Event
from encoding import Malformed, decode, from_hex, matches
from events import AUTHORISATION, BODY, FIELDS, TIMED, secrecy
from messages import erasure
from receipts import body_hash, sealing_value, secret_commitment, tag
from verdict import NO_NOTICE

LINE = {"body": "string", "r?": 32, "salt": 32, "seq": "int"}
AFFECTED = {"opening": ("timely", "refusals", "openings"), "price": ("openings",),
            "lock": ("openings", "draws"), "award": ("draws",)}


def check_bodies(case: Case) -> None:
    """Every body shown hashes to its leaf, repeats what it says and has the form of its kind."""
    check = case.checks["bodies"]
    for number, bundle in enumerate(case.bundles):
        last = -1
        for line in _lines(bundle):
            try:
                body = _read_line(case, line, number, last)
                last = body.leaf.seq
            except Malformed as error:
                check.bad("bodies.ndjson, after seq {last}: {error}", last=last, error=error)
                continue
            old = case.bodies.get(last)
            same = old is None or (old.text, old.r or body.r) == (body.text, body.r or old.r)
            check.require(same, "leaf {seq}: two bundles disclose it differently", seq=last)
            if old is None or old.r is None:
                case.bodies[last] = body
    for seq in sorted(case.bodies):
        try:
            _check_body(case, case.bodies[seq])
            check.counts["tests"] += 1
        except Malformed as error:
            check.bad("leaf {seq}: {error}", seq=seq, error=error)
    case.clocks = {body.value["clock"] for body in case.bodies.values() if case.concerns(body)}
    _check_notice(case)
    case.erased = {event["erased"]: event for event in case.of("body.erased")}
    for leaf in case.of_tender():
        if leaf.seq not in case.bodies and leaf.seq not in case.erased:
            check.cannot("leaf {seq} of the tender is open and its body is not in the bundle",
                         seq=leaf.seq)


def _lines(bundle: Bundle) -> Iterator[bytes]:
    data = bundle.read("bodies.ndjson", MOST_BYTES)
    if data:
        if not data.endswith(b"\n"):
            raise Malformed("bodies.ndjson does not end with a line feed")
        yield from data[:-1].split(b"\n")


def _read_line(case: Case, line: bytes, number: int, last: int) -> Body:
    value = decode(line, 8 << 20)
    text = value.get("body")
    if not isinstance(text, str) or len(text.encode()) > 1 << 20:
        raise Malformed("the line has no body of at most 1 MiB")
    if not matches(value, LINE):
        raise Malformed("a field of the line is missing, unknown or of a wrong form")
    seq, raw = value["seq"], text.encode()
    leaf = case.leaves[seq] if seq < len(case.leaves) else None
    if seq <= last or leaf is None:
        raise Malformed(f"seq {seq} is not in order, or no sound leaf has it")
    if body_hash(from_hex(value["salt"]), raw) != leaf.body:
        raise Malformed(f"the body of leaf {seq} does not hash to it")
    if leaf.sealed != ("r" in value):
        raise Malformed(f"leaf {seq}: r belongs to a sealed leaf, and to each of them")
    try:
        body = decode(raw)
    except Malformed as error:
        raise Malformed(f"leaf {seq}: its body is {error}") from None
    if not matches(body, BODY) or body["clock"] not in ("wall", "model") or not body["events"]:
        raise Malformed(f"leaf {seq}: a field of its body is missing, unknown or of a wrong form")
    return Body(leaf, raw, body, value.get("r"), number)


def _check_body(case: Case, body: Body) -> None:
    """Adds the events of a body of sound form to the case."""
    value, leaf = body.value, body.leaf
    first = value["events"][0].get("kind")
    if value["kind"] != first:
        raise Malformed("the kind of the body is not that of its first event")
    if leaf.sealed != ("stage" in value):
        raise Malformed("a sealed body names its stage, and no other does")
    said = (value["kind"], value["tender"], value["actor"])
    if not leaf.sealed and said != (leaf.kind, leaf.tender, leaf.actor):
        raise Malformed("kind, tender or actor of the body are not those of the leaf")
    timed = value["actor"] == "clock"
    if timed and (value["authorisation"] or value["command"]):
        raise Malformed("a body of the clock has a command or an authorisation")
    unread = first == "refused" and not value["command"]
    if not timed and not unread and not matches(value["authorisation"], AUTHORISATION):
        raise Malformed("the authorisation has a wrong form")
    if value["tender"] not in (case.tender, "-"):
        raise Malformed("the body is of another tender")
    for event in value["events"]:
        kind = event.get("kind")
        if not isinstance(kind, str):
            raise Malformed("an event has no kind")
        fields = {name: inner for name, inner in event.items() if name != "kind"}
        if kind not in FIELDS:
            if not is_read(kind):
                case.checks["bodies"].note(
                    "leaf {seq}: a kind that this verifier does not read: {kind}",
                    seq=leaf.seq, kind=kind[:64])
        elif not matches(fields, FIELDS[kind]):
            raise Malformed(f"a field of {kind} is missing, unknown or of a wrong form")
        elif timed != (kind in TIMED):
            raise Malformed(
                f"{kind} by {value['actor']}: the clock alone gives tender.closed, key_window.ended"
                " and draw.failed, and it gives nothing else that a verifier reads")
        case.add(Event(leaf, value, kind, fields))


def _check_notice(case: Case) -> None:
    check, announced = case.checks["bodies"], case.of("tender.announced")
    if not announced:
        check.cannot(NO_NOTICE)
        return
    first = min((leaf.seq for leaf in case.of_tender() if leaf.kind in FIELDS), default=-1)
    check.require(len(announced) == 1 and announced[0].seq == first,
                  "tender.announced is not the first and only one")
    params = case.params
    check.require(all((p["tender"], p["log"]) == (case.tender, case.origin) for p in case.published),
                  "the notice is of another tender or log than the manifest")
    check.require(len(case.of("tender.closed")) <= 1, "tender.closed stands there twice")
    check.require(len(case.clocks) == 1, "the tender mixes the wall clock and a model clock")
    said, noticed = case.manifest["security"], params["security"]
    case.checks["manifest"].require(
        said == noticed, "the manifest names security {manifest}, the notice {notice}",
        manifest=said, notice=noticed)


def check_sealed(case: Case) -> None:
    """Every sealed leaf of the log is tried with every published secret: nothing stays hidden."""
    check, announced = case.checks["sealed"], case.first("tender.announced")
    if announced is None:
        check.cannot(NO_NOTICE)
        return
    commitments = announced["secrets"]
    published = _published(case, commitments)
    closed = case.first("tender.closed")
    if "opening" in published:
        check.require(closed is not None and closed.seq < published["opening"],
                      "the secret of the opening is published before the tender is closed")
    for stage, ended in (("opening", case.window_end()), ("price", case.window_end("price"))):
        check.require(ended is None or ended < published.get(stage, len(case.leaves)),
                      "the secret of {stage} is published before the key window ended",
                      stage=stage)
    for leaf in case.leaves:
        if leaf is not None and leaf.sealed:
            _try_secrets(case, leaf.seq, published)
    _check_secrecy(case, published)
    unpublished = [stage for stage in commitments if stage not in case.secrets]
    if unpublished:
        check.cannot("sealed leaves of {stages} cannot be told from those of other tenders "
                     "before their secret is out", stages=", ".join(sorted(unpublished)))


def _published(case: Case, commitments: dict) -> dict[str, int]:
    """stage → the leaf that published its secret; each secret is the committed one."""
    check, published = case.checks["sealed"], {}

    def committed(stage: str, secret: bytes) -> None:
        check.require(secret_commitment(secret) == commitments.get(stage),
                      "the secret of {stage} is not the one that the notice commits to",
                      stage=stage)

    for event in case.of("secret.published"):
        stage, secret = event["stage"], from_hex(event["secret"])
        check.require(stage not in published, "the secret of {stage} is published twice",
                      stage=stage)
        published.setdefault(stage, event.seq)
        check.require(case.secrets.setdefault(stage, secret) == secret,
                      "keys.json has another secret of {stage} than the log", stage=stage)
        committed(stage, secret)
    check.require(len(set(map(str, commitments.values()))) == len(commitments),
                  "two stages share a secret")
    for stage, secret in case.secrets.items():
        committed(stage, secret)
    return published


def _try_secrets(case: Case, seq: int, published: dict[str, int]) -> None:
    check, leaf = case.checks["sealed"].about(seq=seq), case.leaves[seq]
    body = case.bodies.get(seq)
    check.counts["tests"] += 1
    concerned = body is not None and case.concerns(body)
    said = body.value.get("stage") if concerned else None
    if concerned:
        r = from_hex(body.r)
        check.require(tag(case.tender, r) == leaf.tag, "leaf {seq}: the tag does not come from r")
        if said in case.secrets:
            check.require(r == sealing_value(case.secrets[said], seq),
                          "leaf {seq}: r does not come from the secret of {stage}", stage=said)
    for stage, secret in case.secrets.items():
        if tag(case.tender, sealing_value(secret, seq)) != leaf.tag:
            continue
        say = check.about(stage=stage)
        if body is not None:
            say.require(said == stage,
                        "leaf {seq} is sealed for {stage} and its body says otherwise")
        elif seq in case.erased:
            say.note("leaf {seq} of {stage} is erased")
            case.hidden_stages.add(stage)
        else:
            say.bad("leaf {seq} belongs to the tender ({stage}) and is not opened")
        if seq > published.get(stage, seq):
            say.bad("leaf {seq} is sealed with the secret of {stage} after it was published")


def _check_secrecy(case: Case, published: dict[str, int]) -> None:
    """Each kind is sealed for its stage, or open, as the table of kinds says."""
    for event in case.events:
        needed = secrecy({"kind": event.kind, **event.fields}, case.two_sessions)
        if needed is None:
            continue
        if event.kind == "refused" and not event.leaf.sealed:
            needed = "" if event.seq > published.get("opening", event.seq) else needed
        found = event.body.get("stage", "")
        case.checks["sealed"].require(
            found == needed, "leaf {seq}: {kind} is sealed for {found} instead of {needed}",
            seq=event.seq, kind=event.kind, found=found or "-", needed=needed or "-")


def check_erasure(case: Case) -> None:
    """The supervisor signed for every erased body, and the body is gone."""
    for event in case.of("body.erased"):
        seq = event["erased"]
        check = case.checks["erasure"].about(seq=event.seq, erased=seq, basis=event["basis"][:80])
        leaf = case.leaves[seq] if seq < event.seq else None
        if not check.require(leaf is not None,
                             "leaf {seq} erases leaf {erased}, not an earlier one"):
            continue
        message = erasure(case.origin, seq, from_hex(leaf.body), event["basis"])
        check.require(event["by"] == "supervisor" and case.signed(event, message, "supervisor"),
                      "the erasure of leaf {erased} is not signed by the supervisor")
        body = case.bodies.get(seq)
        kept = body is not None and case.bundles[body.bundle].manifest["size"] > event.seq
        check.require(not kept, "leaf {erased} is erased and its body still disclosed")
        check.note("leaf {erased} is erased: {basis}")
    for stage in sorted(case.hidden_stages):
        for name in AFFECTED.get(stage, ()):
            case.checks[name].cannot("a leaf of {stage} is erased, and nobody can say that it is "
                                     "not needed here", stage=stage)
