"""ChaCha20-Poly1305 in plain Python (RFC 8439), for a reader who trusts no package."""

import hmac
import struct


def _block(state: tuple[int, ...]) -> bytes:
    x = list(state)
    for turn in range(20):
        for i in range(4):
            shift = turn & 1
            a, b, c, d = i, 4 + (i + shift) % 4, 8 + (i + 2 * shift) % 4, 12 + (i + 3 * shift) % 4
            xa, xb, xc, xd = x[a], x[b], x[c], x[d]
            xa = xa + xb & 0xFFFFFFFF
            xd ^= xa
            xd = (xd << 16 | xd >> 16) & 0xFFFFFFFF
            xc = xc + xd & 0xFFFFFFFF
            xb ^= xc
            xb = (xb << 12 | xb >> 20) & 0xFFFFFFFF
            xa = xa + xb & 0xFFFFFFFF
            xd ^= xa
            xd = (xd << 8 | xd >> 24) & 0xFFFFFFFF
            xc = xc + xd & 0xFFFFFFFF
            xb ^= xc
            x[a], x[b], x[c], x[d] = xa, (xb << 7 | xb >> 25) & 0xFFFFFFFF, xc, xd
    return struct.pack("<16I", *((u + v) & 0xFFFFFFFF for u, v in zip(x, state)))


def _stream(key: bytes, nonce: bytes, counter: int, size: int) -> bytes:
    head = struct.unpack("<4I", b"expand 32-byte k") + struct.unpack("<8I", key)
    tail = struct.unpack("<3I", nonce)
    count = (size + 63) // 64
    return b"".join(_block(head + (counter + i,) + tail) for i in range(count))[:size]


def _xor(a: bytes, b: bytes) -> bytes:
    return (int.from_bytes(a, "big") ^ int.from_bytes(b, "big")).to_bytes(len(a), "big")


def _tag(key: bytes, nonce: bytes, aad: bytes, ciphertext: bytes) -> bytes:
    one_time = _stream(key, nonce, 0, 32)
    r = int.from_bytes(one_time[:16], "little") & 0x0FFFFFFC0FFFFFFC0FFFFFFC0FFFFFFF
    text = aad + bytes(-len(aad) % 16) + ciphertext + bytes(-len(ciphertext) % 16)
    text += struct.pack("<QQ", len(aad), len(ciphertext))
    total = 0
    for at in range(0, len(text), 16):
        total = (total + int.from_bytes(text[at:at + 16] + b"\x01", "little")) * r % (2**130 - 5)
    return ((total + int.from_bytes(one_time[16:], "little")) % 2**128).to_bytes(16, "little")


def seal(key: bytes, nonce: bytes, plaintext: bytes, aad: bytes = b"") -> bytes:
    ciphertext = _xor(plaintext, _stream(key, nonce, 1, len(plaintext)))
    return ciphertext + _tag(key, nonce, aad, ciphertext)


def open_sealed(key: bytes, nonce: bytes, data: bytes, aad: bytes = b"") -> bytes | None:
    """The plaintext, or None where the tag does not fit."""
    if len(data) < 16 or not hmac.compare_digest(_tag(key, nonce, aad, data[:-16]), data[-16:]):
        return None
    return _xor(data[:-16], _stream(key, nonce, 1, len(data) - 16))
