"""Every sentence and heading of the brief that does not come from the run, in one place for one reviewer."""

from collections import Counter

from estimative.domain import CHANNELS, Band, Chain, Claim, Factuality, Parameter, PartialDate, Quantity, Sense
from estimative.run.model import ChainRow, Manifest, QuantityRow, Quote, Run, Source, Withheld

from .contents import QuantityGroup, disputed
from .figures import shown

DRAFT = "Draft, unreviewed"
ILLUSTRATIVE = "Illustrative"
ILLUSTRATIVE_WHY = "Illustrative: at least one parameter in use has no citation. Do not quote figures from this run."
NO_EARLIER = "No earlier brief to compare."
NO_DEED = "No deed in evidence either way"
NO_EVIDENCE_WHY = "“No evidence” means that no supplied text speaks of it. It is not evidence that nothing is given."
NOT_LISTED = "not estimated: no signal, and not named by the case"
NO_CHAIN = "not estimated"
OPEN = "not known"
RIVALS_APART = "Rival tables are shown apart and never averaged."
HORIZONS_APART = "Rivals at different horizons are not one fan: read each alone."
CONFLICT = "These figures conflict. They are kept as a set with their definitions; no mean is taken."
STAGES_APART = (
    "Reported, promised, contracted, delivered and capacity are different things: "
    "no two share a column, and nothing is converted."
)
THEN_WHY = "“As seen then” uses only signals up to that month; “now” also uses later ones."
RECODE = "Template sentences are marked as a draft until a reviewer signs."
SCENARIOS_WHY = (
    "If X happens, what moves, how far. Scenarios are conditions without weights: none is said to be likely."
)
SIGNPOSTS_WHY = (
    "What to watch, until when, and what it speaks for. Bits say how much knowing it tells about which scenario holds, "
    "all taken alike for this purpose only."
)
SHARE_OF_DRAWS = (
    "Points: share of draws in which the act has happened, less the share if nothing changes, draws paired, at the "
    "horizon at which they differ most. A dot: no difference. Conditional, no forecast, never scored."
)
QUANTITY_MOVES = (
    "Median paired difference with its 5 to 95 % range, in the month in which the draws of both lie farthest apart. "
    "A darker cell: farther apart. A dot: no difference, or too small to tell."
)
RIVALS_DIFFER = "Where rivals differ the row is marked; no mean is taken."
NO_SIGN = "No single sign tells it from the others within two years."
ABSENT = {
    "quantities": "No supplied text gives an amount.",
    "withheld": "No supplied text names a good that was not given.",
    "propositions": "No proposition.",
    "contradictions": "No two supplied accounts exclude each other.",
    "commitments": "No open or broken promise in the supplied texts.",
    "outlooks": "The case asks no dated question.",
    "mechanisms": "No mechanism ran.",
    "scenarios": "The case names no drivers and no acts, or judged them later: at this date they would be hindsight.",
    "signposts": "Fewer than two scenarios, or nothing that tells them apart.",
    "timeline": "No dated act.",
    "gaps": "No gap was found; see the routes for claims that reach no chain.",
    "sources": "No source was supplied.",
    "parameters": "No parameter was read.",
    "history": "No chain has a history.",
    "assumptions": "The case states no key assumption.",
    "confidence": "No statement of confidence was made.",
    "gives": "No supplied text places a deed on either side.",
}

SHORT = {"balance": "Balance", "history": "History", "claims": "Claims", "parameters": "Parameters"}
BOUNDS = {"at_least": "at least", "at_most": "at most"}
FACTUALITY = {
    "CT+": "certain",
    "PR+": "probable",
    "PS+": "possible",
    "CT-": "certainly not",
    "PR-": "probably not",
    "PS-": "possibly not",
    "Uu": "unknown",
}
STANDING_CLASS = {"verified": "kept", "cited from memory": "late", "analyst's judgement": "open", "uncited": "dead"}

SECTIONS = (
    ("balance", "Two-way balance", "Who gives what to whom; what is shared stands in between, hostility apart."),
    ("history", "History of bands", "How each level moved, month by month. The words are under each panel."),
    ("quantities", "Quantities", STAGES_APART),
    ("withheld", "Withheld", "Goods not given, since when, and why, by origin. Withheld is not hostile."),
    ("propositions", "Propositions", "What is said, how far it got, and how many independent origins say so."),
    ("contradictions", "Contradictions", "Accounts that cannot all be true, side by side."),
    ("commitments", "Commitments", "Words not yet deeds, with their age."),
    ("outlooks", "Outlooks", "Dated observables. Likelihood words and their ranges follow ICD 203."),
    ("mechanisms", "Mechanisms", f"Why it moves. {HORIZONS_APART}"),
    ("scenarios", "Scenarios", SCENARIOS_WHY),
    ("signposts", "Signposts", SIGNPOSTS_WHY),
    ("timeline", "Timeline", "Dated acts in order."),
    ("changes", "Changes", "What differs from the earlier brief, and why."),
    ("gaps", "Gaps", NO_EVIDENCE_WHY),
    ("claims", "Claims by route", "Every claim goes one way. Only acts and relations reach a chain."),
    ("parameters", "Parameter register", "Every number a model read, its source, and how it is known."),
    ("sources", "Sources", "Publications, as numbered in the text."),
    ("manifest", "Manifest", "What went into this run. Equal digests give equal briefs."),
    ("trace", "Trace", "From every figure down to the words or the parameter it rests on."),
)  # fmt: skip


def review(signed: str | None) -> str:
    """The mark on template text."""
    return f"Reviewed: {signed}" if signed else DRAFT


def daggers(count: int) -> str:
    """
    >>> daggers(1)
    '1 figure rests on a value cited from memory (†)'
    """
    if not count:
        return "No figure rests on a value cited from memory"
    return f"{count} figure{'' if count == 1 else 's'} rest{'s' if count == 1 else ''} on a value cited from memory (†)"


def name(run: Run, code: str) -> str:
    return run.header.names.get(code, code)


def flow(run: Run, giver: str, receiver: str, channel: str) -> str:
    """Direction in words: `Ruritania to Zenda, arms`."""
    return f"{name(run, giver)} to {name(run, receiver)}, {channel}"


def heading(run: Run, chain: Chain) -> str:
    giver, receiver = name(run, chain.giver), name(run, chain.receiver)
    return {
        Sense.SUPPORT: f"{giver} gives {receiver}",
        Sense.TIE: f"{giver} and {receiver} share",
        Sense.HOSTILITY: f"{giver} acts against {receiver}",
    }[chain.sense]


def channel_words(code: str) -> str:
    return CHANNELS[code].words


def spoken(row: ChainRow) -> str:
    """A band for a reader who cannot see it."""
    said = row.figure.text if row.no_evidence else f"level {row.band.words}, on a scale from none to full"
    return f"{row.words}: {said}"


def range_words(band: Band) -> str:
    return band.low.word if band.low == band.high else f"{band.low.word} to {band.high.word}"


def since(item: Withheld) -> str:
    return f"since {item.since}" if item.since else "since an unknown date"


def counted(count: int, noun: str) -> str:
    """
    >>> counted(2, "origin"), counted(1, "signal")
    ('2 origins', '1 signal')
    """
    return f"{count} {noun}{'' if count == 1 else 's'}"


def more(count: int, where: str) -> str:
    return f"{count} more under {where}"


def word_range(low: float, high: float) -> str:
    """
    >>> word_range(0.05, 0.2)
    '5 to 20 %'
    """
    return f"{round(low * 100)} to {round(high * 100)} %"


def nothing_changed(since: str) -> str:
    return f"Nothing changed since {since}."


def spell(first: str, last: str) -> str:
    return first if first == last else f"{first} to {last}"


def giving(run: Run, group: QuantityGroup) -> str:
    """Channel and flows of a group of amounts."""
    flows = " / ".join(_flow(run, giver, receiver) for giver, receiver in group.flows)
    return f"{flows}, {group.channel}"


def _flow(run: Run, giver: str, receiver: str) -> str:
    if giver and receiver:
        return f"{name(run, giver)} to {name(run, receiver)}"
    return name(run, giver or receiver) or "no party named"


def period(quantity: Quantity) -> str:
    return between(_iso(quantity.period_start), _iso(quantity.period_end))


def _iso(date: PartialDate | None) -> str | None:
    return date.iso if date else None


def between(first: str | None, last: str | None) -> str:
    """
    >>> between("2030", None), between(None, None), between("2030", "2030")
    ('from 2030', 'not dated', '2030')
    """
    if first and last:
        return spell(first, last)
    return f"from {first}" if first else f"until {last}" if last else "not dated"


def labels(run: Run) -> dict[str, str]:
    """Labels of the propositions that have a row."""
    return {row.proposition.id: row.proposition.label for row in run.propositions}


def counts(run: Run, row: QuantityRow) -> str:
    """What follows an amount: what it counts and its stage, unless its figure says so, and whether it is doubted."""
    thing = "" if row.quantity.of in shown(row.figure) else f" {row.quantity.of}"
    words = [] if (shown(row.figure) + thing).endswith(row.quantity.stage) else [row.quantity.stage]
    quote = run.quotes.get(row.quantity.claim)
    if row.quantity.claim in disputed(run):
        words.append("disputed")
    elif quote and quote.claim.factuality is not Factuality.CERTAIN:
        words.append("not certain")
    return thing + "".join(f", {word}" for word in words)


def negated(run: Run, claim: str) -> str:
    """A mark before the words of a claim that says the relation does not hold; its span alone may not show it."""
    quote = run.quotes.get(claim)
    return "denies: " if quote and quote.claim.factuality.value.endswith("-") else ""


def horizon(months: int | None) -> str:
    return "No stated horizon" if months is None else f"Up to {counted(months, 'month')}"


def coded(claim: Claim) -> str:
    """What the coder read: direction in words of the field, channel, certainty, status, attribution."""
    status = f", {claim.status.value.replace('_', ' ')}" if claim.status else ""
    doubt = f", condition: {claim.condition}" if claim.condition else ""
    said = "the author" if claim.attributed_to == "author" else claim.attributed_to
    sure = f"{claim.factuality} ({FACTUALITY[claim.factuality.value]})"
    return f"{claim.direction} {claim.channel}, {claim.polarity}, {sure}{status}{doubt}, said by {said}"


def validity(parameter: Parameter) -> str:
    upto = counted(parameter.horizon, "month") if parameter.horizon is not None else ""
    within = f"{parameter.range[0]:g} to {parameter.range[1]:g}" if parameter.range else ""
    return ", ".join(part for part in (upto, within) if part) or OPEN


def parameter_words(parameter: Parameter) -> str:
    reference = parameter.reference or "no reference"
    return f"{parameter.text} {parameter.unit}, {parameter.standing.value}: {reference}"


def dated(source: Source) -> str:
    day = f"{source.date} (date from {source.date_basis})" if source.date else "undated"
    return f"{day}; known since {source.known_at}" if source.known_at else f"{day}; known since an unknown date"


def manifest(item: Manifest) -> tuple[tuple[str, str], ...]:
    return (
        ("digest", item.digest),
        ("version", item.version),
        ("as of", item.as_of),
        ("as recorded", item.as_recorded or "all that is recorded"),
        ("information cut-off", item.information_cutoff),
        ("case", item.case),
        ("evidence", item.evidence),
        ("tables", item.tables),
        ("pipeline", item.pipeline),
        ("seed, draws, block", f"{item.seed}, {item.draws}, {item.block}"),
        ("added for this run only", "; ".join(item.overlay) or "nothing"),
    )


def provenance(run: Run, quote: Quote) -> str:
    """Publisher, date and lineage of a quote."""
    for source in run.sources:
        if source.number == quote.source:
            day = source.date or "undated"
            return f"{source.publisher}, {day}; origin {quote.origin}; lineage {source.lineage}"
    return f"origin {quote.origin}"


def resting(run: Run, leaves: tuple[str, ...]) -> str:
    """A count of leaves by kind: `4 spans and 2 parameters`."""
    kinds = Counter(run.trace.nodes[leaf].kind.value for leaf in leaves)
    return " and ".join(counted(count, kind) for kind, count in kinds.items())
