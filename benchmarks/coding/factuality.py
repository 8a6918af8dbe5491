"""Factuality of annotated words of newswire (UW): `certainty(token)` on the given tokens, one sentence a row.

Values are fixed beforehand, evenly spaced as the FactBank scale suggests: CT+ 3, PR+ 2, PS+ 1, Uu 0, and the same below
zero. Penn quotation marks are written as plain ones; nothing else is touched. As a second reading each value becomes
the median label it has in the *train* part. The constant baseline is the median of the train part.
"""

from collections import Counter
from functools import cache
from statistics import median
from typing import Any

import numpy as np
from spacy.tokens import Doc, Token

from estimative.actors import registry
from estimative.coding.certainty import certainty
from estimative.coding.repair import repair
from estimative.coding.syntax import pipeline

from .common import Figure, Miss, Outcome, read

VALUE = {"CT+": 3.0, "PR+": 2.0, "PS+": 1.0, "Uu": 0.0, "PS-": -1.0, "PR-": -2.0, "CT-": -3.0}
_MARKS = {"``": '"', "''": '"', "`": "'", "-LRB-": "(", "-RRB-": ")"}


def parsed(text: str) -> Doc:
    """A parse of blank-separated tokens as they are, in one sentence."""
    nlp, words = pipeline(), [_MARKS.get(w, w) for w in text.split(" ")]
    doc = nlp(Doc(nlp.vocab, words=words, sent_starts=[i == 0 for i in range(len(words))]))
    repair(doc, registry(), None)
    return doc


@cache
def told(name: str) -> list[tuple[str, float, str, str]]:
    """(id, label, our FactBank value, part of speech) of each annotated word."""
    found = []
    for row in read(f"factuality/{name}.jsonl"):
        doc = parsed(row["text"])
        for target in row["targets"]:
            token = doc[target["span1"][0]]
            word = f"{name}:{row['idx']}:{token.i} “{token.text}”"
            found.append((word, float(target["label"]), str(certainty(token).factuality), _part(token)))
    return found


def run() -> Outcome:
    dev, train = told("UW_dev"), told("UW_train")
    gold = np.array([label for _, label, _, _ in dev])
    fixed = np.array([VALUE[v] for _, _, v, _ in dev])
    medians = {v: median([label for _, label, w, _ in train if w == v] or [VALUE[v]]) for v in VALUE}
    middle = median(label for _, label, _, _ in train)
    means = np.array([medians[v] for _, _, v, _ in dev])
    (mae, r), (mae2, r2), (constant, _) = (
        scores(gold, fixed),
        scores(gold, means),
        scores(gold, np.full_like(gold, middle)),
    )
    nouns = np.array([part == "noun" for *_, part in dev])
    table = Counter((v, band(label)) for _, label, v, _ in dev)
    remarks = (
        f"Constant {middle:g} (train median): MAE {constant:.3f}, no r, in this run. The ridge figure "
        "was trained, ours was not.",
        f"With the train medians as values ({', '.join(f'{v} {m:g}' for v, m in medians.items())}): MAE "
        f"{mae2:.3f}, r {r2:.3f}.",
        f"Nouns ({nouns.sum()}): MAE {scores(gold[nouns], fixed[nouns])[0]:.3f}; verbs and others ({(~nouns).sum()}): "
        f"{scores(gold[~nouns], fixed[~nouns])[0]:.3f}.",
    )
    misses = [Miss(i, f"{g:g}", v, _reason(g, v, part), abs(g - VALUE[v]))
              for i, g, v, part in dev if abs(g - VALUE[v]) > 1]  # fmt: skip
    return Outcome(
        "Factuality: MAE / Pearson r",
        "UW newswire dev",
        len(dev),
        f"constant .78; ridge on syntax .56 / .70; here: constant {constant:.3f}",
        (Figure("MAE", mae, 0.52, least=True), Figure("r", r, 0.74)),
        remarks,
        tuple(misses),
        _bands(table),
    )


def scores(gold: Any, ours: Any) -> tuple[float, float]:
    """Mean absolute error and Pearson's r (NaN if one side is constant)."""
    spread = float(np.std(ours)) * float(np.std(gold))
    mean = float(np.mean((gold - gold.mean()) * (ours - ours.mean())))
    return float(np.abs(gold - ours).mean()), mean / spread if spread else float("nan")


def band(label: float) -> str:
    """
    >>> band(2.6), band(0.6), band(-2.0)
    ('certain', 'uncertain', 'not')
    """
    return "certain" if label > 2 else "not" if label < -1 else "uncertain"


def _part(token: Token) -> str:
    return "noun" if token.pos_ in ("NOUN", "PROPN") else "verb" if token.pos_ in ("VERB", "AUX") else "other"


def _reason(label: float, value: str, part: str) -> str:
    ours, there = band(VALUE[value]), band(label)
    if "not" in (ours, there) and ours != there:
        return f"negation {'missed' if there == 'not' else 'invented'} ({part})"
    if ours == "certain":
        return f"doubt missed ({part})"
    return f"doubt invented ({part})" if there == "certain" else f"degree of doubt ({part})"


def _bands(table: Counter[tuple[str, str]]) -> str:
    columns = ("certain", "uncertain", "not")
    lines = ["| ours \\ label | over 2 | -1 to 2 | under -1 |", "|---|---|---|---|"]
    return "\n".join([*lines, *(f"| {v} | " + " | ".join(str(table[v, c]) for c in columns) + " |" for v in VALUE)])
