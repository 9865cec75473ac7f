"""Vectors of formats, section 5: both envelopes, the messages, price.json and capital amounts."""

import bids
import messages as m
from bids import CHUNK, Context, Envelope, chunk_nonce
from encoding import Malformed, decode, lp, u8, u64
from messages import Release, Sealed, head
from prices import opening_row, read_price, words
from primitives import (ED25519, aead_seal, derive_key_pair, hkdf_expand, hkdf_extract, sha256, verify,
                        x25519_public)
from vectors_log import ORIGIN, TENDER, public_key

Facts = list[tuple[str, object, object]]
BIDDER, DEADLINE = "B-007", 1790000000000
PARAMS = decode(
    b'{"docs":[{"name":"tender.pdf",'
    b'"sha256":"a4ebf2bd3b7a290f4e0897fdf0bdf98991df77b32fe2870e39cae773128d97a6",'
    b'"size":16}],"grace_ms":10000,"log":"tender.example/audit","pad_to":131072,'
    b'"parts":["technical","price"],'
    b'"security":"full","session":"ONE_SESSION","tender":"T-2026-0001"}')
PRICE = ('{"amount_minor":"123456789","currency":"CNY","quote":"total","tax":"included","v":1,'
         '"words":"壹佰贰拾叁万肆仟伍佰陆拾柒元捌角玖分"}').encode()
PRIVATE = {part: [bytes([byte]) * 32 for byte in seeds]
           for part, seeds in {"price": (0x10, 0x11, 0x12), "technical": (0x18, 0x19, 0x1A)}.items()}
PUBLIC = {part: [x25519_public(key) for key in keys] for part, keys in PRIVATE.items()}
SERVICE = x25519_public(b"\x28" * 32)


def h(text: str) -> bytes:
    return bytes.fromhex(text)


# What the parties write; the verifier itself only reads it or knows its head.
def submission(origin: str, tender: str, bidder: str, revision: int, parts: list[Sealed]) -> bytes:
    listed = b"".join(lp(p.part) + p.ctxh + p.bid_hash + u64(p.size) for p in parts)
    return head("submit", origin, tender, bidder, revision) + u8(len(parts)) + listed


def withdrawal(origin: str, tender: str, bidder: str, revision: int, withdrawn: bytes) -> bytes:
    return head("withdraw", origin, tender, bidder, revision) + withdrawn


def maintenance(origin: str, tender: str, bidder: str, revision: int, kept: bytes, documents: bytes,
                deadline_ms: int) -> bytes:
    return head("maintain", origin, tender, bidder, revision) + kept + documents + u64(deadline_ms)


def opening(origin: str, tender: str, bidder: str, revision: int, part: str, bid_hash: bytes,
            wrap: bytes) -> bytes:
    return head("open", origin, tender, bidder, revision) + lp(part) + bid_hash + wrap


def deposit(message: bytes, signature: bytes, refusal_note: bytes) -> bytes:
    return b"tender-bid-v1 deposit\0" + lp(message) + lp(signature) + refusal_note


def deposit_receipt(deposited: bytes, ts_ms: int) -> bytes:
    return b"tender-deposit-v1\0" + sha256(deposited) + u64(ts_ms)


def release(origin: str, tender: str, r: Release) -> bytes:
    start = b"tender-bid-v1 release\0" + lp(origin) + lp(tender) + lp(r.part)
    return start + u8(r.i) + r.keys_hash + u64(r.size) + r.root + lp(r.value)


def refusal(origin: str, tender: str, what: bytes, code: str, ts_ms: int) -> bytes:
    return b"tender-refusal-v1\0" + lp(origin) + lp(tender) + what + lp(code) + u64(ts_ms)


def seal_payload(key: bytes, plain: bytes) -> bytes:
    count = max(1, -(-len(plain) // CHUNK))
    return b"".join(aead_seal(key, chunk_nonce(i, i == count - 1), plain[i * CHUNK:(i + 1) * CHUNK])
                    for i in range(count))


def seal(part: str, k_b: bytes, k_c: bytes, nonce: bytes, file: bytes) -> bytes:
    """An envelope, made as its maker would."""
    context = Context(TENDER, part, BIDDER, DEADLINE, 1, bids.doc_hash(PARAMS),
                      bids.keys_hash(TENDER, part, PUBLIC[part]), nonce)
    return seal_envelope(context, k_b, k_c, PUBLIC[part], file, PARAMS["pad_to"])


def seal_envelope(context: Context, k_b: bytes, k_c: bytes, keys: list[bytes], file: bytes,
                  pad_to: int) -> bytes:
    ctxh = sha256(context.data)
    prk = hkdf_extract(ctxh, k_b + k_c)
    wraps = b"".join(bids.wrap_share(k_c, ctxh, i, key) or b"" for i, key in enumerate(keys, 1))
    body = len(context.data).to_bytes(4, "big") + context.data + bids.kb_commitment(ctxh, k_b)
    body += bids.key_commitment(prk) + bytes([3, 2, 3]) + wraps
    header = bids.MAGIC + len(body).to_bytes(4, "big") + body
    size = bids.padded_size(context.part, len(file), pad_to)
    plain = (len(file).to_bytes(8, "big") + file).ljust(size, b"\0")
    return header + seal_payload(bids.payload_key(prk, header), plain)


def _malformed(step: object, *given: object) -> bool:
    try:
        step(*given)
        return False
    except Malformed:
        return True


def envelopes() -> Facts:
    k_b, k_c = b"\x41" * 32, b"\x42" * 32
    data = seal("price", k_b, k_c, b"\x30" * 32, PRICE)
    e = Envelope.parse(data)
    ctxh = sha256(e.context.data)
    prk, p = hkdf_extract(ctxh, k_b + k_c), hkdf_extract(ctxh, k_c)
    technical = seal("technical", b"\x44" * 32, b"\x45" * 32, b"\x31" * 32, b"\x78" * 10)
    facts: Facts = [
        ("doc_hash", bids.doc_hash(PARAMS).hex(),
         "0d26d3409cdea01c71e5a06c5e1ed18ee1d1fb6ddaa8726be067b8dbf254e244"),
        ("pk_o", SERVICE.hex(), "4fa81de0dedc4ff02f8d8cffd486b7d2bd621e01b7813abcf2f4cd683828a54e"),
        ("keys_hash price", e.context.keys_hash.hex(),
         "5d3c869020b3fe531a1d8233ebbe61e8e55a84ecbd76f3b180c6073709a1689a"),
        ("keys_hash technical", bids.keys_hash(TENDER, "technical", PUBLIC["technical"]).hex(),
         "2156b76e802b50d8fe13c8f6f39a908ea85db51370cb380666adf65747c7785a"),
        ("ctx", (len(e.context.data), ctxh.hex()),
         (149, "49350227b8eda7d2e6101d8a1a2e0e7ca9f1c579e891d9861ca622a15c3f3277")),
        ("prk", prk.hex(), "0b81c2630d0dad3088e5b43045d721aa4b0cbc6f13f5e8e32013dd5a42ff1a05"),
        ("p", p.hex(), "52f70fedd6416fbc8cd39301fc04d2a67196746cfb31fd3b96564d4e4f22b20e"),
        ("coef_1", hkdf_expand(p, b"tender-bid-v1 coef\x01",
                               32).hex(), "fb39e5696883f4e268f086d4f4bb0a2c390967ad47722af25849b31996586cd3"),
        ("skE_1", derive_key_pair(hkdf_expand(p, b"tender-bid-v1 eph\x01", 32))[0].hex(),
         "90178f6604339ca9396074453bccdb5ea5398ef5795353c8d5299be9dbf2e044"),
        ("wrap_1", e.wraps[0].hex(),
         "d12d52434b94ee33cdc056dc874b0cdb6d8777ec1cd07f2117def09e15e7416eb0082952d9c6fd54"
         "231040bc7ec6883025b47badf10878d380eed14b1d86d9d7d94582f5b4fd6e5e8846dd6ed31118202b"),
        ("all wraps", sha256(b"".join(e.wraps)).hex(),
         "05f311d3b165824d791f9bc91e4e60d4f4531c0fac54819affeaf1665e67960e"),
        ("kb_commit", e.kb_commit.hex(), "92da58b580a53c32557a2a440cb3c722167134e78065019c4283b9dd99fe4fa5"),
        ("key_commit", e.key_commit.hex(),
         "7dc164362f92be9c3681ae8ec76fe5b089e760a9b641cffa188c3102cc989ce6"),
        ("H(hdr)", sha256(e.header).hex(),
         "84326bbdc696e3edfbab5f0d91389254d560d05d81c161f6d442cdd2870ec25e"),
        ("pkey", bids.payload_key(prk, e.header).hex(),
         "7733b2768244ca2da305d50ad1a737ddabc1bcec8c38548279d2f46463c61a28"),
        ("payload", e.payload[:16].hex(), "7698d68285b5f81992bff42350748bb3"),
        ("price envelope", (len(data), sha256(data).hex()),
         (66027, "cb57cd033b7f3e81d5a510b984a8ce2a51f9ea1aa4378b5ad2def2327a9d26a3")),
        ("technical envelope", (len(technical), sha256(technical).hex()),
         (131583, "2cd5bd8030e8972d4bba7515894cb7a16e057eab5d596ac38023ee2a113a50c9")),
        ("Padmé", [bids.padded_size("price", n - 8, 0)
                   for n in (65537, 1000000, 3000008)], [67584, 1015808, 3014656])
    ]
    for missing in range(3):
        private = {i + 1: key for i, key in enumerate(PRIVATE["price"]) if i != missing}
        facts.append((f"opened without custodian {missing + 1}",
                      bids.open_part(e, k_b, PUBLIC["price"], private, 131072), PRICE))
    private = dict(enumerate(PRIVATE["price"], 1))
    for place in (len(e.header) - 1, len(e.header) - 200, len(data) - 1):
        flipped = data[:place] + bytes([data[place] ^ 1]) + data[place + 1:]
        facts.append(
            (f"byte {place} flipped",
             _malformed(lambda f: bids.open_part(Envelope.parse(f), k_b, PUBLIC["price"], private, 131072),
                        flipped), True))
    facts.append(
        ("a key of another part", bids.sound_private_keys(PUBLIC["price"], {1: PRIVATE["technical"][0]}), {}))
    return facts


def bid_messages() -> Facts:
    price = seal("price", b"\x41" * 32, b"\x42" * 32, b"\x30" * 32, PRICE)
    technical = seal("technical", b"\x44" * 32, b"\x45" * 32, b"\x31" * 32, b"\x78" * 10)
    parts = [Sealed(part, sha256(Envelope.parse(data).context.data), sha256(data), len(data))
             for part, data in (("technical", technical), ("price", price))]
    submit = submission(ORIGIN, TENDER, BIDDER, 1, parts)
    signature = h(
        "71b5462bea9b068935a122e8b3603854c9b8c78e663be3ece28b91b43c1b8fe74f437612df0e0984f64b9dd8e0d0ea3eaf3d"
        "9485768376b69f99534a7d267d09")
    wrap = m.key_wrap(SERVICE, parts[1].ctxh, b"\x41" * 32) or b""
    opened = opening(ORIGIN, TENDER, BIDDER, 1, "price", parts[1].bid_hash, wrap)
    refused = refusal(ORIGIN, TENDER, sha256(submit), "REVISION_NOT_HIGHER", DEADLINE - 300000)
    deposited = deposit(submit, signature, sha256(refused))
    hashed = {part: bids.keys_hash(TENDER, part, PUBLIC[part]) for part in PUBLIC}
    released = release(ORIGIN, TENDER,
                        Release("price", 1, hashed["price"], 17, sha256(b"root"), PRIVATE["price"][0]))
    logged = bids.custodian_key_message(ORIGIN, TENDER, {"part": "price", "i": 1, "t": 2, "n": 3,
                                                         "pk": PUBLIC["price"][0].hex()})
    made = {
        "submit": (submit, 230, "e598a96d7b4b3ef17caf62bd5a8f12ef47b8966f9c19dfee8388167fc3edd684"),
        "withdraw": (withdrawal(ORIGIN, TENDER, BIDDER, 2, sha256(submit)), 101,
                     "8dfc320dd50bd514b7504dc7bff3e2bf363afdc9b0d2d30cb2566741390dece8"),
        "maintain": (maintenance(ORIGIN, TENDER, BIDDER, 1, sha256(submit), sha256(b"new doc hash"),
                                   DEADLINE + 86_400_000), 141,
                     "755c14db53edd36399be7aad088910cfdc447ec0fb0a0d511103b2626ae15fd5"),
        "open": (opened, 184, "17e0ead016a91ec27c227157d811087f91a3e079219e1c688b554bcd17e5b209"),
        "refusal": (refused, 114, "72e52f6cc44703416a6c4747f5fd029f9d110b226acee4cb35d6203816786313"),
        "deposit": (deposited, 352, "2030087fc5b4793a84786703c25f4ac149b1b33409164a6b2d18b32293ccc66a"),
        "deposit receipt": (deposit_receipt(deposited, DEADLINE - 200000), 58,
                            "1910dea463e4f1cf03b2f4051421b084bd3319da8f343c081d4c9f35971c332a"),
        "release": (released, 171, "ec5f446b6c8589e8de43322128afd07ad4ce8eeddbe8acc30c58004d5eaf63bc"),
        "custodian key": (logged, 101, "b2cc588c187d5ce58de0e9aac37e8268be3ea5569d73d0486404715ae350f748")}
    facts: Facts = [(name, (len(data), sha256(data).hex()), (size, digest))
                    for name, (data, size, digest) in made.items()]
    technical_wrap = m.release_wrap(SERVICE, hashed["technical"], 1, PRIVATE["technical"][0])
    return facts + [
        ("signature of submit", verify(ED25519, public_key(b"\x65" * 32), submit, signature), True),
        ("wrap of k_b", wrap.hex(),
         "33fb972fd66d8689ef1b968642bf2a03cb3bf63b92d9367cba0a3edacde9de0263d2ab7db037628120ac"
         "0b9754170f483a155e24f1f867266a4608eadcb412175eef364a3572d47343971650a761166c"),
        ("wrap of a technical key", technical_wrap,
         h("1a33895a95a0c4cb3c744412f5cdba44fbb3ec686b7bc834303b619a24bb7023211ffec3b1a888e061948491f7"
           "fa26ed5f670615"
           "b1982711a9c46eda8cd2cbec12e3220c656b3f05a79f5894348e0daa")),
        ("submit read", m.read_submission(submit, head("submit", ORIGIN, TENDER, BIDDER, 1)), tuple(parts)),
        ("open read", m.read_opening(opened, head("open", ORIGIN, TENDER, BIDDER, 1)), ("price", parts[1].bid_hash, wrap)),
        ("release read", m.read_release(released, ORIGIN, TENDER).value, PRIVATE["price"][0]),
        ("refusal read", m.read_refusal(refused, ORIGIN, TENDER)[1], "REVISION_NOT_HIGHER"),
        ("of another tender", _malformed(m.read_refusal, refused, ORIGIN, "T-2026-0002"), True)
    ]


def price_files() -> Facts:
    row = opening_row(read_price(PRICE), "ab" * 32, BIDDER, 1)
    rate = b'{"currency":"CNY","quote":"rate","rate":"0.065","tax":"excluded","v":1}'
    total = '{"amount_minor":"100","currency":"CNY","quote":"total","tax":"included","v":1}'
    bad = [("amount_minor\":\"100", "amount_minor\":\"0100"), ("\"100\"", "\"9007199254740992\""),
           ("\"100\"", "\"-1\""), ("\"100\"", "100"), ("\"100\"", "\"1.00\""), ("CNY", "cny"),
           ("CNY", "CNYY"), ("total", "sum"), ("included", "none"), ("\"v\":1", "\"v\":2"),
           ("\"v\":1", "\"v\":1,\"x\":1"), ("\"v\":1", "\"v\": 1"), ("\"v\":1", "\"v\":true"),
           ("\"tax\":\"included\",", ""), ("\"quote\":\"total\"", "\"quote\":\"rate\""),
           ("\"v\":1", "\"v\":1,\"words\":1"), ("{", "{\"items_hash\":\"AB\",")]
    return [("words of the vector", words(123456789), "壹佰贰拾叁万肆仟伍佰陆拾柒元捌角玖分"),
            ("words", [words(n) for n in (100500005, 10010000000, 50, 0, 2**53 - 1)],
             ["壹佰万伍仟元零伍分", "壹亿零壹拾万元整", "伍角整", "零元整",
              "玖拾万零柒佰壹拾玖亿玖仟贰佰伍拾肆万柒仟肆佰零玖元玖角壹分"]),
            ("words_agree", row["words_agree"], "yes"), ("a rate", read_price(rate)["rate"], "0.065"),
            ("no words", opening_row(read_price(total.encode()), "", "", 1)["words_agree"], "none"),
            ("bad files", [_malformed(read_price,
                                      total.replace(*change).encode()) for change in bad], [True] * len(bad)),
            ("a file too long", _malformed(read_price, PRICE + b" " * 4096), True)]


BID_GROUPS = {"envelopes (section 5)": envelopes, "messages (section 5)": bid_messages,
              "price.json (section 5)": price_files}
