"""The trained pipeline: loaded once, on first use; its digest; parses of texts whose sentence starts are given."""

import hashlib
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from estimative.domain import BadStore

STRAIGHT = str.maketrans("‘’‛“”„‟", '\'\'\'""""')  # a parse depends on no printer's quotes
PIPELINE = Path(__file__).parent / "pipeline" / "en_estimative"


@cache
def pipeline(path: Path = PIPELINE) -> Language:
    """The pipeline at `path`, cached. Errors: BadStore if it is not there or cannot be read."""
    import spacy

    try:
        return spacy.load(path)
    except (OSError, ValueError) as error:
        raise BadStore(f"the parser cannot be loaded: {error}", str(path), "install the package again") from error


@cache
def digest(path: Path = PIPELINE) -> str:
    """sha256 over the names and bytes of the pipeline's files, in order of name."""
    total = hashlib.sha256()
    for file in sorted(p for p in path.rglob("*") if p.is_file()):
        total.update(file.relative_to(path).as_posix().encode() + b"\0" + file.read_bytes())
    return total.hexdigest()


def parse(texts: Iterable[tuple[str, Sequence[int]]]) -> Iterator[Doc]:
    """One Doc per (text, character offsets at which sentences start), in order. Tokens before the first offset
    belong to the first sentence; the parse keeps exactly these sentences. Quotes come out straight, offsets as they
    are."""
    nlp = pipeline()
    yield from nlp.pipe((_preset(nlp, text, starts) for text, starts in texts), batch_size=32)


def _preset(nlp: Language, text: str, starts: Sequence[int]) -> Doc:
    made = nlp.make_doc(text.translate(STRAIGHT))
    ends = [token.idx + len(token) for token in made]
    at = {bisect_right(ends, start) for start in starts} | {0}
    words, spaces = [t.text for t in made], [bool(t.whitespace_) for t in made]
    return Doc(nlp.vocab, words, spaces, sent_starts=[i in at for i in range(len(words))])
