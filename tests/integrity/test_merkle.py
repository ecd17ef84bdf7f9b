"""The log's hashing against published vectors, and its proofs against a naive reading of RFC 9162."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from riskreg.integrity import merkle

VECTORS = json.loads((Path(__file__).parent / "vectors" / "merkle-reference-tree.json").read_text())
INPUTS = [bytes.fromhex(text) for text in VECTORS["leaf_inputs_hex"]]
LEAVES = [merkle.leaf_hash(b"entry %d" % number) for number in range(64)]


def naive_root(leaves: list[bytes]) -> bytes:
    """MTH of RFC 9162, 2.1.1, word for word."""
    if not leaves:
        return hashlib.sha256().digest()
    if len(leaves) == 1:
        return leaves[0]
    k = 1
    while k * 2 < len(leaves):
        k *= 2
    return hashlib.sha256(b"\x01" + naive_root(leaves[:k]) + naive_root(leaves[k:])).digest()


def test_leaves_hash_as_published():
    assert [merkle.leaf_hash(text).hex() for text in INPUTS] == VECTORS["leaf_hashes_hex"]


@pytest.mark.parametrize("size", range(len(VECTORS["roots_hex"])))
def test_roots_are_as_published(size: int):
    leaves = [merkle.leaf_hash(text) for text in INPUTS[:size]]
    assert merkle.root(leaves).hex() == VECTORS["roots_hex"][size]


@pytest.mark.parametrize("size", range(65))
def test_a_growing_tree_has_the_naive_root_and_goes_on_from_its_peaks(size: int):
    assert merkle.root(LEAVES[:size]) == naive_root(LEAVES[:size])
    half = merkle.Growing()
    for leaf in LEAVES[: size // 2]:
        half.append(leaf)
    again = merkle.Growing(half.size, half.peaks)
    for leaf in LEAVES[size // 2 : size]:
        again.append(leaf)
    assert (again.size, again.root()) == (size, naive_root(LEAVES[:size]))


def test_peaks_that_do_not_fit_the_size_are_refused():
    with pytest.raises(ValueError, match="3 leaves has 2 peaks"):
        merkle.Growing(3, [LEAVES[0]])


@pytest.mark.parametrize("size", range(1, 65))
def test_every_leaf_of_every_size_is_proved_and_nothing_else(size: int):
    leaves, whole = LEAVES[:size], naive_root(LEAVES[:size])
    for index in range(size):
        proof = merkle.inclusion_proof(leaves, index)
        assert merkle.is_included(leaves[index], index, size, proof, whole)
        assert not merkle.is_included(merkle.leaf_hash(b"another"), index, size, proof, whole)
        assert not merkle.is_included(leaves[index], index, size, [*proof, whole], whole)
        assert not merkle.is_included(leaves[index], size, size, proof, whole)
        if proof:
            assert not merkle.is_included(leaves[index], index, size, proof[:-1], whole)
            assert not merkle.is_included(leaves[index], index ^ 1, size, proof, whole)


@pytest.mark.parametrize("size", range(1, 65))
def test_every_earlier_size_is_proved_the_start_and_no_other_tree(size: int):
    leaves, whole = LEAVES[:size], naive_root(LEAVES[:size])
    for old in range(1, size + 1):
        before = naive_root(LEAVES[:old])
        proof = merkle.consistency_proof(leaves, old)
        assert merkle.is_consistent(old, before, size, whole, proof)
        assert not merkle.is_consistent(old, merkle.leaf_hash(b"another"), size, whole, proof)
        assert not merkle.is_consistent(old, before, size, merkle.leaf_hash(b"another"), proof)
        assert not merkle.is_consistent(old, before, size, whole, [*proof, whole])
        if proof:
            assert not merkle.is_consistent(old, before, size, whole, proof[:-1])


def test_outside_the_tree_there_is_no_proof():
    with pytest.raises(IndexError, match="leaf 3 of a tree of 3"):
        merkle.inclusion_proof(LEAVES[:3], 3)
    with pytest.raises(IndexError, match="first 0 of 3"):
        merkle.consistency_proof(LEAVES[:3], 0)
    assert not merkle.is_consistent(0, merkle.EMPTY, 3, merkle.root(LEAVES[:3]), [])
    assert not merkle.is_consistent(2, merkle.root(LEAVES[:2]), 3, merkle.root(LEAVES[:3]), [])
