"""Ed25519, X25519 and SM2 in plain Python: slow and readable (formats, sections 4 and 5)."""

import hashlib

from national import SM2_A, SM2_B, SM2_GX, SM2_GY, SM2_N, SM2_P, sm3

P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
SQRT_MINUS_1 = pow(2, (P - 1) // 4, P)
Point = tuple[int, int, int, int]
NEUTRAL: Point = (0, 1, 1, 0)


def _add(p: Point, q: Point) -> Point:
    """RFC 8032, section 5.1.4, in extended coordinates."""
    a = (p[1] - p[0]) * (q[1] - q[0]) % P
    b = (p[1] + p[0]) * (q[1] + q[0]) % P
    c = 2 * p[3] * q[3] * D % P
    d = 2 * p[2] * q[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P


def _double(p: Point) -> Point:
    a, b = p[0] * p[0] % P, p[1] * p[1] % P
    c = 2 * p[2] * p[2] % P
    h = a + b
    e = h - (p[0] + p[1]) * (p[0] + p[1]) % P
    g = a - b
    f = c + g
    return e * f % P, g * h % P, f * g % P, e * h % P


def times(scalar: int, point: Point) -> Point:
    """scalar · point."""
    total = NEUTRAL
    for bit in bin(scalar)[2:]:
        total = _double(total)
        if bit == "1":
            total = _add(total, point)
    return total


def decode_point(data: bytes) -> Point | None:
    """The point of 32 bytes, or None: not on the curve, or not the only encoding of its point."""
    value = int.from_bytes(data, "little")
    sign, y = value >> 255, value & (2**255 - 1)
    if len(data) != 32 or y >= P:
        return None
    u, v = (y * y - 1) % P, (D * y * y + 1) % P
    x = u * pow(v, 3, P) * pow(u * pow(v, 7, P), (P - 5) // 8, P) % P
    if v * x * x % P != u:
        x = x * SQRT_MINUS_1 % P
    if v * x * x % P != u or (x == 0 and sign):
        return None
    if x & 1 != sign:
        x = P - x
    return x, y, 1, x * y % P


def encode_point(p: Point) -> bytes:
    inverse = pow(p[2], P - 2, P)
    x, y = p[0] * inverse % P, p[1] * inverse % P
    return (y | (x & 1) << 255).to_bytes(32, "little")


BASE = decode_point(bytes([0x58]) + bytes([0x66]) * 31) or NEUTRAL


def sound_ed25519_key(key: bytes) -> bool:
    """Refuses a key of small order, under which one signature fits many messages."""
    point = decode_point(key)
    return point is not None and encode_point(times(8, point)) != encode_point(NEUTRAL)


def verify_ed25519(key: bytes, message: bytes, signature: bytes) -> bool:
    """RFC 8032 without cofactor; the caller has checked lengths, s < L and the key."""
    point = decode_point(key)
    if point is None:
        return False
    s = int.from_bytes(signature[32:], "little")
    h = int.from_bytes(hashlib.sha512(signature[:32] + key + message).digest(), "little") % L
    minus = (P - point[0], point[1], 1, P - point[3])
    both, total = _add(BASE, minus), NEUTRAL
    for bit in range(max(s.bit_length(), h.bit_length()) - 1, -1, -1):
        total = _double(total)
        chosen = (s >> bit & 1) + 2 * (h >> bit & 1)
        if chosen:
            total = _add(total, (BASE, minus, both)[chosen - 1])
    return encode_point(total) == signature[:32]


def x25519(scalar: bytes, u: bytes) -> bytes:
    """RFC 7748, section 5."""
    k = int.from_bytes(scalar, "little") & ~7 & (2**254 - 1) | 2**254
    x1 = int.from_bytes(u, "little") & (2**255 - 1)
    x2, z2, x3, z3, swap = 1, 0, x1, 1, 0
    for t in range(254, -1, -1):
        bit = k >> t & 1
        if swap ^ bit:
            x2, x3, z2, z3 = x3, x2, z3, z2
        swap = bit
        a, b, c, d = x2 + z2, x2 - z2, x3 + z3, x3 - z3
        aa, bb, da, cb = a * a % P, b * b % P, d * a % P, c * b % P
        e = aa - bb
        x3, z3 = (da + cb) ** 2 % P, x1 * (da - cb) ** 2 % P
        x2, z2 = aa * bb % P, e * (aa + 121665 * e) % P
    if swap:
        x2, z2 = x3, z3
    return (x2 * pow(z2, P - 2, P) % P).to_bytes(32, "little")


# SM2 (GB/T 32918) on its own curve; points as (X, Y, Z) for x = X / Z^2, y = Y / Z^3.
Affine = tuple[int, int]
Jacobian = tuple[int, int, int]
INFINITY: Jacobian = (1, 1, 0)


def _sm2_double(p: Jacobian) -> Jacobian:
    x, y, z = p
    delta, gamma = z * z % SM2_P, y * y % SM2_P
    beta, alpha = x * gamma % SM2_P, 3 * (x - delta) * (x + delta) % SM2_P
    x3 = (alpha * alpha - 8 * beta) % SM2_P
    return x3, (alpha * (4 * beta - x3) - 8 * gamma * gamma) % SM2_P, 2 * y * z % SM2_P


def _sm2_add(p: Jacobian, q: Jacobian) -> Jacobian:
    if p[2] == 0 or q[2] == 0:
        return q if p[2] == 0 else p
    zp, zq = p[2] * p[2] % SM2_P, q[2] * q[2] % SM2_P
    u, s = p[0] * zq % SM2_P, p[1] * zq * q[2] % SM2_P
    h, r = (q[0] * zp - u) % SM2_P, (q[1] * zp * p[2] - s) % SM2_P
    if h == 0:
        return _sm2_double(p) if r == 0 else INFINITY
    hh = h * h % SM2_P
    hhh, v = h * hh % SM2_P, u * hh % SM2_P
    x3 = (r * r - hhh - 2 * v) % SM2_P
    return x3, (r * (v - x3) - s * hhh) % SM2_P, h * p[2] * q[2] % SM2_P


def sm2_sum(terms: list[tuple[int, Affine]]) -> Affine | None:
    """The sum of scalar · point, None at infinity."""
    total = INFINITY
    for bit in range(255, -1, -1):
        total = _sm2_double(total)
        for scalar, point in terms:
            if scalar >> bit & 1:
                total = _sm2_add(total, (point[0], point[1], 1))
    if total[2] == 0:
        return None
    inverse = pow(total[2], -1, SM2_P)
    return total[0] * inverse**2 % SM2_P, total[1] * inverse**3 % SM2_P


def sound_sm2_key(key: bytes) -> bool:
    """An uncompressed point of the curve; the curve has prime order, so no point of it is weak."""
    if len(key) != 65 or key[0] != 4:
        return False
    x, y = int.from_bytes(key[1:33], "big"), int.from_bytes(key[33:], "big")
    return x < SM2_P and y < SM2_P and (y * y - x**3 - SM2_A * x - SM2_B) % SM2_P == 0


def _der(value: int) -> bytes:
    raw = value.to_bytes(value.bit_length() // 8 + 1, "big")
    return bytes([2, len(raw)]) + raw


def _der_integers(data: bytes) -> tuple[int, int] | None:
    """The two integers of a DER sequence, or None unless it is the only encoding of them."""
    if not 8 <= len(data) <= 72:
        return None
    size = data[3]
    r, s = int.from_bytes(data[4:4 + size], "big"), int.from_bytes(data[6 + size:], "big")
    both = _der(r) + _der(s)
    return (r, s) if data == bytes([0x30, len(both)]) + both else None


def sm2_digest(key: bytes, message: bytes) -> bytes:
    """What SM2 signs: the message behind the digest of id, curve and key."""
    parameters = b"".join(v.to_bytes(32, "big") for v in (SM2_A, SM2_B, SM2_GX, SM2_GY))
    return sm3(sm3(b"\x00\x80" + b"1234567812345678" + parameters + key[1:]) + message)


def verify_sm2(key: bytes, message: bytes, signature: bytes) -> bool:
    """Formats, section 4: the id is 1234567812345678, the signature strict DER."""
    pair = _der_integers(signature)
    if pair is None or not sound_sm2_key(key):
        return False
    r, s = pair
    if not (0 < r < SM2_N and 0 < s < SM2_N) or (r + s) % SM2_N == 0:
        return False
    e = int.from_bytes(sm2_digest(key, message), "big")
    point = (int.from_bytes(key[1:33], "big"), int.from_bytes(key[33:], "big"))
    total = sm2_sum([(s, (SM2_GX, SM2_GY)), ((r + s) % SM2_N, point)])
    return total is not None and (e + total[0]) % SM2_N == r
