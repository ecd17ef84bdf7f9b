"""Merkle tree hashing and proofs as RFC 9162 gives them (section 2.1), over SHA-256."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

EMPTY = hashlib.sha256(b"").digest()


def leaf_hash(entry: bytes) -> bytes:
    """The hash of one entry's bytes (2.1.1): 0x00 before them, so that a leaf never passes for a node."""
    return hashlib.sha256(b"\x00" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of two subtrees (2.1.1): 0x01 before them."""
    return hashlib.sha256(b"\x01" + left + right).digest()


class Growing:
    """A tree that only grows, in memory for its size's logarithm: the roots of its complete subtrees, largest first."""

    def __init__(self, size: int = 0, peaks: Iterable[bytes] = ()) -> None:
        self.size = size
        self.peaks = list(peaks)
        if len(self.peaks) != size.bit_count():
            raise ValueError(f"a tree of {size} leaves has {size.bit_count()} peaks, not {len(self.peaks)}")

    def append(self, leaf: bytes) -> None:
        """Add the hash of the next leaf."""
        self.peaks.append(leaf)
        number = self.size
        while number & 1:
            right = self.peaks.pop()
            self.peaks.append(node_hash(self.peaks.pop(), right))
            number >>= 1
        self.size += 1

    def root(self) -> bytes:
        """The root of all leaves so far."""
        return fold(self.peaks)


def fold(peaks: Sequence[bytes]) -> bytes:
    """The root over complete subtrees, by their roots, largest first."""
    if not peaks:
        return EMPTY
    whole = peaks[-1]
    for peak in reversed(peaks[:-1]):
        whole = node_hash(peak, whole)
    return whole


def root(leaves: Iterable[bytes]) -> bytes:
    """The root of the leaf hashes, in order."""
    tree = Growing()
    for leaf in leaves:
        tree.append(leaf)
    return tree.root()


def split(size: int) -> int:
    """The largest power of two smaller than the size."""
    return 1 << ((size - 1).bit_length() - 1)


def inclusion_proof(leaves: Sequence[bytes], index: int) -> list[bytes]:
    """The audit path of one leaf (2.1.3.1), lowest first. Raises IndexError outside the tree."""
    if not 0 <= index < len(leaves):
        raise IndexError(f"leaf {index} of a tree of {len(leaves)}")
    if len(leaves) == 1:
        return []
    half = split(len(leaves))
    if index < half:
        return [*inclusion_proof(leaves[:half], index), root(leaves[half:])]
    return [*inclusion_proof(leaves[half:], index - half), root(leaves[:half])]


def is_included(leaf: bytes, index: int, size: int, proof: Sequence[bytes], whole: bytes) -> bool:
    """Whether the proof puts the leaf at the index of the tree with that root (2.1.3.2)."""
    if not 0 <= index < size:
        return False
    number, last, made = index, size - 1, leaf
    for step in proof:
        if last == 0:
            return False
        if number & 1 or number == last:
            made = node_hash(step, made)
            while number and not number & 1:
                number >>= 1
                last >>= 1
        else:
            made = node_hash(made, step)
        number >>= 1
        last >>= 1
    return last == 0 and made == whole


def consistency_proof(leaves: Sequence[bytes], old: int) -> list[bytes]:
    """That the first `old` leaves are the start of all (2.1.4.1). Raises IndexError outside 1 to the size."""
    if not 0 < old <= len(leaves):
        raise IndexError(f"the first {old} of {len(leaves)} leaves")
    return _subproof(leaves, old, True)


def _subproof(leaves: Sequence[bytes], old: int, is_whole: bool) -> list[bytes]:
    if old == len(leaves):
        return [] if is_whole else [root(leaves)]
    half = split(len(leaves))
    if old <= half:
        return [*_subproof(leaves[:half], old, is_whole), root(leaves[half:])]
    return [*_subproof(leaves[half:], old - half, False), root(leaves[:half])]


def is_consistent(old: int, old_root: bytes, size: int, whole: bytes, proof: Sequence[bytes]) -> bool:
    """Whether the proof shows that the old tree is the start of the new one (2.1.4.2)."""
    if not 0 < old <= size:
        return False
    if old == size:
        return not proof and old_root == whole
    path = list(proof)
    if old & (old - 1) == 0:
        path.insert(0, old_root)
    if not path:
        return False
    number, last = old - 1, size - 1
    while number & 1:
        number >>= 1
        last >>= 1
    made_old = made_new = path[0]
    for step in path[1:]:
        if last == 0:
            return False
        if number & 1 or number == last:
            made_old, made_new = node_hash(step, made_old), node_hash(step, made_new)
            while number and not number & 1:
                number >>= 1
                last >>= 1
        else:
            made_new = node_hash(made_new, step)
        number >>= 1
        last >>= 1
    return last == 0 and made_old == old_root and made_new == whole
