"""ENC, the canonical JSON of the formats (section 7), and the bytes of binary messages."""

import json
import re
import unicodedata

LIMIT = 2**53 - 1
_KEY = re.compile(r"[a-z0-9_]+\Z")
_HEX = re.compile(r"(?:[0-9a-f]{2})*\Z")
_ID = re.compile(r"[!-~]{1,64}\Z")


class Malformed(Exception):
    """Bytes that are not what the formats say; the text names what."""


def encode(value: object) -> bytes:
    """The only ENC of a value that `decode` could have given."""
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return text.encode()


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


def decode_free(data: bytes, limit: int = 1 << 20, keys: re.Pattern[str] = _ID) -> dict:
    """An object of strict JSON: UTF-8, no key twice, integers and texts in their bounds.

    People write it by hand: spacing is free, and keys may be party ids.
    """
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


def decode(data: bytes, limit: int = 1 << 20, shape: dict | None = None) -> dict:
    """The object whose ENC these bytes are, which must have the shape where one is given.

    Python's reader is lenient, so the bytes are written again.
    """
    value = decode_free(data, limit, _KEY)
    try:
        canonical = encode(value)
    except (ValueError, RecursionError):
        raise Malformed("not JSON in UTF-8") from None
    if canonical != data:
        raise Malformed("not the canonical bytes")
    if shape is not None and not matches(value, shape):
        raise Malformed("a field is missing, unknown or of a wrong form")
    return value


def from_hex(value: object, size: int | None = None) -> bytes:
    """The bytes of lowercase hex."""
    if not matches(value, "hex") or size is not None and len(value) != 2 * size:
        raise Malformed(f"not {'' if size is None else f'{size} bytes of '}lowercase hex")
    return bytes.fromhex(value)


WORDS = {
    "any": lambda v: True,
    "bool": lambda v: isinstance(v, bool),
    "hex": lambda v: isinstance(v, str) and _HEX.match(v) is not None,
    "id": lambda v: isinstance(v, str) and _ID.match(v) is not None,
    "int": lambda v: type(v) is int and v >= 0,
    "object": lambda v: isinstance(v, dict),
    "string": lambda v: isinstance(v, str),
    "text": lambda v: isinstance(v, str) and len(v.encode()) <= 65535,
    "u8": lambda v: type(v) is int and 0 <= v < 2**8,
    "u32": lambda v: type(v) is int and 0 <= v < 2**32,
    "v1": lambda v: type(v) is int and v == 1,
}


def matches(value: object, shape: object) -> bool:
    """Whether a value has a shape: a word above, a size in hex, a list or a record of shapes.

    A key of a record that ends in `?` may be absent; no other key may stand there.
    """
    if isinstance(shape, str):
        return WORDS[shape](value)
    if isinstance(shape, int):
        return isinstance(value, str) and len(value) == 2 * shape and _HEX.match(value) is not None
    if isinstance(shape, list):
        return isinstance(value, list) and all(matches(inner, shape[0]) for inner in value)
    if not isinstance(value, dict):
        return False
    names = {key.rstrip("?"): inner for key, inner in shape.items()}
    required = {key for key in shape if not key.endswith("?")}
    return required <= set(value) <= set(names) and all(
        matches(inner, names[key]) for key, inner in value.items())


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


class Cursor:
    """Reads a binary message from its start and complains where it ends early or late."""

    def __init__(self, data: bytes, head: bytes = b"") -> None:
        self.data, self.at = data, 0
        if self.take(len(head)) != head:
            raise Malformed("the message is of another kind")

    def take(self, size: int) -> bytes:
        if self.at + size > len(self.data):
            raise Malformed("the message ends early")
        self.at += size
        return self.data[self.at - size:self.at]

    def _one(self, word: str) -> bytes | int | str:
        if word[0] == "u":
            return int.from_bytes(self.take(int(word[1:]) // 8), "big")
        if word.isdigit():
            return self.take(int(word))
        raw = self.take(self._one("u16"))
        try:
            return raw.decode() if word == "text" else raw
        except UnicodeDecodeError:
            raise Malformed("a text is not UTF-8") from None

    def read(self, form: str) -> tuple:
        """The next fields: `u8` to `u64`, a number of bytes, `bytes` or `text` after a length."""
        return tuple(self._one(word) for word in form.split())

    def end(self) -> None:
        if self.at != len(self.data):
            raise Malformed("the message has bytes too many")


def unpack(data: bytes, head: bytes, form: str) -> tuple:
    """The fields behind the head of a binary message, with nothing after them."""
    cursor = Cursor(data, head)
    found = cursor.read(form)
    cursor.end()
    return found
