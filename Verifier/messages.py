"""The signed messages of bidders, custodians and the operator (formats, sections 5 and 10)."""

from dataclasses import dataclass

from encoding import Cursor, Malformed, lp, u8, u32, u64
from primitives import deterministic_wrap, sha256

ZEROS = bytes(32)


def head(verb: str, origin: str, tender: str, bidder: str, revision: int) -> bytes:
    return b"tender-bid-v1 " + verb.encode() + b"\0" + lp(origin) + lp(tender) + lp(bidder) + u32(revision)


@dataclass(frozen=True)
class Sealed:
    """A part as the submission names it."""

    part: str
    ctxh: bytes
    bid_hash: bytes
    size: int


@dataclass(frozen=True)
class Submission:
    revision: int
    parts: tuple[Sealed, ...]


def submission(origin: str, tender: str, bidder: str, revision: int, parts: list[Sealed]) -> bytes:
    listed = b"".join(lp(p.part) + p.ctxh + p.bid_hash + u64(p.size) for p in parts)
    return head("submit", origin, tender, bidder, revision) + u8(len(parts)) + listed


def read_submission(data: bytes, origin: str, tender: str, bidder: str, revision: int) -> Submission:
    """The parts of a submission whose head names this log, tender, bidder and revision."""
    cursor = Cursor(data)
    cursor.expect(head("submit", origin, tender, bidder, revision))
    parts = tuple(Sealed(cursor.text(), cursor.take(32), cursor.take(32), cursor.number(8))
                  for _ in range(cursor.number(1)))
    cursor.end()
    return Submission(revision, parts)


def withdrawal(origin: str, tender: str, bidder: str, revision: int, withdrawn: bytes) -> bytes:
    return head("withdraw", origin, tender, bidder, revision) + withdrawn


def maintenance(origin: str, tender: str, bidder: str, revision: int, kept: bytes, documents: bytes,
                deadline_ms: int) -> bytes:
    return head("maintain", origin, tender, bidder, revision) + kept + documents + u64(deadline_ms)


def key_wrap(pk_o: bytes, ctxh: bytes, k_b: bytes) -> bytes | None:
    return deterministic_wrap(pk_o, ctxh, b"tender-bid-v1 open\0" + ctxh, k_b)


def opening(origin: str, tender: str, bidder: str, revision: int, part: str, bid_hash: bytes,
            wrap: bytes) -> bytes:
    return head("open", origin, tender, bidder, revision) + lp(part) + bid_hash + wrap


def read_opening(data: bytes, origin: str, tender: str, bidder: str,
                 revision: int) -> tuple[str, bytes, bytes]:
    """(part, bid_hash, wrap) of a message that hands over a key."""
    cursor = Cursor(data)
    cursor.expect(head("open", origin, tender, bidder, revision))
    found = cursor.text(), cursor.take(32), cursor.take(80)
    cursor.end()
    return found


def deposit(message: bytes, signature: bytes, refusal_note: bytes) -> bytes:
    return b"tender-bid-v1 deposit\0" + lp(message) + lp(signature) + refusal_note


def deposit_receipt(deposited: bytes, ts_ms: int) -> bytes:
    return b"tender-deposit-v1\0" + sha256(deposited) + u64(ts_ms)


@dataclass(frozen=True)
class Release:
    """A custodian's release of its key for one part."""

    part: str
    index: int
    keys_hash: bytes
    size: int
    root: bytes
    value: bytes


def release(origin: str, tender: str, r: Release) -> bytes:
    start = b"tender-bid-v1 release\0" + lp(origin) + lp(tender) + lp(r.part)
    return start + u8(r.index) + r.keys_hash + u64(r.size) + r.root + lp(r.value)


def read_release(data: bytes, origin: str, tender: str) -> Release:
    cursor = Cursor(data)
    cursor.expect(b"tender-bid-v1 release\0" + lp(origin) + lp(tender))
    found = Release(cursor.text(), cursor.number(1), cursor.take(32), cursor.number(8), cursor.take(32),
                    cursor.field())
    cursor.end()
    if len(found.value) != (80 if found.part == "technical" else 32):
        raise Malformed("the value of a release has a wrong length")
    return found


def release_wrap(pk_o: bytes, hashed_keys: bytes, index: int, private: bytes) -> bytes | None:
    """The value of a release for the technical part."""
    return deterministic_wrap(pk_o, hashed_keys, b"tender-bid-v1 release\0" + hashed_keys + u8(index),
                              private)


def refusal(origin: str, tender: str, what: bytes, code: str, ts_ms: int) -> bytes:
    return b"tender-refusal-v1\0" + lp(origin) + lp(tender) + what + lp(code) + u64(ts_ms)


def read_refusal(data: bytes, origin: str, tender: str) -> tuple[bytes, str, int]:
    """(what, code, ts_ms) of a refusal note."""
    cursor = Cursor(data)
    cursor.expect(b"tender-refusal-v1\0" + lp(origin) + lp(tender))
    found = cursor.take(32), cursor.text(), cursor.number(8)
    cursor.end()
    return found


def acknowledgement(origin: str, seq: int, leaf_hash: bytes) -> bytes:
    return b"tender-ack-v1\0" + lp(origin) + u64(seq) + leaf_hash


def erasure(origin: str, seq: int, body_hash: bytes, basis: str) -> bytes:
    return b"tender-erase-v1\0" + lp(origin) + u64(seq) + body_hash + lp(basis)
