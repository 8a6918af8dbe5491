"""What changed between two runs, under four labels."""

from collections.abc import Iterator

from .model import ChainRow, Change, PropositionRow, Run
from .rows import words

NEW_ACT = "new act"
LEARNED = "newly learned"
JUDGED = "recoded or judged"
MODEL = "model or parameter"


def diff(old: Run, new: Run) -> tuple[Change, ...]:
    """Changes from `old` to `new`: what moved in the balance, then the evidence (the pair's own first, new acts before
    old ones learned), then models and parameters."""
    return (*_balance(old, new), *_evidence(old, new), *_models(old, new))


def _evidence(old: Run, new: Run) -> Iterator[Change]:
    before = {(r.proposition.id, x.status) for r in old.propositions for x in r.proposition.rungs}
    for row in sorted(new.propositions, key=lambda r: not _of_pair(r, new)):
        for rung in row.proposition.rungs:
            if (row.proposition.id, rung.status) not in before:
                label = _label(rung.since, rung.claims, old, new)
                since = f" from {rung.since}" if rung.since else ""
                text = f"{row.proposition.label}: {words(rung.status)}{since}"
                yield Change(label, text, f"proposition:{row.proposition.id}")


def _of_pair(row: PropositionRow, run: Run) -> bool:
    return {*row.proposition.givers, *row.proposition.receivers} == set(run.header.pair)


def _label(since: str | None, claims: tuple[str, ...], old: Run, new: Run) -> str:
    """An act after the older cut-off is new; an earlier one was learned since; claims known then were recoded."""
    if any(c in old.quotes for c in claims):
        return JUDGED
    return NEW_ACT if since is not None and since > old.manifest.as_of else LEARNED


def _balance(old: Run, new: Run) -> Iterator[Change]:
    before = {r.chain: r for r in old.balance}
    for row in new.balance:
        was = before.get(row.chain)
        if was is not None and not was.no_evidence and was.band.median != row.band.median:
            direction = "up" if row.band.median > was.band.median else "down"
            text = f"{row.words}: {direction} from {was.band.words} to {row.band.words}"
            yield Change(_why(was, row, old, new), text, row.figure.trace)


def _why(was: ChainRow, row: ChainRow, old: Run, new: Run) -> str:
    if old.manifest.tables != new.manifest.tables or old.manifest.version != new.manifest.version:
        return MODEL
    fresh = {s for s in row.spoken if s not in was.spoken}
    if not fresh:
        return JUDGED
    act = any(kind != "relation" and month > old.manifest.as_of[:7] for _, kind, month in fresh)
    return NEW_ACT if act else LEARNED


def _models(old: Run, new: Run) -> Iterator[Change]:
    before = {p.id: p for p in old.parameters}
    for p in new.parameters:
        was = before.get(p.id)
        if was != p:
            text = f"{p.id}: {was.text if was else 'not used'} → {p.text} {p.unit}"
            yield Change(MODEL, text, f"parameter:{p.id}")
