#!/usr/bin/env python3
"""Honest stories that end otherwise than the sample, with the state that each check must have.

  bundle_variants.py                   every check not named below must be GOOD, correctness apart
  bundle_variants.py --write DIRECTORY writes the stories, and each cut at its checkpoints, with stories.json
"""

import ast
import json
import string
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from bundle_attacks import FALSE, context, event, flipped
from bundle_maker import ORIGIN, STAGES, TENDER, encode, manifest, sha256, write
from bids import doc_hash
from bundle import STAGES as STAGES_OF_BUNDLES
from bundle_story import DEADLINE, FIRST_DEADLINE, PARAMS, Sample, Story
from case import Case
from draws import Panel
from identity import Trust
from judge import judge
from notes import Note
from vectors_bids import maintenance
from verdict import BAD, CANNOT_JUDGE, GOOD, SIMULATED
from words_zh import SENTENCES_ZH


class Restarted(Story):
    """The supervisor does not reveal: it is named, and the draw runs again without it."""

    def draw_public(self) -> None:
        self.reveal("public", "P-TEN", 0)
        self.now = DEADLINE + 3_600_000
        first = self.announced["public"].draw
        self.step("public failed", "clock", "", {},
                  {"draw": first, "kind": "draw.failed", "party": "supervisor", "round": 0})
        self.announce("public", b"", b"b_rand\t7\nk\t6\n", bytes(32), DEADLINE + 7_200_000, 2,
                      ("P-TEN", "platform"))
        self.commit("public")
        self.checkpoint("again")
        super().draw_public()

    def announce(self, name: str, *given: object) -> None:
        later, is_first = list(given), name == "public" and len(given) == 4
        later[3] = FIRST_DEADLINE + 3_600_000 if is_first else DEADLINE + 20_000_000
        super().announce(name, *later)


class TwoSessions(Story):
    """Prices have their own key window, public draw and disclosure after the technical lock."""

    params = PARAMS | {"session": "TWO_SESSIONS"}

    def stages(self) -> tuple[str, ...]:
        return (*STAGES, "price")

    def keys_arrive(self) -> None:
        self.hand_over(["technical"], "opening")
        self.publish("opening")

    def open_all(self) -> None:
        dark = self.reveal_all("dark")
        self.open_parts("technical", (1, 3))
        self.give_codes(dark)
        self.publish("lock")
        self.hand_over(["price"], "price")
        self.publish("price")
        self.draw_public()
        self.open_parts("price", (2, 3))


class SteppedDown(Story):
    """An expert of round 0 steps down after round 1 was drawn, and round 2 fills that seat."""

    def step_down(self, panel: Panel, accepted: list[str]) -> None:
        self.reply(panel, accepted[-1], 0, "R2")
        self.reply(panel, self.draw_again(panel, accepted[-1]), 2, "accept")


class Changed(Story):
    """A plan before the notice, and documents that change: of two bids for the earlier ones one is maintained."""

    def notice(self) -> None:
        self.step("plan", "P-TEN", "plan.publish", {}, {"kind": "plan.published"})
        super().notice()

    def submit(self, bidder: str, revision: int, deadline: int) -> None:
        if (bidder, revision) == ("B-003", 2):
            document = {"name": "addendum.txt", "sha256": sha256(b"addendum").hex(), "size": 8}
            self.params = {**self.params, "docs": [*self.params["docs"], document]}
            self.step("modify", "P-TEN", "documents.modify", {"params": self.params},
                      {"kind": "documents.modified", "params": self.params})
            message = maintenance(ORIGIN, TENDER, "B-002", 1, sha256(self.submits["B-002", 1]),
                                  doc_hash(self.params), DEADLINE)
            self.step("maintain", "B-002", "bid.maintain",
                      {"maintain": self.blob(message, "opening"), "revision": 1},
                      {"kind": "bid.maintained", "revision": 1}, stage="opening")
        super().submit(bidder, revision, deadline)

    def open_part(self, bidder: str, revision: int, part: str) -> None:
        super().open_part(bidder, revision, part)
        if (bidder, part) == ("B-001", "technical"):
            self.opened.remove(bidder)


class Training(Story):
    """One process plays everybody, on a model clock."""

    clock = "model"
    params = PARAMS | {"security": "training"}

    def enrol(self, party: str, role: str) -> None:
        self.alter[f"enrol {party}"] = event(auto=True)
        super().enrol(party, role)


def failed(code: str) -> Callable[[object], object]:
    def change(step: object) -> object:
        step.events[0].pop("row", None)
        return event(verdict=code, content="-")(step)
    return change


FAULTS = {
    "envelope B-001 price": flipped(-1), "opened B-001 price": failed("MALFORMED"),
    "open message B-002 price": flipped(-1), "opened B-002 price": failed("FALSE_KEY"),
    "context B-003 price": context(doc_hash=FALSE), "opened B-003 price": failed("MALFORMED"),
}
NO_CUSTODIANS = {
    "released price/1": lambda _: FALSE, "released price/2": lambda _: sha256(FALSE),
    **{f"opened {bidder} price": failed("NO_CUSTODIANS")
       for bidder in ("B-001", "B-002", "B-003")}
}
STALE = {f"opened B-001 {part}": failed("STALE_DOCUMENTS") for part in ("price", "technical")}
PLAYED = dict.fromkeys(("enrolment", "custodians", "authorship", "timely", "draws"), SIMULATED)
SAYING = ("bad", "cannot", "simulated", "note", "require")
VARIANTS: list[tuple[str, dict, type[Story], dict[str, str], dict]] = [
    ("the sample", {}, Story, {}, {}),
    ("faults of bidders, each with its code", FAULTS, Story, {}, {}),
    ("false keys of two custodians", NO_CUSTODIANS, Story, {}, {}),
    ("a draw restarted without the party that failed", {}, Restarted, {}, {}),
    ("an expert who steps down after a later round", {}, SteppedDown, {}, {}),
    ("two sessions", {}, TwoSessions, {}, {}),
    ("documents that change", STALE, Changed, {}, {}),
    ("training", {}, Training, PLAYED, {"security": "training"}),
]


def untranslated() -> list[str]:
    """Sentences of the checks that have no Chinese, or other gaps in it."""
    said: set[str] = set()
    for path in (Path(__file__).resolve().parents[2] / "Verifier").glob("*.py"):
        for call in ast.walk(ast.parse(path.read_text())):
            called = call.func if isinstance(call, ast.Call) else None
            if isinstance(called, ast.Attribute) and called.attr in SAYING:
                said |= {inner.value for inner in call.args[:2]
                         if isinstance(inner, ast.Constant) and isinstance(inner.value, str)}

    def gaps(sentence: str) -> list[str]:
        return sorted(name for _, name, _, _ in string.Formatter().parse(sentence) if name)
    other = {one for one, two in SENTENCES_ZH.items() if gaps(one) != gaps(two)}
    return sorted(said - set(SENTENCES_ZH) | other)


def cuts(sample: Sample, directory: Path, trust: Trust) -> list[tuple[int, Case]]:
    """An honest story that is cut off at each of its checkpoints, with the case of each."""
    found, story = [], sample.story
    for size in sorted(story.notes):
        stages = [stage for stage in STAGES_OF_BUNDLES
                  if stage == "notice" or story.published.get(stage, size) < size]
        files, place = story.files(size), directory / f"cut-{size}"
        data = manifest(files, size, stages[-1], "-", **sample.about)
        write(place / "only", files | {"manifest.json": data})
        (place / "outside.checkpoint").write_bytes(story.notes[size])
        found.append((size, judge([str(place / "only")], trust, Note.parse(story.notes[size]))))
    return found


def told(variant: tuple, directory: Path) -> tuple[Sample, Trust, Case]:
    """Tells a story, writes its bundles and judges them."""
    _, alter, kind, _, about = variant
    sample = Sample(dict(alter), kind)
    sample.about = about
    sample.write(directory)
    trust = json.loads(sample.trust) | {"root_auto": kind is Training}
    (directory / "trust.json").write_bytes(encode(trust))
    trusted = Trust.parse(encode(trust))
    return sample, trusted, judge([str(directory / "first"), str(directory / "second")], trusted,
                                  Note.parse(sample.outside))


def write_all(directory: Path) -> None:
    """Every story and its cuts, and stories.json with what this verifier says of each."""
    listed = []
    for number, variant in enumerate(VARIANTS):
        place = directory / str(number)
        sample, trust, case = told(variant, place)
        cases = [(["first", "second"], "outside.checkpoint", case)]
        cases += [([f"cut-{size}/only"], f"cut-{size}/outside.checkpoint", cut)
                  for size, cut in cuts(sample, place, trust)]
        listed += [{"against": against, "bundles": bundles, "folder": str(number), "name": variant[0],
                    "states": {check.name: check.state for check in judged.checks.values()}}
                   for bundles, against, judged in cases]
    (directory / "stories.json").write_bytes(encode({"stories": listed}))


def main() -> int:
    if sys.argv[1:2] == ["--write"] and len(sys.argv) == 3:
        write_all(Path(sys.argv[2]))
        return 0
    wrong = len(untranslated())
    for sentence in untranslated():
        print(f"!! no Chinese for: {sentence}")
    for variant in VARIANTS:
        name, states = variant[0], variant[3]
        with tempfile.TemporaryDirectory() as place:
            sample, trust, case = told(variant, Path(place))
            alarms = [f"at size {size}, {check.name}: {reason}" for size, cut in cuts(sample, Path(place), trust)
                      for check in cut.checks.values() for reason in check.reasons if reason.state == BAD]
        wrong += len(alarms)
        for alarm in alarms:
            print(f"!! {name}: {alarm}")
        for check in case.checks.values():
            right = states.get(check.name, CANNOT_JUDGE if check.name == "correctness" else GOOD)
            if check.state != right:
                wrong += 1
                print(f"!! {name}: {check.name} is {check.state}, not {right}: "
                      + "; ".join(str(reason) for reason in check.reasons[:4]))
        print(f"   {name}: " +
              ", ".join(str(note) for note in case.checks["openings"].notes + case.checks["draws"].notes))
    print(f"{len(VARIANTS)} stories, {wrong} faults")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
