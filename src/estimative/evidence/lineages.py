"""Documents that derive from one text: near-duplicates by shared word shingles (Broder 1997)."""

import re
from collections.abc import Mapping, Sequence

from datasketch import MinHash, MinHashLSH

from estimative.domain import Document, Lineage
from estimative.ledger import View

SHINGLE = 4  # words
SIMILAR = 0.35  # share of the smaller document's shingles that the other one holds
PERMUTATIONS = 128
BANDING = 0.2  # candidates only; every pair is checked exactly


def shingles(text: str) -> frozenset[str]:
    """Word 4-grams, lower case, without punctuation; a shorter text is one shingle."""
    words = re.findall(r"\w+", text.lower())
    return frozenset(" ".join(words[i : i + SHINGLE]) for i in range(max(1, len(words) - SHINGLE + 1)))


def overlap(a: frozenset[str], b: frozenset[str]) -> float:
    """Shared shingles over those of the smaller document.

    >>> overlap(shingles("a b c d e"), shingles("x a b c d e f"))
    1.0
    """
    return len(a & b) / min(len(a), len(b))


def _candidates(texts: Sequence[frozenset[str]]) -> set[tuple[int, int]]:
    """Pairs worth an exact look: all of them when few, else those that a banded MinHash proposes."""
    if len(texts) <= 200:
        return {(i, j) for j in range(len(texts)) for i in range(j)}
    index, hashes = MinHashLSH(threshold=BANDING, num_perm=PERMUTATIONS), []
    for i, text in enumerate(texts):
        sketch = MinHash(num_perm=PERMUTATIONS, seed=1)
        sketch.update_batch([s.encode() for s in sorted(text)])
        hashes.append(sketch)
        index.insert(i, sketch)
    return {(min(i, j), max(i, j)) for i, sketch in enumerate(hashes) for j in index.query(sketch) if i != j}


def lineages(documents: Sequence[Document]) -> dict[str, Lineage]:
    """Document sha256 -> its lineage, named for the lineage's first document in the order given."""
    texts = [shingles(d.text) for d in documents]
    root = list(range(len(documents)))

    def find(i: int) -> int:
        while root[i] != i:
            i = root[i]
        return i

    for i, j in sorted(_candidates(texts)):
        if overlap(texts[i], texts[j]) >= SIMILAR:
            a, b = find(i), find(j)
            root[max(a, b)] = min(a, b)
    groups: dict[int, list[str]] = {}
    for i, document in enumerate(documents):
        groups.setdefault(find(i), []).append(document.sha256)
    made = {r: Lineage(f"lineage:{documents[r].id}", tuple(members)) for r, members in groups.items()}
    return {sha: made[r] for r, members in groups.items() for sha in members}


def echoes(view: View, found: Mapping[str, Lineage]) -> frozenset[str]:
    """Claims whose quoted words stand in an earlier known document of the same lineage, so that a rewrite coded in
    another way adds nothing."""
    texts = {e.document.sha256: _plain(e.document.text) for e in view.entries}
    earlier = {sha: found[sha].documents[: found[sha].documents.index(sha)] for sha in texts}
    return frozenset(
        c.id for c in view.claims if any(_plain(c.span.text) in texts[other] for other in earlier[c.document])
    )


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))
