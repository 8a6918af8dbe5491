"""An analyst's note: Markdown with TOML front matter between lines of `+++`. Every problem has its line."""

import difflib
import hashlib
import re
import tomllib
from collections.abc import Callable, Iterator
from enum import Enum
from pathlib import Path
from typing import Any, get_args

from pydantic import BaseModel, ValidationError

from estimative.cases import line_of, lines
from estimative.domain import Block, Document, PartialDate, Problem, Publication

from .lines import split
from .note_file import ClaimTable, NoteFile
from .source import HandClaim, Source
from .text import join_paragraphs

FENCE = "+++"
_AT = re.compile(r"\(at line (\d+), column \d+\)|\(at end of document\)")
_LABELS = ("DRV:", "PER:")  # drivers of scenarios and persons: no entries of the registry

Known = Callable[[str], bool]


def is_note(text: str) -> bool:
    return text.split("\n", 1)[0].rstrip() == FENCE


class NoteReader:
    """Reads one note; `source` is None if there are `problems`. `known` tells whether an actor code exists."""

    def __init__(self, path: Path, data: bytes, text: str, known: Known | None = None) -> None:
        self.path, self.known, self.problems = path, known, list[Problem]()
        self.source: Source | None = None
        front, body = self._parts(text)
        self.at = lines(front)
        note = self._validated(front) if not self.problems else None
        document = _document(body, data)
        claims = tuple(self._claims(note, document)) if note else ()
        if note and not self.problems:
            self.source = Source(document, self._publication(note, document), claims, str(path))

    def _add(self, loc: tuple[str | int, ...], what: str, mend: str = "") -> None:
        field = ".".join(str(p + 1) if isinstance(p, int) else p for p in loc) or "note"
        found = any(loc[:n] in self.at for n in range(1, len(loc) + 1))
        line = line_of(loc, self.at) + 1 if found else 1  # the front matter starts in line 2
        self.problems.append(Problem(str(self.path), line, field, what, mend))

    def _parts(self, text: str) -> tuple[str, str]:
        self.at = {}
        _, _, rest = text.partition("\n")
        found = re.search(r"^\+\+\+ *$", rest, re.MULTILINE)
        if not found:
            self._note(1, "opens with +++ but the front matter never ends", "close it with a second line of +++")
            return "", ""
        body = join_paragraphs(rest[found.end() :]).strip()
        if not body:
            self._note(
                rest[: found.start()].count("\n") + 2, "has no text below the front matter", "write the report there"
            )
        return rest[: found.start()], body

    def _note(self, line: int, what: str, mend: str) -> None:
        self.problems.append(Problem(str(self.path), line, "note", what, mend))

    def _validated(self, front: str) -> NoteFile | None:
        try:
            return NoteFile.model_validate(tomllib.loads(front))
        except tomllib.TOMLDecodeError as error:
            at = _AT.search(str(error))
            line = int(at[1]) if at and at[1] else front.count("\n")
            self._note(
                line + 1, f"front matter is not TOML: {_AT.sub('', str(error)).strip()}", "see toml.io for the form"
            )
        except ValidationError as error:
            for entry in error.errors():
                loc = tuple(entry["loc"])
                self._add(loc, *_words(dict(entry), loc))
        return None

    def _claims(self, note: NoteFile, document: Document) -> Iterator[HandClaim]:
        for n, table in enumerate(note.claim):
            self._check_codes(n, table)
            if table.magnitude and not _places(table.magnitude.text, document.text):
                self._add(
                    ("claim", n, "magnitude"), "its text does not stand in the note", "copy the words of the note"
                )
            span = self._span(n, table, document)
            if span is not None:
                yield _claim(table, span, document.text, line_of(("claim", n), self.at) + 1)

    def _check_codes(self, n: int, table: ClaimTable) -> None:
        for field, codes in (("actor", table.actor), ("recipient", table.recipient)):
            unknown = [c for c in codes if self.known and not c.startswith(_LABELS) and not self.known(c)]
            for code in unknown:
                self._add(("claim", n, field), f"no actor has the code {code!r}", "add it to the case's actors.toml")

    def _span(self, n: int, table: ClaimTable, document: Document) -> tuple[int, int] | None:
        places = _places(table.quote, document.text)
        wanted = table.occurrence or 1
        loc = ("claim", n, "quote")
        if not places:
            self._add(
                loc, "does not stand in the note", f"copy words of the note; nearest: {_nearest(table.quote, document)}"
            )
        elif len(places) > 1 and table.occurrence is None:
            self._add(loc, f"stands {len(places)} times in the note", "quote more, or add `occurrence = 1`")
        elif wanted > len(places):
            self._add(("claim", n, "occurrence"), f"is {wanted}, but the quote stands {len(places)} times", "lower it")
        elif any(
            b.kind != "body" and b.start < places[wanted - 1][1] and places[wanted - 1][0] < b.end
            for b in document.blocks
        ):
            self._add(loc, "stands in a heading", "quote a sentence: headings carry no claims")
        else:
            return places[wanted - 1]
        return None

    def _publication(self, note: NoteFile, document: Document) -> Publication:
        return Publication(
            key=self.path.stem,
            document=document.sha256,
            publisher=note.publisher,
            title=note.title,
            date=PartialDate(note.date) if note.date else None,
            known_at=PartialDate(note.known_at) if note.known_at else None,
            side=note.side or None,
            url=note.url,
            date_basis="note" if note.date else "unknown",
            reference=note.reference,
            verification=note.verification,
            lineage_hint=note.lineage_hint,
            access=note.access.value if note.access else None,
        )


def _document(body: str, data: bytes) -> Document:
    """Everything in a note is its author's own text: no furniture, only headings marked with #."""
    blocks = tuple(
        Block(line.start, line.end, *(("heading", "section") if line.text.startswith("#") else ("body", "body")))
        for line in split(body)
    )
    return Document(body, hashlib.sha256(data).hexdigest(), blocks)


def _places(quote: str, text: str) -> list[tuple[int, int]]:
    pattern = r" +".join(map(re.escape, quote.split()))
    return [m.span() for m in re.finditer(pattern, text)] if pattern else []


def _nearest(quote: str, document: Document) -> str:
    texts = [document.text[b.start : b.end] for b in document.blocks]
    best = max(texts, key=lambda t: difflib.SequenceMatcher(None, quote, t).find_longest_match().size, default="")
    found = difflib.SequenceMatcher(None, quote, best).find_longest_match()
    return repr(best[found.b : found.b + found.size].strip() or "nothing like it")


def _claim(table: ClaimTable, span: tuple[int, int], text: str, line: int) -> HandClaim:
    made = {"time": table.time.made()} | {
        name: part.made() for name in ("magnitude", "effect", "plover") if (part := getattr(table, name)) is not None
    }
    plain = {name: getattr(table, name) for name in ClaimTable.model_fields if name not in ("quote", "occurrence")}
    values = {
        name: v.value if isinstance(v, Enum) else v
        for name, v in (plain | made).items()
        if not isinstance(v, BaseModel)
    }
    return HandClaim(quote=text[slice(*span)], start=span[0], end=span[1], line=line, **values)


def _words(error: dict[str, Any], loc: tuple[str | int, ...]) -> tuple[str, str]:
    if error["type"] == "missing":
        return "is missing", f"add `{loc[-1]} = ...`"
    if error["type"] == "extra_forbidden":
        known = list(_shape(loc[:-1]).model_fields)
        near = difflib.get_close_matches(str(loc[-1]), known, 1)
        return "is no field of this table", f"did you mean `{near[0]}`?" if near else f"known: {', '.join(known)}"
    if error["type"] == "string_pattern_mismatch":
        return f"{error['input']!r} is no actor code", "write a code such as RUS, WEST or SYR:ASSAD"
    if error["type"] in ("enum", "literal_error"):
        return f"{error['input']!r} is not one of the values", f"use one of: {error['ctx']['expected']}"
    what, _, mend = str(error["msg"]).removeprefix("Value error, ").partition("; ")
    return f"{what[:1].lower()}{what[1:]}", mend or "see docs/notes.md for the form"


def _shape(loc: tuple[str | int, ...]) -> type[BaseModel]:
    shape: type[BaseModel] = NoteFile
    for part in loc:
        if isinstance(part, str) and part in shape.model_fields:
            shape = _model_in(shape.model_fields[part].annotation) or shape
    return shape


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((m for a in get_args(annotation) if (m := _model_in(a))), None)
