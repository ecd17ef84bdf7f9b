"""A tree of hashes kept in a file, so that proofs of any entry cost a few reads and no memory."""

from __future__ import annotations

from functools import lru_cache
from typing import IO

from riskreg.integrity import merkle

_HASH = 32


class KeptTree:
    """Grows like merkle.Growing; the root of every complete subtree stands in the file, 64 bytes an entry.

    A subtree's root is written right after its last leaf and the smaller roots that end there.
    """

    def __init__(self, file: IO[bytes]) -> None:
        self.file, self.size = file, 0
        self._peaks: list[bytes] = []
        # Neighbouring entries share the upper part of their proofs.
        self._over = lru_cache(maxsize=4096)(self._root_over)

    def append(self, leaf: bytes) -> None:
        """Add the hash of the next leaf."""
        self._keep(leaf)
        number = self.size
        while number & 1:
            right = self._peaks.pop()
            self._keep(merkle.node_hash(self._peaks.pop(), right))
            number >>= 1
        self.size += 1

    def _keep(self, made: bytes) -> None:
        self._peaks.append(made)
        self.file.write(made)

    def _root_over(self, start: int, end: int) -> bytes:
        """The root over the leaves from start up to end, where start is one of RFC 9162's cuts."""
        peaks = []
        while start < end:
            level = (end - start).bit_length() - 1
            last = start + (1 << level) - 1
            self.file.seek((2 * last - last.bit_count() + level) * _HASH)
            peaks.append(self.file.read(_HASH))
            start = last + 1
        return merkle.fold(peaks)

    def inclusion_proof(self, index: int, size: int) -> list[bytes]:
        """The audit path of a leaf in the tree of the first `size` (RFC 9162, 2.1.3.1), lowest first.

        Raises IndexError outside the tree. Nothing can be added after the first proof.
        """
        if not 0 <= index < size <= self.size:
            raise IndexError(f"leaf {index} of a tree of {size}")
        path, start, end = [], 0, size
        while end - start > 1:
            cut = start + merkle.split(end - start)
            if index < cut:
                path.append(self._over(cut, end))
                end = cut
            else:
                path.append(self._over(start, cut))
                start = cut
        return path[::-1]

    def consistency_proof(self, old: int, size: int) -> list[bytes]:
        """That the first `old` leaves begin the first `size` (2.1.4.1). Raises IndexError outside the tree."""
        if not 0 < old <= size <= self.size:
            raise IndexError(f"the first {old} of {size} leaves")
        path, start, end = [], 0, size
        while old != end:
            cut = start + merkle.split(end - start)
            if old <= cut:
                path.append(self._over(cut, end))
                end = cut
            else:
                path.append(self._over(start, cut))
                start = cut
        return [*([self._over(start, end)] if start else []), *path[::-1]]
