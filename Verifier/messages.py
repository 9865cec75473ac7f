"""The signed messages of bidders, custodians and the operator (formats, sections 5 and 10).

Only what a verifier reads or makes again; how the others are written stands in `vectors_bids`.
"""

from typing import NamedTuple

from encoding import Cursor, Malformed, lp, u8, u32, u64, unpack
from primitives import deterministic_wrap

ZEROS = bytes(32)
RELEASE = b"tender-bid-v1 release\0"


def head(verb: str, origin: str, tender: str, bidder: str, revision: int) -> bytes:
    named = lp(origin) + lp(tender) + lp(bidder)
    return b"tender-bid-v1 " + verb.encode() + b"\0" + named + u32(revision)


class Sealed(NamedTuple):
    """A part as the submission names it."""

    part: str
    ctxh: bytes
    bid_hash: bytes
    size: int


def read_submission(data: bytes, start: bytes) -> tuple[Sealed, ...]:
    """The parts of a submission with this head."""
    cursor = Cursor(data, start)
    count, = cursor.read("u8")
    parts = tuple(Sealed(*cursor.read("text 32 32 u64")) for _ in range(count))
    cursor.end()
    return parts


def read_opening(data: bytes, start: bytes) -> tuple[str, bytes, bytes]:
    """(part, bid_hash, wrap) of a message with this head that hands over a key."""
    return unpack(data, start, "text 32 80")


def key_wrap(pk_o: bytes, ctxh: bytes, k_b: bytes) -> bytes | None:
    return deterministic_wrap(pk_o, ctxh, b"tender-bid-v1 open\0" + ctxh, k_b)


class Release(NamedTuple):
    """A custodian's release of its key for one part."""

    part: str
    i: int
    keys_hash: bytes
    size: int
    root: bytes
    value: bytes


def read_release(data: bytes, origin: str, tender: str) -> Release:
    found = Release(*unpack(data, RELEASE + lp(origin) + lp(tender), "text u8 32 u64 32 bytes"))
    if len(found.value) != (80 if found.part == "technical" else 32):
        raise Malformed("the value of a release has a wrong length")
    return found


def release_wrap(pk_o: bytes, keys_hash: bytes, i: int, private: bytes) -> bytes | None:
    """The value of a release for the technical part."""
    return deterministic_wrap(pk_o, keys_hash, RELEASE + keys_hash + u8(i), private)


def read_refusal(data: bytes, origin: str, tender: str) -> tuple[bytes, str, int]:
    """(what, code, ts_ms) of a refusal note."""
    return unpack(data, b"tender-refusal-v1\0" + lp(origin) + lp(tender), "32 text u64")


def erasure(origin: str, seq: int, body_hash: bytes, basis: str) -> bytes:
    return b"tender-erase-v1\0" + lp(origin) + u64(seq) + body_hash + lp(basis)
