"""Vectors of formats, sections 1, 2, 7, 10 and 11: trees, notes, leaves, commands and enrolments."""

import hashlib

import curves
from encoding import Malformed, decode, encode, lp, u64
from identity import command_message, enrolment_message, fingerprint, root_message
from log import read_leaf, tile_name, tile_names
from messages import erasure
from notes import COSIGNATURE_KEY, NOTE_KEY, Note, VerifierKey, from_base64
from primitives import ED25519, sha256, verify
from receipts import body_hash, sealing_value, secret_commitment, tag
from tree import Tree, leaf_hash, node, root_from_inclusion

Facts = list[tuple[str, object, object]]
INPUTS = ("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f")
LEAVES = (
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
    "0298d122906dcfc10892cb53a73992fc5b9f493ea4c9badb27b791b4127a7fe7",
    "07506a85fd9dd2f120eb694f86011e5bb4662e5c415a62917033d4a9624487e7",
    "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
    "4271a26be0d8a84f0bd54c8c302e7cb3a3b5d1fa6780a40bcce2873477dab658",
    "b08693ec2e721597130641e8211e7eedccb4c26413963eee6c1e2ed16ffb1a5f",
    "46f6ffadd3d06a09ff3c5860d2755c8b9819db7df44251788c7d8e3180de8eb1",
)
ROOTS = (
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
)
A, B = "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0", ROOTS[4]
NOTE = (
    "tender.example/audit\n"
    "8\n"
    "XcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg=\n"
    "\n"
    "\u2014 tender.example/audit k1MCvcGEZ/Q75Bl3JUGQCYqe9ZiL8hXPRIilSyXd/rtz8ta1Gpy/YPleobW2R6"
    "fKgOivoGLytM5xmpSUr9x7z4C3vAY=\n"
    "\u2014 witness.example/w1 IDJKvgAAAABqsTuAChz6j+H1gPX+nK9DfbUM+4X3"
    "RqKFIqfIQcmmAllsTYFq9Hk0bhhIDyjF9fcOWBfaafUslLMkzxvdntobSat8Cg==\n"
)
BODY = (
    '{"actor":"B-007","at":1789999400123,"authorisation":{"nonce":"35353535353535353535353535353535","not'
    '_after_ms":1789999500000,"sig":"fc68ce61a3573423842a45d8fc0f556361dce019a4591c5cdf3d70e9aa5244dbdab3'
    '09ad67cff73dd9f05f10199bf9d702540f0723a65e82dbdd8850f6efa503"},"clock":"wall","command":{"cmd":"bid.'
    'submit","party":"B-007","revision":1,"submit":"e598a96d7b4b3ef17caf62bd5a8f12ef47b8966f9c19dfee83881'
    '67fc3edd684","v":1},"events":[{"kind":"bid.received","revision":1}],"kind":"bid.received","stage":"o'
    'pening","tender":"T-2026-0001","v":1}')
LEAF = (
    '{"actor":"-","body":"3d621301cc7a67c642c6a2f1c144b1da9ef9e4d2c26107062b49cfca5762e931","kind":"seale'
    'd","seq":8,"tag":"c64d785224fb2f6b4fd273571fc4a4f5e6fae46d19a311ef60b888b7b3d3aa8d","tender":"-","ts'
    '":1789999400123,"v":1}')
COMMAND = {"cmd": "bid.submit", "party": "B-007", "revision": 1,
           "submit": "e598a96d7b4b3ef17caf62bd5a8f12ef47b8966f9c19dfee8388167fc3edd684", "v": 1}
ORIGIN, TENDER = "tender.example/audit", "T-2026-0001"


def h(text: str) -> bytes:
    return bytes.fromhex(text)


def public_key(seed: bytes) -> bytes:
    """The Ed25519 key of a seed (RFC 8032, section 5.1.5)."""
    a = int.from_bytes(hashlib.sha512(seed).digest()[:32], "little") & (2**254 - 8) | 2**254
    return curves.encode_point(curves.times(a, curves.BASE))


def refused(data: bytes) -> bool:
    try:
        decode(data)
        return False
    except Malformed:
        return True


# What the log writes and a reader of bundles, who has all leaves, does not need.
def acknowledgement(origin: str, seq: int, leaf_hash: bytes) -> bytes:
    return b"tender-ack-v1\0" + lp(origin) + u64(seq) + leaf_hash


def consistent(first: int, second: int, proof: list[bytes], old_root: bytes, new_root: bytes) -> bool:
    """RFC 9162, section 2.1.4.2, for 0 < first <= second."""
    if first > second or first == 0:
        return False
    if first == second:
        return not proof and old_root == new_root
    if not proof:
        return False
    path = [old_root] + proof if first & (first - 1) == 0 else proof
    fn, sn = first - 1, second - 1
    while fn & 1:
        fn, sn = fn >> 1, sn >> 1
    old = new = path[0]
    for item in path[1:]:
        if sn == 0:
            return False
        if fn & 1 or fn == sn:
            old, new = node(item, old), node(item, new)
            while not fn & 1 and fn:
                fn, sn = fn >> 1, sn >> 1
        else:
            new = node(new, item)
        fn, sn = fn >> 1, sn >> 1
    return sn == 0 and old == old_root and new == new_root


def trees() -> Facts:
    made = Tree([leaf_hash(h(text)) for text in INPUTS])
    facts: Facts = [(f"leaf {i}", made.levels[0][i].hex(), LEAVES[i]) for i in range(8)]
    facts += [(f"root {n}", made.root(n).hex(), ROOTS[n]) for n in range(9)]
    leaf5 = [h(LEAVES[4]), h(A), h(B)]
    six = [h("0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a"), h(A), h(B)]
    two = [h("5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e"), h(LEAVES[4])]
    big = Tree([leaf_hash(b"entry %d" % i) for i in range(70000)])
    facts += [
        ("a leaf", leaf_hash(b"L123456").hex(),
         "395aa064aa4c29f7010acfe3f25db9485bbd4b91897b6ad7ad547639252b4d56"),
        ("a node", node(b"N123",
                        b"N456").hex(), "aa217fe888e47007fa15edab33c2b492a722cb106c64667fc2b044444de66bbb"),
        ("inclusion 5 of 8", root_from_inclusion(5, 8, h(LEAVES[5]), leaf5), h(ROOTS[8])),
        ("inclusion at a wrong place", root_from_inclusion(4, 8, h(LEAVES[5]), leaf5) == h(ROOTS[8]), False),
        ("inclusion cut short", root_from_inclusion(5, 8, h(LEAVES[5]), leaf5[:2]), None),
        ("consistency 6 to 8", consistent(6, 8, six, h(ROOTS[6]), h(ROOTS[8])), True),
        ("consistency 2 to 5", consistent(2, 5, two, h(ROOTS[2]), h(ROOTS[5])), True),
        ("roots swapped", consistent(6, 8, six, h(ROOTS[8]), h(ROOTS[6])), False),
        ("size 256", big.root(256).hex(), "da6596d95369f5fef322ab8e4e0da3b0b50236aa9c8a3b1d246f7411c9e2e32e"),
        ("size 257", big.root(257).hex(), "5c1fdfe835358022f2392de478dbe053fc130cfe1d3a082879a90cf6bf14bf7e"),
        ("size 70000", big.root().hex(), "a3920fba7f239a071a9bd10721f1341addefbaededb41c7e24437a9d16bdf00a"),
        ("a tile", tile_name(0, 1234067, 256), "log/tile/0/x001/x234/067"),
        ("tiles of 70000", [len(tile_names(n, level))
                            for level, n in enumerate((70000, 273, 1))], [274, 2, 1]),
        ("partial tiles", [tile_names(n, level)[-1][2]
                           for level, n in enumerate((70000, 273, 1))], [112, 17, 1])
    ]
    return facts


def notes() -> Facts:
    log = VerifierKey.parse("tender.example/audit+935302bd+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4",
                            NOTE_KEY)
    witness = VerifierKey.parse("witness.example/w1+20324abe+BCmsuuFBvMrwsi4alNNNC8c2HlJtC/4SyJeUvJMilm3X",
                                COSIGNATURE_KEY)
    note = Note.parse(NOTE.encode())
    edited = Note.parse(NOTE.replace("audit\n8\n", "audit\n7\n").encode())
    spec = VerifierKey.parse("example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
                             NOTE_KEY)
    raw = from_base64(
        "Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=")
    return [("size and root", (note.size, note.root.hex()), (8, ROOTS[8])),
            ("signature", note.signed_by(log), True),
            ("witness time", note.witnessed_by(witness), 1790000000),
            ("an edited size", edited.signed_by(log), False),
            ("the example of the specification", raw[:4] == spec.id
             and verify(ED25519, spec.key, b"This is an example message.\n", raw[4:]), True)]


def encoding() -> Facts:
    good = encode({"b": [1, True, "\u00e9/"], "a": {"x": -1}})
    bad = (b'{"a":1,"a":1}', b'{"b":1,"a":2}', b'{"a":1.0}', b'{"a":1e2}', b'{"a":null}', b'{"a": 1}',
           b'{"A":1}', b"[]", b'{"a":-0}', b'{"a":9007199254740992}', b'{"a":"e\xcc\x81"}', b'{"a":"\\/"}',
           b'{"a":"\\u00e9"}', b'{"a":NaN}', b'{"a":"\\ud800"}', b'{"a":"\xff"}', b'{"a":1}\n', b"[" * 100000)
    return [("canonical", good, '{"a":{"x":-1},"b":[1,true,"\u00e9/"]}'.encode()),
            ("read again", refused(good), False),
            ("refused", [refused(data) for data in bad], [True] * len(bad))]


def leaves() -> Facts:
    secret, salt, body = b"\x71" * 32, b"\x50" * 32, BODY.encode()
    r, leaf, value = sealing_value(secret, 8), read_leaf(LEAF.encode(), 8), decode(body)
    said = value["authorisation"]
    message = command_message(ORIGIN, TENDER, h(said["nonce"]), said["not_after_ms"],
                              encode(value["command"]))
    return [("commitment", secret_commitment(secret),
             "6be31d6530ecb327a852d5e38f807eb5850c67ca020714708a19387f70434c35"),
            ("r", r.hex(), "89a79a07f554da6acfd73e111f8ea04657058cc69d79c504696f22210ec632f1"),
            ("body", body_hash(salt, body), leaf.body), ("tag", tag(TENDER, r), leaf.tag),
            ("leaf hash", leaf_hash(LEAF.encode()).hex(),
             "6d281ce5dd7e35714410835b38982a5b3dbeae9ac78092b186f61bd0c2d55be2"),
            ("acknowledgement", sha256(acknowledgement(ORIGIN, 8, leaf_hash(LEAF.encode()))).hex(),
             "42bf74c41ba2a6d8b3cf923097c015e7871ae5ed64ff566f5b58714af68c2a5f"),
            ("erasure", sha256(erasure(ORIGIN, 6, sha256(b"body"), "PIPL 47(1)(3)")).hex(),
             "982b93b45b99a8850b3537bd91fbb79b3d50880bec878bc0f4b87458747fd440"),
            ("the command of the body", (value["command"],
                                         verify(ED25519, public_key(b"\x65" * 32), message,
                                                h(said["sig"]))), (COMMAND, True))]


def identities() -> Facts:
    key, root = public_key(b"\x65" * 32), public_key(b"\x60" * 32)
    message = command_message(ORIGIN, TENDER, b"\x35" * 16, 1789999500000, encode(COMMAND))
    enrolled = {
        "alg": 1, "party": "B-007", "role": "bidder", "pubkey": key.hex(), "not_before_ms": 1789000000000,
        "not_after_ms": 1890000000000
    }
    enrol = enrolment_message(ORIGIN, enrolled)
    own = h("a4b133bff5e01e0e400b142f19d2f960a1c518ccb3186ed20485f5263774a68813b051273fc5ba76f1bc327c2651d381"
            "36ac62ba07bf72b8b9a927861261ab07")
    said = h(
        "fdca3291bc44457254f2bfdb74119a16c680c3d78ac6ea7ca077ecfe27dcbc8b582e6efcbacd42a1919767bd4cb49361"
        "650d909fc628374bca3bbf8246a3e807")
    return [("command", (len(message), sha256(message).hex()),
             (208, "9d5ce5c5553a190d20f9bb0411c13029c49cc45d97c9d8e81b9f1ccf32d4e72a")),
            ("fingerprint", fingerprint(1, key),
             "7331669cc2af79f2693c019ca0402a514a84619b227d14ec590486bbb867cc5f"),
            ("enrolment", sha256(enrol).hex(),
             "f6f55b6cb25e25996079ff98bcd6b4ef9c8aa3ed45890e239115104dbdf48a3e"),
            ("root key", root.hex(), "4a72e4035bb435d0aa42d43b8873d9f07cb9bf476fe2ade0aba49983eebd425e"),
            ("self_sig", verify(ED25519, key, enrol, own), True),
            ("root_sig", verify(ED25519, root, root_message(enrol, own), said), True),
            ("lp", lp("ab"), b"\x00\x02ab")]


LOG_GROUPS = {"tree (section 1)": trees, "notes (section 2)": notes, "ENC (section 7)": encoding,
              "leaves (section 10)": leaves, "commands and enrolment (section 11)": identities}
