"""Vectors of formats, section 6: a panel, a public draw and a dark draw."""

import draws
from draws import Announcement, Panel
from encoding import lp
from primitives import hmac_sha256, sha256

Facts = list[tuple[str, object, object]]
PARTIES = ("tenderer", "supervisor", "platform")
SECRETS = {"tenderer": b"\x01" * 32, "supervisor": b"\x02" * 32, "platform": b"\x03" * 32}
SALT = b"\x51" * 32
BIDDERS = [f"B-{i:03d}" for i in range(1, 8)]


def h(text: str) -> bytes:
    return bytes.fromhex(text)


def unit_token(salt: bytes, unit: str) -> bytes:
    """An employer in a roster, which the verifier only compares."""
    return hmac_sha256(salt, b"unit\0" + lp(unit))


def _reveals(announced: Announcement, turn: int) -> dict[str, bytes]:
    steps = announced.chain - 1 - turn
    return {
        party: draws.chain_step(announced.ch, party, SECRETS[party], steps)
        for party in announced.parties
    }


def _seed(announced: Announcement, turn: int = 0) -> bytes:
    return draws.seed(announced.ch, turn, announced.parties, _reveals(announced, turn), b"")


def _roster() -> tuple[dict[str, str], bytes]:
    """token → name, and the lines: E01..E12 of tech, E11..E18 of econ, employer i mod 5, E04 recused."""
    names, lines = {}, []
    for i in range(1, 19):
        name = f"E{i:02d}"
        token, unit = draws.expert_token(SALT, name).hex(), unit_token(SALT, f"U{i % 5}").hex()
        names[token] = name
        for stratum, holds in (("tech", i <= 12), ("econ", i >= 11)):
            if holds:
                lines.append(f"{token}\t{stratum}\t{unit}\t{'R2:40' if i == 4 else '-'}\n".encode())
    return names, b"".join(sorted(lines))


def panel() -> Facts:
    names, roster = _roster()
    plan = b"max_per_employer\t2\ntech\t3\necon\t2\n"
    announced = Announcement("T-2026-0001/panel/1", "secret", sha256(roster), sha256(plan), "none", 64,
                             draws.salt_commitment(SALT), PARTIES)
    ch = announced.ch
    commits = [draws.chain_step(ch, party, SECRETS[party], 64).hex()[:16] for party in PARTIES]
    first, second, seats = _seed(announced), _seed(announced, 1), Panel.read(plan, roster)
    tickets = {
        stratum: " ".join(f"{names[t]}:{draws.ticket(first, stratum, bytes.fromhex(t)).hex()[:8]}"
                          for t in sorted({row.token
                                           for row in seats.rows if row.stratum == stratum},
                                          key=lambda t: draws.ticket(first, stratum, bytes.fromhex(t))))
        for stratum in ("tech", "econ")
    }
    seated = [names[token] for seat in seats.draw(first, dict(seats.quotas)) for token in seat["tokens"]]
    e08, e13 = draws.expert_token(SALT, "E08"), draws.expert_token(SALT, "E13")
    crowded = seats.employed[next(row.unit for row in seats.rows if row.token == e13.hex())]
    left = seats.vacate(e08.hex())
    replaced = [names[token] for seat in seats.draw(second, {left: 1}) for token in seat["tokens"]]
    declined = draws.reply_message(ch, e08, 0, "decline")
    silent = {"attempts": 3, "channel": "phone", "first_ms": 1790000000000, "last_ms": 1790003600000}
    return [
        ("token E01", draws.expert_token(SALT, "E01").hex(),
         "e767b6be54a840ad922f2f5a442e83692973142c61536b67f8d41fdd6a09fba1"),
        ("unit token U1", unit_token(SALT, "U1").hex(),
         "6e49aa372bcb5f636c0ca822a303cdc8e1386110e1144ab7061d680aae1f059a"),
        ("salt commitment", draws.salt_commitment(SALT).hex(),
         "33b30487eeeeecf6bbe82f29bf040828d9699ff2d8489eef2742e80d42b06ed6"),
        ("roster", sha256(roster).hex(), "f0c776f7e600e2d8ddfe4802a42edfe69199df53d86498448d628f0a448f7ad9"),
        ("plan", sha256(plan).hex(), "8ba7b0f5279cd3266908f88c5c6981a25ff247a1d5f418e273b0b47f15b73a47"),
        ("ch", ch.hex(), "635461e44a0f07c3f6e729cc6b127406aaebb6fca8d17b266576e0e60e1de87d"),
        ("commitments", commits, ["25d325592b6b5921", "ac9ffdc8fccd2ccb", "194e608ce61c45e9"]),
        ("seed 0", first.hex(), "1d41745fc0973ec2cc44e3c2c201f61383086d65ab5eb7590b9392c8ec500eb4"),
        ("seed 1", second.hex(), "722684ed692f38d271eb044b61086dd320875ee3cd872c6f73754d2a509cb205"),
        ("tickets of tech", tickets["tech"],
         "E08:42a1a147 E03:54aa3a94 E12:59feb992 E09:5bd758c6 E01:74ff352a E02:775626d7 "
         "E11:95691800 E06:963193ab "
         "E10:a0b7b13a E05:cc3a6d79 E07:cdd2f0fb E04:ed62d989"),
        ("tickets of econ", tickets["econ"],
         "E13:3b0f3b35 E17:3c106e2e E12:52784fa3 E11:533ea59f E15:6fb49d5c E16:8a95f13f "
         "E14:99a736f6 E18:fedb9bb5"
         ), ("round 0", seated, ["E08", "E03", "E12", "E17", "E11"]), ("round 1", replaced, ["E10"]),
        ("E13 is passed over", crowded, 2),
        ("decline", sha256(declined).hex(),
         "222b5962f23c0bbea1d1e5fe976453045ea2b14ae87f22883a543dd2928e7053"),
        ("no answer", sha256(draws.no_answer_message(ch, e08, 0, silent)).hex(),
         "875423dd009edc78668ac4a7035d2399bab884648094add81408b34e7ae69250"),
        ("reveal", sha256(draws.reveal_message(ch, "tenderer", 0,
                                               _reveals(announced, 0)["tenderer"])).hex(),
         "2ca57f037fc4504ed7a224ed28eced395276f742cfefb0fc768f7dbba4278e5e")
    ]


def public() -> Facts:
    plan = b"b_rand\t7\ndelta\t4\nk\t6\n"
    announced = Announcement("T-2026-0001/public/1", "public", sha256(b""), sha256(plan), "none", 64,
                             bytes(32), PARTIES)
    drawn = _seed(announced)
    values = {label: draws.uniform(drawn, label, count) for label, count in draws.read_labels(plan)}
    return [("ch", announced.ch.hex(), "c02271924418b856edecaf8d92959be101d8f308d27beb9626d03b529dcf1786"),
            ("seed", drawn.hex(), "05e66c6395881cf78df237222b9d250e954d1c2778d83fc4a22ec302ded9c9a7"),
            ("labels", values, {"b_rand": 2, "delta": 2, "k": 0}),
            ("drawn again", draws.uniform(drawn, "k", 2**63 + 1), 446135615207587579),
            ("open", " ".join(draws.order(drawn, "open",
                                          BIDDERS)), "B-004 B-006 B-001 B-007 B-005 B-002 B-003"),
            ("tie", " ".join(draws.order(drawn, "tie", ["B-002", "B-005", "B-006"])), "B-005 B-002 B-006")]


def dark() -> Facts:
    announced = Announcement("T-2026-0001/dark/1", "secret", sha256(b""), sha256(b"dark\n"), "none", 64,
                             bytes(32), PARTIES)
    drawn, ch = _seed(announced), announced.ch
    mapping = draws.code_lines(drawn, BIDDERS)
    service = h("4fa81de0dedc4ff02f8d8cffd486b7d2bd621e01b7813abcf2f4cd683828a54e")
    wrap = draws.reveal_wrap(service, ch, "tenderer", 0, _reveals(announced, 0)["tenderer"])
    return [
        ("ch", ch.hex(), "77978daecf9d338ac74d7dc6c88d89007f3bacb7b0b04704c9e9876ddd123069"),
        ("seed", drawn.hex(), "63422c116e4aafdea3784af0bcb0e7f05faf2d4083d7932b567251c413ed2dd7"),
        ("codes", mapping.decode().replace("\t", "=").split(),
         "T01=B-002 T02=B-001 T03=B-005 T04=B-006 T05=B-007 T06=B-003 T07=B-004".split()),
        ("commitment", draws.mapping_commitment(b"\x52" * 32, mapping).hex(),
         "b73af9dfb33e96ae8c74f9c3ac8d654c15f4d6d7750517a52a3551a681eadf80"),
        ("wrapped reveal", wrap,
         h("e4b34e36087053bec81dce9329793bed9c1c1697e5eeae05996f74e7c5147e524eaae58ae1a0bb0b90f61e97af59aa92"
           "1894249eae8761e27bfd6b05ef61c333494b04e4c0158105fb6cf66ed084a602"))
    ]


DRAW_GROUPS = {"panel (section 6)": panel, "public draw (section 6)": public, "dark draw (section 6)": dark}
