"""Which bids stand before prices are compared, and which prices must be explained (rulebook 4).

A trigger is a question and never a rejection: only the panel's finding INVALID rejects.
"""

from fractions import Fraction
from typing import NamedTuple

from offers import Bid
from ratios import Refusal
from scheme import Scheme

PANEL_CONCERN = "T4"


class Limit(NamedTuple):
    """A rule with its exact limit in minor units; an inclusive one is met by the limit itself."""

    rule: str
    limit: Fraction
    inclusive: bool

    def met_by(self, price: int) -> bool:
        return price < self.limit or self.inclusive and price == self.limit


def reject_nonconforming(bids: list[Bid], ceiling: int | None, floor: int | None) -> list[Bid]:
    """The first reason that applies (条例 51; 87号令 63); what is left conforms."""
    for bid in bids:
        if bid.price is None:
            continue
        if not bid.responsive:
            bid.rejection = "UNRESPONSIVE"
        elif ceiling is not None and bid.price > ceiling:
            bid.rejection = "OVER_CEILING"
        elif floor is not None and bid.price < floor:
            bid.rejection = "BELOW_FLOOR"
    return [bid for bid in bids if bid.price is not None and bid.rejection is None]


def low_price_limits(scheme: Scheme, conforming: list[Bid], ceiling: int | None) -> list[Limit]:
    """The limits of all packs over the raw prices of the conforming bids.

    GP-2026-2 is strict, L1 inclusive (财库〔2026〕2号; rulebook 4.2, 4.4, 14.5).
    """
    limits: list[Limit] = []
    prices = sorted(bid.price for bid in conforming)
    for pack, values in scheme.packs:
        if pack == "GP-2026-2" and ceiling is None:
            raise Refusal("FORMULA_INCOMPLETE")
        if not prices:
            continue
        mean = Fraction(sum(prices), len(prices))
        if pack == "GP-2026-2":
            average, second, top = values
            limits.append(Limit("T1", average * mean, False))
            if len(prices) >= 2:
                limits.append(Limit("T2", second * prices[1], False))
            limits.append(Limit("T3", top * ceiling, False))
        else:
            below_mean, below_ceiling = values
            limits.append(Limit("L1_MEAN", below_mean * mean, True))
            if ceiling is not None:
                limits.append(Limit("L1_CEILING", below_ceiling * ceiling, True))
    return limits


def review_low_prices(limits: list[Limit], conforming: list[Bid]) -> bool:
    """Marks the triggers and applies the findings; True where a review is still open.

    A finding on a bid that meets no rule is the panel's own judgement, T4 (12号令 21; 87号令 60).
    """
    is_open = False
    for bid in conforming:
        bid.triggers += [limit.rule for limit in limits if limit.met_by(bid.price)]
        if bid.finding is None:
            is_open = is_open or bool(bid.triggers)
            continue
        if not bid.triggers:
            bid.triggers.append(PANEL_CONCERN)
        if bid.finding == "INVALID":
            bid.rejection = "LOW_PRICE_INVALID"
        elif bid.finding != "REASONABLE":
            raise Refusal("FINDING")
    return is_open
