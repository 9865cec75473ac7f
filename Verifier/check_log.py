"""The checks integrity, anchor and completeness (formats, sections 1, 2, 10 and 11)."""

from case import Case
from encoding import Malformed
from log import check_notes, check_tiles, read_entries, read_leaves, read_notes
from notes import Note
from receipts import Receipt
from tree import Tree, leaf_hash


def check_integrity(case: Case) -> None:
    """Tiles, leaves, notes and receipts say one thing, and earlier bundles are its beginning."""
    check = case.checks["integrity"]
    key = case.trust.log if case.trust else None
    for bundle in case.bundles:
        notes = read_notes(bundle, check)
        size = next((note.size for path, note in notes if path == "log/checkpoint"), 0)
        case.checks["manifest"].require(size == bundle.manifest["size"],
                                        "the manifest has another size than log/checkpoint")
        count = min(size, 256 * len(bundle.under("log/tile/entries/")))
        check.require(count == size, "entries of log/checkpoint are missing")
        entries = read_entries(bundle, count, check)
        tree = Tree([leaf_hash(data) for data in entries])
        if len(entries) == size:
            check_tiles(bundle, tree, check)
        check_notes(notes, tree, case.origin, key, check)
        check.require(entries[:len(case.entries)] == case.entries,
                      "{path} has other leaves than the bundle before it",
                      path=bundle.directory.name)
        case.entries, case.tree = entries, tree
        case.notes.extend(notes)
    case.leaves = read_leaves(case.entries, check)
    roots: dict[int, bytes] = {}
    for _, note in case.notes:
        if roots.setdefault(note.size, note.root) != note.root:
            check.bad("two notes of size {size} have different roots: the log forked",
                      size=note.size)
    for bundle in case.bundles:
        for path in bundle.under("proofs/"):
            _check_receipt(case, path, bundle.read(path, 8 << 20) or b"")
    if key is None:
        check.note("no trust file: the signature of the log was not checked")


def _check_receipt(case: Case, path: str, data: bytes) -> None:
    check = case.checks["integrity"].about(path=path)
    try:
        receipt = Receipt.parse(data)
    except Malformed as error:
        check.bad("{path}: {error}", error=error)
        return
    seq, note = int(path[7:-11]), receipt.note
    faults = receipt.faults(case.trust.log if case.trust else None)
    if note.origin != case.origin or receipt.index != seq:
        faults.append("the receipt is of another log or index")
    if seq < len(case.entries) and receipt.leaf not in (None, case.entries[seq]):
        faults.append("the leaf is not the one of the log")
    if note.size <= case.tree.size and case.tree.root(note.size) != note.root:
        faults.append("its checkpoint is of another tree")
    check.require(not faults, "{path}: {faults}", faults="; ".join(faults))


def check_anchor(case: Case) -> None:
    """Up to which size somebody beside the operator stands for this log."""
    check = case.checks["anchor"]
    anchored, seen = 0, {}
    for path, note in case.notes:
        sound = note.origin == case.origin and note.size <= case.tree.size
        for witness in case.trust.witnesses if case.trust else ():
            try:
                time = note.witnessed_by(witness)
            except Malformed as error:
                check.bad("{path}: {error}", path=path, error=error)
                continue
            if time is not None and sound and case.tree.root(note.size) == note.root:
                check.counts["tests"] += 1
                case.witnessed.append((note.size, time))
                anchored = max(anchored, note.size)
                seen[witness.name] = max(seen.get(witness.name, 0), note.size)
    for name, size in seen.items():
        check.note("the witness {witness} signed up to size {size}", witness=name, size=size)
    if case.against and _agrees(case, case.against):
        check.counts["tests"] += 1
        anchored = max(anchored, case.against.size)
    if anchored == 0:
        check.cannot("self-consistent, not anchored: no cosignature of a pinned witness, "
                     "no checkpoint from elsewhere")
    elif anchored < case.tree.size:
        check.cannot("anchored up to size {anchored} of {size}", anchored=anchored,
                     size=case.tree.size)


def _agrees(case: Case, outside: Note) -> bool:
    """Whether an outside checkpoint, signed by the log where its key is pinned, is of this tree."""
    signed = case.trust is None or outside.signed_by(case.trust.log)
    inside = outside.origin == case.origin and outside.size <= case.tree.size
    return signed and inside and case.tree.root(outside.size) == outside.root


def check_completeness(case: Case) -> None:
    """The bundle is not behind the checkpoint that the reader holds."""
    check, outside, tree = case.checks["completeness"], case.against, case.tree
    if case.against_fault:
        check.cannot("the checkpoint from elsewhere cannot be read: {error}",
                     error=case.against_fault)
    elif outside is None:
        check.cannot("no checkpoint from elsewhere to compare with (--against)")
    elif outside.origin != case.origin or case.trust and not outside.signed_by(case.trust.log):
        check.cannot("the checkpoint from elsewhere is not signed by this log")
    elif check.require(
            outside.size <= tree.size,
            "the log had {outside} leaves, the bundle shows {size}: its tail is missing",
            outside=outside.size, size=tree.size):
        check.require(
            tree.root(outside.size) == outside.root,
            "the checkpoint from elsewhere has another root at size {size}: the log forked",
            size=outside.size)
