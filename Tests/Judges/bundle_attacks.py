#!/usr/bin/env python3
"""Tampers with the sample bundle in every way below and asks the verifier which check names it.

  bundle_attacks.py [WORD]            all attacks, or those whose name has the word
  bundle_attacks.py --write DIRECTORY writes every attacked bundle there, with attacks.json

An attack alters the story before it is signed (a dishonest operator), the files before the manifest is
made over them, the directory after that, or the trust file. It fails unless the check that must name it
has the expected state and says the expected words.
"""

import base64
import json
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from bundle_maker import OTHER, encode, seed, sha256, signed_note
from bundle_story import DEADLINE, Sample
from case import Case
from encoding import decode
from identity import Trust
from judge import judge
from notes import Note
from verdict import BAD, CANNOT_JUDGE

Change = Callable[[object], object]


@dataclass
class Attack:
    name: str
    check: str
    says: str
    alter: dict[str, Change] = field(default_factory=dict)
    files: Callable[[Sample], None] | None = None
    disk: Callable[[Path], None] | None = None
    trust: Callable[[dict], None] | None = None
    state: str = BAD
    pinned: bool = True
    outside: bool = True


def event(**fields: object) -> Change:
    """Changes fields of the event of a step."""
    def change(step: object) -> object:
        step.events[0] |= fields
        return step
    return change


def step(**fields: object) -> Change:
    """Changes what is signed or written around the event."""
    def change(made: object) -> object:
        for name, value in fields.items():
            setattr(made, name, value)
        return made
    return change


def instead(value: object) -> Change:
    return lambda _: value


def line(seq: int, edit: Callable[[dict], dict | None]) -> Callable[[Sample], None]:
    """Edits one line of the bodies, or leaves it out."""
    def change(sample: Sample) -> None:
        kept = []
        for raw in sample.second["bodies.ndjson"].splitlines():
            value = decode(raw)
            value = edit(value) if value["seq"] == seq else value
            kept += [encode(value) + b"\n"] if value is not None else []
        sample.second["bodies.ndjson"] = b"".join(kept)
    return change


def byte(path: str, place: int) -> Callable[[Sample], None]:
    """Flips one bit of a file before the manifest is made."""
    def change(sample: Sample) -> None:
        data = bytearray(sample.second[path])
        data[place] ^= 1
        sample.second[path] = bytes(data)
    return change


def replaced(path: str, old: bytes, new: bytes) -> Callable[[Sample], None]:
    def change(sample: Sample) -> None:
        assert old in sample.second[path]
        sample.second[path] = sample.second[path].replace(old, new, 1)
    return change


def keys(edit: Callable[[dict], None]) -> Callable[[Sample], None]:
    def change(sample: Sample) -> None:
        value = decode(sample.second["keys.json"])
        edit(value)
        for name, order in (("k_b", ("bidder", "k_b", "part", "revision")), ("released", ("i", "part", "sk")),
                            ("secrets", ("secret", "stage", "tender"))):
            value[name].sort(key=lambda row, order=order: tuple(row[key] for key in order))
        sample.second["keys.json"] = encode(value)
    return change


def key_of(part: str, i: int) -> Callable[[dict], None]:
    def edit(value: dict) -> None:
        next(row for row in value["released"]
             if (row["part"], row["i"]) == (part, i))["sk"] = seed("false").hex()
    return edit


def fork(sample: Sample) -> None:
    size = sample.story.size
    sample.second[f"log/checkpoints/{size}"] = signed_note(size, seed("another root"), None)


def false_cosignature(sample: Sample) -> None:
    """The last byte of the witness's signature is another one."""
    head, _, last = sample.second["log/checkpoint"].rstrip().rpartition(b" ")
    raw = bytearray(base64.b64decode(last))
    raw[-1] ^= 1
    sample.second["log/checkpoint"] = head + b" " + base64.b64encode(raw) + b"\n"


def foreign_fork(sample: Sample) -> None:
    sample.second["log/checkpoints/30"] = signed_note(30, seed("another root"), 1789999000)


def cut(sample: Sample) -> None:
    """The log ends three leaves earlier, under a fresh note that no witness saw."""
    story, size = sample.story, sample.story.size - 3
    story.alter["witness cut"] = instead(None)
    story.leaves, whole = story.leaves[:size], story.leaves
    story.checkpoint("cut")
    sample.second, story.size = story.files(size), size
    story.leaves = whole


def without(path: str) -> Callable[[Sample], None]:
    return lambda sample: sample.second.pop(path) and None


def envelope_of(sample: Sample, bidder: str, part: str, revision: int) -> str:
    return "blobs/" + sha256(sample.story.sealed[bidder, part, revision][2]).hex()


def flipped(place: int) -> Change:
    def change(data: bytes) -> bytes:
        at = place % len(data)
        return data[:at] + bytes([data[at] ^ 1]) + data[at + 1:]
    return change


def context(**fields: object) -> Change:
    return lambda found: found._replace(**fields)


def link(directory: Path) -> None:
    (directory / "second/keys.json").unlink()
    (directory / "second/keys.json").symlink_to(directory / "first/keys.json")


def write(path: str, data: bytes) -> Callable[[Path], None]:
    return lambda directory: (directory / path).write_bytes(data) and None


def edit(path: str, old: bytes, new: bytes) -> Callable[[Path], None]:
    def change(directory: Path) -> None:
        data = (directory / path).read_bytes()
        assert old in data
        (directory / path).write_bytes(data.replace(old, new, 1))
    return change


def pinned(**fields: object) -> Callable[[dict], None]:
    return lambda trust: trust.update(fields)


def swap_seats(made: object) -> object:
    seats = made.events[0]["seats"]
    seats[0]["tokens"].reverse()
    return made


def turned(made: object) -> object:
    made.events[0]["open"] = made.events[0]["open"][::-1]
    return made


def other_price(made: object) -> object:
    made.events[0]["row"]["price"]["amount_minor"] = "1"
    return made


def another_secret(value: dict) -> None:
    value["secrets"][0]["secret"] = seed("false").hex()


def another_k_b(value: dict) -> None:
    value["k_b"][0]["k_b"] = seed("false").hex()


def put_back(sample: Sample) -> None:
    written = sample.story.leaves[sample.story.question]
    extra = encode({"body": written.body.decode(), "salt": written.salt.hex(), "seq": sample.story.question
                    }) + b"\n"
    lines = sample.second["bodies.ndjson"].splitlines(keepends=True)
    sample.second["bodies.ndjson"] = b"".join(
        sorted(lines + [extra], key=lambda raw: decode(raw.strip())["seq"]))


def twice(sample: Sample) -> None:
    sample.second["bodies.ndjson"] = sample.second["bodies.ndjson"].replace(b'{"body":',
                                                                            b'{"body":"","body":', 1)


def seq_of(label_kind: str) -> int:
    """The leaf of the unaltered story whose body has this kind first."""
    for seq, written in enumerate(BASE.story.leaves):
        if decode(written.body)["kind"] == label_kind and written.tender != OTHER:
            return seq
    raise KeyError(label_kind)


BASE = Sample()
NO_WITNESS = {
    f"witness {name}": instead(None)
    for name in ("commitments", "first disclosure", "bids", "closed", "window")
}
LATE = {f"witness {name}": instead(DEADLINE // 1000 + 60) for name in ("bids", "closed", "window", "public")}
FALSE = seed("false")


def load() -> list[Attack]:
    from bundle_attack_list import ATTACKS
    return ATTACKS


def judged(attack: Attack, directory: Path) -> Case:
    """Writes the attacked bundles, and what the reader holds, to a directory, and judges them."""
    sample = Sample(attack.alter) if attack.alter or attack.files is cut else BASE
    first, second, about, size = dict(sample.first), dict(sample.second), dict(
        sample.about), sample.story.size
    outside = BASE.outside if attack.files is cut else sample.outside
    try:
        if attack.files:
            attack.files(sample)
        sample.write(directory)
        if attack.disk:
            attack.disk(directory)
        trust = json.loads(sample.trust)
        if attack.trust:
            attack.trust(trust)
        (directory / "trust.json").write_bytes(encode(trust))
        (directory / "outside.checkpoint").write_bytes(outside)
        return judge([str(directory / "first"), str(directory / "second")],
                     Trust.parse(encode(trust)) if attack.pinned else None,
                     Note.parse(outside) if attack.outside else None)
    finally:
        sample.first, sample.second, sample.about, sample.base = first, second, about, ""
        sample.story.size = size


def outcome(attack: Attack) -> tuple[bool, str, str]:
    """Whether the expected check names the attack, its state, and the reason that it gives."""
    with tempfile.TemporaryDirectory() as name:
        case = judged(attack, Path(name))
    check = case.checks[attack.check]
    said = [
        str(reason) for reason in check.reasons if reason.state == attack.state and attack.says in str(reason)
    ]
    crash = [str(r) for c in case.checks.values() for r in c.reasons if "met what it cannot read" in str(r)]
    right = check.state == attack.state and bool(said) and not crash
    return right, check.state, (crash or said or [str(reason) for reason in check.reasons] or ["-"])[0]


def write_all(directory: Path, attacks: list[Attack]) -> None:
    """Every attack in a folder of its own, and attacks.json: what each must be and what this verifier says."""
    listed = []
    for number, attack in enumerate(attacks):
        case = judged(attack, directory / f"{number:03}")
        listed.append({
            "against": attack.outside, "check": attack.check, "folder": f"{number:03}", "name": attack.name,
            "state": attack.state, "states": {check.name: check.state
                                              for check in case.checks.values()}, "trust": attack.pinned
        })
    (directory / "attacks.json").write_bytes(encode({"attacks": listed}))


def main() -> int:
    if sys.argv[1:2] == ["--write"] and len(sys.argv) == 3:
        write_all(Path(sys.argv[2]), load())
        return 0
    word, wrong = (sys.argv[1] if len(sys.argv) > 1 else ""), 0
    good = Attack("nothing", "correctness", "publishes no terms", state=CANNOT_JUDGE)
    attacks = [good] + load()
    for attack in attacks:
        if word not in attack.name:
            continue
        right, state, reason = outcome(attack)
        wrong += not right
        mark = "   " if right else "!! "
        print(f"{mark}{attack.name:<48} {attack.check:<13} {state:<13} {reason[:100]}")
    print(f"{len(attacks)} attacks, {wrong} not named by the expected check")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.modules["bundle_attacks"] = sys.modules["__main__"]
    sys.exit(main())
