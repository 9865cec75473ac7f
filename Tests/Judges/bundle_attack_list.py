"""The attacks of `bundle_attacks`, each with the check that must name it and the words it must use."""

from bundle_attacks import (BASE, FALSE, LATE, NO_WITNESS, Attack, another_k_b, another_secret, byte, context,
                            cut, edit, envelope_of, event, false_cosignature, flipped, foreign_fork, fork,
                            instead, key_of, keys, line, link, other_price, pinned, put_back, replaced,
                            seq_of, step, swap_seats, turned, twice, without, write)
from bundle_maker import TENDER, WITNESS, public, seed, sha256, vkey
from bundle_story import DEADLINE, PARTIES
from identity import fingerprint
from primitives import x25519_public
from verdict import CANNOT_JUDGE, SIMULATED

BLOB = "blobs/" + sha256(b"the tender file").hex()
ENTRIES = next(path for path in BASE.second if path.startswith("log/tile/entries/"))
HASHES = next(path for path in BASE.second if path.startswith("log/tile/0/"))
PROOF = next(path for path in BASE.second if path.startswith("proofs/"))
REFUSED, BID, NOTICE = seq_of("refused"), seq_of("bid.received"), seq_of("tender.announced")


def at(check: str, name: str, says: str, **more: object) -> Attack:
    return Attack(name, check, says, **more)


def about(**fields: str) -> object:
    return lambda sample: sample.about.update(fields)


DIRECTORY = [
    at("manifest", "a blob edited", "other bytes", disk=edit(f"second/{BLOB}", b"the", b"The")),
    at("manifest", "a file missing", "is listed and missing", disk=lambda d: (d / f"second/{BLOB}").unlink()),
    at("manifest", "a file too many", "is not listed", disk=write("second/extra.txt", b"x")),
    at("manifest", "a hidden file", "is not listed", disk=write("second/log/.x", b"x")),
    at("manifest", "an empty directory", "empty directory", disk=lambda d: (d / "second/log/new").mkdir()),
    at("manifest", "a link for a file", "is a link", disk=link),
    at("manifest", "the manifest spaced", "not the canonical bytes",
       disk=edit("second/manifest.json", b'"base":', b'"base": ')),
    at("manifest", "a path out of the bundle", "no path of a bundle",
       disk=edit("second/manifest.json", b'"path":"bodies.ndjson"', b'"path":"../trust.json"')),
    at("manifest", "the manifest cut", "manifest.json", disk=write("second/manifest.json", b'{"base":"')),
    at("manifest", "another base", "does not build on", files=lambda s: setattr(s, "base", FALSE.hex())),
    at("manifest", "a weaker profile in the manifest", "names security", files=about(security="platform")),
    at("manifest", "keys.json not canonical", "keys.json", files=replaced("keys.json", b'"v":1', b'"v": 1')),
]
LOG = [
    at("integrity", "another log named", "is of the log", files=about(log="tender.example/other")),
    at("integrity", "an entry edited", "", files=byte(ENTRIES, 60)),
    at("integrity", "an entry cut", "ends inside an entry", files=byte(ENTRIES, 0)),
    at("integrity", "a tile hash edited", "is not what the leaves give", files=byte(HASHES, 40)),
    at("integrity", "the note's signature flipped", "", files=byte("log/checkpoint", 130)),
    at("integrity", "a fork: two notes of one size", "the log forked", files=fork),
    at("integrity", "an older note of another tree", "give another root", files=foreign_fork),
    at("integrity", "a receipt edited", "proof", files=byte(PROOF, 900)),
    at("integrity", "a leaf older than the one before", "is older", alter={"withdraw": step(leaf={"ts": 1})}),
    at("integrity", "a leaf with another key", "leaf ", alter={"withdraw": step(leaf={"x": 1})}),
    at("integrity", "a leaf at another place", "its seq is", alter={"withdraw": step(leaf={"seq": 3})}),
    at("integrity", "another log pinned", "not signed by the log",
       trust=pinned(log=vkey("tender.example/audit", 1, FALSE))),
    at("completeness", "the tail cut and signed again", "its tail is missing", files=cut),
    at("anchor", "the tail cut, nobody asked elsewhere", "anchored up to size", files=cut, outside=False,
       state=CANNOT_JUDGE),
    at("anchor", "a cosignature flipped", "does not verify", files=false_cosignature),
    at("anchor", "another witness pinned", "not anchored", outside=False, state=CANNOT_JUDGE,
       trust=pinned(witnesses=[vkey(WITNESS, 4, FALSE)])),
]
BODIES = [
    at("bodies", "a body edited", "does not hash",
       files=line(BID, lambda v: {**v, "body": v["body"].replace("B-001", "B-002")})),
    at("bodies", "a salt edited", "does not hash", files=line(BID, lambda v: {**v, "salt": FALSE.hex()})),
    at("bodies", "r left out", "r belongs", files=line(BID,
                                                       lambda v: {k: v[k]
                                                                  for k in ("body", "salt", "seq")})),
    at("bodies", "a key twice in a line", "stands twice", files=twice),
    at("bodies", "an open body held back", "is not in the bundle", state=CANNOT_JUDGE,
       files=line(seq_of("deadline.extended"), lambda v: None)),
    at("bodies", "the leaf says another kind", "are not those of the leaf",
       alter={"extend": step(leaf={"kind": "question.asked"})}),
    at("bodies", "a bid by the clock", "the clock alone",
       alter={"submit B-002 1": step(actor="clock", command={})}),
    at("bodies", "an event with a field too many", "bid.received", alter={"submit B-002 1": event(x=1)}),
    at("bodies", "two clocks", "mixes", alter={"extend": step(body={"clock": "model"})}),
    at("sealed", "a bid hidden", "is not opened", files=line(BID, lambda v: None)),
    at("sealed", "a refusal hidden", "is not opened", alter={"refuse": step(hidden=True)}),
    at("sealed", "a false r", "r does not come from", alter={"submit B-002 1": step(r=FALSE)}),
    at("sealed", "another tag", "the tag does not come from r",
       alter={"submit B-002 1": step(leaf={"tag": FALSE.hex()})}),
    at("sealed", "a secret used after its publication", "after it was published",
       alter={"dark result 0": step(stage="opening")}),
    at("sealed", "a bid in the open", "is sealed for - instead of opening",
       alter={"submit B-001 1": step(stage="")}),
    at("sealed", "another secret in keys.json", "another secret", files=keys(another_secret)),
    at("sealed", "another secret published", "not the one",
       alter={"publish lock": event(secret=FALSE.hex())}),
    at("erasure", "an erasure without the supervisor", "not signed by the supervisor",
       alter={"eraser": instead(FALSE)}),
    at("erasure", "an erased body shown again", "still disclosed", files=put_back),
]
PEOPLE = [
    at("enrolment", "a party minted by the operator", "did not enrol B-002",
       alter={"root of B-002": instead(FALSE)}),
    at("authorship", "a command of that party", "no sound enrolment",
       alter={"root of B-002": instead(FALSE)}),
    at("enrolment", "another root pinned", "did not enrol", trust=pinned(root="01" + public(FALSE).hex())),
    at("enrolment", "another operator pinned", "not the pinned one", trust=pinned(operator=FALSE.hex())),
    at("enrolment", "an automatic enrolment", "for training only", alter={"enrol B-002": event(auto=True)}),
    at("enrolment", "no trust file", "no trust file", pinned=False, state=CANNOT_JUDGE),
    at("authorship", "no trust file, authorship", "no trust file", pinned=False, state=CANNOT_JUDGE),
    at("timely", "no trust file, timeliness", "no trust file", pinned=False, state=CANNOT_JUDGE),
    at(
        "custodians", "another custodian pinned", "is not a custodian", trust=pinned(
            custodians={
                "P-TEN": FALSE.hex(), "supervisor": fingerprint(1, public(seed("supervisor"))),
                "P-NOT": fingerprint(1, public(seed("P-NOT")))
            })),
    at("custodians", "the operator as a custodian", "operator",
       alter={"holder price/3": instead("operator")}),
    at("custodians", "one party with two shares", "two shares",
       alter={"holder price/3": instead("supervisor")}),
    at("custodians", "a key of low order", "low order",
       alter={"key price/2": lambda e: {**e, "pk": "00" * 32}}),
    at("custodians", "two equal keys", "are equal",
       alter={"key price/2": lambda e: {**e, "pk": x25519_public(seed("custodian price 1")).hex()}}),
    at("custodians", "a lowered t", "not 2 of 3", alter={"key price/2": lambda e: {**e, "t": 1}}),
    at("custodians", "a key nobody signed", "is not signed",
       alter={"custodian price/2": event(sig="00" * 64)}),
    at("authorship", "a command under a foreign key", "is not signed by B-002",
       alter={"submit B-002 1": step(signer=FALSE)}),
    at("authorship", "a command of another party", "of another party",
       alter={"submit B-002 1": lambda s: step(command={**s.command, "party": "B-001"})(s)}),
    at("authorship", "a nonce used twice", "used this nonce",
       alter={"submit B-003 2": step(nonce=seed("nonce submit B-003 1")[:16])}),
    at("authorship", "an expired command", "had expired", alter={"submit B-003 2": step(not_after_ms=1)}),
    at("authorship", "a command for something else", "does not order",
       alter={"submit B-003 2": lambda s: step(command={**s.command, "revision": 3})(s)}),
    at("authorship", "a key's arrival hidden as another event", "orders key.received",
       alter={"key B-002 price": event(kind="note.kept")}),
    at("authorship", "a notice that nobody signed", "does not order",
       alter={"announce": lambda s: step(command={**s.command, "deadline_ms": DEADLINE - 1})(s)}),
    at("manifest", "training behind a full manifest", "names security",
       alter={"params": lambda p: {**p, "security": "training"}}),
    at("draws", "training told by the manifest too", "training", state=SIMULATED,
       files=about(security="training"),
       alter={"params": lambda p: {**p, "security": "training"}, "context B-001 price": lambda c: c}),
]
TIME = [
    at("timely", "a late witness", "no pinned witness saw it", alter=LATE),
    at("timely", "a bid after the deadline", "at or after the deadline",
       alter={"submit B-003 2": step(ts=DEADLINE)}),
    at("timely", "closed before the deadline", "closed before", alter={"close": step(ts=DEADLINE - 5000)}),
    at("timely", "closed under another deadline", "another deadline",
       alter={"close": event(deadline_ms=DEADLINE - 1)}),
    at(
        "timely", "a deadline moved back", "moved back", alter={
            "extend": lambda s: step(command={**s.command, "deadline_ms": 1}, events=
                                     [{**s.events[0], "deadline_ms": 1}])(s)
        }),
    at("refusals", "a refusal that the operator did not sign", "not signed by the operator",
       alter={"refusal signer": instead(FALSE)}),
    at("refusals", "a refusal of another code", "another code", alter={"refuse": event(code="NOT_LIVE")}),
    at("refusals", "a refusal of another message", "another message",
       alter={"refuse": lambda s: step(command={**s.command, "submit": FALSE.hex()})(s)}),
]
OPENINGS = [
    at("openings", "another k_b in keys.json", "FALSE_KEY", files=keys(another_k_b)),
    at("openings", "another released key", "another key price/1", files=keys(key_of("price", 1))),
    at("openings", "another wrapped key", "wrapped key technical/1", files=keys(key_of("technical", 1))),
    at("openings", "a false key of a custodian", "NO_CUSTODIANS",
       alter={"released technical/1": instead(FALSE)}),
    at("openings", "an opening record changed", "row of the opening record",
       alter={"opened B-001 price": other_price}),
    at("openings", "another file opened", "names another file",
       alter={"opened B-001 price": event(content=FALSE.hex())}),
    at("openings", "a sound bid called malformed", "opening it again gives opened",
       alter={"opened B-001 price": event(verdict="MALFORMED", content="-")}),
    at("openings", "a withdrawn bid opened", "no live bid",
       alter={"opened B-002 price": event(bidder="B-004")}),
    at("openings", "a replaced bid opened", "no live bid", alter={"opened B-003 price": event(revision=1)}),
    at(
        "openings", "a live bid not opened", "was never opened", alter={
            "opened B-003 price": lambda s: step(events=[{"kind": "note.kept"}], command=
                                                 {**s.command, "cmd": "note.keep"})(s)
        }),
    at("openings", "a withdrawal of another bid", "not about the live bid",
       alter={"withdraw": lambda s: step(command={**s.command, "withdraw": FALSE.hex()})(s)}),
    at(
        "openings", "a revision not higher", "is not higher", alter={
            "submit B-003 2": lambda s: step(command={**s.command, "revision": 1}, events=
                                             [{**s.events[0], "revision": 1}])(s)
        }),
    at("openings", "a bid of another bidder", "another tender, part, bidder",
       alter={"context B-002 price": context(bidder="B-001")}),
    at("openings", "a bid for documents that were never published", "MALFORMED",
       alter={"context B-002 price": context(doc_hash=FALSE)}),
    at("openings", "a bid for an unknown deadline", "unknown deadline",
       alter={"context B-002 price": context(deadline_ms=5)}),
    at("openings", "a bid for other keys", "revision or keys",
       alter={"context B-002 price": context(keys_hash=FALSE)}),
    at("openings", "a payload flipped", "MALFORMED", alter={"envelope B-002 price": flipped(-1)}),
    at("openings", "a wrap flipped", "MALFORMED", alter={"envelope B-002 price": flipped(300)}),
    at("openings", "key_commit flipped", "MALFORMED", alter={"envelope B-002 price": flipped(200)}),
    at("openings", "a wrap of another k_b", "the wrap of k_b",
       alter={"open message B-002 price": flipped(-1)}),
    at("openings", "keys before the window ended", "before its window",
       alter={"window": event(parts=["technical"])}),
    at("openings", "an envelope held back", "not in the bundle", state=CANNOT_JUDGE,
       files=lambda s: without(envelope_of(s, "B-001", "price", 1))(s)),
    at("openings", "a release under a foreign key", "not signed by its custodian",
       alter={"release price/1": event(sig="00" * 64)}),
]
SEATS = [
    at("draws", "a wrong label", "the labels are not",
       alter={"public result 0": event(labels=[{"label": "b_rand", "value": 6}, {"label": "k", "value": 0}])
              }),
    at("draws", "a wrong opening order", "the order open", alter={"public result 0": turned}),
    at("draws", "a wrong panel", "does not seat", alter={"panel result 0": swap_seats}),
    at(
        "draws", "a reveal before all committed ones", "after the first reveal", alter={
            "early reveal": instead(PARTIES[:1]), "public commit supervisor": lambda s: s,
            "panel commit P-TEN": lambda s: s, "public reveal P-TEN 0": event(draw=f"{TENDER}/panel/1")
        }),
    at("draws", "a reveal before the closing", "before the key window ended",
       alter={"early reveal": instead(PARTIES[:1])}),
    at("draws", "reveals in another order", "parties' order",
       alter={"public order 0": instead(tuple(reversed(PARTIES)))}),
    at("draws", "a false reveal", "does not lead to", alter={"public value supervisor 0": instead(FALSE)}),
    at("draws", "a reveal that nobody signed", "is not signed",
       alter={"public reveal platform 0": event(sig="00" * 64)}),
    at("draws", "commitments that no witness saw", "no pinned witness", alter=NO_WITNESS),
    at("draws", "a party left out of the reveals", "before all revealed",
       alter={"public order 0": instead(PARTIES[:2])}),
    at("draws", "a commitment of a stranger", "is no party",
       alter={"public commit supervisor": step(actor="P-NOT")}),
    at("draws", "another mapping of the dark codes", "not the committed one",
       alter={"dark result 0": event(mapping_commit=FALSE.hex())}),
    at("draws", "another roster salt", "roster salt", alter={"panel open": event(roster_salt=FALSE.hex())}),
    at(
        "draws", "a wrap of another reveal", "the wrap of", alter={
            "dark reveal platform 0": event(wraps=[{"to": "operator", "wrap": "00" *
                                                    80}, {"to": "supervisor", "wrap": "00" * 80}])
        }),
    at("draws", "a replacement without cause", "not vacant",
       alter={"reply 0 decline": event(reply="accept")}),
    at("draws", "a reply under a foreign key", "not signed", alter={"reply 0 decline": event(sig="00" * 64)}),
    at("draws", "a narrow pool without consent", "too narrow", alter={"narrow": event(sig="00" * 64)}),
    at("draws", "a restart without cause", "without cause",
       alter={"panel announce": event(draw=f"{TENDER}/panel/2")}),
    at("draws", "a reveal after its deadline", "after its deadline",
       alter={"public announce": event(deadlines=[1, 1, 1])}),
]
ATTACKS = DIRECTORY + LOG + BODIES + PEOPLE + TIME + OPENINGS + SEATS
