"""The events that lead to an award, with their fields (catalogue of commands and events).

What each of them is sealed for is judged where commands are decided again, not here.
"""

from encoding import Malformed, matches

REJECTED = [{"article?": "text", "bidder": "id", "rule": "text", "votes_against?": "u8",
             "votes_for?": "u8"}]
RANKED = [{"bidder": "id", "evaluated_price?": "text", "price": "object", "rank": "int",
           "parts": [{"id": "text", "points": "text", "value": "text"}], "tied": "bool",
           "total?": "text"}]

# What a party says: the event repeats the arguments of the command that was signed.
FACTS: dict[str, dict[str, object]] = {
    "competition.voted": {"lacking": "bool", "reason": "text"},
    "dark.voted": {"code": "text", "names_bidder": "bool", "reason": "text"},
    "lowprice.explained": {"document": 32},
    "lowprice.questioned": {"bidder": "id", "reason": "text"},
    "lowprice.voted": {"bidder": "id", "finding": "text", "reason": "text"},
    "objective.recorded": {
        "adjustments": [{"amount": "object", "bidder": "id"}],
        "scores": [{"bidder": "id", "criterion": "text", "score": "text"}]
    },
    "panel.recused": {"interests": ["object"], "reason": "text"},
    "panel.vacated": {"ground": "text", "member": "id", "reason": "text"},
    "policy.declared": {"enterprise?": "text", "small_share?": "text"},
    "preliminary.voted": {
        "bidder": "id", "defect?": "text", "evidence?": "text", "rule?": "text"
    },
    "qualification.reviewed": {"results": [{"bidder": "id", "qualified": "bool",
                                            "reason?": "text"}]},
    "scan.recorded": {
        "code": "text", "tool": "text",
        "findings": [{"excerpt_sha256": 32, "place": "text", "rule": "text", "severity": "text"}]
    },
    "scores.submitted": {
        "sheet": "text",
        "scores": [{"bidder?": "id", "code?": "text", "criterion": "text", "points": "text",
                    "reason?": "text"}]
    },
}
# What follows from the facts, or from time alone.
RESULTS: dict[str, dict[str, object]] = {
    "award.decided": {
        "bidder": "id", "by_silence": "bool", "ground?": "text", "passed_over": ["id"],
        "price": "object", "reason?": "text"
    },
    "award.lapsed": {"bidder": "id", "ground": "text", "reason": "text"},
    "benchmark.fixed": {
        "benchmark?": "text", "numbers": [{"label": "text", "value": "int"}], "valid": ["id"]
    },
    "candidates.published": {
        "candidates": [{"bidder": "id", "price": "object", "rank": "int"}], "from_ms": "int",
        "until_ms": "int"
    },
    "competition.decided": {
        "count": "int", "lacking": "bool", "votes_against": "u8", "votes_for": "u8"
    },
    "dark.revealed": {"codes": [{"bidder": "id", "code": "text"}]},
    "evaluation.summarised": {"candidates": ["id"], "open": ["id"], "ranking": RANKED},
    "lowprice.decided": {
        "bidder": "id", "finding": "text", "votes_against": "u8", "votes_for": "u8"
    },
    "lowprice.expired": {"bidder": "id"},
    "lowprice.screened": {
        "rejected": REJECTED,
        "triggered": [{"bidder": "id", "price": "object",
                       "triggers": [{"limit?": "text", "rule": "text"}]}]
    },
    "opening.concluded": {
        "parts": ["text"],
        "rows": [{"bidder": "id", "bond?": "text", "code": "text", "outcome": "text"}]
    },
    "panel.signed_in": {"expert": "bool", "interests": ["object"], "letter": "text"},
    "preliminary.concluded": {"conforming": ["id"], "rejected": REJECTED},
    "scores.locked": {},
    "technical.locked": {"members": "int"},
    "terms.published": {"terms": "object"},
}
_SHAPES = FACTS | RESULTS


def is_read(kind: str) -> bool:
    return kind in _SHAPES


def require_form(kind: str, fields: dict) -> None:
    if not matches(fields, _SHAPES[kind]):
        raise Malformed(f"a field of {kind} is missing, unknown or of a wrong form")


def signed_arguments(command: dict) -> dict:
    """The arguments of a command without its frame."""
    return {name: value for name, value in command.items() if name not in ("cmd", "party", "v")}
