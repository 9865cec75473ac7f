"""Verifiable draws, TD1 (formats, section 6): chains, seeds, tickets, panels, labels, codes."""

from dataclasses import dataclass, field
from typing import NamedTuple

from encoding import Malformed, lp, matches, u8, u32, u64
from primitives import deterministic_wrap, hmac_sha256, sha256

V = b"tender-draw-v1"


def expert_token(salt: bytes, expert: str) -> bytes:
    return hmac_sha256(salt, lp(expert))


def salt_commitment(salt: bytes) -> bytes:
    return sha256(b"tender-roster-v1\0" + salt)


class Announcement(NamedTuple):
    """All of `draw.announced` that the context hash binds."""

    draw: str
    kind: str
    roster_hash: bytes
    plan_hash: bytes
    beacon: str
    chain: int
    salt_commit: bytes
    parties: tuple[str, ...]

    @property
    def ch(self) -> bytes:
        head = V + b"\0" + lp(self.draw) + lp(self.kind) + self.roster_hash + self.plan_hash
        names = u8(len(self.parties)) + b"".join(lp(party) for party in self.parties)
        return sha256(head + lp(self.beacon) + u8(self.chain) + self.salt_commit + names)


def chain_step(ch: bytes, party: str, value: bytes, steps: int = 1) -> bytes:
    """F, applied so many times."""
    for _ in range(steps):
        value = sha256(V + b" chain\0" + ch + lp(party) + value)
    return value


def seed(ch: bytes, turn: int, parties: tuple[str, ...], reveals: dict[str, bytes],
         beacon: bytes) -> bytes:
    given = b"".join(lp(party) + reveals[party] for party in parties)
    return sha256(V + b" seed\0" + ch + bytes([turn, len(parties)]) + given + lp(beacon))


def ticket(drawn: bytes, label: str, item: bytes) -> bytes:
    return hmac_sha256(drawn, b"ticket\0" + lp(label) + lp(item))


def order(drawn: bytes, label: str, items: list[str]) -> list[str]:
    return sorted(items, key=lambda item: (ticket(drawn, label, item.encode()), item.encode()))


def uniform(drawn: bytes, label: str, count: int) -> int:
    """An index below `count`; a value in the uneven rest is drawn again."""
    rest = 2**64 % count
    for attempt in range(2**32):
        value = int.from_bytes(hmac_sha256(drawn, b"u64\0" + lp(label) + u32(attempt))[:8], "big")
        if value < 2**64 - rest:
            return value % count
    return 0


def commit_message(ch: bytes, party: str, commitment: bytes) -> bytes:
    return V + b" commit\0" + ch + lp(party) + commitment


def reveal_message(ch: bytes, party: str, turn: int, value: bytes) -> bytes:
    return V + b" reveal\0" + ch + lp(party) + u8(turn) + value


def reveal_wrap(key: bytes, ch: bytes, party: str, turn: int, value: bytes) -> bytes | None:
    return deterministic_wrap(key, ch, reveal_message(ch, party, turn, b""), value)


def reply_message(ch: bytes, token: bytes, turn: int, reply: str) -> bytes:
    return V + b" reply\0" + ch + token + u8(turn) + lp(reply)


def no_answer_message(ch: bytes, token: bytes, turn: int, event: dict) -> bytes:
    times = u8(event["attempts"]) + u64(event["first_ms"]) + u64(event["last_ms"])
    return V + b" noanswer\0" + ch + token + u8(turn) + times + lp(event["channel"])


def narrow_message(ch: bytes, event: dict) -> bytes:
    counts = u32(event["eligible"]) + u32(event["quota"])
    return V + b" narrow\0" + ch + lp(event["stratum"]) + counts + lp(event["reason"])


class Row(NamedTuple):
    """A line of a panel roster: an expert in one stratum; `recusal` is the leaf of evidence."""

    token: str
    stratum: str
    unit: str
    recusal: int | None


def _lines(data: bytes) -> list[list[str]]:
    try:
        text = data.decode()
    except UnicodeDecodeError:
        raise Malformed("a roster or plan is not UTF-8") from None
    if not text.endswith("\n"):
        raise Malformed("a roster or plan does not end with a line feed")
    return [line.split("\t") for line in text[:-1].split("\n")]


def _natural(text: str) -> int:
    if not text.isascii() or not text.isdigit() or text != str(int(text[:16])):
        raise Malformed(f"{text[:20]!r} is not a number")
    return int(text)


def read_roster(data: bytes) -> list[Row]:
    rows = []
    for cells in _lines(data):
        if len(cells) != 4 or len(cells[0]) != 64 or len(cells[2]) != 64 or not cells[1]:
            raise Malformed("a line of the roster is malformed")
        if not matches(cells[0] + cells[2], 64):
            raise Malformed("a token of the roster is not lowercase hex")
        code, colon, index = cells[3].rpartition(":")
        if cells[3] != "-" and not (code and colon):
            raise Malformed("a recusal of the roster is malformed")
        rows.append(Row(*cells[:3], _natural(index) if cells[3] != "-" else None))
    lines = data.split(b"\n")[:-1]
    if lines != sorted(lines) or len({(row.token, row.stratum) for row in rows}) != len(rows):
        raise Malformed("the roster is not sorted, or names a token twice in a stratum")
    return rows


@dataclass
class Panel:
    """The seating of a panel over its rounds."""

    cap: int
    quotas: list[tuple[str, int]]
    rows: list[Row]
    seen: set[str] = field(default_factory=set)
    employed: dict[str, int] = field(default_factory=dict)
    seated: dict[str, list[str]] = field(default_factory=dict)

    @classmethod
    def read(cls, plan: bytes, roster: bytes) -> "Panel":
        lines = _lines(plan)
        if any(len(cells) != 2 for cells in lines) or lines[0][0] != "max_per_employer":
            raise Malformed("the plan of a panel is malformed")
        quotas = [(stratum, _natural(quota)) for stratum, quota in lines[1:]]
        if len({stratum for stratum, _ in quotas}) != len(quotas):
            raise Malformed("the plan names a stratum twice")
        return cls(_natural(lines[0][1]), quotas, read_roster(roster))

    def eligible(self, stratum: str) -> dict[str, str]:
        """token → unit of all in the stratum that are not recused."""
        return {row.token: row.unit for row in self.rows
                if row.stratum == stratum and row.recusal is None}

    def draw(self, drawn: bytes, need: dict[str, int]) -> list[dict]:
        """Seats what is needed: lowest tickets first, nobody twice, no employer above the cap."""
        result = []
        for stratum, _ in self.quotas:
            units, chosen = self.eligible(stratum), []
            for token in sorted(units, key=lambda t: ticket(drawn, stratum, bytes.fromhex(t))):
                free = token not in self.seen and self.employed.get(units[token], 0) < self.cap
                if len(chosen) < need.get(stratum, 0) and free:
                    chosen.append(token)
                    self.seen.add(token)
                    self.employed[units[token]] = self.employed.get(units[token], 0) + 1
            self.seated.setdefault(stratum, []).extend(chosen)
            result.append({"stratum": stratum, "tokens": chosen})
        return result

    def vacate(self, token: str) -> str | None:
        """Frees the seat of a token and its employer's place; its stratum, None without a seat."""
        for stratum, tokens in self.seated.items():
            if token in tokens:
                tokens.remove(token)
                self.employed[self.eligible(stratum)[token]] -= 1
                return stratum
        return None


def read_labels(plan: bytes) -> list[tuple[str, int]]:
    """The plan of a public draw: (label, m) sorted by label."""
    if not plan:
        return []
    lines = _lines(plan)
    if any(len(cells) != 2 or not cells[0] for cells in lines):
        raise Malformed("the plan of a public draw is malformed")
    labels = [(label, _natural(count)) for label, count in lines]
    names = [label.encode() for label, _ in labels]
    if names != sorted(set(names)) or {"open", "tie"} & {label for label, _ in labels}:
        raise Malformed("the labels of a public draw are not sorted, or one is reserved")
    if any(count == 0 for _, count in labels):
        raise Malformed("a label of a public draw has nothing to choose from")
    return labels


def code_lines(drawn: bytes, bidders: list[str]) -> bytes:
    """The mapping of a dark draw: code TAB bidder LF."""
    chosen = order(drawn, "dark", bidders)
    return "".join(f"T{place:02d}\t{bidder}\n" for place, bidder in enumerate(chosen, 1)).encode()


def mapping_commitment(salt: bytes, mapping: bytes) -> bytes:
    return sha256(salt + mapping)
