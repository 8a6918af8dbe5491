"""Copy a trained pipeline into the package: its metadata set, its paths forgotten.

python training/export.py work/model/model-best
"""

import sys
from pathlib import Path

import spacy

HOME = Path(__file__).parent.parent / "src" / "estimative" / "coding" / "pipeline" / "en_estimative"
META = {
    "name": "estimative",
    "version": "1.0.0",
    "description": "Tagger, morphologizer, lemmatizer and parser in Universal Dependencies; no vectors.",
    "license": "CC BY-SA 4.0",
}


def main(source: Path) -> None:
    nlp = spacy.load(source)
    scores = nlp.meta["performance"]
    kept = ("tag_acc", "pos_acc", "lemma_acc", "dep_uas", "dep_las", "sents_f")
    nlp.meta.update(META, performance={k: round(scores[k], 4) for k in kept})
    nlp.config["paths"].update(train=None, dev=None)
    nlp.to_disk(HOME)
    print(HOME.relative_to(Path.cwd()), nlp.meta["performance"])


if __name__ == "__main__":
    main(Path(sys.argv[1]))
