"""Signposts as sentences: what to watch, the threshold, the date, and what it speaks for."""

import calendar
from collections.abc import Sequence

from estimative.cases import Observable
from estimative.domain import Figure
from estimative.simulate import Ensemble, Signpost, signposts

from ..figures import percent, two
from ..tracing import Tracer
from .causes import Causes
from .rows import SignpostRow

MOST = 12  # signposts of all scenarios
OWN = 3  # of each
STRONG = 0.2  # bits
WORTH = 0.1  # bits: less does not tell one scenario from the rest


def rows(
    ran: Sequence[Ensemble],
    causes: Sequence[Causes],
    observables: Sequence[Observable],
    tracer: Tracer,
    about: str | None = None,
) -> tuple[SignpostRow, ...]:
    """The most telling first: of all scenarios, or of one against the rest."""
    if len(ran) < 2:
        return ()
    found = signposts(ran, observables, about)
    kept = found[:MOST] if about is None else [p for p in found if p.gain >= WORTH][:OWN]
    return tuple(_row(post, ran, causes, tracer) for post in kept)


def _row(post: Signpost, ran: Sequence[Ensemble], causes: Sequence[Causes], tracer: Tracer) -> SignpostRow:
    sign, absence = _sentences(post)
    node = f"signpost:{post.id}" + (f"/about/{post.about}" if post.about else "")
    key = f"act:{post.id}" if post.above is None else f"mechanism:{post.id.split('.')[0]}"
    cells = [c.cell(key) for c in causes]
    seen = tuple(
        (name, tracer.figure(f"{node}/{name}", percent(p), [cell]))
        for (name, p), cell in zip(post.shares, cells, strict=True)
    )
    what = f"{sign}: what it tells, {len(ran)} scenarios taken alike"
    gain = _gain(node, post.gain, tracer.cell(node, what, dict.fromkeys(cells)), tracer)
    return SignpostRow(
        id=post.id,
        sign=sign,
        absence=absence,
        by=post.by[:7],
        gain=gain,
        seen=seen,
        source=post.source,
        about=post.about,
        strong=post.gain >= STRONG,
        speaks="" if post.about is None else sign if post.speaks_for else absence,
    )


def _gain(node: str, bits: float, cell: str, tracer: Tracer) -> Figure:
    return tracer.figure(node, f"{bits:.2f}", [cell], "bits")


def _sentences(post: Signpost) -> tuple[str, str]:
    when = month(post.by)
    if post.above is None:
        return f"{post.text}, by {when}", f"Not by {when}: {post.text}"
    mark = f"{two(100 * post.threshold)} %" if not post.unit and 0 < post.threshold < 1 else two(post.threshold)
    side = "above" if post.above else "below"
    limit = f"{side} {mark} {post.unit}".rstrip()
    told = post.text[:1].upper() + post.text[1:]
    return f"{told} {limit} in any month to {when}", f"{told} {limit} in no month to {when}"


def month(label: str) -> str:
    """
    >>> month("2025-10")
    'October 2025'
    """
    return f"{calendar.month_name[int(label[5:7])]} {label[:4]}"
