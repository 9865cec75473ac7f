"""Exact numbers, and the places where a scheme rounds them (rulebook 3.4, 14.4).

Every value is an exact fraction; nothing is rounded except at a stage that the scheme names.
"""

import re
from fractions import Fraction

STAGES = ("adjusted_price", "benchmark", "deviation_rate", "price_score",
          "member_average", "weighted_part", "total")
MODES = ("half_up", "half_even", "down", "up")
MAX_MINOR = 2**53 - 1
MOST_DECIMALS = 9
DECIMAL = re.compile(r"-?[0-9]+(\.[0-9]+)?")


class Refusal(Exception):
    """Faulty input, or an input that a rule refuses; the text starts with a code."""


class Incomplete(Exception):
    """Scores or drawn numbers are missing."""


def exact(value: object) -> Fraction:
    """The exact value of a decimal text or whole number."""
    if isinstance(value, bool) or not isinstance(value, (int, str)):
        raise Refusal(f"NOT_A_NUMBER {value!r}")
    if isinstance(value, str) and not DECIMAL.fullmatch(value):
        raise Refusal(f"NOT_A_NUMBER {value!r}")
    return Fraction(value)


def minor_units(value: object, digits: int) -> int:
    """A money amount as a whole number of minor units (fen, yen)."""
    amount = exact(value) * 10**digits
    if amount.denominator != 1:
        raise Refusal(f"TOO_MANY_DECIMALS {value!r}")
    if abs(amount.numerator) > MAX_MINOR:
        raise Refusal(f"AMOUNT_OUT_OF_RANGE {value!r}")
    return amount.numerator


def whole_rounded(num: int, den: int, mode: str) -> int:
    """num/den rounded to a whole number (den > 0).

    half_up is half away from zero (rulebook 14.4), down is toward zero, up is away from zero.
    """
    magnitude, rest = divmod(abs(num), den)
    if rest:
        half = 2 * rest - den
        if mode == "up" or mode != "down" and (
                half > 0 or half == 0 and (mode == "half_up" or magnitude % 2 == 1)):
            magnitude += 1
    return -magnitude if num < 0 else magnitude


def decimal_text(units: int, decimals: int) -> str:
    """units * 10**-decimals with exactly that many decimals."""
    if decimals == 0:
        return str(units)
    digits = str(abs(units)).rjust(decimals + 1, "0")
    return ("-" if units < 0 else "") + digits[:-decimals] + "." + digits[-decimals:]


def ratio_text(value: Fraction) -> str:
    """The reduced ratio, also of a whole number: `n/d`."""
    return f"{value.numerator}/{value.denominator}"


def shortest_text(value: Fraction) -> str:
    """The shortest decimal that is exact, and where none of 9 places is, the reduced ratio."""
    for decimals in range(MOST_DECIMALS + 1):
        scaled = value * 10**decimals
        if scaled.denominator == 1:
            return decimal_text(scaled.numerator, decimals)
    return ratio_text(value)


class Stage:
    """One place of the calculation where the scheme may round; without a rule it stays exact."""

    def __init__(self, name: str, rule: dict | None) -> None:
        self.name, self.decimals, self.mode, self.scale = name, None, "", 1
        if rule is not None:
            only_keys(rule, ("decimals", "mode"))
            self.decimals, self.mode = rule["decimals"], rule["mode"]
            known = type(self.decimals) is int and 0 <= self.decimals <= MOST_DECIMALS
            if not known or self.mode not in MODES:
                raise Refusal(f"ROUNDING {name}")
            self.scale = 10**self.decimals

    def settle(self, value: Fraction) -> Fraction:
        """The value after this stage."""
        if self.decimals is None:
            return value
        units = whole_rounded(value.numerator * self.scale, value.denominator, self.mode)
        return Fraction(units, self.scale)

    def published(self, value: Fraction) -> str:
        """A settled value as it is published: with the decimals of the stage, or the shortest."""
        if self.decimals is None:
            return shortest_text(value)
        return decimal_text((value * self.scale).numerator, self.decimals)

    def published_minor(self, value: Fraction, digits: int) -> str:
        """A settled amount in minor units, of which the stage counted decimals of the major."""
        if self.decimals is None:
            return shortest_text(value)
        left = max(0, self.decimals - digits)
        return decimal_text((value * 10**left).numerator, left)


def only_keys(mapping: object, allowed: tuple[str, ...]) -> None:
    """Unknown keys are refused."""
    if not isinstance(mapping, dict):
        raise Refusal("NOT_A_MAP")
    for key in mapping:
        if key not in allowed:
            raise Refusal(f"UNKNOWN_KEY {key}")


def positive(value: object, what: str) -> Fraction:
    number = exact(value)
    if number <= 0:
        raise Refusal(f"NOT_POSITIVE {what}")
    return number
