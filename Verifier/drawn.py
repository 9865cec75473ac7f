"""One announced draw, its events and its seeds (formats, section 6)."""

from dataclasses import dataclass, field

import draws
from case import Case, Event
from draws import Announcement
from encoding import from_hex

OPERATOR = "operator"


@dataclass
class Draw:
    """One announced draw and its events, by draw id."""

    event: Event
    announced: Announcement
    commits: dict[str, Event] = field(default_factory=dict)
    reveals: dict[tuple[int, str], bytes] = field(default_factory=dict)
    first_reveal: int | None = None

    @property
    def id(self) -> str:
        return self.announced.draw

    @property
    def kind(self) -> str:
        """`public`, `panel` or `dark`: the last word but one of its id."""
        return self.id.split("/")[-2]

    @property
    def number(self) -> str:
        return self.id.rpartition("/")[2]


def enrolled(party: str) -> str:
    """In a draw `platform` means the operator."""
    return OPERATOR if party == "platform" else party


def events_of(case: Case, draw: Draw, *kinds: str) -> list[Event]:
    """The events of one draw, in the order of the log."""
    return [event for event in case.of(*kinds) if event["draw"] == draw.id]


def seed_of(case: Case, draw: Draw, result: Event) -> bytes | None:
    """The seed of a result's round, None where a reveal is missing or not disclosed."""
    check, parties, turn = case.checks["draws"], draw.announced.parties, result["round"]
    beacon = from_hex(result["beacon"])
    if draw.announced.beacon == "none":
        check.require(beacon == b"", "{draw}: a beacon where none was announced", draw=draw.id)
    else:
        check.cannot("{draw}: the beacon {beacon} is taken as logged; compare it with its source",
                     draw=draw.id, beacon=draw.announced.beacon[:80])
    made = [e for e in events_of(case, draw, "draw.revealed") if e["round"] == turn and e.seq < result.seq]
    if not check.require(
            len(made) == len(parties), "{draw}: round {turn} has a result before all revealed", draw=draw.id,
            turn=turn):
        return None
    reveals = {party: draw.reveals[turn, party] for party in parties if (turn, party) in draw.reveals}
    if len(reveals) < len(parties):
        check.cannot("{draw}: round {turn} cannot be drawn again without all reveals", draw=draw.id,
                     turn=turn)
        return None
    return draws.seed(draw.announced.ch, turn, parties, reveals, beacon)
