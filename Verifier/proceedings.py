"""What bidders, members and draws had said up to a leaf, as the bodies tell it.

Only facts are kept here: the summaries of the log are compared in `check_award.py` and never
believed, so that what was computed takes their place.
"""

from dataclasses import dataclass, field

from award_events import FACTS, is_read, require_form, signed_arguments
from case import Case, Event
from check_openings import FAULTS, OPENED, live_bids
from encoding import Malformed
from low_prices import PANEL_CONCERN
from offers import Bid
from ratios import exact
from scheme import MINOR_DIGITS, Scheme

Trigger = dict[str, str]


@dataclass
class LowPrice:
    """A price that must be explained."""

    triggers: list[Trigger] = field(default_factory=list)
    heard: bool = False
    votes: dict[str, str] = field(default_factory=dict)
    finding: str | None = None


@dataclass
class Proceedings:
    """The facts so far, and what was computed from them."""

    case: Case
    terms: dict = field(default_factory=dict)
    scheme: Scheme | None = None
    numbers: dict[str, int] = field(default_factory=dict)
    opening_order: list[str] = field(default_factory=list)
    lots: list[str] = field(default_factory=list)
    envelopes: dict[tuple[str, str], Event] = field(default_factory=dict)
    opened: list[str] | None = None
    prices: dict[str, int] = field(default_factory=dict)
    declarations: dict[str, dict] = field(default_factory=dict)
    unqualified: set[str] = field(default_factory=set)
    members: list[str] = field(default_factory=list)
    sheets: dict[tuple[str, str], list[dict]] = field(default_factory=dict)
    locked: dict[str, list[dict]] = field(default_factory=dict)
    scans: set[str] = field(default_factory=set)  # codes with an explicit identity
    dark_votes: dict[str, dict[str, bool]] = field(default_factory=dict)
    violating: list[str] = field(default_factory=list)
    codes: dict[str, str] = field(default_factory=dict)
    votes: dict[str, dict[str, str | None]] = field(default_factory=dict)
    conforming: list[str] | None = None
    low_prices: dict[str, LowPrice] = field(default_factory=dict)
    competition: dict[str, tuple[bool, int]] = field(default_factory=dict)
    objective: dict = field(default_factory=lambda: {"adjustments": [], "scores": []})
    ranking: list[dict] = field(default_factory=list)
    candidates: list[str] = field(default_factory=list)
    passed_over: set[str] = field(default_factory=set)

    def take(self, event: Event) -> None:
        """Adds what an event says; one that only sums up adds nothing."""
        kind, fields, actor = event.kind, event.fields, event.actor
        if is_read(kind):
            require_form(kind, fields)
        if kind in FACTS and fields != signed_arguments(event.command):
            raise Malformed(f"{kind} says something else than the command that was signed")
        if kind == "terms.published":
            if event.command.get("terms") != fields["terms"]:
                raise Malformed(f"{kind} says something else than the command that was signed")
            self.terms, self.scheme = fields["terms"], Scheme(fields["terms"]["scheme"])
        elif kind == "draw.result" and fields.get("labels") is not None:
            self.numbers = {row["label"]: row["value"] for row in fields["labels"]}
            self.opening_order, self.lots = fields.get("open", []), fields.get("tie", [])
        elif kind == "envelope.opened":
            self.envelopes[fields["bidder"], fields["part"]] = event
        elif kind == "policy.declared":
            self.declarations[actor] = fields
        elif kind == "qualification.reviewed":
            results = fields["results"]
            self.unqualified = {row["bidder"] for row in results if not row["qualified"]}
        elif kind.startswith(("panel.", "scores.", "scan.", "dark.")):
            self._take_panel(kind, fields, actor)
        else:
            self._take_review(kind, fields, actor)

    def _take_panel(self, kind: str, fields: dict, actor: str) -> None:
        """Who sits on the panel, and what its members scored."""
        if kind == "panel.signed_in":
            self.members.append(actor)
        elif kind in ("panel.recused", "panel.vacated"):
            self._vacate(fields.get("member", actor))
        elif kind == "scores.submitted":
            self.sheets[fields["sheet"], actor] = fields["scores"]
        elif kind == "scores.locked" and actor in self.members:
            self.locked[actor] = self.sheets.get(("business", actor), [])
        elif kind == "scan.recorded":
            if any(found["severity"] == "BLOCKING" for found in fields["findings"]):
                self.scans.add(fields["code"])
        elif kind == "dark.voted":
            self.dark_votes.setdefault(fields["code"], {})[actor] = fields["names_bidder"]

    def _vacate(self, member: str) -> None:
        """What the holder of a seat concluded is void and is redone (条例 48)."""
        self.members = [one for one in self.members if one != member]
        self.locked.pop(member, None)
        for sheet in ("technical", "business"):
            self.sheets.pop((sheet, member), None)
        for votes in self.dark_votes.values():
            votes.pop(member, None)

    def _take_review(self, kind: str, fields: dict, actor: str) -> None:
        """Votes and explanations before the scores, and what happens after the award."""
        if kind == "preliminary.voted":
            self.votes.setdefault(fields["bidder"], {})[actor] = fields.get("rule")
        elif kind == "lowprice.questioned":
            review = self.low_prices.setdefault(fields["bidder"], LowPrice())
            if {"rule": PANEL_CONCERN} not in review.triggers:
                review.triggers.append({"rule": PANEL_CONCERN})
        elif kind in ("lowprice.explained", "lowprice.expired"):
            bidder = fields.get("bidder", actor)
            self.low_prices.setdefault(bidder, LowPrice()).heard = True
        elif kind == "lowprice.voted":
            self.low_prices.setdefault(fields["bidder"], LowPrice()).votes[actor] = \
                fields["finding"]
        elif kind == "competition.voted":
            self.competition[actor] = fields["lacking"], len(self.valid)
        elif kind == "objective.recorded":
            self.objective = fields
        elif kind == "award.lapsed":
            self.passed_over.add(fields["bidder"])

    @property
    def reviewable(self) -> list[str]:
        """The bids that the panel reviews: the opened ones, in GP without the unqualified."""
        return [bidder for bidder in self.opened or [] if bidder not in self.unqualified]

    @property
    def valid(self) -> list[str]:
        """The bids that conform and whose price was not found invalid."""
        invalid = {bidder for bidder, low in self.low_prices.items() if low.finding == "INVALID"}
        return [bidder for bidder in self.conforming or [] if bidder not in invalid]

    @property
    def dark_violations(self) -> set[str]:
        return {self.codes[code] for code in self.violating if code in self.codes}

    def open_session(self, parts: list[str]) -> list[dict]:
        """The bids of a session in the order of its record, each with the verdict that decided.

        The bidder's own fault goes before that of others; what has either does not go on.
        """
        if self.opened is None:
            standing = set(live_bids(self.case))
        else:
            dark = self.dark_violations if self.terms.get("dark_violation") == "REJECT" else set()
            left = set(self.opened) - dark
            standing = left if self.conforming is None else set(self.conforming)
        order = [bidder for bidder in self.opening_order if bidder in standing]
        order += sorted(standing - set(order))
        rows = [{"bidder": bidder, **self._outcome(bidder, parts)} for bidder in order]
        opened = [row["bidder"] for row in rows if row["code"] == OPENED]
        if "price" in parts:
            found = {bidder: self._price(bidder) for bidder in opened}
            self.prices = {bidder: price for bidder, price in found.items() if price is not None}
        self.opened = opened if self.opened is None else self.opened
        return rows

    def _outcome(self, bidder: str, parts: list[str]) -> dict:
        verdicts = [self.envelopes[bidder, part]["verdict"] for part in parts]
        faults = sorted((one for one in verdicts if one != OPENED),
                        key=lambda one: FAULTS[one] != "the bidder")
        if not faults:
            return {"code": OPENED, "outcome": "OPENED"}
        revoked = FAULTS[faults[0]] == "the bidder"
        return {"code": faults[0], "outcome": "REVOKED" if revoked else "WITHDRAWN"}

    def _price(self, bidder: str) -> int | None:
        """A rate, and a sum in a currency that no scheme knows, is no money."""
        price = self.envelopes[bidder, "price"].fields.get("row", {}).get("price", {})
        if price.get("quote") != "total" or price.get("currency") not in MINOR_DIGITS:
            return None
        if price["currency"] != self.scheme.currency:
            raise Malformed(f"the price of {bidder} is in {price['currency']}")
        return int(price["amount_minor"])

    def bids(self) -> tuple[list[Bid], dict[str, int]]:
        """What is evaluated, and the drawn numbers; b_rand counts among the bids that opened."""
        passing = self.reviewable if self.conforming is None else self.conforming
        listed = [bidder for bidder in self.opened or []
                  if bidder in self.prices or self.scheme.absent_allowed]
        order = [bidder for bidder in self.opening_order if bidder in listed]
        added = {row["bidder"]: row["amount"]["minor"] for row in self.objective["adjustments"]}
        bids = []
        for bidder in listed:
            said, low = self.declarations.get(bidder, {}), self.low_prices.get(bidder)
            share = exact(said["small_share"]) if "small_share" in said else None
            bids.append(Bid(
                bidder, self.prices.get(bidder), bidder in passing, said.get("enterprise"), share,
                added.get(bidder), low.finding if low else None,
                order.index(bidder) + 1 if bidder in order else None))
        drawn = dict(self.numbers) if self.scheme.scored and self.scheme.draws else {}
        if "b_rand" in drawn and bids:
            drawn["b_rand"] %= len(bids)
        return bids, drawn

    def scores(self) -> list[dict]:
        """The scores of the members, dark ones under the bidder of their code, and the facts.

        A dark part that names its bidder scores nothing where the documents say ZERO.
        """
        void = set(self.violating) if self.terms.get("dark_violation") == "ZERO" else set()
        rows = [{**row, "score": row["points"], "member": member}
                for member, sheet in self.locked.items() for row in sheet]
        for member in self.members:
            for row in self.sheets.get(("technical", member), []) if self.codes else []:
                score = "0" if row["code"] in void else row["points"]
                rows.append({"bidder": self.codes[row["code"]], "criterion": row["criterion"],
                             "member": member, "score": score})
        listed = {bidder for bidder in self.opened or [] if bidder in self.prices}
        return [row for row in rows + self.objective["scores"] if row["bidder"] in listed]
