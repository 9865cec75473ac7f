"""The results of draws: labels and orders, dark codes, panels and their replacements (formats, section 6)."""

import draws
from case import Case, Event
from check_openings import OPENED, live_bids
from drawn import OPERATOR, Draw, events_of, seed_of
from draws import Panel
from encoding import Malformed, from_hex

NO_ROSTER = "00" * 32


def check_results(case: Case, draw: Draw) -> None:
    check, results = case.checks["draws"], events_of(case, draw, "draw.result")
    if not results:
        if not events_of(case, draw, "draw.failed"):
            check.cannot("{draw}: no result yet, or not disclosed", draw=draw.id)
        return
    check.require([event["round"] for event in results] == list(range(len(results))),
                  "{draw}: the rounds of its results are not 0, 1, 2 …", draw=draw.id)
    plan = case.blob(draw.event["plan"])
    if plan is None:
        check.cannot("{draw}: its plan is not in the bundle", draw=draw.id)
        return
    {"public": check_public, "panel": check_panel, "dark": check_dark}[draw.kind](case, draw, results, plan)


def check_public(case: Case, draw: Draw, results: list[Event], plan: bytes) -> None:
    """Labels, opening order and lot among ties of one seed."""
    check, result = case.checks["draws"], results[0]
    check.require(len(results) == 1, "{draw}: a public draw has one round", draw=draw.id)
    empty = (draw.event["salt_commit"], case.blob(draw.event["roster"])) == (NO_ROSTER, b"")
    check.require(empty, "{draw}: a public draw has no roster and no salt", draw=draw.id)
    drawn = seed_of(case, draw, result)
    if drawn is None:
        return
    labels = [{"label": label, "value": draws.uniform(drawn, label, count)}
              for label, count in draws.read_labels(plan)]
    check.require(result.fields.get("labels") == labels, "{draw}: the labels are not {labels}", draw=draw.id,
                  labels=", ".join(f"{item['label']} {item['value']}" for item in labels))
    if "opening" not in case.secrets:
        check.cannot("{draw}: the order needs the bidders, who are still sealed", draw=draw.id)
        return
    bidders = list(live_bids(case))
    for name in ("open", "tie"):
        right = draws.order(drawn, name, bidders)
        check.require(
            result.fields.get(name) == right, "{draw}: the order {name} is not {right}", draw=draw.id,
            name=name, right=" ".join(right))


def check_dark(case: Case, draw: Draw, results: list[Event], plan: bytes) -> None:
    """The codes of the bidders whose technical part opened, under a commitment made before."""
    check, result = case.checks["draws"], results[0]
    check.require(
        len(results) == 1 and plan == b"dark\n", "{draw}: a dark draw has one round and the plan dark",
        draw=draw.id)
    drawn, opened = seed_of(case, draw, result), next(iter(events_of(case, draw, "draw.opened")), None)
    if drawn is None or opened is None:
        check.cannot("{draw}: its codes are not disclosed yet", draw=draw.id)
        return
    check.require(draw.event["salt_commit"] == NO_ROSTER == opened["roster_salt"],
                  "{draw}: a dark draw has no roster "
                  "salt", draw=draw.id)
    mapping, salt = case.blob(opened.fields.get("mapping", "")), from_hex(opened.fields.get("salt", ""))
    if mapping is None:
        check.cannot("{draw}: its mapping is not in the bundle", draw=draw.id)
        return
    committed = draws.mapping_commitment(salt, mapping).hex() == result.fields.get("mapping_commit")
    check.require(committed and len(salt) == 32, "{draw}: the mapping is not the committed one", draw=draw.id)
    bidders = [
        e["bidder"] for e in case.of("envelope.opened") if (e["part"], e["verdict"]) == ("technical", OPENED)
    ]
    check.require(mapping == draws.code_lines(drawn, bidders),
                  "{draw}: the codes are not those that the seed gives", draw=draw.id)


def check_panel(case: Case, draw: Draw, results: list[Event], plan: bytes) -> None:
    """The seats of every round, each replacement with its cause."""
    check, roster = case.checks["draws"], case.blob(draw.event["roster"])
    opened = next(iter(events_of(case, draw, "draw.opened")), None)
    if roster is None or opened is None:
        check.cannot("{draw}: its roster or its salt is not disclosed", draw=draw.id)
        return
    salt = from_hex(opened["roster_salt"])
    check.require(draws.salt_commitment(salt).hex() == draw.event["salt_commit"],
                  "{draw}: the roster salt is not the committed one", draw=draw.id)
    try:
        panel = Panel.read(plan, roster)
    except Malformed as error:
        check.bad("{draw}: {error}", draw=draw.id, error=error)
        return
    _check_roster(case, draw, panel, results[0].seq)
    need, gaps, seats = dict(panel.quotas), {}, {}
    for result in results:
        drawn = seed_of(case, draw, result)
        if drawn is None:
            return
        right = panel.draw(drawn, need)
        check.require(
            result.fields.get("seats") == right, "{draw}: round {turn} does not seat {right}", draw=draw.id,
            turn=result["round"], right=", ".join(t[:8] for seat in right for t in seat["tokens"]))
        free = {stratum: sorted(seat for seat in seats if seat[0] == stratum and seats[seat] is None)
                for stratum, _ in panel.quotas}
        for seat in right:
            stratum = seat["stratum"]
            places = free[stratum] or [(stratum, n) for n in range(len(seat["tokens"]))]
            seats.update(zip(places, seat["tokens"]))
        need = _vacated(case, draw, panel, result, salt, seats, gaps)
        more = any(later["round"] == result["round"] + 1 for later in results)
        check.require(more == bool(need),
                      "{draw}: after round {turn} seats are vacant and not drawn, or drawn and not "
                      "vacant", draw=draw.id, turn=result["round"])
    for seat, count in gaps.items():
        check.note("{draw}: {count} gaps on seat {seat}", draw=draw.id, count=count,
                   seat=f"{seat[0]}/{seat[1] + 1}")
        if count > 2:
            check.cannot("{draw}: more than two gaps on seat {seat}", draw=draw.id,
                         seat=f"{seat[0]}/{seat[1] + 1}")


def _check_roster(case: Case, draw: Draw, panel: Panel, before: int) -> None:
    """Recusals rest on earlier evidence; a narrow pool has the supervisor's word."""
    check, ch = case.checks["draws"], draw.announced.ch
    for row in panel.rows:
        if row.recusal is None:
            continue
        early = check.require(row.recusal < draw.event.seq, "{draw}: a recusal without earlier evidence",
                              draw=draw.id)
        body = case.bodies.get(row.recusal)
        if early and body is None:
            check.cannot("{draw}: the evidence in leaf {seq} for a recusal is not disclosed", draw=draw.id,
                         seq=row.recusal)
        elif early:
            check.require(body.value["kind"] == "expert.recusal",
                          "{draw}: leaf {seq} is no evidence for a recusal", draw=draw.id, seq=row.recusal)
    for stratum, quota in panel.quotas:
        eligible = len(panel.eligible(stratum))
        if eligible >= 3 * quota:
            continue
        consent = [e for e in events_of(case, draw, "draw.narrow")
                   if e["stratum"] == stratum and e.seq < before
                   and (e["eligible"], e["quota"]) == (eligible, quota)
                   and case.signed("supervisor", e.seq, draws.narrow_message(ch, e.fields), e["sig"])]
        check.require(bool(consent),
                      "{draw}: the pool of {stratum} is too narrow, and the supervisor did not agree",
                      draw=draw.id, stratum=stratum)


def _vacated(case: Case, draw: Draw, panel: Panel, result: Event, salt: bytes, seats: dict,
             gaps: dict) -> dict[str, int]:
    """The seats that replies and unanswered calls of a round left empty."""
    check, ch, turn = case.checks["draws"], draw.announced.ch, result["round"]
    need: dict[str, int] = {}
    for event in events_of(case, draw, "expert.replied", "draw.noanswer"):
        if event["round"] != turn:
            continue
        token, silent = from_hex(event["token"]), event.kind == "draw.noanswer"
        if silent:
            message = draws.no_answer_message(ch, token, turn, event.fields)
            sound = case.signed(OPERATOR, event.seq, message, event["operator_sig"])
            sound &= case.signed("supervisor", event.seq, message, event["supervisor_sig"])
        else:
            message = draws.reply_message(ch, token, turn, event["reply"])
            sound = draws.expert_token(salt, event.actor) == token
            sound &= case.signed(event.actor, event.seq, message, event["sig"])
        check.require(
            sound and event.seq > result.seq,
            "leaf {seq}: the reply or the record of no answer is not signed "
            "by whom it needs, or comes before the round", seq=event.seq)
        if not sound or not silent and event["reply"] == "accept":
            continue
        seat = next((place for place, holder in seats.items() if holder == event["token"]), None)
        stratum = panel.vacate(event["token"])
        if check.require(seat is not None and stratum is not None,
                         "leaf {seq}: it vacates a seat that nobody holds", seq=event.seq):
            need[stratum] = need.get(stratum, 0) + 1
            seats[seat] = None
            gaps[seat] = gaps.get(seat, 0) + 1
    return need
