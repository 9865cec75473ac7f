"""The log of a bundle: notes, tiles, leaves and receipts (formats, sections 1, 2 and 10)."""

from typing import NamedTuple

from bundle import Bundle
from encoding import Malformed, decode, matches
from notes import Note, VerifierKey, decimal
from tree import Tree
from verdict import Check

LEAF = {"actor": "text", "body": 32, "kind": "text", "seq": "int", "tag?": 32, "tender": "text",
        "ts": "int", "v": "v1"}
WIDTH = 256


class Leaf(NamedTuple):
    seq: int
    ts: int
    kind: str
    tender: str
    actor: str
    body: str
    tag: str | None

    @property
    def sealed(self) -> bool:
        return self.tag is not None


def read_leaf(data: bytes, seq: int) -> Leaf:
    """The leaf of these bytes, which must stand at this place."""
    value = decode(data, 65535, LEAF)
    if value["seq"] != seq:
        raise Malformed(f"its seq is {value['seq']}")
    kind, tender, actor = value["kind"], value["tender"], value["actor"]
    sealed = kind == "sealed"
    if sealed != ("tag" in value) or sealed and (tender, actor) != ("-", "-"):
        raise Malformed("a sealed leaf has a tag and names nobody, an open one has none")
    if not all(matches(name, "id") for name in (kind, tender, actor)):
        raise Malformed("kind, tender or actor is no id")
    return Leaf(seq, value["ts"], kind, tender, actor, value["body"], value.get("tag"))


def tile_name(level: int | str, index: int, width: int) -> str:
    """The path of a tile: the index in groups of three digits (C2SP tlog-tiles)."""
    groups = [f"{index % 1000:03d}"]
    while index >= 1000:
        index //= 1000
        groups.insert(0, f"x{index % 1000:03d}")
    return f"log/tile/{level}/{'/'.join(groups)}" + ("" if width == WIDTH else f".p/{width}")


def tile_names(count: int, level: int | str) -> list[tuple[str, int, int]]:
    """(path, first hash, width) of every tile of a level that holds so many hashes."""
    places = [(start, min(WIDTH, count - start)) for start in range(0, count, WIDTH)]
    return [(tile_name(level, start // WIDTH, width), start, width) for start, width in places]


def _entries(data: bytes, path: str) -> list[bytes]:
    found, at = [], 0
    while at < len(data):
        size = int.from_bytes(data[at:at + 2], "big")
        at += 2 + size
        if at > len(data):
            raise Malformed(f"{path} ends inside an entry")
        found.append(data[at - size:at])
    return found


def read_entries(bundle: Bundle, size: int, check: Check) -> list[bytes]:
    """The bytes of all leaves, or of those before the first bundle of entries that is not whole."""
    found: list[bytes] = []
    for path, _, width in tile_names(size, "entries"):
        say, data = check.about(path=path), bundle.read(path, WIDTH * 65537)
        if not say.require(data is not None, "{path} is not in the bundle"):
            break
        try:
            entries = _entries(data or b"", path)
        except Malformed as error:
            check.bad("{error}", error=error)
            break
        if not say.require(len(entries) == width, "{path} holds {count} entries",
                           count=len(entries)):
            break
        found.extend(entries)
    return found


def check_tiles(bundle: Bundle, tree: Tree, check: Check) -> None:
    """Every tile is made again from the leaves and compared; no other tile lies there."""
    expected = {path for path, _, _ in tile_names(tree.size, "entries")}
    level, count = 0, tree.size
    while count:
        for path, start, width in tile_names(count, level):
            expected.add(path)
            made = b"".join(tree.levels[8 * level][start:start + width])
            check.require(bundle.read(path, 8192) == made, "{path} is not what the leaves give",
                          path=path)
        level, count = level + 1, count // WIDTH
    for path in bundle.under("log/tile/"):
        check.require(path in expected, "{path} is no tile of a tree of this size", path=path)


def read_leaves(entries: list[bytes], check: Check) -> list[Leaf | None]:
    """The leaves in order; a malformed one leaves a gap so that the others keep their places."""
    leaves: list[Leaf | None] = []
    last = 0
    for seq, data in enumerate(entries):
        try:
            leaf = read_leaf(data, seq)
        except Malformed as error:
            check.bad("leaf {seq}: {error}", seq=seq, error=error)
            leaves.append(None)
            continue
        check.require(leaf.ts >= last, "leaf {seq} is older than the leaf before it", seq=seq)
        last = max(last, leaf.ts)
        leaves.append(leaf)
    return leaves


def read_notes(bundle: Bundle, check: Check) -> list[tuple[str, Note]]:
    """The older notes and the newest one, each where its size says that it lies."""
    found = []
    for path in sorted(bundle.under("log/checkpoint"), key=lambda p: (p == "log/checkpoint", p)):
        try:
            note = Note.parse(bundle.read(path, 100_000) or b"")
            if path != "log/checkpoint" and decimal(path.rpartition("/")[2]) != note.size:
                raise Malformed(f"the note is of size {note.size}")
            found.append((path, note))
        except Malformed as error:
            check.bad("{path}: {error}", path=path, error=error)
    return found


def check_notes(notes: list[tuple[str, Note]], tree: Tree, origin: str, key: VerifierKey | None,
                check: Check) -> None:
    """Every note belongs to this log and to this one tree."""
    roots: dict[int, bytes] = {}
    for path, note in notes:
        say = check.about(path=path, size=note.size)
        say.require(note.origin == origin, "{path} is of the log {origin}", origin=note.origin)
        if key is not None:
            say.require(key.name == origin and note.signed_by(key),
                        "{path} is not signed by the log of the trust file")
        if roots.setdefault(note.size, note.root) != note.root:
            say.bad("two notes of size {size} have different roots: the log forked")
        elif note.size > tree.size:
            say.bad("{path} is of size {size}, larger than the tree")
        else:
            say.require(tree.root(note.size) == note.root,
                        "{path}: the leaves give another root at size {size}")
