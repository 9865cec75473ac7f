"""price.json, Chinese capital amounts and the opening record (formats, section 5)."""

import re

from encoding import LIMIT, Malformed, decode, matches

_AMOUNT = re.compile(r"(0|[1-9][0-9]{0,15})\Z")
_RATE = re.compile(r"(0|[1-9][0-9]{0,8})(\.[0-9]{1,9})?\Z")
_CURRENCY = re.compile(r"[A-Z]{3}\Z")
_DIGITS = "零壹贰叁肆伍陆柒捌玖"


def read_price(data: bytes) -> dict:
    """The object of a price part; anything but the rules of the format is Malformed."""
    price = decode(data, 4096)
    kind = price.get("quote")
    required = {"v", "quote", "currency", "tax", "amount_minor" if kind == "total" else "rate"}
    allowed = required | {"items_hash"} | ({"words"} if kind == "total" else set())
    if kind not in ("total", "rate") or not required <= set(price) <= allowed:
        raise Malformed("price.json has other keys than its quote allows")
    if not matches(price["v"], "v1") or price["tax"] not in ("included", "excluded", "exempt"):
        raise Malformed("v or tax of price.json is wrong")
    if not all(isinstance(value, str) for key, value in price.items() if key != "v"):
        raise Malformed("a value of price.json is not a text")
    items = price.get("items_hash", "00" * 32)
    if not _CURRENCY.match(price["currency"]) or not matches(items, 32):
        raise Malformed("the currency or items_hash of price.json is wrong")
    amount = price.get("amount_minor", "")
    if kind == "total" and (not _AMOUNT.match(amount) or int(amount) > LIMIT):
        raise Malformed("amount_minor of price.json is wrong")
    if kind == "rate" and not _RATE.match(price["rate"]):
        raise Malformed("rate of price.json is wrong")
    return price


def _yuan(number: int) -> str:
    """Digits with their units, 万 and 亿, in which a run of zeros is read once or not at all."""
    text = ""
    for place, digit in enumerate(reversed(str(number))):
        unit = ("", "拾", "佰", "仟")[place % 4] if digit != "0" else ""
        mark = ("", "万", "亿", "万")[place // 4] if place % 4 == 0 else ""
        text = _DIGITS[int(digit)] + unit + mark + text
    text = re.sub("零(?=[万亿])", "", re.sub("零+", "零", text))
    # Four zeros below 亿 leave a 万 without a digit.
    return re.sub("零+", "零", text.replace("亿万", "亿零")).strip("零")


def words(fen: int) -> str:
    """The canonical capital amount of so many fen."""
    yuan, cents = divmod(fen, 100)
    jiao, single = divmod(cents, 10)
    text = _yuan(yuan) + "元" if yuan else ""
    text += _DIGITS[jiao] + "角" if jiao else "零" if yuan and single else ""
    text += _DIGITS[single] + "分" if single else "整"
    return text if fen else "零元整"


def opening_row(price: dict, bid_hash: str, bidder: str, revision: int) -> dict:
    """The row of the opening record: derived, never typed."""
    agree = "none"
    if "words" in price:
        known = price["currency"] == "CNY"
        agree = "yes" if known and price["words"] == words(int(price["amount_minor"])) else "no"
    return {"bid_hash": bid_hash, "bidder": bidder, "price": price, "revision": revision, "v": 1,
            "words_agree": agree}
