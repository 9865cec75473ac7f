"""The story of the sample bundles: one tender from its notice to its award, told to `bundle_maker`.

Four bidders: one replaces its bid, one withdraws, one has a second submission refused. Three custodians.
A public draw, dark codes, and a panel of which one expert declines and is replaced.
"""

import json
from pathlib import Path

# First, because it says where the modules of the verifier lie.
from bundle_maker import ORIGIN, OTHER, TENDER, Maker, manifest, seed, sign, write

import bids
import draws
import messages as m
import vectors_bids
from draws import Announcement, Panel
from encoding import encode
from notes import Note
from prices import opening_row, read_price
from primitives import sha256, x25519_public
from vectors_draws import unit_token

DEADLINE = 1790000000000
FIRST_DEADLINE = DEADLINE - 3_600_000
PARTS = ["technical", "price"]
HOLDERS = {1: "P-TEN", 2: "supervisor", 3: "P-NOT"}
PARTIES = ("P-TEN", "supervisor", "platform")
EXPERTS = [f"E-{i:02d}" for i in range(1, 10)]
SALT = seed("roster salt")
PARAMS = {
    "docs": [{"name": "tender.pdf", "sha256": sha256(b"the tender file").hex(),
              "size": 15}], "grace_ms": 10000, "log": ORIGIN, "pad_to": 65536, "parts": PARTS,
    "security": "full", "session": "ONE_SESSION", "tender": TENDER
}
PRICES = {
    "B-001": {"amount_minor": "100500005", "words": "壹佰万伍仟元零伍分"},
    "B-002": {"amount_minor": "99900000", "words": "玖拾玖万玖仟圆整"},
    "B-003": {"amount_minor": "123456789"},
    "B-004": {"amount_minor": "100"},
}


def actor_of(party: str) -> str:
    return "operator" if party == "platform" else party


class Story(Maker):
    """Tells the whole story at once; `cut` is the size of the first disclosure."""

    params = PARAMS

    def __init__(self, alter: dict | None = None) -> None:
        super().__init__(alter)
        self.submits: dict[tuple[str, int], bytes] = {}
        self.sealed: dict[tuple[str, str, int], tuple[bytes, bytes, bytes]] = {}
        self.opened: list[str] = []
        self.announced: dict[str, Announcement] = {}
        self.seats: dict[str, list[str]] = {}
        self.panel_rounds = 1
        self.private = {(part, i): seed(f"custodian {part} {i}") for part in PARTS for i in HOLDERS}
        self.private |= {("*", 0): seed("opening service"), ("draw", 0): seed("draw supervisor")}
        self.people()
        self.notice()
        self.announce_draws()
        self.bidding()
        self.keys_arrive()
        self.open_all()
        self.panel()
        self.finish()

    def key(self, part: str, i: int) -> bytes:
        return x25519_public(self.private[part, i])

    def people(self) -> None:
        for party, role in (("operator", "operator"), ("supervisor", "supervisor"), ("P-TEN", "tenderer"),
                            ("P-NOT", "custodian")):
            self.enrol(party, role)
        for bidder in PRICES:
            self.enrol(bidder, "bidder")
        for expert in EXPERTS:
            self.enrol(expert, "expert")

    def notice(self) -> None:
        params = self.change("params", self.params)
        self.blob(b"the tender file")
        self.step("announce", "P-TEN", "tender.announce", {"deadline_ms": FIRST_DEADLINE, "params": params},
                  {"deadline_ms": FIRST_DEADLINE, "kind": "tender.announced", "params": params,
                   "secrets": self.commitments()})
        self.recusal = self.step("recusal", "supervisor", "expert.recuse", {},
                                 {"kind": "expert.recusal", "code": "R2"})
        for (part, i) in self.private:
            holder = HOLDERS.get(i, "operator" if part == "*" else "supervisor")
            holder = self.change(f"holder {part}/{i}", holder)
            t, n = (0, 1) if i == 0 else (2, 3)
            event = {"i": i, "kind": "custodian.key", "n": n, "part": part, "pk": self.key(part, i).hex(),
                     "t": t or 1}
            event = self.change(f"key {part}/{i}", event)
            event["sig"] = sign(seed(holder), bids.custodian_key_message(ORIGIN, TENDER, event)).hex()
            self.step(f"custodian {part}/{i}", holder, "custodian.key", {}, event)

    def roster(self) -> bytes:
        """Six of tech and three of econ; one of tech is recused, so that its pool is narrow."""
        lines = []
        for number, expert in enumerate(EXPERTS):
            unit = unit_token(SALT, f"U{number % 4}").hex()
            recused = f"R2:{self.recusal}" if number == 5 else "-"
            stratum = "tech" if number < 6 else "econ"
            lines.append(f"{draws.expert_token(SALT, expert).hex()}\t{stratum}\t{unit}\t{recused}\n".encode())
        return b"".join(sorted(lines))

    def announce(self, name: str, roster: bytes, plan: bytes, salt: bytes, deadline: int, number: int = 1,
                 parties: tuple[str, ...] = PARTIES) -> None:
        draw, kind = f"{TENDER}/{name}/{number}", "public" if name == "public" else "secret"
        found = Announcement(draw, kind, sha256(roster), sha256(plan), "none", 16, salt, parties)
        self.announced[name] = found
        self.step(f"{name} announce", "operator", "draw.announce", {"draw": draw}, {
            "beacon": "none", "chain": 16, "class": kind, "deadlines": [deadline] * len(parties),
            "draw": draw, "kind": "draw.announced", "parties": list(parties), "plan": self.blob(plan),
            "roster": self.blob(roster) if roster else sha256(b"").hex(), "salt_commit": salt.hex()
        })

    def drawn_secret(self, name: str, party: str) -> bytes:
        """A party's secret for the draw that was announced last under a name."""
        return seed(f"{self.announced[name].draw} {party}")

    def commit(self, name: str) -> None:
        a = self.announced[name]
        for party in a.parties:
            value = draws.chain_step(a.ch, party, self.drawn_secret(name, party), a.chain)
            signature = sign(seed(actor_of(party)), draws.commit_message(a.ch, party, value))
            self.step(f"{name} commit {party}", actor_of(party), "draw.commit", {"draw": a.draw}, {
                "commit": value.hex(), "draw": a.draw, "kind": "draw.committed", "sig": signature.hex()})

    def announce_draws(self) -> None:
        # Both wait for the opening, and move with it when the deadline does.
        self.announce("public", b"", b"b_rand\t7\nk\t6\n", bytes(32), FIRST_DEADLINE + 3_600_000)
        self.announce("dark", b"", b"dark\n", bytes(32), FIRST_DEADLINE + 3_600_000)
        self.panel_roster, self.panel_plan = self.roster(), b"max_per_employer\t2\ntech\t2\necon\t1\n"
        self.announce("panel", self.panel_roster, self.panel_plan, draws.salt_commitment(SALT),
                      DEADLINE + 7_200_000)
        a = self.announced["panel"]
        event = {"draw": a.draw, "eligible": 5, "kind": "draw.narrow", "quota": 2, "reason": "no other pool",
                 "stratum": "tech"}
        event["sig"] = sign(seed("supervisor"), draws.narrow_message(a.ch, event)).hex()
        self.step("narrow", "supervisor", "draw.narrow", {"draw": a.draw}, event)
        early = self.change("early reveal", ())
        for name in ("public", "dark"):
            self.commit(name)
        for party in early:
            self.reveal("public", party, 0)
        self.commit("panel")
        self.checkpoint("commitments")

    def submit(self, bidder: str, revision: int, deadline: int) -> None:
        listed, envelopes = [], {}
        for part in PARTS:
            keys = [self.key(part, i) for i in HOLDERS]
            context = bids.Context(TENDER, part, bidder, deadline, revision, bids.doc_hash(self.params),
                                   bids.keys_hash(TENDER, part, keys),
                                   seed(f"nonce {bidder} {part} {revision}"))
            context = self.change(f"context {bidder} {part}", context)
            file = encode({"currency": "CNY", "quote": "total", "tax": "included", "v": 1, **PRICES[bidder]})
            file = file if part == "price" else f"technical part of {bidder}, revision {revision}".encode()
            k_b, k_c = seed(f"k_b {bidder} {part} {revision}"), seed(f"k_c {bidder} {part} {revision}")
            data = vectors_bids.seal_envelope(context, k_b, k_c, keys, file, PARAMS["pad_to"])
            data = self.change(f"envelope {bidder} {part}", data)
            ctxh = sha256(context.data)
            self.sealed[bidder, part, revision] = (k_b, ctxh, data)
            envelopes[part] = data
            listed.append(m.Sealed(part, ctxh, sha256(data), len(data)))
        message = vectors_bids.submission(ORIGIN, TENDER, bidder, revision, listed)
        self.submits[bidder, revision] = message
        for part, data in envelopes.items():
            self.blob(data, "lock" if part == "technical" else self.price_stage())
        seq = self.step(f"submit {bidder} {revision}", bidder, "bid.submit",
                        {"revision": revision, "submit": self.blob(message, "opening")},
                        {"kind": "bid.received", "revision": revision}, stage="opening")
        self.receipts.append(seq)

    def bidding(self) -> None:
        self.submit("B-001", 1, FIRST_DEADLINE)
        self.question = self.step("question", "B-002", "question.ask", {},
                                  {"kind": "question.asked", "by": "Wang"})
        self.cut = self.checkpoint("first disclosure")
        self.step("extend", "P-TEN", "deadline.extend", {"deadline_ms": DEADLINE},
                  {"deadline_ms": DEADLINE, "kind": "deadline.extended"})
        self.submit("B-002", 1, DEADLINE)
        self.submit("B-003", 1, FIRST_DEADLINE)
        self.submit("B-004", 1, DEADLINE)
        self.step("other sealed", "B-002", "question.ask", {}, {"kind": "question.asked"}, tender=OTHER,
                  stage="opening")
        self.step("other open", "P-TEN", "tender.announce", {}, {"kind": "tender.announced"}, tender=OTHER)
        self.submit("B-003", 2, DEADLINE)
        gone = vectors_bids.withdrawal(ORIGIN, TENDER, "B-004", 2, sha256(self.submits["B-004", 1]))
        self.step("withdraw", "B-004", "bid.withdraw",
                  {"revision": 2, "withdraw": self.blob(gone, "opening")},
                  {"kind": "bid.withdrawn", "revision": 2}, stage="opening")
        what = sha256(self.submits["B-002", 1])
        note = vectors_bids.refusal(ORIGIN, TENDER, what, "REVISION_NOT_HIGHER", self.now)
        signature = sign(self.change("refusal signer", seed("operator")), note)
        self.step("refuse", "B-002", "bid.submit", {"revision": 1, "submit": what.hex()}, {
            "bidder": "B-002", "code": "REVISION_NOT_HIGHER", "kind": "refused", "note": note.hex(),
            "note_sig": signature.hex()}, stage="opening")
        self.now = self.change("time before the deadline", DEADLINE - 20_000)
        self.checkpoint("bids")
        self.now = DEADLINE
        self.step("close", "clock", "", {}, {"deadline_ms": DEADLINE, "kind": "tender.closed"})
        self.checkpoint("closed")

    def keys_arrive(self) -> None:
        self.hand_over(PARTS, "opening")
        self.publish("opening")

    def hand_over(self, parts: list[str], stage: str) -> None:
        for bidder, revision in (("B-002", 1), ("B-001", 1), ("B-003", 2)):
            for part in parts:
                k_b, ctxh, data = self.sealed[bidder, part, revision]
                wrap = m.key_wrap(self.key("*", 0), ctxh, k_b)
                message = vectors_bids.opening(ORIGIN, TENDER, bidder, revision, part, sha256(data), wrap)
                message = self.change(f"open message {bidder} {part}", message)
                self.step(f"key {bidder} {part}", bidder, "bid.open",
                          {"open": self.blob(message, stage), "part": part, "revision": revision},
                          {"kind": "key.received", "part": part, "revision": revision}, stage=stage)
                self.k_b.append({"bidder": bidder, "k_b": k_b.hex(), "part": part, "revision": revision})
        self.step("window", "clock", "", {}, {"kind": "key_window.ended", "parts": parts})
        self.window = self.checkpoint("window")

    def reveal(self, name: str, party: str, turn: int) -> bytes:
        a = self.announced[name]
        value = draws.chain_step(a.ch, party, self.drawn_secret(name, party), a.chain - 1 - turn)
        value = self.change(f"{name} value {party} {turn}", value)
        signature = sign(seed(actor_of(party)), draws.reveal_message(a.ch, party, turn, value))
        event = {"draw": a.draw, "kind": "draw.revealed", "round": turn, "sig": signature.hex()}
        if name == "public":
            event["reveal"] = value.hex()
        else:
            event["wraps"] = [{"to": to, "wrap": draws.reveal_wrap(key, a.ch, party, turn, value).hex()}
                              for to, key in (("operator", self.key("*", 0)), ("supervisor",
                                                                               self.key("draw", 0)))]
        stage = {"public": "", "dark": "lock", "panel": "award"}[name]
        self.step(f"{name} reveal {party} {turn}", actor_of(party), "draw.reveal",
                  {"draw": a.draw, "round": turn}, event, stage=stage)
        return value

    def reveal_all(self, name: str, turn: int = 0) -> bytes:
        """All reveals of a round, and its seed."""
        a = self.announced[name]
        reveals = {party: self.reveal(name, party, turn)
                   for party in self.change(f"{name} order {turn}", a.parties)}
        return draws.seed(a.ch, turn, a.parties, {party: bytes(32) for party in a.parties} | reveals, b"")

    def result(self, name: str, turn: int, found: dict, stage: str) -> None:
        a = self.announced[name]
        self.step(f"{name} result {turn}", "operator", "draw.result", {"draw": a.draw, "round": turn},
                  {"beacon": "", "draw": a.draw, "kind": "draw.result", "round": turn, **found}, stage=stage)

    def release(self, part: str, i: int) -> None:
        keys = [self.key(part, j) for j in HOLDERS]
        hashed, private = bids.keys_hash(TENDER, part, keys), self.private[part, i]
        private = self.change(f"released {part}/{i}", private)
        value = m.release_wrap(self.key("*", 0), hashed, i, private) if part == "technical" else private
        root = self.notes[self.window]
        root = Note.parse(root).root
        message = vectors_bids.release(ORIGIN, TENDER, m.Release(part, i, hashed, self.window, root, value))
        seq = self.step(
            f"release {part}/{i}", HOLDERS[i], "keys.release", {"part": part, "release": self.blob(message)},
            {"i": i, "kind": "keys.released", "part": part, "sig": sign(seed(HOLDERS[i]), message).hex()})
        self.released.append((seq, {"i": i, "part": part, "sk": private.hex()}))

    def open_all(self) -> None:
        self.draw_public()
        dark = self.reveal_all("dark")
        self.open_parts("price", (1, 2, 3))
        self.open_parts("technical", (1, 3))
        self.give_codes(dark)

    def draw_public(self) -> None:
        drawn, live = self.reveal_all("public"), ["B-001", "B-002", "B-003"]
        labels = [{"label": label, "value": draws.uniform(drawn, label, count)}
                  for label, count in (("b_rand", 7), ("k", 6))]
        self.result("public", 0, {"labels": labels, "open": draws.order(drawn, "open", live),
                                  "tie": draws.order(drawn, "tie", live)}, "")
        self.window = self.checkpoint("public")

    def open_parts(self, part: str, holders: tuple[int, ...]) -> None:
        for i in holders:
            self.release(part, i)
        for bidder, revision in (("B-001", 1), ("B-002", 1), ("B-003", 2)):
            self.open_part(bidder, revision, part)

    def give_codes(self, dark: bytes) -> None:
        mapping, salt = draws.code_lines(dark, self.opened), seed("mapping salt")
        self.result("dark", 0, {"mapping_commit": draws.mapping_commitment(salt, mapping).hex()}, "lock")
        self.dark_opened = {"mapping": self.blob(mapping, "lock"), "salt": salt.hex()}
        self.checkpoint("opened")

    def open_part(self, bidder: str, revision: int, part: str) -> None:
        data = self.sealed[bidder, part, revision][2]
        digest = sha256(data).hex()
        file = encode({"currency": "CNY", "quote": "total", "tax": "included", "v": 1, **PRICES[bidder]})
        event = {
            "bid_hash": digest, "bidder": bidder, "kind": "envelope.opened", "part": part,
            "revision": revision, "verdict": "opened"
        }
        if part == "price":
            event["row"] = opening_row(read_price(file), digest, bidder, revision)
        else:
            file = f"technical part of {bidder}, revision {revision}".encode()
            self.opened.append(bidder)
        event["content"] = sha256(file).hex()
        self.step(f"opened {bidder} {part}", "operator", "envelope.open", {"bid_hash": digest, "part": part},
                  event, stage="lock" if part == "technical" else "")

    def reply(self, panel: Panel, token: str, turn: int, reply: str) -> None:
        a = self.announced["panel"]
        expert = next(e for e in EXPERTS if draws.expert_token(SALT, e).hex() == token)
        signature = sign(seed(expert), draws.reply_message(a.ch, bytes.fromhex(token), turn, reply))
        self.step(f"reply {turn} {reply}", expert, "draw.reply",
                  {"draw": a.draw, "round": turn, "token": token}, {
                      "draw": a.draw, "kind": "expert.replied", "reply": reply, "round": turn,
                      "sig": signature.hex(), "token": token
                  }, stage="award")

    def panel(self) -> None:
        panel = Panel.read(self.panel_plan, self.panel_roster)
        seats = panel.draw(self.reveal_all("panel"), dict(panel.quotas))
        self.result("panel", 0, {"seats": seats}, "award")
        tokens = [token for seat in seats for token in seat["tokens"]]
        for token, reply in zip(tokens, ("decline", "accept", "accept")):
            self.reply(panel, token, 0, reply)
        again = self.draw_again(panel, tokens[0])
        self.reply(panel, again, 1, "accept")
        self.step_down(panel, tokens[1:])

    def draw_again(self, panel: Panel, token: str) -> str:
        """Who a further round puts in the place of a token."""
        turn = self.panel_rounds
        again = panel.draw(self.reveal_all("panel", turn), {panel.vacate(token): 1})
        self.panel_rounds += 1
        self.result("panel", turn, {"seats": again}, "award")
        return next(token for seat in again for token in seat["tokens"])

    def step_down(self, panel: Panel, accepted: list[str]) -> None:
        """Nobody of those who accepted in round 0 leaves."""

    def finish(self) -> None:
        body = bytes.fromhex(json.loads(self.leaves[self.question].leaf)["body"])
        event = {"basis": "PIPL 47(1)(3)", "by": "supervisor", "erased": self.question, "kind": "body.erased"}
        event["sig"] = sign(self.change("eraser", seed("supervisor")),
                            m.erasure(ORIGIN, self.question, body, event["basis"])).hex()
        self.erased[self.question] = self.step("erase", "operator", "body.erase", {"erased": self.question},
                                               event)
        if "lock" not in self.published:
            self.publish("lock")
        for name, salt, stage in (("dark", bytes(32), ""), ("panel", SALT, "award")):
            if stage:
                self.publish(stage)
            a = self.announced[name]
            turns = range(self.panel_rounds) if name == "panel" else (0,)
            reveals = [{
                "party": party, "round": turn, "reveal": draws.chain_step(a.ch, party,
                                                                          self.drawn_secret(name, party),
                                                                          a.chain - 1 - turn).hex()
            } for turn in turns for party in a.parties]
            self.step(f"{name} open", "operator", "draw.open", {"draw": a.draw}, {
                "draw": a.draw, "kind": "draw.opened", "reveals": reveals, "roster_salt": salt.hex(),
                **(self.dark_opened if name == "dark" else {})})
        self.size = self.checkpoint("last")


class Sample:
    """Two bundles of the story, the trust file, and a checkpoint that the reader holds."""

    def __init__(self, alter: dict | None = None, told: type[Story] = Story) -> None:
        self.story = told(alter)
        self.first = self.story.files(self.story.cut)
        self.second = self.story.files(self.story.size)
        self.outside = self.story.notes[self.story.size]
        self.trust = self.story.trust()
        self.about: dict[str, str] = {}
        self.base = ""

    def write(self, directory: Path) -> None:
        first = manifest(self.first, self.story.cut, "notice", "-", **self.about)
        second = manifest(self.second, self.story.size, "award", self.base or sha256(first).hex(),
                          **self.about)
        write(directory / "first", self.first | {"manifest.json": first})
        write(directory / "second", self.second | {"manifest.json": second})
        (directory / "trust.json").write_bytes(self.trust)
        (directory / "outside.checkpoint").write_bytes(self.outside)
