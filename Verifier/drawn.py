"""One announced draw, its events and its seeds (formats, section 6)."""

from dataclasses import dataclass, field

import draws
from case import Case, Event
from draws import Announcement
from encoding import from_hex
from verdict import Check

OPERATOR = "operator"


def enrolled(party: str) -> str:
    """In a draw `platform` means the operator."""
    return OPERATOR if party == "platform" else party


@dataclass
class Draw:
    """One announced draw; its commitments by party, its reveals by round and party.

    What waits for the opening of the bids moves with it: deadlines are later by as much.
    """

    case: Case
    check: Check
    event: Event
    announced: Announcement
    commits: dict[str, Event] = field(default_factory=dict)
    reveals: dict[tuple[int, str], bytes] = field(default_factory=dict)

    def __post_init__(self) -> None:
        _, self.kind, self.number = self.announced.draw.split("/")
        self.ch, self.parties = self.announced.ch, self.announced.parties
        self.names = {enrolled(party): party for party in self.parties}
        delay = 0 if self.kind == "panel" else self.case.delay(self.event.seq)
        self.deadlines = {party: deadline + delay
                          for party, deadline in zip(self.parties, self.event["deadlines"])}
        self.revealed, self.first_reveal = self.events("draw.revealed"), None
        if self.revealed:
            self.first_reveal = self.revealed[0].seq

    def events(self, *kinds: str) -> list[Event]:
        """The events of this draw, in the order of the log."""
        return [event for event in self.case.of(*kinds) if event["draw"] == self.announced.draw]

    def opened(self) -> Event | None:
        return next(iter(self.events("draw.opened")), None)

    def seed_of(self, result: Event) -> bytes | None:
        """The seed of a result's round, None where a reveal is missing or not disclosed."""
        turn, beacon = result["round"], from_hex(result["beacon"])
        check = self.check.about(turn=turn, beacon=self.announced.beacon[:80])
        if self.announced.beacon == "none":
            check.require(beacon == b"", "{draw}: a beacon where none was announced")
        else:
            check.cannot(
                "{draw}: the beacon {beacon} is taken as logged; compare it with its source")
        made = [e for e in self.revealed if e["round"] == turn and e.seq < result.seq]
        if not check.require(len(made) == len(self.parties),
                             "{draw}: round {turn} has a result before all revealed"):
            return None
        if not all((turn, party) in self.reveals for party in self.parties):
            check.cannot("{draw}: round {turn} cannot be drawn again without all reveals")
            return None
        reveals = {party: self.reveals[turn, party] for party in self.parties}
        return draws.seed(self.ch, turn, self.parties, reveals, beacon)
