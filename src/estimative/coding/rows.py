"""Coded rows as JSON objects: one per sentence or line of furniture. A public contract, described in docs/rows.md."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import Any

from estimative.domain import (
    BadInput,
    Claim,
    ClaimType,
    Effect,
    Factuality,
    FlowOf,
    Magnitude,
    Plover,
    Polarity,
    Span,
    Status,
    Terms,
    Time,
)

from .events import Event
from .events.rows import event_row, read_event
from .text import Coding, Sentence

Row = dict[str, Any]
ROW_FIELDS = ("document", "sent_id", "kind", "subkind", "start", "end", "text", "claims", "review", "error", "events")
CLAIM_FIELDS = (
    *(
        "claim_id",
        "actor",
        "recipient",
        "mutual",
        "direction",
        "reverse",
        "channel",
        "polarity",
        "claim_type",
        "plover",
    ),
    *("factuality", "modality", "attributed_to", "hedge_cue", "condition", "status", "time", "magnitude", "effect"),
    *("terms", "flow_of", "good", "reason", "repeat_of", "mechanism", "span", "span_start", "span_end", "tier", "note"),
    *("confidence", "corroborated", "proposition", "contradicts", "stake", "access", "doubt"),
)
_RENAMED = {"claim_id", "direction", "span", "span_start", "span_end", "mechanism", "tier"}
_ENUMS = {"polarity": Polarity, "factuality": Factuality, "claim_type": ClaimType, "terms": Terms}
_OPTIONAL = {"status": Status, "flow_of": FlowOf}
_PARTS = {"time": Time, "magnitude": Magnitude, "effect": Effect}


def rows(document: str, coding: Coding, min_confidence: float = 0.0) -> Iterator[Row]:
    """The rows of a coding in order; `document` is the name the reader knows it by (a path or key). Claims carry
    their id within the document (`s012c1`), lists for tuples, plain strings for enums, and null for what is unknown.
    Claims below `min_confidence` stand under `review` in place of `claims`."""
    claims: dict[str, list[Claim]] = {}
    for claim in coding.claims:
        claims.setdefault(_sentence_id(claim), []).append(claim)
    events: dict[str, list[Event]] = {}
    for event in coding.events:
        events.setdefault(event.sentence, []).append(event)
    for row in coding.sentences:
        made = claims.get(row.id, [])
        kept, low = ([claim_row(c) for c in made if c.unsure(min_confidence) is put] for put in (False, True))
        placed = (document, row.id, row.kind, row.subkind, row.start, row.end, row.text, kept, low, None)
        told = [event_row(e) for e in events.get(row.id, ())]
        yield dict(zip(ROW_FIELDS, (*placed, told), strict=True))


def write_rows(document: str, coding: Coding, min_confidence: float = 0.0) -> Iterator[str]:
    """The rows as lines of JSON without a line end, in stable key order, not escaped beyond what JSON needs."""
    return (json.dumps(row, ensure_ascii=False) for row in rows(document, coding, min_confidence))


def write_failure(document: str, error: str) -> str:
    """The one row of a document that could not be coded: kind `error`, no text, no claims."""
    return json.dumps(
        dict(zip(ROW_FIELDS, (document, "", "error", "", 0, 0, "", [], [], error, []), strict=True)), ensure_ascii=False
    )


def read_rows(lines: Iterable[str], sha256: str = "", coder: str = "rows", digest: str = "") -> Coding:
    """The reverse of `write_rows`. `sha256` is that of the document's text: rows do not carry it. Fields that no
    `Claim` has (`mechanism`, `tier`) are passed over. Errors: BadInput with the line number for what is no row."""
    sentences, claims, events = [], [], []
    for n, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            if row.get("error"):
                raise BadInput(f"line {n}: the document was not coded: {row['error']}", f"line {n}", "code it again")
            sentences.append(
                Sentence(row["sent_id"], row["start"], row["end"], row["kind"], row["subkind"], row["text"])
            )
            claims += [_read_claim(c, sha256) for key in ("claims", "review") for c in row.get(key) or ()]
            events += [read_event(e, row["sent_id"]) for e in row.get("events") or ()]
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise BadInput(f"line {n} is no row: {error!r}", f"line {n}", "see docs/rows.md for the fields") from error
    return Coding(coder, digest, tuple(sentences), tuple(claims), tuple(events))


def _sentence_id(claim: Claim) -> str:
    return _local(claim.id).rpartition("c")[0]


def _local(claim_id: str) -> str:
    return claim_id.rpartition("/")[2]


def claim_row(claim: Claim) -> Row:
    span = claim.span
    found: Row = {"claim_id": _local(claim.id), "direction": claim.direction, "mechanism": [], "tier": None}
    found |= {"span": span.text, "span_start": span.start, "span_end": span.end}
    return {name: found[name] if name in found else _plain(name, getattr(claim, name)) for name in CLAIM_FIELDS}


def _plain(name: str, value: Any) -> Any:
    if name in _PARTS or name == "plover":
        return None if value is None else {k: _plain("", v) for k, v in asdict(value).items()}
    if name == "repeat_of" and value is not None:
        return _local(value)
    return list(value) if isinstance(value, tuple) else getattr(value, "value", value)


def _read_claim(row: Row, sha256: str) -> Claim:
    prefix = f"{sha256[:10]}/" if sha256 else ""
    values = {k: _read(k, row[k], prefix) for k in CLAIM_FIELDS if k not in _RENAMED and k in row}
    span = Span(row["span_start"], row["span_end"], row["span"])
    return Claim(id=prefix + row["claim_id"], document=sha256, span=span, **values)


def _read(name: str, value: Any, prefix: str) -> Any:
    if name in _ENUMS:
        return _ENUMS[name](value)
    if value is None:
        return None
    if name in _OPTIONAL:
        return _OPTIONAL[name](value)
    if name in _PARTS:
        return _PARTS[name](**value)
    if name == "plover":
        return Plover(value["event"], *(tuple(value.get(k, ())) for k in ("mode", "context", "aux")))
    if name == "repeat_of":
        return prefix + value
    return tuple(value) if isinstance(value, list) else value
