"""One door for every kind of file: notes, HTML, plain text. What it is decides, not what it is called."""

import hashlib
import re
from collections.abc import Callable, Iterable
from pathlib import Path

from estimative.domain import BadInput, Document, Invalid, PartialDate, Problem, Publication

from .dating import page_date
from .furniture import blocks
from .notes import NoteReader, is_note
from .pages import Page, declared_encoding, is_html, read_page, refuse_feed
from .source import Source
from .text import decode, reflow

UNSTATED = "unstated"


def read(
    path: Path, date: PartialDate | None = None, publisher: str | None = None, data: bytes | None = None
) -> Source:
    """The source in a file; with `data`, its bytes, nothing is opened and `path` is only its name.

    A `date` from the caller wins over the page's own; else metadata, then the text; `publication.date_basis` says
    which. `known_at` is the note's own, else that date. Errors: BadInput (empty, no text, too large, not there);
    Invalid, with all problems, for a note.
    """
    data = _bytes(path) if data is None else data
    text = decode(data, str(path), declared_encoding(data))
    if is_note(text):
        return _note(NoteReader(path, data, text))
    refuse_feed(text, str(path))
    _refuse_yaml(text, path)
    page = read_page(text, str(path)) if is_html(text) else Page(reflow(text), None, None, None, None)
    document = Document(page.text, hashlib.sha256(data).hexdigest(), blocks(page.text))
    return Source(document, _publication(page, document, date, publisher), (), str(path))


def check(paths: Iterable[Path], known: Callable[[str], bool] | None = None) -> list[Problem]:
    """Everything wrong with these notes, by file and line. `known` tells whether an actor code exists."""
    found: list[Problem] = []
    keys: dict[str, Path] = {}
    for path in paths:
        found += _problems(path, known)
        if path.stem in keys:
            what, mend = f"has the name of {keys[path.stem]}", "give each note its own name: it is its key"
            found.append(Problem(str(path), 0, "note", what, mend))
        keys.setdefault(path.stem, path)
    return sorted(found, key=lambda p: (p.file, p.line, p.field))


def read_notes(paths: Iterable[Path]) -> list[Source]:
    """Notes as sources, in the order given. Errors: Invalid with the problems of all of them."""
    listed = list(paths)
    if problems := check(listed):
        raise Invalid(problems)
    return [read(path) for path in listed]


def _problems(path: Path, known: Callable[[str], bool] | None) -> list[Problem]:
    try:
        data = _bytes(path)
        text = decode(data, str(path))
    except BadInput as error:
        return [Problem(str(path), 0, "note", error.what, error.mend)]
    if not is_note(text):
        return [Problem(str(path), 1, "note", "does not open with a line of +++", "see docs/notes.md for the form")]
    return NoteReader(path, data, text, known).problems


def _note(reader: NoteReader) -> Source:
    if reader.source is None:
        raise Invalid(reader.problems)
    return reader.source


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        reason = error.strerror or "unknown reason"
        raise BadInput(f"cannot be read: {reason.lower()}", str(path), "give a file that is there") from error


def _refuse_yaml(text: str, path: Path) -> None:
    if path.suffix == ".md" and re.match(r"---\n(?:[\w-]+:.*\n)+---\n", text):
        raise BadInput("has front matter in YAML", f"{path}:1", "write it as TOML between lines of +++")


def _publication(page: Page, document: Document, date: PartialDate | None, publisher: str | None) -> Publication:
    day, basis = next(
        (pair for pair in ((date, "caller"), (page.date, "metadata"), (page_date(page.text), "page")) if pair[0]),
        (None, "unknown"),
    )
    name = publisher or page.publisher or UNSTATED
    return Publication(
        key=document.sha256[:12] + ("" if name == UNSTATED else "-" + re.sub(r"\W+", "-", name.lower()).strip("-")),
        document=document.sha256,
        publisher=name,
        title=page.title or _title(document),
        date=day,
        known_at=day,
        url=page.url,
        date_basis=basis,
    )


def _title(document: Document) -> str:
    titled = [b for b in document.blocks if b.kind == "heading"] or list(document.blocks)
    return document.text[titled[0].start : titled[0].end][:200].lstrip("# ")
