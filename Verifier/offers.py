"""What the evaluation knows of a bid, and what it finds of it; amounts are whole minor units."""

from dataclasses import dataclass, field
from fractions import Fraction
from typing import NamedTuple


class Part(NamedTuple):
    """A part of a total: `price` or a criterion, its score, and the points that it gives."""

    id: str
    value: Fraction
    points: Fraction


@dataclass(eq=False)
class Bid:
    """A bid on its way through the evaluation; amounts are whole minor units."""

    bidder: str
    price: int | None  # None where the bid is absent
    responsive: bool = True
    enterprise: str | None = None
    small_share: Fraction | None = None
    adjustment: int | None = None
    finding: str | None = None
    number: int | None = None  # its place in the opening order, from 1
    name: str = ""  # under which it is ranked
    triggers: list[str] = field(default_factory=list)
    rejection: str | None = None
    rate: Fraction = Fraction(0)
    adjusted: Fraction = Fraction(0)  # the evaluated price in the major unit
    deviation: Fraction = Fraction(0)
    unbounded: Fraction = Fraction(0)  # the price score before its bounds
    score: Fraction = Fraction(0)
    parts: list[Part] = field(default_factory=list)
    technical: Fraction = Fraction(0)
    exact_total: Fraction = Fraction(0)
    total: Fraction = Fraction(0)
    key: tuple = ()

    def __post_init__(self) -> None:
        self.name = self.name or self.bidder
