"""price.json, Chinese capital amounts and the opening record (formats, section 5)."""

import re

from encoding import LIMIT, Malformed, decode

_AMOUNT = re.compile(r"(0|[1-9][0-9]{0,15})\Z")
_RATE = re.compile(r"(0|[1-9][0-9]{0,8})(\.[0-9]{1,9})?\Z")
_CURRENCY = re.compile(r"[A-Z]{3}\Z")
_HASH = re.compile(r"[0-9a-f]{64}\Z")
_DIGITS = "零壹贰叁肆伍陆柒捌玖"


def read_price(data: bytes) -> dict:
    """The object of a price part; anything but the rules of the format is Malformed."""
    price = decode(data, 4096)
    kind = price.get("quote")
    required = {"v", "quote", "currency", "tax", "amount_minor" if kind == "total" else "rate"}
    allowed = required | {"items_hash"} | ({"words"} if kind == "total" else set())
    if kind not in ("total", "rate") or not required <= set(price) <= allowed:
        raise Malformed("price.json has other keys than its quote allows")
    if price["v"] != 1 or isinstance(price["v"],
                                     bool) or price["tax"] not in ("included", "excluded", "exempt"):
        raise Malformed("v or tax of price.json is wrong")
    if not all(isinstance(value, str) for key, value in price.items() if key != "v"):
        raise Malformed("a value of price.json is not a text")
    if not _CURRENCY.match(price["currency"]) or not _HASH.match(price.get("items_hash", "0" * 64)):
        raise Malformed("the currency or items_hash of price.json is wrong")
    if kind == "total" and (not _AMOUNT.match(price["amount_minor"]) or int(price["amount_minor"]) > LIMIT):
        raise Malformed("amount_minor of price.json is wrong")
    if kind == "rate" and not _RATE.match(price["rate"]):
        raise Malformed("rate of price.json is wrong")
    return price


def _section(value: int) -> str:
    """Four digits, 零 once per gap inside, none at the ends."""
    text, gap = "", False
    for unit, name in ((1000, "仟"), (100, "佰"), (10, "拾"), (1, "")):
        digit = value // unit % 10
        if digit:
            text += ("零" if gap and text else "") + _DIGITS[digit] + name
            gap = False
        else:
            gap = True
    return text


def _yuan(number: int) -> str:
    """Sections of four digits with 万 and 亿; above 亿 the same begin again, so that there is no 万亿."""
    high, low = divmod(number, 10**8)
    text, gap = (_yuan(high) + "亿" if high else ""), False
    for value, mark in ((low // 10000, "万"), (low % 10000, "")):
        if value == 0:
            gap = True
            continue
        # A section below 1000 leaves a gap before it; one that ends with zeros leaves none behind it.
        if text and (gap or value < 1000):
            text += "零"
        text += _section(value) + mark
        gap = False
    return text


def words(fen: int) -> str:
    """The canonical capital amount of so many fen."""
    yuan, cents = divmod(fen, 100)
    text = _yuan(yuan)
    jiao, single = divmod(cents, 10)
    whole = text
    if text:
        text += "元"
    if jiao:
        text += _DIGITS[jiao] + "角"
    if single:
        text += ("零" if whole and not jiao else "") + _DIGITS[single] + "分"
    if not text:
        return "零元整"
    return text if single else text + "整"


def opening_row(price: dict, bid_hash: str, bidder: str, revision: int) -> dict:
    """The row of the opening record: derived, never typed."""
    agree = "none"
    if "words" in price:
        known = price["currency"] == "CNY"
        agree = "yes" if known and price["words"] == words(int(price["amount_minor"])) else "no"
    return {"bid_hash": bid_hash, "bidder": bidder, "price": price, "revision": revision, "v": 1,
            "words_agree": agree}
