"""All that one or more bundles say about a tender, in memory, for the checks."""

from dataclasses import dataclass, field
from typing import NamedTuple

from bids import CUSTODIANS
from bundle import MOST_BYTES, Bundle
from encoding import Malformed, decode, from_hex
from identity import Key, Trust
from log import Leaf
from notes import Note
from primitives import sha256
from tree import Tree
from verdict import Check

KEYS = {"k_b": [{"bidder": "id", "k_b": 32, "part": "text", "revision": "u32"}],
        "released": [{"i": "u8", "part": "text", "sk": 32}],
        "secrets": [{"secret": 32, "stage": "text", "tender": "id"}], "v": "v1"}


class Body(NamedTuple):
    """A disclosed body and its leaf."""

    leaf: Leaf
    text: bytes
    value: dict
    r: str | None
    bundle: int


@dataclass
class Event:
    """One event of a body of sound form."""

    leaf: Leaf
    body: dict
    kind: str
    fields: dict

    def __post_init__(self) -> None:
        self.seq, self.actor = self.leaf.seq, self.body["actor"]
        self.at, self.command = self.body["at"], self.body["command"]

    def __getitem__(self, name: str) -> object:
        return self.fields[name]


@dataclass
class Case:
    """The union of the bundles; each check adds what the later ones need."""

    bundles: list[Bundle]
    trust: Trust | None
    against: Note | None
    against_fault: str
    checks: dict[str, Check]
    notes: list[tuple[str, Note]] = field(default_factory=list)
    tree: Tree = field(default_factory=lambda: Tree([]))
    entries: list[bytes] = field(default_factory=list)
    leaves: list[Leaf | None] = field(default_factory=list)
    witnessed: list[tuple[int, int]] = field(default_factory=list)
    bodies: dict[int, Body] = field(default_factory=dict)
    events: list[Event] = field(default_factory=list)
    by_kind: dict[str, list[Event]] = field(default_factory=dict)
    clocks: set[str] = field(default_factory=set)
    k_b: dict[tuple[str, str, int], bytes] = field(default_factory=dict)
    released: dict[tuple[str, int], bytes] = field(default_factory=dict)
    secrets: dict[str, bytes] = field(default_factory=dict)
    keys: dict[str, list[Key]] = field(default_factory=dict)
    custodian_keys: dict[tuple[str, int], Event] = field(default_factory=dict)
    erased: dict[int, Event] = field(default_factory=dict)
    hidden_stages: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.manifest = self.bundles[-1].manifest  # of the newest bundle
        self.origin, self.tender = self.manifest.get("log"), self.manifest.get("tender")

    @property
    def params(self) -> dict:
        announced = self.first("tender.announced")
        return announced["params"] if announced else {}

    @property
    def security(self) -> str:
        return self.params.get("security", self.manifest["security"])

    @property
    def two_sessions(self) -> bool:
        return self.params.get("session") == "TWO_SESSIONS"

    @property
    def grace_ms(self) -> int:
        return self.params.get("grace_ms", 10_000)

    @property
    def simulated_clock(self) -> bool:
        return "model" in self.clocks

    def add(self, event: Event) -> None:
        self.events.append(event)
        self.by_kind.setdefault(event.kind, []).append(event)

    def of(self, *kinds: str) -> list[Event]:
        """The events of some kinds, in the order of the log."""
        found = [event for kind in kinds for event in self.by_kind.get(kind, [])]
        return sorted(found, key=lambda event: event.seq)

    @property
    def end(self) -> Event | None:
        """What ended the tender without a winner, if anything did."""
        return next(iter(self.of("tender.failed", "tender.terminated")), None)

    def first(self, kind: str) -> Event | None:
        return next(iter(self.by_kind.get(kind, [])), None)

    @property
    def published(self) -> list[dict]:
        """The parameters of the notice and of the changes since, those in force last."""
        return [event["params"] for event in self.of("tender.announced", "documents.modified")]

    def of_tender(self) -> list[Leaf]:
        """The leaves that say openly that they are of this tender."""
        return [leaf for leaf in self.leaves if leaf and leaf.tender == self.tender]

    def concerns(self, body: Body) -> bool:
        return body.value["tender"] == self.tender

    def concerns_event(self, event: Event) -> bool:
        return event.body["tender"] == self.tender

    def key_at(self, party: str, seq: int) -> Key | None:
        """The key that a party had at a leaf: its newest sound enrolment up to there."""
        known = [key for key in self.keys.get(party, []) if key.seq <= seq]
        return known[-1] if known else None

    def signed(self, event: Event, message: bytes, by: str = "", name: str = "sig") -> bool:
        """Whether the actor of an event, or another party, signed this in a field of the event."""
        key = self.key_at(by or event.actor, event.seq)
        return key is not None and key.signed(message, from_hex(event[name]))

    def blob(self, digest: object) -> bytes | None:
        """The blob of this name where a bundle has it with the right bytes."""
        for bundle in self.bundles:
            data = bundle.read(f"blobs/{digest}", MOST_BYTES)
            if data is not None and sha256(data).hex() == digest:
                return data
        return b"" if digest == sha256(b"").hex() else None

    def witnessed_between(self, low: int, high: int, until_ms: int | None = None) -> bool:
        """Whether a pinned witness signed a tree with leaf `low` and not `high`, in time."""
        return any(low < size <= high and (until_ms is None or time * 1000 <= until_ms)
                   for size, time in self.witnessed)

    def custodian_key(self, part: str, index: int) -> bytes | None:
        event = self.custodian_keys.get((part, index))
        return from_hex(event["pk"]) if event else None

    def keys_of(self, part: str) -> list[bytes] | None:
        """The keys of all custodians of a part, None where one is not logged."""
        keys = [self.custodian_key(part, i) for i in range(1, CUSTODIANS + 1)]
        return None if None in keys else keys

    def window_end(self, *parts: str) -> int | None:
        """The leaf that ended the key window of a part, or the first one of any."""
        return next((event.seq for event in self.of("key_window.ended")
                     if not parts or set(parts) & set(event["parts"])), None)

    def second_session(self, part: str) -> bool:
        return self.two_sessions and part in ("price", "items")

    def deadlines(self, before: int) -> list[int]:
        """All deadlines published before a leaf, the one in force last."""
        return [event["deadline_ms"] for event in self.of("tender.announced", "deadline.extended")
                if event.seq < before]

    def delay(self, after: int) -> int:
        """By how many milliseconds the deadline moved after a leaf."""
        old, new = self.deadlines(after), self.deadlines(len(self.leaves))
        return new[-1] - old[-1] if old else 0


def read_keys(case: Case) -> None:
    """keys.json of every bundle; a key that two bundles give differently is BAD."""
    check = case.checks["manifest"]
    for bundle in case.bundles:
        try:
            data = bundle.read("keys.json", 1 << 26)
            if data is None:
                continue
            value = decode(data, 1 << 26, KEYS)
        except Malformed as error:
            check.bad("keys.json: {error}", error=error)
            continue
        found: list[tuple[dict, object, str]] = []
        for item in value["k_b"]:
            found.append((case.k_b, (item["bidder"], item["part"], item["revision"]), item["k_b"]))
        for item in value["released"]:
            found.append((case.released, (item["part"], item["i"]), item["sk"]))
        for item in value["secrets"]:
            if item["tender"] == case.tender:
                found.append((case.secrets, item["stage"], item["secret"]))
        for where, name, text in found:
            key = from_hex(text)
            check.require(where.setdefault(name, key) == key,
                          "keys.json gives {name} twice and differently", name=name)
        for name in ("k_b", "released", "secrets"):
            rows = [tuple(item[key] for key in sorted(item)) for item in value[name]]
            check.require(rows == sorted(set(rows)), "the list {name} of keys.json is not sorted",
                          name=name)
