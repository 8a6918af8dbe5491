"""Copy a trained pipeline into the package: its metadata set, its paths forgotten, the old one replaced in one step.

python training/export.py work/model/model-best
"""

import shutil
import sys
from pathlib import Path

import spacy
from spacy.language import Language
from vectors import key_by_lower_case

HOME = Path(__file__).parent.parent / "src" / "estimative" / "coding" / "pipeline" / "en_estimative"
META = {
    "name": "estimative",
    "version": "2.0.0",
    "description": "Tagger, morphologizer, lemmatizer, parser in Universal Dependencies; 35,000 GloVe vectors.",
    "license": "CC BY-SA 4.0; the vectors PDDL 1.0",
}
SCORES = ("tag_acc", "pos_acc", "lemma_acc", "dep_uas", "dep_las", "sents_f")


def described(source: Path) -> Language:
    """The pipeline at `source` with the metadata of the package."""
    key_by_lower_case(source)
    nlp = spacy.load(source)
    scores = nlp.meta["performance"]
    nlp.meta.update(META, performance={k: round(scores[k], 4) for k in SCORES})
    nlp.config["paths"].update(train=None, dev=None, vectors=None)
    return nlp


def main(source: Path) -> None:
    nlp = described(source)
    fresh, old = HOME.with_name("fresh"), HOME.with_name("old")
    nlp.to_disk(fresh)
    key_by_lower_case(fresh)
    HOME.rename(old)
    fresh.rename(HOME)
    shutil.rmtree(old)
    print(HOME.relative_to(Path.cwd()), nlp.meta["performance"])


if __name__ == "__main__":
    main(Path(sys.argv[1]))
