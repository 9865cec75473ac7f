"""Enrolments, commands and the reader's trust file (formats, section 11)."""

from typing import NamedTuple

from encoding import Malformed, decode_free, from_hex, lp, matches, u8, u32, u64
from notes import COSIGNATURE_KEY, NOTE_KEY, SM2_KEY, VerifierKey
from primitives import ED25519, SM2, sha256, sound_key, verify

ROLES = ("tenderer", "agency", "bidder", "expert", "supervisor", "operator", "custodian", "witness")


def fingerprint(algorithm: int, key: bytes) -> str:
    return sha256(b"tender-key-v1\0" + u8(algorithm) + key).hex()


def enrolment_message(origin: str, event: dict) -> bytes:
    """What the party signs with the key that it brings."""
    key = from_hex(event["pubkey"])
    head = b"tender-enrol-v1\0" + lp(origin) + lp(event["party"]) + lp(event["role"])
    times = u64(event["not_before_ms"]) + u64(event["not_after_ms"])
    return head + u8(event["alg"]) + lp(key) + times


def root_message(enrolment: bytes, self_signature: bytes) -> bytes:
    """What the root signs to say that the key belongs to the party."""
    return b"tender-enrol-root-v1\0" + sha256(enrolment) + lp(self_signature)


def command_message(origin: str, tender: str, nonce: bytes, not_after_ms: int,
                    command: bytes) -> bytes:
    head = b"tender-cmd-v1\0" + lp(origin) + lp(tender) + nonce
    return head + u64(not_after_ms) + u32(len(command)) + command


class Key(NamedTuple):
    """An enrolled key and the leaf that brought it."""

    party: str
    role: str
    algorithm: int
    key: bytes
    not_before_ms: int
    not_after_ms: int
    automatic: bool
    seq: int

    def signed(self, message: bytes, signature: bytes) -> bool:
        return verify(self.algorithm, self.key, message, signature)

    @property
    def fingerprint(self) -> str:
        return fingerprint(self.algorithm, self.key)


TRUST = {"custodians": "object", "log": "text", "log_sm2?": "text", "operator": 32, "root": "hex",
         "root_auto": "bool", "v": "v1", "witnesses": ["text"]}


class Trust(NamedTuple):
    """What the reader pins, from a file of the reader's own."""

    log: VerifierKey
    root: tuple[int, bytes]
    root_automatic: bool
    operator: str
    custodians: dict[str, str]
    witnesses: tuple[VerifierKey, ...]

    @classmethod
    def parse(cls, data: bytes) -> "Trust":
        """A trust file is any strict JSON: people write it by hand, and nothing hashes it."""
        value = decode_free(data)
        if not matches(value, TRUST):
            raise Malformed("the trust file has other fields than formats, section 11, gives")
        root = from_hex(value["root"])
        if not root or root[0] not in (ED25519, SM2) or not sound_key(root[0], root[1:]):
            raise Malformed("the root of the trust file is no sound key")
        if not all(matches(mark, 32) for mark in value["custodians"].values()):
            raise Malformed("a custodian of the trust file has no fingerprint")
        witnesses = tuple(VerifierKey.parse(text, COSIGNATURE_KEY) for text in value["witnesses"])
        log = VerifierKey.parse(value["log"], NOTE_KEY)
        if "log_sm2" in value:
            log = log._replace(second=VerifierKey.parse(value["log_sm2"], SM2_KEY))
            if log.second.name != log.name:
                raise Malformed("the second key of the log has another name")
        others = [(ED25519, witness.key) for witness in witnesses]
        others += [] if value["root_auto"] else [(root[0], root[1:])]
        if any(key == log.key or fingerprint(algorithm, key) == value["operator"]
               for algorithm, key in others):
            raise Malformed("a witness or the root of the trust file has the key of the operator")
        return cls(log, (root[0], root[1:]), value["root_auto"], value["operator"],
                   value["custodians"], witnesses)
