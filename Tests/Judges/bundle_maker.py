#!/usr/bin/env python3
"""Independent maker of small bundles: signs, seals, draws and writes what the verifier reads.

Everything is deterministic. A test may alter any step of the story before it is signed, so that a
dishonest operator can be played: `alter` maps the label of a step to a function on that step.

  bundle_maker.py DIRECTORY     writes first/, second/, trust.json and outside.checkpoint there
"""

import base64
import hashlib
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "Verifier"))

import curves  # noqa: E402
import primitives  # noqa: E402
from encoding import encode  # noqa: E402
from identity import command_message, enrolment_message, fingerprint, root_message  # noqa: E402
from log import tile_names  # noqa: E402
from notes import key_id  # noqa: E402
from primitives import sha256  # noqa: E402
from receipts import body_hash, sealing_value, secret_commitment, tag  # noqa: E402
from tree import Tree, leaf_hash  # noqa: E402

if not primitives.PURE:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

ORIGIN, TENDER, OTHER = "tender.example/audit", "T-2026-0001", "T-2026-0002"
WITNESS = "witness.example/w1"
STAGES = ("opening", "lock", "award")


def seed(label: str) -> bytes:
    """Bytes of chance that are the same in every run."""
    return sha256(b"seed of " + label.encode())


def _scalar(secret: bytes) -> tuple[int, bytes]:
    digest = hashlib.sha512(secret).digest()
    return int.from_bytes(digest[:32], "little") & (2**254 - 8) | 2**254, digest[32:]


_public: dict[bytes, bytes] = {}
SM2_SECRETS = {seed("B-003")}


def public(secret: bytes) -> bytes:
    """The Ed25519 key of a secret, or the SM2 key of the one bidder that signs with SM2."""
    if secret in SM2_SECRETS and secret not in _public:
        d = int.from_bytes(secret, "big") % curves.SM2_N
        x, y = curves.sm2_sum([(d, (curves.SM2_GX, curves.SM2_GY))])
        _public[secret] = b"\x04" + x.to_bytes(32, "big") + y.to_bytes(32, "big")
    if secret not in _public:
        _public[secret] = curves.encode_point(curves.times(_scalar(secret)[0], curves.BASE))
    return _public[secret]


def _der(value: int) -> bytes:
    raw = value.to_bytes(value.bit_length() // 8 + 1, "big")
    return bytes([2, len(raw)]) + raw


def _sign_sm2(secret: bytes, message: bytes) -> bytes:
    """GB/T 32918.2, section 6, with a nonce that the message gives."""
    d, k = int.from_bytes(secret, "big") % curves.SM2_N, int.from_bytes(sha256(secret + message), "big")
    e = int.from_bytes(curves.sm2_digest(public(secret), message), "big")
    x, _ = curves.sm2_sum([(k % curves.SM2_N, (curves.SM2_GX, curves.SM2_GY))])
    r = (e + x) % curves.SM2_N
    s = pow(1 + d, -1, curves.SM2_N) * (k - r * d) % curves.SM2_N
    return bytes([0x30, len(_der(r) + _der(s))]) + _der(r) + _der(s)


def sign(secret: bytes, message: bytes) -> bytes:
    """RFC 8032, section 5.1.6; the same bytes from the package, in a hundredth of the time."""
    if secret in SM2_SECRETS:
        return _sign_sm2(secret, message)
    if not primitives.PURE:
        return Ed25519PrivateKey.from_private_bytes(secret).sign(message)
    a, prefix = _scalar(secret)
    r = int.from_bytes(hashlib.sha512(prefix + message).digest(), "little") % curves.L
    start = curves.encode_point(curves.times(r, curves.BASE))
    k = int.from_bytes(hashlib.sha512(start + public(secret) + message).digest(), "little") % curves.L
    return start + ((r + k * a) % curves.L).to_bytes(32, "little")


def vkey(name: str, kind: int, secret: bytes) -> str:
    typed = bytes([kind]) + public(secret)
    return f"{name}+{key_id(name, typed).hex()}+{base64.b64encode(typed).decode()}"


def signature_line(name: str, kind: int, secret: bytes, raw: bytes) -> bytes:
    identifier = key_id(name, bytes([kind]) + public(secret))
    return f"\u2014 {name} {base64.b64encode(identifier + raw).decode()}\n".encode()


def signed_note(size: int, root: bytes, witness_time: int | None, log: bytes = seed("log")) -> bytes:
    """A checkpoint signed by the log, and by the witness where it has a time."""
    text = f"{ORIGIN}\n{size}\n{base64.b64encode(root).decode()}\n".encode()
    note = text + b"\n" + signature_line(ORIGIN, 1, log, sign(log, text))
    if witness_time is not None:
        message = b"cosignature/v1\ntime %d\n" % witness_time + text
        raw = witness_time.to_bytes(8, "big") + sign(seed("witness"), message)
        note += signature_line(WITNESS, 4, seed("witness"), raw)
    return note


def inclusion(index: int, hashes: list[bytes]) -> list[bytes]:
    """The proof of RFC 6962, section 2.1.1, from the leaf's sibling up."""
    if len(hashes) == 1:
        return []
    split = 1 << (len(hashes) - 1).bit_length() - 1
    if index < split:
        return inclusion(index, hashes[:split]) + [Tree(hashes[split:]).root()]
    return inclusion(index - split, hashes[split:]) + [Tree(hashes[:split]).root()]


@dataclass
class Step:
    """One change before it is signed and written; every field may be altered by a test."""

    label: str
    actor: str
    command: dict
    events: list[dict]
    ts: int
    tender: str = TENDER
    stage: str = ""
    signer: bytes = b""
    nonce: bytes = b""
    not_after_ms: int = 0
    r: bytes | None = None
    body: dict = field(default_factory=dict)
    leaf: dict = field(default_factory=dict)
    hidden: bool = False

    @property
    def event(self) -> dict:
        return self.events[0]


@dataclass
class Written:
    """A leaf of the log with its body."""

    leaf: bytes
    body: bytes
    salt: bytes
    tender: str
    stage: str
    r: bytes | None
    hidden: bool


class Maker:
    """Writes leaves, notes and bundles."""

    clock = "wall"

    def __init__(self, alter: dict[str, Callable[[object], object]] | None = None) -> None:
        self.alter = alter or {}
        self.now = 1789900000000
        self.leaves: list[Written] = []
        self.notes: dict[int, bytes] = {}
        self.published: dict[str, int] = {}
        self.erased: dict[int, int] = {}
        self.blobs: dict[str, tuple[bytes, str]] = {}
        self.k_b: list[dict] = []
        self.released: list[tuple[int, dict]] = []
        self.receipts: list[int] = []
        self.told: set[str] = set()
        self.custodians = {
            party: fingerprint(1, public(seed(party)))
            for party in ("P-TEN", "supervisor", "P-NOT")
        }
        self.secrets = {stage: seed(f"secret {stage}") for stage in self.stages()}

    def stages(self) -> tuple[str, ...]:
        return STAGES

    def change(self, label: str, value: object) -> object:
        return self.alter[label](value) if label in self.alter else value

    def blob(self, data: bytes, stage: str = "") -> str:
        """Adds a blob that a bundle shows once the stage is published."""
        self.blobs.setdefault(sha256(data).hex(), (data, stage))
        return sha256(data).hex()

    def step(self, label: str, actor: str, cmd: str, arguments: dict, event: dict, tender: str = TENDER,
             stage: str = "") -> int:
        """Signs a command and writes its leaf; returns its seq."""
        self.now += 1000
        command = {"cmd": cmd, "party": actor, "v": 1, **arguments} if actor != "clock" else {}
        nonce = seed(f"nonce {label}" + (f" {self.now}" if label in self.told else ""))[:16]
        self.told.add(label)
        made = Step(label, actor, command, [event], self.now, tender, stage, seed(actor), nonce,
                    self.now + 60_000)
        made = self.change(label, made)
        return self._write(made)

    def _write(self, step: Step) -> int:
        seq = len(self.leaves)
        self.now = max(self.now, step.ts)
        authorisation = {}
        if step.actor != "clock":
            message = command_message(ORIGIN, step.tender, step.nonce, step.not_after_ms,
                                      encode(step.command))
            authorisation = {"nonce": step.nonce.hex(), "not_after_ms": step.not_after_ms,
                             "sig": sign(step.signer, message).hex()}
        body = {
            "actor": step.actor, "at": step.ts, "authorisation": authorisation, "clock": self.clock,
            "command": step.command, "events": step.events, "kind": step.event["kind"], "tender": step.tender,
            "v": 1, **({"stage": step.stage} if step.stage else {}), **step.body
        }
        text, salt, r = encode(body), seed(f"salt {seq}"), None
        sealed: dict = {"actor": step.actor, "kind": step.event["kind"], "tender": step.tender}
        if step.stage:
            secret = self.secrets[step.stage] if step.tender == TENDER else seed("secret of another tender")
            r = step.r or sealing_value(secret, seq)
            sealed = {"actor": "-", "kind": "sealed", "tag": tag(step.tender, r), "tender": "-"}
        leaf = encode(
            {"body": body_hash(salt, text), "seq": seq, "ts": step.ts, "v": 1, **sealed, **step.leaf})
        self.leaves.append(Written(leaf, text, salt, step.tender, step.stage, r, step.hidden))
        return seq

    def enrol(self, party: str, role: str) -> None:
        key, root = seed(party), self.change(f"root of {party}", seed("root"))
        event = {"alg": 2 if key in SM2_SECRETS else 1, "auto": False, "kind": "party.enrolled",
                 "not_after_ms": 1890000000000, "not_before_ms": 1780000000000, "party": party,
                 "pubkey": public(key).hex(), "role": role}
        message = enrolment_message(ORIGIN, event)
        event["self_sig"] = sign(key, message).hex()
        event["root_sig"] = sign(root, root_message(message, bytes.fromhex(event["self_sig"]))).hex()
        self.step(f"enrol {party}", party, "party.enrol", {}, event, tender="-")

    def publish(self, stage: str) -> None:
        secret = self.secrets[stage].hex()
        seq = self.step(f"publish {stage}", "operator", "secret.publish", {"stage": stage},
                        {"kind": "secret.published", "secret": secret, "stage": stage})
        self.published[stage] = seq

    def commitments(self) -> dict[str, str]:
        return {stage: secret_commitment(secret) for stage, secret in self.secrets.items()}

    def hashes(self, size: int) -> list[bytes]:
        return [leaf_hash(written.leaf) for written in self.leaves[:size]]

    def checkpoint(self, label: str) -> int:
        """A note over all leaves so far, witnessed now unless the test says otherwise."""
        size = len(self.leaves)
        time = self.change(f"witness {label}", -(-self.now // 1000))
        self.notes[size] = signed_note(size, Tree(self.hashes(size)).root(), time)
        return size

    def shown(self, stage: str, size: int) -> bool:
        return not stage or self.published.get(stage, size) < size

    def receipt(self, seq: int, size: int) -> bytes:
        written = self.leaves[seq]
        extra = {
            "body": written.body.decode(), "leaf": written.leaf.decode(), "salt": written.salt.hex(), "v": 1
        }
        if written.r is not None:
            extra["r"] = written.r.hex()
        proof = [base64.b64encode(item).decode() for item in inclusion(seq, self.hashes(size))]
        lines = [
            "c2sp.org/tlog-proof@v1", "extra " + base64.b64encode(encode(extra)).decode(), f"index {seq}",
            *proof
        ]
        return "\n".join(lines).encode() + b"\n\n" + self.notes[size]

    def files(self, size: int) -> dict[str, bytes]:
        """All files of a bundle over the first leaves, without its manifest."""
        files = {"log/checkpoint": self.notes[size]}
        for older, note in self.notes.items():
            if older < size:
                files[f"log/checkpoints/{older}"] = note
        tree = Tree(self.hashes(size))
        for path, start, width in tile_names(size, "entries"):
            entries = (written.leaf for written in self.leaves[start:start + width])
            files[path] = b"".join(len(leaf).to_bytes(2, "big") + leaf for leaf in entries)
        level, count = 0, size
        while count:
            for path, start, width in tile_names(count, level):
                files[path] = b"".join(tree.levels[8 * level][start:start + width])
            level, count = level + 1, count // 256
        lines = []
        for seq, w in enumerate(self.leaves[:size]):
            gone = self.erased.get(seq, size) < size
            if w.tender in (TENDER, "-") and not w.hidden and not gone and self.shown(w.stage, size):
                line = {"body": w.body.decode(), "salt": w.salt.hex(), "seq": seq}
                lines.append(encode(line | ({"r": w.r.hex()} if w.r else {})) + b"\n")
        files["bodies.ndjson"] = b"".join(lines)
        files.update(
            {f"blobs/{name}": data
             for name, (data, stage) in self.blobs.items() if self.shown(stage, size)})
        files["keys.json"] = self.keys(size)
        for seq in self.receipts:
            if self.shown(self.leaves[seq].stage, size):
                files[f"proofs/{seq}.tlog-proof"] = self.receipt(seq, size)
        return files

    def price_stage(self) -> str:
        """The stage that discloses price parts."""
        return "price" if "price" in self.secrets else "opening"

    def keys(self, size: int) -> bytes:
        def out(row: dict) -> bool:
            return self.shown("lock" if row["part"] == "technical" else self.price_stage(), size)

        secrets = [{"secret": self.secrets[stage].hex(), "stage": stage, "tender": TENDER}
                   for stage in self.published if self.published[stage] < size]
        ordered = {"k_b": ("bidder", "k_b", "part", "revision"), "released": ("i", "part", "sk"),
                   "secrets": ("secret", "stage", "tender")}
        lists = {
            "k_b": list(filter(out, self.k_b)), "secrets": secrets,
            "released": [row for seq, row in self.released if seq < size and out(row)]
        }
        return encode({
            "v": 1, **{
                name: sorted(rows, key=lambda row, name=name: tuple(row[key] for key in ordered[name]))
                for name, rows in lists.items()
            }
        })

    def trust(self) -> bytes:
        return encode({
            "custodians": self.custodians, "log": vkey(ORIGIN, 1, seed("log")),
            "operator": fingerprint(1, public(seed("operator"))), "root": "01" + public(seed("root")).hex(),
            "root_auto": False, "v": 1, "witnesses": [vkey(WITNESS, 4, seed("witness"))]
        })


def manifest(files: dict[str, bytes], size: int, stage: str, base: str, **other: str) -> bytes:
    listed = [{"path": path, "sha256": sha256(data).hex(), "size": len(data)}
              for path, data in sorted(files.items())]
    return encode({
        "base": base, "files": listed, "log": ORIGIN, "security": "full", "size": size, "stage": stage,
        "tender": TENDER, "v": 1, "view": "public", **other
    })


def write(directory: Path, files: dict[str, bytes]) -> None:
    if directory.exists():
        shutil.rmtree(directory)
    for path, data in files.items():
        (directory / path).parent.mkdir(parents=True, exist_ok=True)
        (directory / path).write_bytes(data)


if __name__ == "__main__":
    from bundle_story import Sample
    if len(sys.argv) != 2:
        sys.exit("usage: bundle_maker.py DIRECTORY")
    Sample().write(Path(sys.argv[1]))
