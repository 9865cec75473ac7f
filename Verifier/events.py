"""The events that a verifier reads: fields, secrecy and commands (bundle, section Bodies)."""

_SEAT = {"stratum": "text", "tokens": [32]}
PARAMS = {"docs": [{"name": "text", "sha256": 32, "size": "int"}], "grace_ms?": "int",
          "log": "text", "pad_to?": "int", "parts": ["text"], "security": "text",
          "session?": "text", "tender": "id"}
FIELDS: dict[str, dict[str, object]] = {
    "party.enrolled": {
        "alg": "u8", "auto": "bool", "not_after_ms": "int", "not_before_ms": "int", "party": "id",
        "pubkey": "hex", "role": "text", "root_sig": "hex", "self_sig": "hex"
    },
    "tender.announced": {"deadline_ms": "int", "params": PARAMS, "secrets": "object"},
    "deadline.extended": {"deadline_ms": "int"},
    "documents.modified": {"params": PARAMS},
    "custodian.key": {"i": "u8", "n": "u8", "part": "text", "pk": 32, "sig": "hex", "t": "u8"},
    "bid.received": {"revision": "u32"},
    "bid.withdrawn": {"revision": "u32"},
    "bid.maintained": {"revision": "u32"},
    "tender.closed": {"deadline_ms": "int"},
    "key.received": {"part": "text", "revision": "u32"},
    "key_window.ended": {"parts": ["text"]},
    "keys.released": {"i": "u8", "part": "text", "sig": "hex"},
    "envelope.opened": {
        "bid_hash": 32, "bidder": "id", "content": "text", "part": "text", "revision": "u32",
        "row?": "object", "verdict": "text"
    },
    "secret.published": {"secret": 32, "stage": "text"},
    "refused": {"bidder": "id", "code": "text", "note": "hex", "note_sig": "hex"},
    "body.erased": {"basis": "text", "by": "id", "erased": "int", "sig": "hex"},
    "draw.announced": {
        "beacon": "text", "chain": "u8", "class": "text", "deadlines": ["int"], "draw": "text",
        "parties": ["id"], "plan": 32, "roster": 32, "salt_commit": 32
    },
    "draw.committed": {"commit": 32, "draw": "text", "sig": "hex"},
    "draw.revealed": {
        "draw": "text", "reveal?": 32, "round": "u8", "sig": "hex",
        "wraps?": [{"to": "id", "wrap": 80}]
    },
    "draw.result": {
        "beacon": "hex", "draw": "text", "labels?": [{"label": "text", "value": "int"}],
        "mapping_commit?": 32, "open?": ["id"], "round": "u8", "seats?": [_SEAT], "tie?": ["id"]
    },
    "draw.opened": {
        "draw": "text", "mapping?": 32, "reveals": [{"party": "id", "reveal": 32, "round": "u8"}],
        "roster_salt": 32, "salt?": 32
    },
    "expert.replied": {"draw": "text", "reply": "text", "round": "u8", "sig": "hex", "token": 32},
    "draw.noanswer": {
        "attempts": "u8", "channel": "text", "draw": "text", "first_ms": "int", "last_ms": "int",
        "operator_sig": "hex", "round": "u8", "supervisor_sig": "hex", "token": 32
    },
    "draw.narrow": {
        "draw": "text", "eligible": "u32", "quota": "u32", "reason": "text", "sig": "hex",
        "stratum": "text"
    },
    "draw.failed": {"draw": "text", "party": "id", "round": "u8"},
}
TIMED = ("tender.closed", "key_window.ended", "draw.failed")

# The command of each event, with the arguments that the signature must cover.
COMMANDS: dict[str, tuple[str, dict[str, object]]] = {
    "party.enrolled": ("party.enrol", {}),
    "tender.announced": ("tender.announce", {"deadline_ms": "int", "params": PARAMS}),
    "deadline.extended": ("deadline.extend", {"deadline_ms": "int"}),
    "documents.modified": ("documents.modify", {"params": PARAMS}),
    "custodian.key": ("custodian.key", {}),
    "bid.received": ("bid.submit", {"revision": "u32", "submit": 32}),
    "bid.withdrawn": ("bid.withdraw", {"revision": "u32", "withdraw": 32}),
    "bid.maintained": ("bid.maintain", {"maintain": 32, "revision": "u32"}),
    "key.received": ("bid.open", {"open": 32, "part": "text", "revision": "u32"}),
    "keys.released": ("keys.release", {"part": "text", "release": 32}),
    "envelope.opened": ("envelope.open", {"bid_hash": 32, "part": "text"}),
    "secret.published": ("secret.publish", {"stage": "text"}),
    "body.erased": ("body.erase", {}),
    "draw.announced": ("draw.announce", {}),
    "draw.committed": ("draw.commit", {}),
    "draw.revealed": ("draw.reveal", {}),
    "draw.result": ("draw.result", {}),
    "draw.opened": ("draw.open", {}),
    "expert.replied": ("draw.reply", {}),
    "draw.noanswer": ("draw.noanswer", {}),
    "draw.narrow": ("draw.narrow", {}),
}
ACTORS = {"tender.announced": ("tenderer", "agency"), "deadline.extended": ("tenderer", "agency"),
          "documents.modified": ("tenderer", "agency"), "bid.received": ("bidder",),
          "bid.withdrawn": ("bidder",), "bid.maintained": ("bidder",), "key.received": ("bidder",),
          "envelope.opened": ("operator",), "secret.published": ("operator",),
          "draw.result": ("operator",), "draw.opened": ("operator",), "expert.replied": ("expert",)}

BODY = {"actor": "id", "at": "int", "authorisation": "object", "clock": "text", "command": "object",
        "events": ["object"], "kind": "id", "stage?": "text", "tender": "id", "v": "v1"}
AUTHORISATION = {"nonce": 16, "not_after_ms": "int", "sig": "hex"}


def secrecy(event: dict, two_sessions: bool) -> str | None:
    """The stage whose secret seals an event; "" for an open one; None for an unknown kind."""
    kind = event["kind"]
    if kind in ("bid.received", "bid.withdrawn", "bid.maintained", "refused"):
        return "opening"
    if kind == "key.received":
        return "price" if two_sessions and event["part"] in ("price", "items") else "opening"
    if kind == "envelope.opened":
        return "lock" if event["part"] == "technical" else ""
    if kind in ("expert.replied", "draw.noanswer"):
        return "award"
    if kind in ("draw.revealed", "draw.result"):
        name = event["draw"].split("/")[-2] if event["draw"].count("/") >= 2 else ""
        return {"panel": "award", "dark": "lock"}.get(name, "")
    return "" if kind in FIELDS else None
