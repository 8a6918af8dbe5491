"""Case + as-of -> Run: the one place where the floors meet."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from estimative import cases, estimate
from estimative.cases import Case
from estimative.domain import BadInput, Figure, Invalid, PartialDate, Standing
from estimative.evidence import assess
from estimative.ledger import Ledger

from . import findings, movers, outlooks, rows
from .balance import chain_rows, infer, weights
from .check import check
from .diff import diff
from .digest import manifest
from .futures.scenarios import futures
from .gather import MACHINES, Gathered, gather, waiting
from .model import AssumptionRow, Finding, Header, RouteCount, Run
from .rows import Desk
from .store import load
from .tracing import Tracer

LOOK_BACK = dt.timedelta(days=92)  # without --since, changes are told since about three months before


def make(
    folder: Path,
    as_of: PartialDate | None = None,
    add: Sequence[Path] = (),
    since: PartialDate | None = None,
    as_recorded: str | None = None,
    ledger_url: str | None = None,
    min_confidence: float = 0.0,
) -> Run:
    """The run of a case folder. Claims below `min_confidence` wait for review.

    `as_of` overrides the case's date; `add` is an overlay, read for this run and written nowhere; `since` is the date
    to tell changes from. Raises Invalid with every problem of the case.
    """
    if problems := check(folder):
        raise Invalid(problems)
    case = cases.load(folder)
    case = replace(case, as_of=as_of or case.as_of)
    _check_dates(case, since)
    with Ledger.at(folder, case.id, ledger_url) as ledger:
        got = gather(case, ledger, case.as_of, add, as_recorded, min_confidence=min_confidence)
        now = _run(case, got, as_recorded, case.as_of, ahead=True)
        before = since or PartialDate((case.as_of.last - LOOK_BACK).isoformat())
        if before.first < case.start.first:
            return now
        then_case = replace(case, as_of=before)
        past = gather(then_case, ledger, before, (), as_recorded, min_confidence=min_confidence)
        then = _run(then_case, past, as_recorded, case.as_of)
    return replace(now, changes=diff(then, now), changed_since=str(before))


def _check_dates(case: Case, since: PartialDate | None) -> None:
    if case.as_of.last < case.start.first:
        raise BadInput(
            f"as of {case.as_of} lies before the case's first month, {case.start}", mend="give a later --as-of"
        )
    if since is not None and not (case.start.first <= since.last < case.as_of.last):
        mend = f"give a date from {case.start} to before {case.as_of}"
        raise BadInput(f"changes since {since} cannot be told", mend=mend)


def recall(
    folder: Path,
    as_of: PartialDate | None = None,
    add: Sequence[Path] = (),
    ledger_url: str | None = None,
    min_confidence: float = 0.0,
) -> Run:
    """The run that `brief` kept for the same input, else a new one."""
    if problems := check(folder):
        raise Invalid(problems)
    case = cases.load(folder)
    case = replace(case, as_of=as_of or case.as_of)
    with Ledger.at(folder, case.id, ledger_url) as ledger:
        got = gather(case, ledger, case.as_of, add, min_confidence=min_confidence)
    held = load(folder, manifest(case, got, estimate.tables(), None).digest)
    return held or make(folder, as_of, add, ledger_url=ledger_url, min_confidence=min_confidence)


def _run(case: Case, got: Gathered, as_recorded: str | None, window: PartialDate, ahead: bool = False) -> Run:
    evidence = assess(got.view, got.registry, MACHINES, {c.name: c.label for c in case.contradictions})
    made = infer(case, evidence.signals, window)
    tracer = Tracer(evidence, got.view, made.tables)
    desk = Desk(evidence, got.view, tracer, actor_names(case, got))
    balance = chain_rows(desk, case, made, evidence.signals)
    mechanisms, _ = movers.mechanism_rows(case, tracer)
    numbered = rows.sources(desk, MACHINES)
    said = rows.quotes(desk, numbered)
    amounts = rows.quantity_rows(desk, said)
    held = rows.withheld_rows(desk)
    coming = futures(case, made.held, desk.names, tracer) if ahead else None
    gaps = findings.gaps(desk, case, balance, made.month)
    machine = len(evidence.machine) / max(len(evidence.claims), 1)
    told: tuple[Finding, ...] = (
        *findings.gives(desk, case, balance, amounts),
        *findings.more(desk, case, balance),
        *findings.withheld(held),
        *findings.confidence(desk, case, balance, machine),
    )
    asked = outlooks.outlooks(case, got.view, tracer)
    register = tuple(tracer.register.values())
    return Run(
        manifest=manifest(case, got, made.tables, as_recorded),
        header=_header(case, desk),
        findings=told,
        balance=balance,
        quantities=amounts,
        withheld=held,
        propositions=rows.proposition_rows(desk, weights(made, evidence.signals)),
        contradictions=rows.contradiction_rows(desk),
        commitments=rows.commitment_rows(desk),
        outlooks=asked,
        mechanisms=mechanisms,
        timeline=rows.timeline(desk),
        gaps=gaps,
        routes=tuple(RouteCount(way, reason, n) for way, reason, n in [*evidence.coverage(), *waiting(got.view)]),
        off_chain_share=_share(desk),
        parameters=register,
        sources=numbered,
        quotes=said,
        futures=coming,
        changes=(),
        changed_since=None,
        illustrative=any(p.standing is Standing.UNCITED for p in register),
        daggers=sum(f.dagger for f in tracer.figures),
        trace=tracer.trace,
    )


def actor_names(case: Case, got: Gathered) -> dict[str, str]:
    codes = {code for c in got.view.claims for code in (*c.actor, *c.recipient)} | set(case.pair)
    return {code: got.registry.actor(code).name if code in got.registry else code for code in sorted(codes)}


def _header(case: Case, desk: Desk) -> Header:
    return Header(
        id=case.id,
        title=case.title,
        question=case.question,
        pair=case.pair,
        names=dict(desk.names),
        collection=case.collection,
        protocol=case.protocol,
        assumptions=tuple(AssumptionRow(a.text, a.why, a.if_wrong) for a in case.assumptions),
        alternative=case.alternative.text,
        alternative_test=case.alternative.what_would_show_it,
    )


def _share(desk: Desk) -> Figure:
    share = desk.evidence.off_chain_share()
    claims = [f"claim:{i}" for i in desk.evidence.claims]
    cell = desk.tracer.cell("coverage", "claims by route", claims or ["dynamics"])
    return desk.tracer.figure("coverage/off-chain", "unknown" if share is None else f"{share:.0%}", [cell])
