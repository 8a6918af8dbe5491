"""Turn Universal Dependencies treebanks into spaCy training files.

Takes all of English EWT (CC BY-SA 4.0) and, of GUM, only the genres whose documents are CC BY or in the public domain
by the licence text of the corpus: Wikimedia news, interviews and bios, Wikivoyage, OpenStax textbooks, Creative Commons
vlogs, political speeches, Santa Barbara conversations. Fiction and wikiHow are CC BY-NC-SA and stay out; so does every
genre whose licence that text does not state.

    python training/prepare.py UD_FOLDER OUT_FOLDER
"""

import gzip
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from spacy.tokens import Doc, DocBin
from spacy.training.converters import conllu_to_docs

FREE_GENRES = {"news", "bio", "interview", "voyage", "textbook", "vlog", "speech", "conversation"}
SENTENCES_PER_DOC = 8


def documents(path: Path) -> Iterator[tuple[str, str]]:
    """Yield (document id, CoNLL-U text) for each document of a gzipped treebank file."""
    with gzip.open(path, "rt", encoding="utf8") as file:
        text = file.read()
    for part in re.split(r"(?=^# newdoc id = )", text, flags=re.M):
        if part.startswith("# newdoc id"):
            yield part.split("=", 1)[1].split("\n", 1)[0].strip(), part


def is_free(name: str, genres: set[str]) -> bool:
    """Whether a document may be used: all of EWT, and the free genres of GUM."""
    return not name.startswith("GUM_") or name.split("_")[1] in genres


def basic(conllu: str) -> str:
    """Keep tree columns and spacing; drop comments but `text`, empty nodes and annotations that spaCy does not read."""
    lines = []
    for line in conllu.split("\n"):
        if line and not line.startswith("#"):
            cell = line.split("\t")
            if "." in cell[0]:
                continue
            cell[8] = "_"
            cell[9] = "SpaceAfter=No" if "SpaceAfter=No" in cell[9] else "_"
            line = "\t".join(cell)
        elif line.startswith("#") and not line.startswith(("# text", "# sent_id")):
            continue
        lines.append(line)
    return "\n".join(lines)


def convert(paths: list[Path], genres: set[str]) -> Iterator[Doc]:
    for path in paths:
        for name, text in documents(path):
            if is_free(name, genres):
                yield from conllu_to_docs(basic(text), n_sents=SENTENCES_PER_DOC, no_print=True)


def main(source: Path, out: Path) -> None:
    out.mkdir(parents=True, exist_ok=True)
    splits = {
        "train": (["en_ewt-ud-train.conllu.gz", "en_gum-ud-train.conllu.gz"], FREE_GENRES),
        "dev": (["en_ewt-ud-dev.conllu.gz", "en_gum-ud-dev.conllu.gz"], FREE_GENRES),
        "ewt-test": (["en_ewt-ud-test.conllu.gz"], FREE_GENRES),
        "gum-news-test": (["en_gum-ud-test.conllu.gz"], {"news"}),
    }
    for split, (names, genres) in splits.items():
        docs = list(convert([source / n for n in names], genres))
        DocBin(docs=docs, store_user_data=True).to_disk(out / f"{split}.spacy")
        print(split, len(docs), "documents", sum(len(list(d.sents)) for d in docs), "sentences")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
