"""All that one or more bundles say about a tender, in memory, for the checks."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from bundle import MOST_BYTES, Bundle
from encoding import Malformed, decode, from_hex, matches
from identity import Key, Trust
from log import Leaf
from notes import Note
from primitives import sha256
from tree import Tree
from verdict import NAMES, Check

KEYS = {"k_b": [{"bidder": "id", "k_b": 32, "part": "text", "revision": "u32"}],
        "released": [{"i": "u8", "part": "text", "sk": 32}],
        "secrets": [{"secret": 32, "stage": "text", "tender": "id"}], "v": "v1"}


@dataclass(frozen=True)
class Body:
    """A disclosed body and its leaf."""

    leaf: Leaf
    text: bytes
    value: dict
    r: str | None
    bundle: int


@dataclass(frozen=True)
class Event:
    """One event of a body of sound form."""

    leaf: Leaf
    body: dict
    kind: str
    fields: dict

    @property
    def seq(self) -> int:
        return self.leaf.seq

    @property
    def actor(self) -> str:
        return self.body["actor"]

    @property
    def at(self) -> int:
        return self.body["at"]

    def __getitem__(self, name: str) -> object:
        return self.fields[name]


@dataclass
class Case:
    """The union of the bundles; each check adds what the later ones need."""

    bundles: list[Bundle]
    trust: Trust | None
    against: Note | None
    against_fault: str = ""
    checks: dict[str, Check] = field(default_factory=lambda: {name: Check(name) for name in NAMES})
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

    @property
    def manifest(self) -> dict:
        """Of the newest bundle."""
        return self.bundles[-1].manifest

    @property
    def origin(self) -> str:
        return self.manifest["log"]

    @property
    def tender(self) -> str:
        return self.manifest["tender"]

    @property
    def security(self) -> str:
        return self.params.get("security", self.manifest["security"])

    def add(self, event: Event) -> None:
        self.events.append(event)
        self.by_kind.setdefault(event.kind, []).append(event)

    def of(self, *kinds: str) -> list[Event]:
        """The events of some kinds, in the order of the log."""
        found = [event for kind in kinds for event in self.by_kind.get(kind, [])]
        return sorted(found, key=lambda event: event.seq)

    def first(self, kind: str) -> Event | None:
        return next(iter(self.by_kind.get(kind, [])), None)

    @property
    def params(self) -> dict:
        announced = self.first("tender.announced")
        return announced["params"] if announced else {}

    @property
    def two_sessions(self) -> bool:
        return self.params.get("session", "ONE_SESSION") == "TWO_SESSIONS"

    @property
    def grace_ms(self) -> int:
        return self.params.get("grace_ms", 10_000)

    @property
    def simulated_clock(self) -> bool:
        return "model" in self.clocks

    def concerns(self, body: Body) -> bool:
        return body.value["tender"] == self.tender

    def key_at(self, party: str, seq: int) -> Key | None:
        """The key that a party had at a leaf: its newest sound enrolment up to there."""
        known = [key for key in self.keys.get(party, []) if key.seq <= seq]
        return known[-1] if known else None

    def signed(self, party: str, seq: int, message: bytes, signature: object) -> bool:
        key = self.key_at(party, seq)
        return key is not None and key.signed(message, from_hex(signature))

    def blob(self, digest: str) -> bytes | None:
        """The blob of this name where a bundle has it with the right bytes."""
        for bundle in self.bundles:
            data = bundle.read(f"blobs/{digest}", MOST_BYTES)
            if data is not None and sha256(data).hex() == digest:
                return data
        return b"" if digest == sha256(b"").hex() else None

    def witnessed_between(self, low: int, high: int, until_ms: int | None = None) -> bool:
        """Whether a pinned witness signed a tree that holds leaf `low` and not leaf `high`, in time."""
        return any(low < size <= high and (until_ms is None or time * 1000 <= until_ms)
                   for size, time in self.witnessed)

    def custodian_key(self, part: str, index: int) -> bytes | None:
        event = self.custodian_keys.get((part, index))
        return from_hex(event["pk"]) if event else None

    def deadlines(self, before: int) -> list[int]:
        """All deadlines published before a leaf, the one in force last."""
        return [event["deadline_ms"] for event in self.of("tender.announced", "deadline.extended")
                if event.seq < before]


def lines(bundle: Bundle) -> Iterator[bytes]:
    data = bundle.read("bodies.ndjson", MOST_BYTES)
    if data:
        if not data.endswith(b"\n"):
            raise Malformed("bodies.ndjson does not end with a line feed")
        yield from data[:-1].split(b"\n")


def read_keys(case: Case, check: Check) -> None:
    """keys.json of every bundle; a key that two bundles give differently is BAD."""
    for bundle in case.bundles:
        try:
            data = bundle.read("keys.json", 1 << 26)
            if data is None:
                continue
            value = decode(data, 1 << 26)
            if not matches(value, KEYS):
                raise Malformed("a field is missing, unknown or of a wrong form")
        except Malformed as error:
            check.bad("keys.json: {error}", error=error)
            continue
        found: list[tuple[dict, object, bytes]] = []
        for item in value["k_b"]:
            found.append((case.k_b, (item["bidder"], item["part"], item["revision"]), from_hex(item["k_b"])))
        for item in value["released"]:
            found.append((case.released, (item["part"], item["i"]), from_hex(item["sk"])))
        for item in value["secrets"]:
            if item["tender"] == case.tender:
                found.append((case.secrets, item["stage"], from_hex(item["secret"])))
        for where, name, key in found:
            check.require(
                where.setdefault(name, key) == key, "keys.json gives {name} twice and differently", name=name)
        for name, order in (("k_b", ("bidder", "k_b", "part", "revision")), ("released", ("i", "part", "sk")),
                            ("secrets", ("secret", "stage", "tender"))):
            rows = [tuple(item[key] for key in order) for item in value[name]]
            check.require(rows == sorted(set(rows)), "the list {name} of keys.json is not sorted", name=name)


def run(check: Check, step: Callable[..., None], *given: object) -> None:
    """Runs one step of a check; whatever is malformed there is named, and nothing ends the program."""
    try:
        step(*given)
    except Malformed as error:
        check.bad("{error}", error=error)
    except (ArithmeticError, LookupError, RecursionError, TypeError, ValueError) as error:
        check.bad("this check met what it cannot read: {error}",
                  error=f"{type(error).__name__} {error}"[:200])
