"""The checks enrolment, custodians and authorship (formats, sections 5, 11 and 12)."""

from bids import CUSTODIANS, THRESHOLD, custodian_key_message
from case import Body, Case, Event
from encoding import encode, from_hex, matches
from events import ACTORS, AUTHORISATION, COMMANDS
from identity import ROLES, Key, command_message, enrolment_message, root_message
from primitives import sound_key, sound_x25519_key, verify

HOLDERS = {1: ("tenderer", "agency"), 2: ("supervisor",), 3: ("custodian", "witness")}
KIND_OF = {command: kind for kind, (command, _) in COMMANDS.items()}
NO_TRUST = "no trust file: nobody is pinned"


def check_enrolment(case: Case) -> None:
    """The root of the trust file says whose each key is."""
    check = case.checks["enrolment"]
    for event in case.of("party.enrolled"):
        _check_enrolled(case, event)
    if case.trust is None:
        check.cannot("no trust file: the root that enrolled the parties is not known")
        return
    if case.trust.root_automatic:
        check.simulated("the root is automatic: identities are for training")
    for key in case.keys.get("operator", []):
        check.require(key.fingerprint == case.trust.operator,
                      "leaf {seq}: the operator's key is not the pinned one", seq=key.seq)


def _check_enrolled(case: Case, event: Event) -> None:
    party, algorithm, key = event["party"], event["alg"], from_hex(event["pubkey"])
    check = case.checks["enrolment"].about(seq=event.seq, party=party, auto=event["auto"])
    sound = check.require(sound_key(algorithm, key), "leaf {seq}: the key of {party} is unsound")
    sound &= check.require(
        event["role"] in ROLES and event.actor == party,
        "leaf {seq}: {party} has no known role, or another party enrolled it")
    for fixed in ("operator", "supervisor"):
        sound &= check.require((party == fixed) == (event["role"] == fixed),
                               "leaf {seq}: only {fixed} has that role", fixed=fixed)
    sound &= check.require(event["not_before_ms"] < event["not_after_ms"],
                           "leaf {seq}: the key of {party} is never valid")
    message, own = enrolment_message(case.origin, event.fields), from_hex(event["self_sig"])
    sound &= check.require(verify(algorithm, key, message, own),
                           "leaf {seq}: {party} did not sign its key")
    others = {known.party for keys in case.keys.values() for known in keys if known.key == key}
    sound &= check.require(others <= {party}, "leaf {seq}: {party} has the key of {others}",
                           others=", ".join(sorted(others)))
    if case.trust:
        said = verify(*case.trust.root, root_message(message, own), from_hex(event["root_sig"]))
        sound &= check.require(said,
                               "leaf {seq}: the root of the trust file did not enrol {party}")
        check.require(event["auto"] == case.trust.root_automatic,
                      "leaf {seq}: {party} says auto: {auto} against the trust file")
    if event["auto"] and check.require(
            case.security == "training",
            "leaf {seq}: {party} is enrolled automatically, which is for training only"):
        check.simulated("automatic enrolments")
    if sound:
        case.keys.setdefault(party, []).append(
            Key(party, event["role"], algorithm, key, event["not_before_ms"],
                event["not_after_ms"], event["auto"], event.seq))


def check_custodians(case: Case) -> None:
    """Pinned custodians signed their keys, before bids; no key is weak, equal or the operator's."""
    check = case.checks["custodians"]
    used: dict[str, str] = {}
    for event in case.of("custodian.key"):
        part, i = event["part"], event["i"]
        say = check.about(name=f"{part}/{i}", party=event.actor)
        sound = say.require((part, i) not in case.custodian_keys, "key {name} is logged twice")
        sound &= say.require(sound_x25519_key(from_hex(event["pk"])),
                             "key {name} is not canonical or of low order")
        same = used.setdefault(event["pk"], f"{part}/{i}")
        sound &= say.require(same == f"{part}/{i}", "the keys {same} and {name} are equal",
                             same=same)
        message = custodian_key_message(case.origin, case.tender, event.fields)
        sound &= say.require(case.signed(event, message), "key {name} is not signed by {party}")
        sound &= _check_holder(case, event)
        if sound:
            case.custodian_keys[part, i] = event
    bid = case.first("bid.received") or case.first("tender.closed")
    for part in case.params.get("parts", []):
        found = [case.custodian_keys.get((part, i)) for i in range(1, CUSTODIANS + 1)]
        if bid is not None:
            check.require(all(key is not None and key.seq < bid.seq for key in found),
                          "not all keys for {part} were logged before bids", part=part)
        if case.security != "training":
            holders = [event.actor for event in case.of("custodian.key") if event["part"] == part]
            check.require(len(set(holders)) == len(holders),
                          "one party holds two shares of {part}", part=part)
    if case.trust is None:
        check.cannot(NO_TRUST)
    if case.security == "training":
        check.simulated("security is training: secrecy is simulated")
    elif case.security == "platform":
        check.note("security is platform: the platform may hold one share of every secret")


def _check_holder(case: Case, event: Event) -> bool:
    """Who may log which key, and whether the reader pinned that party."""
    party, part, i, of = event.actor, event["part"], event["i"], (event["t"], event["n"])
    check = case.checks["custodians"].about(name=f"{part}/{i}", party=party)
    if part in ("*", "draw"):
        holder = "operator" if part == "*" else "supervisor"
        return check.require((party, i, *of) == (holder, 0, 1, 1),
                             "key {name} is not the one of {holder}", holder=holder)
    counts = part in case.params.get("parts", [part]) and 1 <= i <= CUSTODIANS
    sound = check.require(counts and of == (THRESHOLD, CUSTODIANS),
                          "key {name} is of no part, or not 2 of 3")
    key = case.key_at(party, event.seq)
    if key is None:
        return False
    if case.trust:
        sound &= check.require(
            case.trust.custodians.get(party) == key.fingerprint,
            "{party}, who logged key {name}, is not a custodian of the trust file")
    if case.security == "full":
        sound &= check.require(key.role in HOLDERS.get(i, HOLDERS[CUSTODIANS]),
                               "key {name} is held by a party of role {role}", role=key.role)
    return sound


def check_authorship(case: Case) -> None:
    """Every change is a command that an enrolled party signed, in time and once."""
    check = case.checks["authorship"]
    nonces: dict[tuple[str, str], int] = {}
    for seq in sorted(case.bodies):
        body = case.bodies[seq]
        if body.value["actor"] != "clock" and matches(body.value["authorisation"], AUTHORISATION):
            _check_command(case, body, nonces)
    if case.trust is None:
        check.cannot(NO_TRUST)
    if case.security == "training" or any(k.automatic for keys in case.keys.values() for k in keys):
        check.simulated("keys that one process holds for all: authorship is simulated")


def _check_command(case: Case, body: Body, nonces: dict[tuple[str, str], int]) -> None:
    value, seq, ts = body.value, body.leaf.seq, body.leaf.ts
    command, said, party = value["command"], value["authorisation"], value["actor"]
    check = case.checks["authorship"].about(seq=seq, party=party)
    check.require(command.get("party") == party and matches(command.get("v"), "v1"),
                  "leaf {seq}: the command is of another party than the body")
    key = case.key_at(party, seq)
    if not check.require(key is not None, "leaf {seq}: {party} has no sound enrolment"):
        return
    message = command_message(case.origin, value["tender"], from_hex(said["nonce"]),
                              said["not_after_ms"], encode(command))
    check.require(key.signed(message, from_hex(said["sig"])),
                  "leaf {seq}: the command is not signed by {party}")
    check.require(key.not_before_ms <= ts <= key.not_after_ms,
                  "leaf {seq}: the key of {party} is not valid then")
    if value["kind"] == "refused":
        return
    check.require(ts <= said["not_after_ms"], "leaf {seq}: the command had expired")
    before = nonces.setdefault((party, said["nonce"]), seq)
    check.require(before == seq, "leaf {seq}: {party} used this nonce in leaf {before}",
                  before=before)
    event = value["events"][0]
    kind = event["kind"]
    check = check.about(kind=kind, role=key.role)
    if kind in COMMANDS:
        name, shape = COMMANDS[kind]
        ordered = {argument: command.get(argument) for argument in shape}
        agrees = all(event[argument] == inner for argument, inner in command.items()
                     if argument in event and argument != "party")
        check.require(command.get("cmd") == name and matches(ordered, shape) and agrees,
                      "leaf {seq}: the signed command does not order this {kind}")
    ordered = KIND_OF.get(str(command.get("cmd")), kind)
    check.require(kind == ordered,
                  "leaf {seq}: the signed command orders {ordered}, the body says {kind}",
                  ordered=ordered)
    if kind in ACTORS:
        check.require(key.role in ACTORS[kind], "leaf {seq}: {kind} by a party of role {role}")
