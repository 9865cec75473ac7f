"""Sealed bids, TB1 (formats, section 5): contexts, envelopes and how one part is opened."""

from dataclasses import dataclass
from typing import NamedTuple

from encoding import Cursor, Malformed, encode, lp, u8, u32, u64, unpack
from primitives import (aead_open, derive_key_pair, hkdf_expand, hkdf_extract, hpke_open, hpke_seal,
                        sha256, x25519_public)

CHUNK = 65536
MAGIC = b"TENDBID1"
CONTEXT = b"tender-bid-v1\0"
THRESHOLD, CUSTODIANS, AEAD_ID = 2, 3, 3


def doc_hash(params: dict) -> bytes:
    return sha256(b"tender-docs-v1\0" + encode(params))


def keys_hash(tender: str, part: str, keys: list[bytes]) -> bytes:
    head = b"tender-keys-v1\0" + lp(tender) + lp(part) + u8(THRESHOLD) + u8(CUSTODIANS)
    return sha256(head + b"".join(keys))


def custodian_key_message(origin: str, tender: str, event: dict) -> bytes:
    head = b"tender-custodian-key-v1\0" + lp(origin) + lp(tender) + lp(event["part"])
    return head + u8(event["i"]) + u8(event["t"]) + u8(event["n"]) + bytes.fromhex(event["pk"])


class Context(NamedTuple):
    """To what an envelope is bound."""

    tender: str
    part: str
    bidder: str
    deadline_ms: int
    revision: int
    doc_hash: bytes
    keys_hash: bytes
    nonce: bytes

    @property
    def data(self) -> bytes:
        names = lp(self.tender) + lp(self.part) + lp(self.bidder)
        numbers = u64(self.deadline_ms) + u32(self.revision)
        return CONTEXT + names + numbers + self.doc_hash + self.keys_hash + self.nonce


@dataclass(frozen=True)
class Envelope:
    """The header of a sealed part, and its payload."""

    context: Context
    kb_commit: bytes
    key_commit: bytes
    wraps: tuple[bytes, ...]
    header: bytes
    payload: bytes

    @classmethod
    def parse(cls, data: bytes) -> "Envelope":
        cursor = Cursor(data, MAGIC)
        body = Cursor(cursor.take(*cursor.read("u32")))
        context = unpack(body.take(*body.read("u32")), CONTEXT, "text text text u64 u32 32 32 32")
        kb_commit, key_commit, suite = body.read("32 32 3")
        if suite != bytes([AEAD_ID, THRESHOLD, CUSTODIANS]):
            raise Malformed("the cipher, t or n of an envelope is not 3, 2, 3")
        wraps = body.read("81 81 81")
        body.end()
        return cls(Context(*context), kb_commit, key_commit, wraps, data[:cursor.at],
                   data[cursor.at:])


def _gf_times(a: int, b: int) -> int:
    """A product in GF(2^8) mod 0x11b."""
    total = 0
    while b:
        if b & 1:
            total ^= a
        a = a << 1 ^ (0x11B if a & 0x80 else 0)
        b >>= 1
    return total


def share(k_c: bytes, ctxh: bytes, index: int) -> bytes:
    """Shamir's share at x = index; its one coefficient follows from k_c, as t is 2."""
    coefficient = hkdf_expand(hkdf_extract(ctxh, k_c), b"tender-bid-v1 coef" + u8(1), 32)
    return u8(index) + bytes(s ^ _gf_times(c, index) for s, c in zip(k_c, coefficient))


def combine(first: bytes, second: bytes) -> bytes:
    """k_c from two shares: the line through them at x = 0."""
    i, j = first[0], second[0]
    scale = next(a for a in range(1, 256) if _gf_times(a, i ^ j) == 1)
    a, b = _gf_times(j, scale), _gf_times(i, scale)
    return bytes(_gf_times(x, a) ^ _gf_times(y, b) for x, y in zip(first[1:], second[1:]))


def _share_info(ctxh: bytes, index: int) -> bytes:
    return b"tender-bid-v1 share\0" + ctxh + u8(index)


def wrap_share(k_c: bytes, ctxh: bytes, index: int, key: bytes) -> bytes | None:
    prk = hkdf_extract(ctxh, k_c)
    ephemeral = derive_key_pair(hkdf_expand(prk, b"tender-bid-v1 eph" + u8(index), 32))[0]
    return hpke_seal(key, ephemeral, _share_info(ctxh, index), share(k_c, ctxh, index))


def kb_commitment(ctxh: bytes, k_b: bytes) -> bytes:
    return sha256(b"tender-bid-v1 kb\0" + ctxh + k_b)


def key_commitment(prk: bytes) -> bytes:
    return hkdf_expand(prk, b"tender-bid-v1 commit", 32)


def payload_key(prk: bytes, header: bytes) -> bytes:
    return hkdf_expand(prk, b"tender-bid-v1 payload" + sha256(header), 32)


def padded_size(part: str, size: int, pad_to: int) -> int:
    """Of the plaintext with its u64 head: `pad_to` for the dark part, Padmé for the others."""
    if part == "technical":
        return pad_to
    length = size + 8
    exponent = length.bit_length() - 1
    unit = 1 << max(0, exponent - exponent.bit_length())
    return max(CHUNK, -(-length // unit) * unit)


def chunk_nonce(index: int, last: bool) -> bytes:
    return index.to_bytes(11, "big") + (b"\x01" if last else b"\x00")


def open_payload(key: bytes, payload: bytes) -> bytes:
    """age's STREAM: every chunk full but the last, which alone is marked."""
    step = CHUNK + 16
    count = max(1, -(-len(payload) // step))
    plain = []
    for i in range(count):
        chunk = aead_open(key, chunk_nonce(i, i == count - 1), payload[i * step:(i + 1) * step])
        if chunk is None or not chunk and count > 1:
            raise Malformed(f"chunk {i} of the payload does not open")
        plain.append(chunk)
    return b"".join(plain)


def unpad(plain: bytes, part: str, pad_to: int) -> bytes:
    if len(plain) < 8:
        raise Malformed("the plaintext has no length")
    size, rest = int.from_bytes(plain[:8], "big"), plain[8:]
    if size > len(rest) or len(plain) != padded_size(part, size, pad_to) or any(rest[size:]):
        raise Malformed("the padding is not zero or not of the right length")
    return rest[:size]


def open_part(envelope: Envelope, k_b: bytes, public: list[bytes], private: dict[int, bytes],
              pad_to: int) -> bytes:
    """The file inside, once k_b fits kb_commit and `private` holds t sound keys or more.

    Whatever fails here is the maker's fault; every wrap is rebuilt, so the answer does not depend
    on which keys were released.
    """
    ctxh = sha256(envelope.context.data)
    shares = []
    for index in sorted(private)[:THRESHOLD]:
        text = hpke_open(private[index], envelope.wraps[index - 1], _share_info(ctxh, index))
        if text is None or len(text) != 33 or text[0] != index:
            raise Malformed(f"wrap {index} does not open to a share")
        shares.append(text)
    k_c = combine(shares[0], shares[1])
    for index in range(1, CUSTODIANS + 1):
        if wrap_share(k_c, ctxh, index, public[index - 1]) != envelope.wraps[index - 1]:
            raise Malformed(f"wrap {index} is not the one that k_c gives")
    prk = hkdf_extract(ctxh, k_b + k_c)
    if key_commitment(prk) != envelope.key_commit:
        raise Malformed("key_commit does not fit")
    plain = open_payload(payload_key(prk, envelope.header), envelope.payload)
    return unpad(plain, envelope.context.part, pad_to)


def sound_private_keys(public: list[bytes], private: dict[int, bytes]) -> dict[int, bytes]:
    """The released keys that are those of the log: sk_i · G = pk_i."""
    return {i: sk for i, sk in private.items()
            if 1 <= i <= len(public) and x25519_public(sk) == public[i - 1]}
