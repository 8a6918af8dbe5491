"""What a person does with a case besides reading its brief: add, judge, list, code, resolve."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from estimative import actors, cases, ledger, sources
from estimative.actors import Registry
from estimative.coding import rows
from estimative.coding.corpus import coding_of
from estimative.domain import BadInput, Claim, EstimativeError, Judgement, PartialDate, UnknownName, Verdict
from estimative.evidence import Evidence, assess
from estimative.ledger import Ledger

from .batch import setting
from .gather import MACHINES, Gathered, case_registry, gather, remember, waiting


def coded_rows(
    path: Path, case: Path | None, date: PartialDate | None, lines: bool, min_confidence: float = 0.0
) -> Iterator[dict[str, Any]]:
    """The public JSONL rows of one file: one per sentence or furniture line (docs/rows.md)."""
    coding = coding_of(setting(case, date, lines, min_confidence), sources.read(path, date=date))
    yield from rows(path.name, coding, min_confidence)


def _registry(case: Path | None) -> Registry:
    return actors.registry() if case is None else case_registry(cases.load(case))


def resolve(text: str, on: PartialDate | None, context: str, case: Path | None) -> str:
    return str(_registry(case).resolve(text, on, context))


def add(
    folder: Path, files: Sequence[Path], date: PartialDate | None, url: str | None, min_confidence: float = 0.0
) -> Iterator[tuple[Path, str]]:
    """Remember files one by one: each whole or not at all. A file that is refused does not stop the others; if any was
    refused, BadInput names them all at the end. All claims are remembered; those below `min_confidence` are counted."""
    case = cases.load(folder)
    registry = case_registry(case)
    refused = []
    with Ledger.at(folder, case.id, url) as book:
        for path in files:
            try:
                source = sources.read(path, date=date)
                new = remember(book, [source], registry, "added")
            except EstimativeError as error:
                refused.append(str(error))
                yield path, f"refused: {error}"
                continue
            yield path, ("added" if new else "already there") + _unsure(book, source, min_confidence)
    if refused:
        raise BadInput(f"{len(refused)} of {len(files)} files were refused", mend="see the lines above")


def _unsure(book: Ledger, source: sources.Source, least: float) -> str:
    low = sum(c.unsure(least) for c in book.claims(source.document)) if least else 0
    return f", {low} claims below {least:g}: they wait for review in views with that threshold" if low else ""


def judge(
    folder: Path, claim_id: str, verdict: Verdict, who: str, why: str, changes: dict[str, str], url: str | None
) -> Judgement:
    """Record a judgement on a claim of the case as it stands today."""
    case = cases.load(folder)
    if (verdict is Verdict.RECODE) != bool(changes):
        raise BadInput("recode needs --set field=value, and only recode takes it", mend="e.g. --set polarity=withhold")
    with Ledger.at(folder, case.id, url) as book:
        claim = _claim(case, book, claim_id)
        ledger.recode(claim, changes)
        made = Judgement(claim.anchor, verdict, who, ledger.now(), why, changes)
        book.judge(made)
    return made


def _claim(case: cases.Case, book: Ledger, claim_id: str) -> Claim:
    registry = case_registry(case)
    remember(book, sources.read_notes(case.notes), registry, "folder")
    found = {c.id: c for _, e in book.entries() for c in e.claims}
    if claim_id not in found:
        near = [i for i in found if i.startswith(claim_id.split("/")[0])][:5]
        raise UnknownName(f"no claim {claim_id!r}", mend=f"nearest: {', '.join(near)}" if near else "see ledger claims")
    return found[claim_id]


def listing(
    folder: Path,
    what: str,
    as_of: PartialDate | None,
    as_recorded: str | None,
    url: str | None,
    min_confidence: float = 0.0,
) -> list[dict[str, Any]]:
    """Rows of `ledger CASE what`."""
    case = cases.load(folder)
    with Ledger.at(folder, case.id, url) as book:
        if what == "export":
            return [json.loads(line) for line in ledger.export(book)]
        got = gather(case, book, as_of or case.as_of, as_recorded=as_recorded, min_confidence=min_confidence)
        found = assess(got.view, got.registry, MACHINES, {c.name: c.label for c in case.contradictions})
        if what not in LISTS:
            raise BadInput(f"no list {what!r}", mend=f"use one of: {', '.join(LISTS)}, export")
        return LISTS[what](got, found)


def _documents(got: Gathered, found: Evidence) -> list[dict[str, Any]]:
    held = [(e.publication, "held", e.coder, len(e.claims)) for e in got.view.entries]
    held += [(r.publication, f"refused: {r.reason}", "", 0) for r in got.view.refused]
    rows = [
        {"key": p.key, "title": p.title, "publisher": p.publisher, "date": _text(p.date), "known_at": _text(p.known_at),
         "side": p.side, "state": state, "coder": coder, "claims": n}
        for p, state, coder, n in held
    ]  # fmt: skip
    return rows + [{"key": key, "state": "withdrawn: no longer in the folder"} for key in got.withdrawn]


def _text(date: PartialDate | None) -> str | None:
    return None if date is None else str(date)


def _claims(got: Gathered, found: Evidence) -> list[dict[str, Any]]:
    def row(c: Claim, state: str) -> dict[str, Any]:
        return {"id": c.id, "direction": c.direction, "channel": c.channel, "polarity": c.polarity.value,
                "factuality": c.factuality.value, "status": c.status and c.status.value, "state": state,
                "span": c.span.text}  # fmt: skip

    kept = [row(c, got.view.judged[c.id].verdict.value if c.id in got.view.judged else "") for c in got.view.claims]
    unsure = [row(c, f"review: confidence {c.confidence:.2f}: {c.doubt or 'no one reason'}") for c in got.view.waiting]
    lost = [{"id": j.anchor, "state": f"review: {j.verdict} matches no claim, or many"} for j in got.view.review]
    return kept + [row(c, "reject") for c in got.view.rejected] + unsure + lost


def _propositions(got: Gathered, found: Evidence) -> list[dict[str, Any]]:
    return [
        {"id": p.id, "label": p.label, "rungs": ", ".join(r.status for r in p.rungs), "claims": len(p.claims),
         "origins": len(p.origins), "denials": len(p.denials)}
        for p in found.propositions
    ]  # fmt: skip


def _origins(got: Gathered, found: Evidence) -> list[dict[str, Any]]:
    claims: dict[str, list[str]] = {}
    for claim_id, o in found.origins.items():
        claims.setdefault(o.id, []).append(claim_id)
    labels = {o.id: o for o in found.origins.values()}
    return [
        {"id": i, "label": labels[i].label, "access": labels[i].access.value, "claims": len(ids)}
        for i, ids in sorted(claims.items())
    ]


def _coverage(got: Gathered, found: Evidence) -> list[dict[str, Any]]:
    rows = [*found.coverage(), *waiting(got.view)]
    return [{"route": way.value, "reason": reason, "claims": n} for way, reason, n in rows]


LISTS = {
    "documents": _documents,
    "claims": _claims,
    "propositions": _propositions,
    "origins": _origins,
    "coverage": _coverage,
}

__all__ = ["add", "coded_rows", "judge", "listing", "resolve"]
