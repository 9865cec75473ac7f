"""Signed notes, checkpoints and cosignatures (C2SP signed-note, tlog-checkpoint, tlog-cosignature).

Formats, section 2.
"""

import base64
import binascii
import re
from typing import NamedTuple

from encoding import Malformed
from primitives import ED25519, SM2, sha256, sound_key, verify

NOTE_KEY, COSIGNATURE_KEY, SM2_KEY = b"\x01", b"\x04", b"\xfftender-sm2-sm3-v1"
_DECIMAL = re.compile(r"(0|[1-9][0-9]{0,15})\Z")
_LINE = re.compile("\u2014 ([^ +]+) ([A-Za-z0-9+/]+={0,2})\\Z")


def from_base64(text: str) -> bytes:
    """The bytes of base64 in its only spelling."""
    try:
        raw = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raise Malformed("not base64") from None
    if base64.b64encode(raw).decode() != text:
        raise Malformed("not the canonical base64")
    return raw


def decimal(text: str) -> int:
    if not _DECIMAL.match(text):
        raise Malformed("not a decimal number")
    return int(text)


class VerifierKey(NamedTuple):
    """`name+hex(id)+base64(type ‖ pubkey)`."""

    name: str
    id: bytes
    type: bytes
    key: bytes
    second: "VerifierKey | None" = None

    @property
    def algorithm(self) -> int:
        return SM2 if self.type == SM2_KEY else ED25519

    @classmethod
    def parse(cls, text: str, kind: bytes) -> "VerifierKey":
        pieces = text.split("+", 2)
        if len(pieces) != 3 or not pieces[0] or any(c.isspace() for c in pieces[0]):
            raise Malformed("not a verifier key")
        raw = from_base64(pieces[2])
        key = raw[len(kind):]
        if not raw.startswith(kind) or not sound_key(SM2 if kind == SM2_KEY else ED25519, key):
            raise Malformed("not a verifier key of the kind that belongs here")
        identifier = key_id(pieces[0], raw)
        if identifier.hex() != pieces[1]:
            raise Malformed("the id of a verifier key does not fit its key")
        return cls(pieces[0], identifier, kind, key)


def key_id(name: str, typed_key: bytes) -> bytes:
    return sha256(name.encode() + b"\n" + typed_key)[:4]


class Note(NamedTuple):
    """A checkpoint with its signature lines."""

    text: bytes
    origin: str
    size: int
    root: bytes
    signatures: tuple[tuple[str, bytes, bytes], ...]

    @classmethod
    def parse(cls, data: bytes) -> "Note":
        if len(data) > 100_000:
            raise Malformed("a note longer than 100,000 bytes")
        try:
            whole = data.decode()
        except UnicodeDecodeError:
            raise Malformed("a note that is not UTF-8") from None
        if any(ord(c) < 32 and c != "\n" or ord(c) == 127 for c in whole):
            raise Malformed("a note with control characters")
        text, gap, tail = whole.rpartition("\n\n")
        if not gap or not tail.endswith("\n"):
            raise Malformed("a note without signatures")
        lines = text.split("\n")
        if len(lines) != 3:
            raise Malformed("a checkpoint has three lines")
        root = from_base64(lines[2])
        if not lines[0] or len(root) != 32:
            raise Malformed("a checkpoint needs an origin and a root of 32 bytes")
        found = []
        for line in tail[:-1].split("\n"):
            fit = _LINE.match(line)
            raw = from_base64(fit.group(2)) if fit else b""
            if not fit or len(raw) < 5:
                raise Malformed("a signature line of a note is malformed")
            found.append((fit.group(1), raw[:4], raw[4:]))
        return cls(text.encode() + b"\n", lines[0], decimal(lines[1]), root, tuple(found))

    def _signatures(self, key: VerifierKey) -> list[bytes]:
        return [raw for name, identifier, raw in self.signatures
                if (name, identifier) == (key.name, key.id)]

    def signed_by(self, key: VerifierKey) -> bool:
        """Whether the log signed: at least one line of each of its keys, and none that fails."""
        lines = self._signatures(key)
        if not lines or not all(verify(key.algorithm, key.key, self.text, raw) for raw in lines):
            return False
        return key.second is None or self.signed_by(key.second)

    def witnessed_by(self, key: VerifierKey) -> int | None:
        """A witness's earliest time in seconds, None without its line; a false one is Malformed."""
        times = []
        for raw in self._signatures(key):
            if len(raw) != 72:
                raise Malformed(f"a cosignature of {key.name} has {len(raw)} bytes")
            time = int.from_bytes(raw[:8], "big")
            message = b"cosignature/v1\ntime %d\n" % time + self.text
            if not verify(ED25519, key.key, message, raw[8:]):
                raise Malformed(f"a cosignature of {key.name} does not verify")
            times.append(time)
        return min(times) if times else None
