"""The results of draws: labels and orders, dark codes, panels (formats, section 6)."""

from dataclasses import dataclass, field

import draws
from case import Event
from check_openings import OPENED, live_bids
from drawn import OPERATOR, Draw
from draws import Panel
from encoding import Malformed, from_hex

NO_ROSTER = "00" * 32
Seat = tuple[str, int]


@dataclass
class Seats:
    """Who holds which seat, and which round drew whom."""

    holders: dict[Seat, str | None] = field(default_factory=dict)
    rounds: dict[str, int] = field(default_factory=dict)

    def place(self, right: list[dict], turn: int) -> None:
        """Puts those just drawn on the vacant seats of their stratum, at first on new ones."""
        for seat in right:
            stratum = seat["stratum"]
            vacant = sorted(place for place, holder in self.holders.items()
                            if place[0] == stratum and holder is None)
            places = vacant or [(stratum, n) for n in range(len(seat["tokens"]))]
            self.holders.update(zip(places, seat["tokens"]))
            self.rounds |= dict.fromkeys(seat["tokens"], turn)

    def held(self, token: str) -> Seat | None:
        return next((place for place, holder in self.holders.items() if holder == token), None)


def check_results(draw: Draw) -> None:
    check, results = draw.check, draw.events("draw.result")
    if not results:
        if draw.case.end is not None and not draw.events("draw.revealed"):
            check.note("{draw}: the tender ended before it was drawn")
        elif not draw.events("draw.failed"):
            check.cannot("{draw}: no result yet, or not disclosed")
        return
    check.require([event["round"] for event in results] == list(range(len(results))),
                  "{draw}: the rounds of its results are not 0, 1, 2 …")
    plan = draw.case.blob(draw.event["plan"])
    if plan is None:
        check.cannot("{draw}: its plan is not in the bundle")
        return
    judge = {"public": _check_public, "panel": _check_panel, "dark": _check_dark}[draw.kind]
    judge(draw, results, plan)


def _check_public(draw: Draw, results: list[Event], plan: bytes) -> None:
    """Labels, opening order and lot among ties of one seed."""
    check, case, result = draw.check, draw.case, results[0]
    check.require(len(results) == 1, "{draw}: a public draw has one round")
    empty = (draw.event["salt_commit"], case.blob(draw.event["roster"])) == (NO_ROSTER, b"")
    check.require(empty, "{draw}: a public draw has no roster and no salt")
    drawn = draw.seed_of(result)
    if drawn is None:
        return
    labels = [{"label": label, "value": draws.uniform(drawn, label, count)}
              for label, count in draws.read_labels(plan)]
    check.require(result.fields.get("labels") == labels, "{draw}: the labels are not {labels}",
                  labels=", ".join(f"{item['label']} {item['value']}" for item in labels))
    if "opening" not in case.secrets:
        check.cannot("{draw}: the order needs the bidders, who are still sealed")
        return
    bidders = list(live_bids(case))
    for name in ("open", "tie"):
        right = draws.order(drawn, name, bidders)
        check.require(result.fields.get(name) == right, "{draw}: the order {name} is not {right}",
                      name=name, right=" ".join(right))


def _check_dark(draw: Draw, results: list[Event], plan: bytes) -> None:
    """The codes of the bidders whose technical part opened, under a commitment made before."""
    check, case, result = draw.check, draw.case, results[0]
    check.require(len(results) == 1 and plan == b"dark\n",
                  "{draw}: a dark draw has one round and the plan dark")
    drawn, opened = draw.seed_of(result), draw.opened()
    if drawn is None or opened is None:
        check.cannot("{draw}: its codes are not disclosed yet")
        return
    check.require(draw.event["salt_commit"] == NO_ROSTER == opened["roster_salt"],
                  "{draw}: a dark draw has no roster salt")
    mapping, salt = case.blob(opened.fields.get("mapping")), from_hex(opened.fields.get("salt", ""))
    if mapping is None:
        check.cannot("{draw}: its mapping is not in the bundle")
        return
    committed = draws.mapping_commitment(salt, mapping).hex() == result.fields.get("mapping_commit")
    check.require(committed and len(salt) == 32, "{draw}: the mapping is not the committed one")
    bidders = [event["bidder"] for event in case.of("envelope.opened")
               if (event["part"], event["verdict"]) == ("technical", OPENED)]
    check.require(mapping == draws.code_lines(drawn, bidders),
                  "{draw}: the codes are not those that the seed gives")


def _check_panel(draw: Draw, results: list[Event], plan: bytes) -> None:
    """The seats of every round, each replacement with its cause."""
    check, roster, opened = draw.check, draw.case.blob(draw.event["roster"]), draw.opened()
    if roster is None or opened is None:
        check.cannot("{draw}: its roster or its salt is not disclosed")
        return
    salt = from_hex(opened["roster_salt"])
    check.require(draws.salt_commitment(salt).hex() == draw.event["salt_commit"],
                  "{draw}: the roster salt is not the committed one")
    try:
        panel = Panel.read(plan, roster)
    except Malformed as error:
        check.bad("{draw}: {error}", error=error)
        return
    _check_roster(draw, panel, results[0].seq)
    need, gaps, seats = dict(panel.quotas), {}, Seats()
    _vacated(draw, panel, (-1, results[0].seq), salt, seats, gaps)
    for result, later in zip(results, [*results[1:], None]):
        say, drawn = check.about(turn=result["round"]), draw.seed_of(result)
        if drawn is None:
            return
        right = panel.draw(drawn, need)
        say.require(result.fields.get("seats") == right,
                    "{draw}: round {turn} does not seat {right}",
                    right=", ".join(token[:8] for seat in right for token in seat["tokens"]))
        seats.place(right, result["round"])
        until = later.seq if later else len(draw.case.leaves)
        need = _vacated(draw, panel, (result.seq, until), salt, seats, gaps)
        say.require((later is not None) == bool(need), "{draw}: after round {turn} seats are "
                    "vacant and not drawn, or drawn and not vacant")
    for (stratum, place), count in gaps.items():
        say = check.about(count=count, seat=f"{stratum}/{place + 1}")
        say.note("{draw}: {count} gaps on seat {seat}")
        if count > 2:
            say.cannot("{draw}: more than two gaps on seat {seat}")


def _check_roster(draw: Draw, panel: Panel, before: int) -> None:
    """Recusals rest on earlier evidence; a narrow pool has the supervisor's word."""
    case = draw.case
    for row in panel.rows:
        if row.recusal is None:
            continue
        check, body = draw.check.about(seq=row.recusal), case.bodies.get(row.recusal)
        if not check.require(row.recusal < draw.event.seq,
                             "{draw}: a recusal without earlier evidence"):
            continue
        if body is None:
            check.cannot("{draw}: the evidence in leaf {seq} for a recusal is not disclosed")
        else:
            check.require(body.value["kind"] == "expert.recusal",
                          "{draw}: leaf {seq} is no evidence for a recusal")
    for stratum, quota in panel.quotas:
        eligible = len(panel.eligible(stratum))
        if eligible >= 3 * quota:
            continue
        right = (stratum, eligible, quota)
        consent = any((e["stratum"], e["eligible"], e["quota"]) == right and e.seq < before
                      and case.signed(e, draws.narrow_message(draw.ch, e.fields), "supervisor")
                      for e in draw.events("draw.narrow"))
        draw.check.require(consent, "{draw}: the pool of {stratum} is too narrow, and the "
                           "supervisor did not agree", stratum=stratum)


def _vacated(draw: Draw, panel: Panel, between: tuple[int, int], salt: bytes, seats: Seats,
             gaps: dict[Seat, int]) -> dict[str, int]:
    """The seats that replies and unanswered calls between two results left empty.

    Whoever accepted may step down when later rounds were drawn: the round after that fills the seat.
    """
    case, (after, until) = draw.case, between
    need: dict[str, int] = {}
    for event in draw.events("expert.replied", "draw.noanswer"):
        if not after < event.seq < until:
            continue
        turn, token = event["round"], from_hex(event["token"])
        check, silent = draw.check.about(seq=event.seq), event.kind == "draw.noanswer"
        if silent:
            message = draws.no_answer_message(draw.ch, token, turn, event.fields)
            sound = case.signed(event, message, OPERATOR, "operator_sig")
            sound &= case.signed(event, message, "supervisor", "supervisor_sig")
        else:
            message = draws.reply_message(draw.ch, token, turn, event["reply"])
            sound = draws.expert_token(salt, event.actor) == token and case.signed(event, message)
        sound &= seats.rounds.get(event["token"]) == turn
        check.require(sound, "leaf {seq}: the reply or the record of no answer is not signed by "
                      "whom it needs, or comes before the round")
        if not sound or not silent and event["reply"] == "accept":
            continue
        seat, stratum = seats.held(event["token"]), panel.vacate(event["token"])
        if check.require(seat is not None and stratum is not None,
                         "leaf {seq}: it vacates a seat that nobody holds"):
            need[stratum] = need.get(stratum, 0) + 1
            seats.holders[seat] = None
            gaps[seat] = gaps.get(seat, 0) + 1
    return need
