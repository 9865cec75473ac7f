"""The checks enrolment, custodians and authorship (formats, sections 5, 11 and 12)."""

from bids import CUSTODIANS, THRESHOLD, custodian_key_message
from case import Body, Case, Event
from encoding import encode, from_hex, matches
from events import ACTORS, COMMANDS
from identity import ROLES, Key, command_message, enrolment_message, root_message
from primitives import sound_key, sound_x25519_key, verify

FIRST_CUSTODIAN, SECOND_CUSTODIAN = ("tenderer", "agency"), ("supervisor",)
KIND_OF = {command: kind for kind, (command, _) in COMMANDS.items()}
NO_TRUST = "no trust file: nobody is pinned"


def check_enrolment(case: Case) -> None:
    """The root of the trust file says whose each key is."""
    check = case.checks["enrolment"]
    for event in case.of("party.enrolled"):
        _check_enrolled(case, event)
    if case.trust is None:
        check.cannot("no trust file: the root that enrolled the parties is not known")
    elif case.trust.root_automatic:
        check.simulated("the root is automatic: identities are for training")
    if case.trust and case.key_at("operator", len(case.leaves)):
        for key in case.keys["operator"]:
            check.require(key.fingerprint == case.trust.operator,
                          "leaf {seq}: the operator's key is not the pinned one", seq=key.seq)


def _check_enrolled(case: Case, event: Event) -> None:
    check, party, key = case.checks["enrolment"], event["party"], from_hex(event["pubkey"])
    sound = check.require(sound_key(event["alg"], key), "leaf {seq}: the key of {party} is unsound",
                          seq=event.seq, party=party)
    sound &= check.require(event["role"] in ROLES and event.actor == party,
                           "leaf {seq}: {party} has no known role, or "
                           "another party enrolled it", seq=event.seq, party=party)
    for fixed in ("operator", "supervisor"):
        sound &= check.require((party == fixed) == (event["role"] == fixed),
                               "leaf {seq}: only {fixed} has that role", seq=event.seq, fixed=fixed)
    sound &= check.require(event["not_before_ms"] < event["not_after_ms"],
                           "leaf {seq}: the key of {party} is never "
                           "valid", seq=event.seq, party=party)
    message, own = enrolment_message(case.origin, event.fields), from_hex(event["self_sig"])
    sound &= check.require(verify(event["alg"], key, message, own),
                           "leaf {seq}: {party} did not sign its key", seq=event.seq, party=party)
    others = {known.party for keys in case.keys.values() for known in keys if known.key == key}
    sound &= check.require(others <= {party}, "leaf {seq}: {party} has the key of {others}", seq=event.seq,
                           party=party, others=", ".join(sorted(others)))
    if case.trust:
        algorithm, root = case.trust.root
        said = verify(algorithm, root, root_message(message, own), from_hex(event["root_sig"]))
        sound &= check.require(said, "leaf {seq}: the root of the trust file did not enrol {party}",
                               seq=event.seq, party=party)
        check.require(event["auto"] == case.trust.root_automatic,
                      "leaf {seq}: {party} says auto: {auto} against the trust file", seq=event.seq,
                      party=party, auto=event["auto"])
    if event["auto"]:
        training = check.require(
            case.security == "training", "leaf {seq}: {party} is enrolled automatically, which "
            "is for training only", seq=event.seq, party=party)
        if training:
            check.simulated("automatic enrolments")
    if sound:
        case.keys.setdefault(party, []).append(
            Key(party, event["role"], event["alg"], key, event["not_before_ms"], event["not_after_ms"],
                event["auto"], event.seq))


def check_custodians(case: Case) -> None:
    """Pinned custodians signed their keys, before bids; no key is weak, equal or the operator's."""
    check = case.checks["custodians"]
    used: dict[str, str] = {}
    for event in case.of("custodian.key"):
        name = f"{event['part']}/{event['i']}"
        sound = check.require((event["part"], event["i"]) not in case.custodian_keys,
                              "key {name} is logged twice", name=name)
        sound &= check.require(sound_x25519_key(from_hex(event["pk"])),
                               "key {name} is not canonical or of low order", name=name)
        same = used.setdefault(event["pk"], name)
        sound &= check.require(same == name, "the keys {same} and {name} are equal", same=same, name=name)
        message = custodian_key_message(case.origin, case.tender, event.fields)
        sound &= check.require(case.signed(event.actor, event.seq, message, event["sig"]),
                               "key {name} is not signed by {party}", name=name, party=event.actor)
        sound &= _check_holder(case, event, name)
        if sound:
            case.custodian_keys[event["part"], event["i"]] = event
    bid = case.first("bid.received") or case.first("tender.closed")
    for part in case.params.get("parts", []):
        found = [case.custodian_keys.get((part, i)) for i in range(1, CUSTODIANS + 1)]
        if bid is not None:
            complete = all(key is not None and key.seq < bid.seq for key in found)
            check.require(complete, "not all keys for {part} were logged before bids", part=part)
        if case.security != "training":
            holders = [event.actor for event in case.of("custodian.key") if event["part"] == part]
            check.require(
                len(set(holders)) == len(holders), "one party holds two shares of {part}", part=part)
    if case.trust is None:
        check.cannot(NO_TRUST)
    if case.security == "training":
        check.simulated("security is training: secrecy is simulated")
    elif case.security == "platform":
        check.note("security is platform: the platform may hold one share of every secret")


def _check_holder(case: Case, event: Event, name: str) -> bool:
    """Who may log which key, and whether the reader pinned that party."""
    check, party, part, i = case.checks["custodians"], event.actor, event["part"], event["i"]
    if part in ("*", "draw"):
        holder = "operator" if part == "*" else "supervisor"
        return check.require((party, i, event["t"], event["n"]) == (holder, 0, 1, 1),
                             "key {name} is not the one of {holder}", name=name, holder=holder)
    counts = part in case.params.get("parts", [part]) and 1 <= i <= CUSTODIANS
    sound = check.require(counts and (event["t"], event["n"]) == (THRESHOLD, CUSTODIANS),
                          "key {name} is of no part, or not 2 of 3", name=name)
    key = case.key_at(party, event.seq)
    if key is None:
        return False
    if case.trust:
        sound &= check.require(
            case.trust.custodians.get(party) == key.fingerprint,
            "{party}, who logged key {name}, is not a custodian of the trust file", party=party, name=name)
    if case.security == "full":
        allowed = {1: FIRST_CUSTODIAN, 2: SECOND_CUSTODIAN}.get(i, ("custodian", "witness"))
        sound &= check.require(key.role in allowed, "key {name} is held by a party of role {role}", name=name,
                               role=key.role)
    return sound


def check_authorship(case: Case) -> None:
    """Every change is a command that an enrolled party signed, in time and once."""
    check = case.checks["authorship"]
    nonces: dict[tuple[str, str], int] = {}
    for seq in sorted(case.bodies):
        body = case.bodies[seq]
        if body.value["actor"] != "clock" and body.value["authorisation"]:
            _check_command(case, body, nonces)
    if case.trust is None:
        check.cannot(NO_TRUST)
    if case.security == "training" or any(key.automatic for keys in case.keys.values() for key in keys):
        check.simulated("keys that one process holds for all: authorship is simulated")


def _check_command(case: Case, body: Body, nonces: dict[tuple[str, str], int]) -> None:
    check, value, seq = case.checks["authorship"], body.value, body.leaf.seq
    command, said, party = value["command"], value["authorisation"], value["actor"]
    if not matches(said, {"nonce": 16, "not_after_ms": "int", "sig": "hex"}):
        return
    refused = value["kind"] == "refused"
    check.require(command.get("party") == party and matches(command.get("v"), "v1"),
                  "leaf {seq}: the command is of another party than the body", seq=seq)
    key = case.key_at(party, seq)
    if not check.require(key is not None, "leaf {seq}: {party} has no sound enrolment", seq=seq, party=party):
        return
    message = command_message(case.origin, value["tender"], from_hex(said["nonce"]), said["not_after_ms"],
                              encode(command))
    check.require(key.signed(message, from_hex(said["sig"])),
                  "leaf {seq}: the command is not signed by {party}", seq=seq, party=party)
    check.require(key.not_before_ms <= body.leaf.ts <= key.not_after_ms,
                  "leaf {seq}: the key of {party} is not valid "
                  "then", seq=seq, party=party)
    if refused:
        return
    check.require(body.leaf.ts <= said["not_after_ms"], "leaf {seq}: the command had expired", seq=seq)
    before = nonces.setdefault((party, said["nonce"]), seq)
    check.require(before == seq, "leaf {seq}: {party} used this nonce in leaf {before}", seq=seq, party=party,
                  before=before)
    event = value["events"][0]
    if event["kind"] in COMMANDS:
        name, shape = COMMANDS[event["kind"]]
        fits = command.get("cmd") == name and set(shape) <= set(command) and all(
            matches(command[argument], shape[argument]) for argument in shape)
        fits = fits and all(event[argument] == inner for argument, inner in command.items()
                            if argument in event and argument != "party")
        check.require(fits, "leaf {seq}: the signed command does not order this {kind}", seq=seq,
                      kind=event["kind"])
    ordered = KIND_OF.get(str(command.get("cmd")), event["kind"])
    check.require(event["kind"] == ordered,
                  "leaf {seq}: the signed command orders {ordered}, the body says {kind}", seq=seq,
                  ordered=ordered, kind=event["kind"])
    if event["kind"] in ACTORS:
        check.require(key.role in ACTORS[event["kind"]], "leaf {seq}: {kind} by a party of role {role}",
                      seq=seq, kind=event["kind"], role=key.role)
