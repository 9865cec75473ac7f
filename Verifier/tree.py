"""The Merkle tree of RFC 6962 (formats, section 1)."""

import hashlib


def leaf_hash(data: bytes) -> bytes:
    return hashlib.sha256(b"\x00" + data).digest()


def node(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()


class Tree:
    """All full subtrees over some leaves: `levels[n][i]` is the root over 2^n of them.

    So the root of every earlier size is at hand.
    """

    def __init__(self, leaves: list[bytes]) -> None:
        self.levels: list[list[bytes]] = [list(leaves)]
        while len(self.levels[-1]) > 1:
            below = self.levels[-1]
            self.levels.append([node(below[i], below[i + 1]) for i in range(0, len(below) - 1, 2)])

    @property
    def size(self) -> int:
        return len(self.levels[0])

    def root(self, size: int | None = None) -> bytes:
        """The root over the first `size` leaves: full subtrees joined from the right."""
        count = self.size if size is None else size
        if count == 0:
            return hashlib.sha256(b"").digest()
        root, level = None, 0
        while count >> level:
            if count >> level & 1:
                full = self.levels[level][(count >> level) - 1]
                root = full if root is None else node(full, root)
            level += 1
        return root or b""


def root_from_inclusion(index: int, size: int, leaf: bytes, proof: list[bytes]) -> bytes | None:
    """RFC 9162, section 2.1.3.2."""
    if index >= size:
        return None
    fn, sn, root = index, size - 1, leaf
    for item in proof:
        if sn == 0:
            return None
        if fn & 1 or fn == sn:
            root = node(item, root)
            while not fn & 1 and fn:
                fn, sn = fn >> 1, sn >> 1
        else:
            root = node(root, item)
        fn, sn = fn >> 1, sn >> 1
    return root if sn == 0 else None
