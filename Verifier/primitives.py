"""The cryptography of the formats under one roof.

The package `cryptography` serves where it can be imported, for speed; TENDER_VERIFIER_PURE=1 forces
the plain Python beside this file. What is refused is decided here, before either is asked, so that
both answer the same.
"""

import functools
import hashlib
import hmac
import os

import ciphers
import curves

PURE = os.environ.get("TENDER_VERIFIER_PURE", "") == "1"
if not PURE:
    try:
        from cryptography.exceptions import InvalidSignature, InvalidTag
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
        from cryptography.hazmat.primitives.asymmetric.x25519 import (X25519PrivateKey,
                                                                      X25519PublicKey)
        from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
    except ImportError:
        PURE = True

ED25519, SM2 = 1, 2


def sha256(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()


def hmac_sha256(key: bytes, data: bytes) -> bytes:
    return hmac.new(key, data, hashlib.sha256).digest()


_sound: dict[tuple[int, bytes], bool] = {}


def sound_key(algorithm: int, key: bytes) -> bool:
    """Whether a signature under this key binds: canonical, on the curve, not of small order."""
    if (algorithm, key) not in _sound:
        ed25519 = algorithm == ED25519 and len(key) == 32 and curves.sound_ed25519_key(key)
        _sound[algorithm, key] = ed25519 or algorithm == SM2 and curves.sound_sm2_key(key)
    return _sound[algorithm, key]


@functools.lru_cache(maxsize=1024)  # every receipt of a bundle repeats the same note
def verify(algorithm: int, key: bytes, message: bytes, signature: bytes) -> bool:
    """A signature by a party: 1 is Ed25519 (RFC 8032, strict), 2 is SM2 (formats, section 11)."""
    if not sound_key(algorithm, key):
        return False
    if algorithm == SM2:
        return curves.verify_sm2(key, message, signature)
    if len(signature) != 64 or int.from_bytes(signature[32:], "little") >= curves.L:
        return False
    if PURE:
        return curves.verify_ed25519(key, message, signature)
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(signature, message)
        return True
    except InvalidSignature:
        return False


def x25519(scalar: bytes, point: bytes) -> bytes | None:
    """The shared secret, or None for the all-zero one, which no sound key gives."""
    if PURE:
        shared = curves.x25519(scalar, point)
    else:
        try:
            other = X25519PublicKey.from_public_bytes(point)
            shared = X25519PrivateKey.from_private_bytes(scalar).exchange(other)
        except ValueError:
            return None
    return shared if any(shared) else None


def x25519_public(scalar: bytes) -> bytes:
    return x25519(scalar, (9).to_bytes(32, "little")) or bytes(32)


def sound_x25519_key(key: bytes) -> bool:
    """Formats, section 5: non-canonical and low-order keys are refused."""
    canonical = len(key) == 32 and int.from_bytes(key, "little") < curves.P
    return canonical and x25519(sha256(b"any scalar shows a low order"), key) is not None


def aead_seal(key: bytes, nonce: bytes, plaintext: bytes, aad: bytes = b"") -> bytes:
    if PURE:
        return ciphers.seal(key, nonce, plaintext, aad)
    return ChaCha20Poly1305(key).encrypt(nonce, plaintext, aad)


def aead_open(key: bytes, nonce: bytes, data: bytes, aad: bytes = b"") -> bytes | None:
    """The plaintext, or None where the tag does not fit."""
    if PURE:
        return ciphers.open_sealed(key, nonce, data, aad)
    try:
        return ChaCha20Poly1305(key).decrypt(nonce, data, aad)
    except InvalidTag:
        return None


def hkdf_extract(salt: bytes, secret: bytes) -> bytes:
    return hmac_sha256(salt or bytes(32), secret)


def hkdf_expand(prk: bytes, info: bytes, size: int) -> bytes:
    out, block = b"", b""
    while len(out) < size:
        block = hmac_sha256(prk, block + info + bytes([len(out) // 32 + 1]))
        out += block
    return out[:size]


# HPKE base mode (RFC 9180), suite X25519-HKDF-SHA256, HKDF-SHA256, ChaCha20-Poly1305.
_KEM = b"KEM\x00\x20"
_HPKE = b"HPKE\x00\x20\x00\x01\x00\x03"


def _labeled_extract(suite: bytes, salt: bytes, label: bytes, secret: bytes) -> bytes:
    return hkdf_extract(salt, b"HPKE-v1" + suite + label + secret)


def _labeled_expand(suite: bytes, prk: bytes, label: bytes, info: bytes, size: int) -> bytes:
    return hkdf_expand(prk, size.to_bytes(2, "big") + b"HPKE-v1" + suite + label + info, size)


def derive_key_pair(seed: bytes) -> tuple[bytes, bytes]:
    """RFC 9180, section 7.1.3: (private, public)."""
    prk = _labeled_extract(_KEM, b"", b"dkp_prk", seed)
    private = _labeled_expand(_KEM, prk, b"sk", b"", 32)
    return private, x25519_public(private)


def _key_and_nonce(shared: bytes, sent: bytes, receiver: bytes, info: bytes) -> tuple[bytes, bytes]:
    """The key schedule between a sender's key `sent` and the receiver's."""
    prk = _labeled_extract(_KEM, b"", b"eae_prk", shared)
    secret = _labeled_expand(_KEM, prk, b"shared_secret", sent + receiver, 32)
    context = b"\x00" + _labeled_extract(_HPKE, b"", b"psk_id_hash", b"")
    context += _labeled_extract(_HPKE, b"", b"info_hash", info)
    schedule = _labeled_extract(_HPKE, secret, b"secret", b"")
    key = _labeled_expand(_HPKE, schedule, b"key", context, 32)
    return key, _labeled_expand(_HPKE, schedule, b"base_nonce", context, 12)


def hpke_seal(receiver: bytes, ephemeral: bytes, info: bytes, text: bytes,
              aad: bytes = b"") -> bytes | None:
    """enc ‖ ct of the first message under an ephemeral key; None for a receiver of low order."""
    shared = x25519(ephemeral, receiver)
    if shared is None:
        return None
    sent = x25519_public(ephemeral)
    key, nonce = _key_and_nonce(shared, sent, receiver, info)
    return sent + aead_seal(key, nonce, text, aad)


def hpke_open(private: bytes, sealed: bytes, info: bytes, aad: bytes = b"") -> bytes | None:
    """The text, or None where anything is wrong with the ciphertext."""
    shared = x25519(private, sealed[:32]) if len(sealed) >= 48 else None
    if shared is None:
        return None
    key, nonce = _key_and_nonce(shared, sealed[:32], x25519_public(private), info)
    return aead_open(key, nonce, sealed[32:], aad)


def deterministic_wrap(receiver: bytes, salt: bytes, info: bytes, secret: bytes) -> bytes | None:
    """DW of formats, section 5: whoever learns the secret can rebuild its wrap."""
    seed = hkdf_expand(hkdf_extract(salt, secret), b"tender-wrap-v1\0" + info + receiver, 32)
    return hpke_seal(receiver, derive_key_pair(seed)[0], info, secret)
