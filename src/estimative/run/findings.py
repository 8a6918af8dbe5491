"""Picks and ranks what page one says. Every sentence stands on figures; nothing is computed after this."""

from collections.abc import Iterator, Sequence

from estimative.cases import Case
from estimative.domain import Figure, Level, Sense, Terms

from .model import ChainRow, Finding, Gap, QuantityRow, Withheld
from .rows import Desk

OLD_MONTHS = 24
SHOWN = 4  # channels per direction on page one; the balance has all


def gives(desk: Desk, case: Case, balance: Sequence[ChainRow], amounts: Sequence[QuantityRow]) -> Iterator[Finding]:
    """Who gives what to whom now, strongest first, with amounts."""
    for giver, receiver in (case.pair, case.pair[::-1]):
        rows = [
            r
            for r in balance
            if (r.chain.giver, r.chain.receiver, r.chain.sense) == (giver, receiver, Sense.SUPPORT)
            and not r.no_evidence
            and r.band.median > Level.NONE
        ]
        rows.sort(key=lambda r: (-r.band.median, -r.band.low, r.chain.channel))
        parts, figures = [], []
        for row in rows[:SHOWN]:
            mine = sorted((q for q in amounts if _is_of(q, row) and not _is_payment(desk, q)), key=_deeds_first)
            some = list({q.figure.text: q for q in reversed(mine)}.values())[::-1][:1]
            told = f" ({'; '.join(_told(q) for q in some)})" if some else ""
            parts.append(f"{row.chain.channel} {row.band.words}{told}")
            figures += [row.figure, *(q.figure for q in some)]
        said = "; ".join(parts) if parts else "nothing that the evidence shows above none"
        yield Finding("gives", f"{desk.name((giver,))} gives {desk.name((receiver,))}: {said}.", tuple(figures))


def _told(row: QuantityRow) -> str:
    q = row.quantity
    what = "" if q.of in row.figure.text else f": {q.of}"
    stage = "" if q.stage in row.figure.text else f"{q.stage} "
    return f"{stage}{row.figure.text}{what}"


STAGES = ("delivered", "contracted", "reported", "promised", "capacity", "offer")


def _deeds_first(row: QuantityRow) -> tuple[int, int, str]:
    """Amounts nearest to a deed, and among them the latest."""
    q = row.quantity
    latest = q.period_end or q.period_start
    place = STAGES.index(q.stage) if q.stage in STAGES else len(STAGES)
    return place, -(latest.first.toordinal() if latest else 0), q.id


def _is_payment(desk: Desk, row: QuantityRow) -> bool:
    """A price paid is exchange, not support."""
    return desk.evidence.claims[row.quantity.claim].terms in (Terms.COMMERCIAL, Terms.BARTER)


def _is_of(q: QuantityRow, row: ChainRow) -> bool:
    one = q.quantity
    return (one.giver, one.receiver, one.channel) == (row.chain.giver, row.chain.receiver, row.chain.channel)


def more(desk: Desk, case: Case, balance: Sequence[ChainRow]) -> Iterator[Finding]:
    """Who gives more in which channel: only where both directions have evidence. One finding for each side that gives
    more, one for the channels where neither does."""
    a, b = case.pair
    held = {(r.chain.giver, r.chain.receiver, r.chain.channel): r for r in balance if r.chain.sense is Sense.SUPPORT}
    found: dict[str, list[tuple[ChainRow, ChainRow]]] = {a: [], b: [], "": []}
    for channel in dict.fromkeys(r.chain.channel for r in balance):
        one, two = held.get((a, b, channel)), held.get((b, a, channel))
        if one is None or two is None or one.no_evidence or two.no_evidence:
            continue
        high, low = (one, two) if one.band.median >= two.band.median else (two, one)
        found["" if high.band.median == low.band.median else high.chain.giver].append((high, low))
    for giver, pairs in found.items():
        if pairs:
            head = f"{desk.name((giver,))} gives more" if giver else "Neither clearly gives more"
            text = "; ".join(_against(high, low) for high, low in pairs)
            yield Finding("more", f"{head}: {text}.", tuple(_median(desk, r) for pair in pairs for r in pair))


def _against(high: ChainRow, low: ChainRow) -> str:
    if high.band.median == low.band.median:
        return f"{high.chain.channel} ({high.band.median.word} and {low.band.median.word})"
    sure = ", bands apart" if high.band.low > low.band.high else ""
    return f"{high.chain.channel} ({high.band.median.word} against {low.band.median.word}{sure})"


def _median(desk: Desk, row: ChainRow) -> Figure:
    """The median alone, on what the whole band rests on."""
    parents = desk.tracer.trace.node(row.figure.trace).parents
    return desk.tracer.figure(f"median:{row.chain.id}", row.band.median.word, parents)


def withheld(rows: Sequence[Withheld]) -> Iterator[Finding]:
    for row in rows:
        if row.ended:
            continue
        why = "; ".join(f"{origin}: {reason}" for origin, reason, _ in row.reasons)
        since = f" since {row.since}" if row.since else ""
        text = f"{row.giver} withholds from {row.receiver}: {row.good}{since}. {why}."
        yield Finding("withheld", text, (row.figure,))


RULE = (
    "Rule of confidence: low if most lines rest on one origin or the rival tables disagree on most; "
    "high if none does and they agree on all; else moderate."
)


def confidence(desk: Desk, case: Case, balance: Sequence[ChainRow], share: float) -> tuple[Finding, Finding]:
    """Confidence in the answer with its reasons, and the rule. ICD 203 keeps it apart from likelihood."""
    mine = [r for r in balance if {r.chain.giver, r.chain.receiver} == set(case.pair) and not r.no_evidence]
    single = sum(r.origins <= 1 for r in mine)
    split = sum(len({b.median for _, b in r.rivals}) > 1 for r in mine)
    spoken = {s for r in mine for s, _, _ in r.spoken}
    origins = {w.origin for s in desk.evidence.signals if s.id in spoken for w in s.witnesses}
    weak = not mine or max(single, split) > len(mine) / 2
    level = "low" if weak else "high" if not single and not split else "moderate"
    material = "chosen by an analyst, not sampled" if case.collection == "curated" else "collected systematically"
    text = (
        f"Confidence is {level}: {len(origins)} independent origins speak on the pair's {len(mine)} lines; "
        f"{single} lines rest on one origin; the rival tables disagree on {split}; {share:.0%} of claims were coded by "
        f"machine; the material was {material}."
    )
    lines = [r.figure.trace for r in mine]
    return (
        Finding("confidence", text, (desk.tracer.figure("confidence", level, lines or ["dynamics"]),)),
        Finding("rule", RULE, ()),
    )


def gaps(desk: Desk, case: Case, balance: Sequence[ChainRow], last: str) -> tuple[Gap, ...]:
    """What is not known, the largest first: no evidence is not evidence of none."""
    pair = [r for r in balance if {r.chain.giver, r.chain.receiver} == set(case.pair)]
    none = "which is not evidence of none"
    silent = [Gap(f"{r.words}: {r.figure.text}, {none}", "no evidence") for r in pair if r.no_evidence]
    single = [
        Gap(f"{r.words}: rests on one origin", "one origin")
        for r in pair
        if not r.no_evidence and r.origins == 1 and r.band.median >= Level.SELECTIVE
    ]
    old = [
        Gap(f"{r.words}: last signal {r.last_signal}", "old")
        for r in pair
        if r.last_signal and _months(last) - _months(r.last_signal) >= OLD_MONTHS
    ]
    late = [Gap(f"{x.publication.title}: not used, {x.reason}", "not yet known") for x in desk.view.refused]
    return (*(Gap(g, "analyst") for g in case.gaps), *silent, *single, *old, *late)


def _months(label: str) -> int:
    return int(label[:4]) * 12 + int(label[5:7])
