"""The vectors of the formats and of the RFCs below them; one line a group."""

from collections.abc import Callable

import ciphers
import curves
from national import sm3
from primitives import (ED25519, PURE, SM2, aead_open, aead_seal, derive_key_pair, hpke_open, hpke_seal,
                        sound_key, sound_x25519_key, verify, x25519, x25519_public)
from vectors_award import AWARD_GROUPS
from vectors_bids import BID_GROUPS
from vectors_draws import DRAW_GROUPS
from vectors_log import LOG_GROUPS

Facts = list[tuple[str, object, object]]


def h(text: str) -> bytes:
    return bytes.fromhex(text)


RFC_8032 = (
    ("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
     "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701c"
     "f9b46bd25bf5f0595bbe24"
     "655141438e7a100b"),
    ("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
     "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0"
     "f11d8c387b2eaeb4302aee"
     "b00d291612bb0c00"),
    ("fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", "af82",
     "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f76098"
     "4dc6594a7c15e9716ed28d"
     "c027beceea1ec40a"),
)


def ed25519() -> Facts:
    facts: Facts = []
    for number, (key, message, signature) in enumerate(RFC_8032, 1):
        k, m, s = h(key), h(message), h(signature)
        late = s[:32] + (int.from_bytes(s[32:], "little") + curves.L).to_bytes(32, "little")
        facts += [(f"RFC 8032 test {number}", verify(ED25519, k, m, s), True),
                  (f"plain Python, test {number}", curves.verify_ed25519(k, m, s), True),
                  (f"another message, test {number}", verify(ED25519, k, m + b"x", s), False),
                  (f"s + L, test {number}", verify(ED25519, k, m, late), False)]
    identity = (1).to_bytes(32, "little")
    facts += [("a key of small order", sound_key(ED25519, identity), False),
              ("y not below p", curves.decode_point((curves.P + 1).to_bytes(32, "little")), None),
              ("x zero with a sign", curves.decode_point(identity[:31] + b"\x80"), None)]
    return facts


def key_agreement() -> Facts:
    scalar = h("a546e36bf0527c9d3b16154b82465edd62144c0ac1fc5a18506a2244ba449ac4")
    u = h("e6db6867583030db3594c1a424b15f7c726624ec26b3353b10a903a6d0ab1c4c")
    nine = (9).to_bytes(32, "little")
    made = h("c3da55379de9c6908e94ea4df28d084f32eccf03491c71f754b4075577a28552")
    once = h("422c8e7a6227d7bca1350b3e2bb7279f7897b87bb6854b783c60e80311ae3079")
    return [("RFC 7748, section 5.2", x25519(scalar, u), made),
            ("plain Python", curves.x25519(scalar, u), made), ("nine by nine", x25519(nine, nine), once),
            ("the zero point", x25519(scalar, bytes(32)), None),
            ("a point of order eight",
             sound_x25519_key(h("e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800")), False),
            ("u not below p", sound_x25519_key((curves.P + 9).to_bytes(32, "little")), False),
            ("a sound key", sound_x25519_key(nine), True)]


def sealing() -> Facts:
    key, nonce = bytes(range(0x80, 0xA0)), h("070000004041424344454647")
    aad = h("50515253c0c1c2c3c4c5c6c7")
    text = (b"Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the future, "
            b"sunscreen would be it.")
    sealed = aead_seal(key, nonce, text, aad)
    return [("RFC 8439, section 2.8.2, tag", sealed[-16:], h("1ae10b594f09e26a7e902ecbd0600691")),
            ("its first bytes", sealed[:16], h("d31a8d34648e60db7b86afbc53ef7ec2")),
            ("plain Python", ciphers.seal(key, nonce, text, aad), sealed),
            ("opened", aead_open(key, nonce, sealed, aad), text),
            ("opened by plain Python", ciphers.open_sealed(key, nonce, sealed, aad), text),
            ("another aad", aead_open(key, nonce, sealed), None)]


def hpke() -> Facts:
    """RFC 9180, A.2.1."""
    private = h("8057991eef8f1f1af18f4a9491d16a1ce333f695d4db8e38da75975c4478e0fb")
    public = h("4310ee97d88cc1f088a5576c77ab0cf5c3ac797f3d95139c6c84b5429c59662a")
    ephemeral = derive_key_pair(h("909a9b35d3dc4713a5e72a4da274b55d3d3821a37e5d099e74a647db583a904b"))[0]
    info, text = b"Ode on a Grecian Urn", b"Beauty is truth, truth beauty"
    whole = h("1afa08d3dec047a643885163f1180476fa7ddb54c6a8029ea33f95796bf2ac4a"
              "1c5250d8034ec2b784ba2cfd69dbdb8af406cfe3ff938e131f0def8c8b60b4db21993c62ce81883d2dd1b51a28")
    return [("DeriveKeyPair", ephemeral,
             h("f4ec9b33b792c372c1d2c2063507b684ef925b8c75a42dbcbf57d63ccd381600")),
            ("the receiver's key", x25519_public(private), public),
            ("seal", hpke_seal(public, ephemeral, info, text, b"Count-0"), whole),
            ("open", hpke_open(private, whole, info, b"Count-0"), text),
            ("another aad", hpke_open(private, whole, info, b"Count-1"), None)]


def national() -> Facts:
    """SM3 and SM2 of formats, section 4."""
    x, y = "09F9DF311E5421A150DD7D161E4BC5C672179FAD1833FC076BB08FF356F35020", \
        "CCEA490CE26775A52DC6EA718CC1AA600AED05FBF35E084A6632F6072DA9AD13"
    r, s = "F5A03B0648D2C4630EEAC513E1BB81A15944DA3827D5B74143AC7EACEEE720B3", \
        "B1B6AA29DF212FD8763182BC0D421CA1BB9038FD1F7F42D4840B69C485BBC1AA"
    key, signature = h("04" + x + y), h("3046022100" + r + "022100" + s)
    loose = h("304702220000" + r + "022100" + s)
    return [("SM3 of abc", sm3(b"abc").hex(),
             "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"),
            ("SM2", verify(SM2, key, b"message digest", signature), True),
            ("another message", verify(SM2, key, b"message", signature), False),
            ("loose DER", verify(SM2, key, b"message digest", loose), False),
            ("off the curve", sound_key(SM2, key[:-1] + b"\x14"), False)]


GROUPS: dict[str, Callable[[], Facts]] = {
    "Ed25519": ed25519,
    "X25519": key_agreement,
    "ChaCha20-Poly1305": sealing,
    "HPKE": hpke,
    "SM2 and SM3": national,
    **LOG_GROUPS,
    **BID_GROUPS,
    **DRAW_GROUPS,
    **AWARD_GROUPS,
}


def self_test() -> int:
    """0 when every fact of every group holds, else 80; one line a group."""
    failed = 0
    print("cryptography:", "plain Python" if PURE else "the package cryptography")
    for name, group in GROUPS.items():
        facts = group()
        wrong = [(what, found, right) for what, found, right in facts if found != right]
        failed += len(wrong)
        print(f"{'ok ' if not wrong else 'BAD'} {name}: {len(facts) - len(wrong)} of {len(facts)}")
        for what, found, right in wrong:
            print(f"    {what}: {_shown(found)} instead of {_shown(right)}")
    return 80 if failed else 0


def _shown(value: object) -> str:
    return value.hex() if isinstance(value, bytes) else str(value)
