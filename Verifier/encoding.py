"""ENC, the canonical JSON of the formats (section 7), and the bytes of binary messages."""

import json
import re
import unicodedata
from dataclasses import dataclass

LIMIT = 2**53 - 1
_KEY = re.compile(r"[a-z0-9_]+\Z")
_HEX = re.compile(r"(?:[0-9a-f]{2})*\Z")
_ID = re.compile(r"[!-~]{1,64}\Z")


class Malformed(Exception):
    """Bytes that are not what the formats say; the text names what."""


def encode(value: object) -> bytes:
    """The only ENC of a value that `decode` could have given."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise Malformed("a key stands twice in an object")
    return found


def _refuse(text: str) -> object:
    raise Malformed(f"the number {text[:20]} is not an integer")


def _check(value: object, keys: re.Pattern[str]) -> None:
    if isinstance(value, dict):
        for key, inner in value.items():
            if not keys.match(key):
                raise Malformed(f"the key {key[:20]!r} is not allowed")
            _check(inner, keys)
    elif isinstance(value, list):
        for inner in value:
            _check(inner, keys)
    elif isinstance(value, str):
        if not unicodedata.is_normalized("NFC", value):
            raise Malformed("a text is not in NFC")
    elif isinstance(value, int):
        if not -LIMIT <= value <= LIMIT:
            raise Malformed("an integer lies outside 2^53 - 1")
    else:
        raise Malformed("null is not allowed")


def _read(data: bytes, limit: int, keys: re.Pattern[str]) -> dict[str, object]:
    """An object of strict JSON: UTF-8, no key twice, integers and texts in their bounds."""
    if len(data) > limit:
        raise Malformed(f"{len(data)} bytes, more than {limit}")
    try:
        value = json.loads(data.decode(), object_pairs_hook=_object, parse_float=_refuse,
                           parse_constant=_refuse)
        if not isinstance(value, dict):
            raise Malformed("not an object")
        _check(value, keys)
    except (ValueError, RecursionError):
        raise Malformed("not JSON in UTF-8") from None
    return value


def decode(data: bytes, limit: int = 1 << 20) -> dict[str, object]:
    """The object whose ENC these bytes are. Python's reader is lenient, so the bytes are written again."""
    value = _read(data, limit, _KEY)
    try:
        canonical = encode(value)
    except (ValueError, RecursionError):
        raise Malformed("not JSON in UTF-8") from None
    if canonical != data:
        raise Malformed("not the canonical bytes")
    return value


def decode_free(data: bytes, limit: int = 1 << 20) -> dict[str, object]:
    """An object that people write by hand: spacing is free, and keys may be party ids."""
    return _read(data, limit, _ID)


def from_hex(value: object, size: int | None = None) -> bytes:
    """The bytes of lowercase hex."""
    if not isinstance(value, str) or not _HEX.match(value) or size is not None and len(value) != 2 * size:
        raise Malformed("not lowercase hex" if size is None else f"not {size} bytes of lowercase hex")
    return bytes.fromhex(value)


def is_id(value: object) -> bool:
    return isinstance(value, str) and _ID.match(value) is not None


def matches(value: object, shape: object) -> bool:
    """Whether a value has a shape: a word below, a number of bytes in hex, a list or a record of shapes.

    A key of a record that ends in `?` may be absent; no other key may stand there.
    """
    if isinstance(shape, dict):
        if not isinstance(value, dict):
            return False
        names = {key.rstrip("?"): inner for key, inner in shape.items()}
        required = {key for key in shape if not key.endswith("?")}
        return required <= set(value) <= set(names) and all(matches(v, names[k]) for k, v in value.items())
    if isinstance(shape, list):
        return isinstance(value, list) and all(matches(inner, shape[0]) for inner in value)
    if isinstance(shape, int):
        return isinstance(value, str) and len(value) == 2 * shape and _HEX.match(value) is not None
    if shape == "int":
        return isinstance(value, int) and not isinstance(value, bool) and value >= 0
    if shape in ("u8", "u32"):
        return matches(value, "int") and value < (256 if shape == "u8" else 2**32)
    if shape == "bool":
        return isinstance(value, bool)
    if shape == "hex":
        return isinstance(value, str) and _HEX.match(value) is not None
    if shape == "v1":
        return value == 1 and not isinstance(value, bool)
    if shape == "id":
        return is_id(value)
    if shape == "object":
        return isinstance(value, dict)
    return shape == "text" and isinstance(value, str) and len(value.encode()) <= 65535


def u8(value: int) -> bytes:
    return value.to_bytes(1, "big")


def u32(value: int) -> bytes:
    return value.to_bytes(4, "big")


def u64(value: int) -> bytes:
    return value.to_bytes(8, "big")


def lp(data: bytes | str) -> bytes:
    """u16 length ‖ bytes."""
    raw = data.encode() if isinstance(data, str) else data
    if len(raw) > 65535:
        raise Malformed("a field longer than 65,535 bytes")
    return len(raw).to_bytes(2, "big") + raw


@dataclass
class Cursor:
    """Reads a binary message from its start and complains where it ends early or late."""

    data: bytes
    at: int = 0

    def take(self, size: int) -> bytes:
        if self.at + size > len(self.data):
            raise Malformed("the message ends early")
        self.at += size
        return self.data[self.at - size:self.at]

    def number(self, size: int) -> int:
        return int.from_bytes(self.take(size), "big")

    def field(self) -> bytes:
        return self.take(self.number(2))

    def text(self) -> str:
        try:
            return self.field().decode()
        except UnicodeDecodeError:
            raise Malformed("a text is not UTF-8") from None

    def expect(self, data: bytes) -> None:
        if self.take(len(data)) != data:
            raise Malformed("the message is of another kind")

    def end(self) -> None:
        if self.at != len(self.data):
            raise Malformed("the message has bytes too many")
