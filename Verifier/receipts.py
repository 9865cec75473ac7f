"""Receipts: a leaf with proof, body, salt and r (C2SP tlog-proof; formats, sections 2 and 10)."""

from dataclasses import dataclass

from encoding import Malformed, decode, from_hex, lp, matches, u64
from notes import Note, VerifierKey, decimal, from_base64
from primitives import hmac_sha256, sha256
from tree import leaf_hash, root_from_inclusion

TITLE = "c2sp.org/tlog-proof@v1"
EXTRA = {"body": "string", "leaf": "string", "r?": "any", "salt": "any", "v": "v1"}


def body_hash(salt: bytes, body: bytes) -> str:
    return sha256(b"tender-audit-body-v1\0" + salt + body).hex()


def sealing_value(secret: bytes, seq: int) -> bytes:
    """r of formats, section 10: what only the secret of a stage gives."""
    return hmac_sha256(secret, b"seq\0" + u64(seq))


def tag(tender: str, r: bytes) -> str:
    return sha256(b"tender-tag-v1\0" + lp(tender) + r).hex()


def secret_commitment(secret: bytes) -> str:
    return sha256(b"tender-secret-v1\0" + secret).hex()


@dataclass(frozen=True)
class Receipt:
    index: int
    proof: tuple[bytes, ...]
    note: Note
    leaf: bytes | None
    body: bytes
    salt: bytes
    r: bytes | None

    @property
    def tender(self) -> str:
        """Of the body, which a sealed leaf does not show."""
        try:
            return str(decode(self.body).get("tender"))
        except Malformed:
            return ""

    @classmethod
    def parse(cls, data: bytes) -> "Receipt":
        """The parts of a receipt, whose own proof is not judged here."""
        if len(data) > 8 << 20:
            raise Malformed("a receipt longer than 8 MiB")
        head, gap, note = data.partition(b"\n\n")
        try:
            lines = head.decode().split("\n")
        except UnicodeDecodeError:
            raise Malformed("a receipt that is not UTF-8") from None
        if lines.pop(0) != TITLE or not gap:
            raise Malformed("not a tlog-proof")
        extra = from_base64(lines.pop(0)[6:]) if lines and lines[0].startswith("extra ") else None
        if not lines or not lines[0].startswith("index "):
            raise Malformed("a receipt without index")
        index = decimal(lines.pop(0)[6:])
        proof = tuple(from_base64(line) for line in lines)
        if len(proof) > 63 or any(len(item) != 32 for item in proof):
            raise Malformed("the proof of a receipt is malformed")
        if extra is None:
            return cls(index, proof, Note.parse(note), None, b"", b"", None)
        value = decode(extra, 4 << 20)
        if not matches(value, EXTRA):
            raise Malformed("the extra line of a receipt has other fields")
        leaf, body = value["leaf"].encode(), value["body"].encode()
        salt = from_hex(value["salt"], 32)
        r = from_hex(value["r"], 32) if "r" in value else None
        return cls(index, proof, Note.parse(note), leaf, body, salt, r)

    def faults(self, key: VerifierKey | None, secret: bytes | None = None) -> list[str]:
        """What speaks against a receipt, with the secret of its stage or before that."""
        found = []
        if key is not None and not (key.name == self.note.origin and self.note.signed_by(key)):
            found.append("the checkpoint is not signed by the log")
        if self.leaf is None:
            return found + ["the receipt carries no leaf"]
        hashed, proof = leaf_hash(self.leaf), list(self.proof)
        if root_from_inclusion(self.index, self.note.size, hashed, proof) != self.note.root:
            found.append("the proof does not lead to the root")
        try:
            leaf, tender = decode(self.leaf, 65535), decode(self.body).get("tender")
        except Malformed as error:
            return found + [f"leaf or body: {error}"]
        if leaf.get("seq") != self.index:
            found.append("the leaf stands at another index")
        if leaf.get("body") != body_hash(self.salt, self.body):
            found.append("the body does not hash to the leaf")
        if leaf.get("kind") == "sealed":
            known = self.r is not None and isinstance(tender, str)
            if not known or leaf.get("tag") != tag(tender, self.r):
                found.append("the tag does not come from r and the tender")
            elif secret is not None and self.r != sealing_value(secret, self.index):
                found.append("r does not come from the published secret: the platform's fault")
        return found
