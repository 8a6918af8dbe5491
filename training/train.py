"""Train the pipeline from a configuration, from the start or from the components of a saved one; one core, seeded.

Matrix products are numpy's (OpenBLAS) in place of those of blis; `spacy train --code training/augment.py` follows the
same recipe, slower.

    OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 python training/train.py work/config.cfg work/model [FROM_PIPELINE]
"""

import sys
from pathlib import Path

import augment  # noqa: F401  registers the augmenter
from spacy.training.initialize import init_nlp
from spacy.training.loop import train
from spacy.util import load_config
from thinc.api import Config, NumpyOps, set_current_ops


def settings(path: Path, source: Path | None) -> Config:
    """The configuration; with `source`, the components are those of the pipeline there, trained further."""
    config = load_config(path)
    if source is not None:
        config["components"] = {name: {"source": str(source)} for name in config["nlp"]["pipeline"]}
    return config


def main(path: Path, out: Path, source: Path | None) -> None:
    set_current_ops(NumpyOps(use_blis=False))
    out.mkdir(parents=True, exist_ok=True)
    nlp = init_nlp(settings(path, source))
    lemmatizer = nlp.get_pipe("trainable_lemmatizer")
    lemmatizer.tree2label = {tree: i for i, tree in enumerate(lemmatizer.labels)}  # lost when a saved one is read
    train(nlp, out)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]) if len(sys.argv) > 3 else None)
