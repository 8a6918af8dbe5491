"""The sections of the Markdown brief, one function each, in the order of `sentences.SECTIONS`."""

from estimative.domain import BAND_SENTENCE, Parameter
from estimative.run.model import ChainRow, CommitmentRow, MechanismOutput, MechanismRival, QuantityRow, Run

from . import contents, sentences, tracing
from .figures import anchor
from .markdown_futures import scenarios, signposts
from .markdown_text import Lines, bullets, cite, claim, fig, finding, table, text, words


def withheld_line(run: Run, item: contents.WithheldGood) -> str:
    """A good not given: how long each account says, and the reasons by origin."""
    flow = text(f"{item.good}, {sentences.name(run, item.giver)} to {sentences.name(run, item.receiver)}")
    dates = ", ".join(fig(row.figure, sentences.since(row)) for row in item.rows)
    reasons = (
        f"{text(origin)}: {text(reason)} {' '.join(claim(run, key) for key in claims)}"
        for origin, reason, claims in item.reasons
    )
    return f"{flow}: {dates}. {'; '.join(reasons)}".rstrip()


def level(row: ChainRow) -> str:
    return fig(row.figure)


def outlook_lines(run: Run) -> Lines:
    for item in run.outlooks:
        yield (
            f"**{item.word}** ({sentences.word_range(*item.word_range)}; this run {fig(item.figure)}): "
            f"{text(item.text)}, by {text(item.by)}."
        )


def _balance(run: Run) -> Lines:
    head = ("Direction", "Now", "As seen then", "Under rival tables", "Signals", "Origins", "Last signal")
    for group in contents.channel_groups(run):
        yield from ("", f"### {group.channel}: {text(sentences.channel_words(group.channel))}", "")
        yield from table(head, map(_balance_row, group.rows))
    for title, rows in (("hostility", contents.hostility(run)), ("other states", contents.other_chains(run))):
        if rows:
            yield from ("", f"### {title}", "", *table(head, map(_balance_row, rows)))
    yield from ("", f"{BAND_SENTENCE} {sentences.RIVALS_APART} {sentences.THEN_WHY} {sentences.NO_EVIDENCE_WHY}")
    yield from map(finding, contents.findings(run, "rule"))


def _balance_row(row: ChainRow) -> tuple[str, ...]:
    counts = (fig(row.figure, str(row.signals)), fig(row.figure, str(row.origins)))
    if row.no_evidence:
        return (text(row.words), level(row), "–", "–", *counts, "none")
    then = "as now" if row.band_then == row.band else fig(row.figure, row.band_then.words)
    rivals = "; ".join(f"{text(name)}: {fig(row.figure, band.words)}" for name, band in row.rivals)
    return (text(row.words), level(row), then, rivals, *counts, row.last_signal or "none")


def _history(run: Run) -> Lines:
    for row in contents.drawn(run):
        moved = (
            f"{sentences.spell(a, b)} {fig(row.figure, band.words)}" for a, b, band in contents.spells(row.history)
        )
        yield f"- {text(sentences.heading(run, row.chain))} {row.chain.channel}: {'; '.join(moved)}"
    yield from ("", BAND_SENTENCE)


def _quantities(run: Run) -> Lines:
    stages = contents.stages(run)
    head = ("Unit", "What is counted", *stages, "Basis", "Period", "As written")
    for group in contents.quantity_groups(run):
        yield from ("", f"### {text(sentences.giving(run, group))}", "")
        if group.conflict:
            yield from (f"**{text(group.conflict)}**: {sentences.CONFLICT}", "")
        yield from table(head, (_quantity_row(run, row, stages) for row in group.rows))


def _quantity_row(run: Run, row: QuantityRow, stages: tuple[str, ...]) -> tuple[str, ...]:
    q = row.quantity
    cells = (fig(row.figure, row.figure.text) if stage == q.stage else "" for stage in stages)
    basis = f"{q.basis}, {sentences.BOUNDS.get(q.bound, q.bound)}"
    quoted = f"“{text(q.text)}” {cite(run, row.source)}"
    return (text(q.unit), text(q.of), *cells, text(basis), sentences.period(q), quoted)


def _withheld(run: Run) -> Lines:
    yield from (finding(f) for f in contents.findings(run, "withheld"))
    for item in run.withheld:
        reasons = (f"{text(origin)}: {text(reason)} {claim(run, key)}" for origin, reason, key in item.reasons)
        flow = sentences.flow(run, item.giver, item.receiver, item.channel)
        yield f"- {text(item.good)}, {text(flow)}: {fig(item.figure)}, {sentences.since(item)}. {'; '.join(reasons)}"


def _propositions(run: Run) -> Lines:
    for row in run.propositions:
        p = row.proposition
        status = p.status.value.replace("_", " ") if p.status else "no rung"
        yield from ("", f'<a id="{anchor("proposition", p.id)}"></a>', "", f"### {text(p.label)} ({status})", "")
        yield f"{p.channel}, {p.polarity}; {sentences.counted(row.independent, 'independent origin')}."
        yield from ("", *bullets(f"Truth weight, {text(table)}: {fig(weight)}" for table, weight in row.weights))
        for rung in p.rungs:
            where = " ".join(claim(run, key) for key in rung.claims)
            yield f"- {rung.status.value.replace('_', ' ')} {sentences.between(rung.since, rung.until)}: {where}"
        yield from bullets(("denial: " if key in p.denials else "") + words(run, key) for key in row.quotes)
        yield from bullets(f"origin: {text(o.label)} ({o.stake}, {o.access})" for o in p.origins)


def _contradictions(run: Run) -> Lines:
    labels = sentences.labels(run)
    for row in run.contradictions:
        accounts = [text(labels.get(key, key)) for key, _ in row.accounts]
        said = ["; ".join(words(run, key) for key in claims) for _, claims in row.accounts]
        yield from ("", f"### {text(row.contradiction.label)}", "", *table(accounts, [said]))


def _commitments(run: Run) -> Lines:
    head = ("Commitment", "State", "In short", "Made", "Age", "Last rung", "Claims")
    yield from table(head, (_commitment_row(run, row) for row in run.commitments))


def _commitment_row(run: Run, row: CommitmentRow) -> tuple[str, ...]:
    c = row.commitment
    age = sentences.OPEN if c.age_months is None else fig(row.figure, sentences.counted(c.age_months, "month"))
    claims = " ".join(claim(run, key) for key in c.claims)
    return (
        text(row.label),
        c.state.value,
        fig(row.figure),
        c.made or sentences.OPEN,
        age,
        c.rung.value.replace("_", " "),
        claims,
    )


def _outlooks(run: Run) -> Lines:
    for line, item in zip(outlook_lines(run), run.outlooks, strict=True):
        more = f"Method: {item.method}. Basis: {item.basis}. Resolved by: {item.resolution_source}."
        yield f"- {line} {text(more)}"


def _mechanisms(run: Run) -> Lines:
    for row in run.mechanisms:
        yield from ("", f"### {text(row.title)}", "", text(row.asks), "")
        if row.not_applicable:
            yield from (f"Not applicable: {text(row.not_applicable)}.", "")
        for horizon, rivals in contents.by_horizon(row):
            yield from (f"**{sentences.horizon(horizon)}**", "", *bullets(map(_rival, rivals)), "")
        reads = ", ".join(row.inputs) or "nothing"
        verdict, evidence = contents.record(row)
        if verdict:
            yield from (f"**{text(verdict)}**: {text(evidence)}", "")
        yield text(f"{row.citation} {row.label.capitalize()}. Reads: {reads}.")
        yield from bullets(map(text, row.warnings[1:]))


def _rival(rival: MechanismRival) -> str:
    outputs = "; ".join(f"{text(o.name)}: {fig(o.figure)}{_extra(o)}" for o in rival.outputs)
    rest = text(f"{rival.reference} ({rival.standing}). {'. '.join(rival.warnings)}".strip())
    return f"{text(rival.name)}: {text(rival.sentence)} {outputs}. {rest}"


def _extra(output: MechanismOutput) -> str:
    return f" {text(output.unit)}" if output.unit and output.unit != output.figure.unit else ""


def _timeline(run: Run) -> Lines:
    yield from bullets(f"{text(item.date)} {text(item.text)} {claim(run, item.claim)}" for item in run.timeline)


def changes(run: Run) -> Lines:
    if run.changed_since is None:
        yield sentences.NO_EARLIER
    elif not run.changes:
        yield sentences.nothing_changed(run.changed_since)
    index = tracing.Index(run)
    for item in run.changes:
        words = text(item.text)
        there = item.trace in run.trace.nodes
        yield f"- {item.label}: " + (f"[{words}](#{index.target(item.trace)})" if there else words)


def _gaps(run: Run) -> Lines:
    yield from bullets(finding(f) for f in contents.findings(run, "gap"))
    yield from bullets(f"{text(gap.kind)}: {text(gap.text)}" for gap in run.gaps)


def _claims(run: Run) -> Lines:
    yield from (f"Share of claims that reaches no chain: {fig(run.off_chain_share)}.", "")
    rows = ((r.route.value, text(r.reason), fig(run.off_chain_share, str(r.claims))) for r in run.routes)
    yield from (*table(("Route", "Reason", "Claims"), rows), "")
    for _, items in contents.quotes_by_route(run):
        for key, quote in items:
            said = f"“{text(quote.claim.span.text)}” {cite(run, quote.source)} {text(quote.origin)}"
            coded = text(
                f"{sentences.coded(quote.claim)}. {quote.route}: {quote.route_reason}. "
                + " ".join([f"{sentences.provenance(run, quote)}.", *tracing.judgements(run, key)])
            )
            yield f'- <a id="{anchor("claim", key)}"></a>{said}. {coded}'


def _parameters(run: Run) -> Lines:
    head = ("Parameter", "Value or prior", "Unit", "Standing", "Source", "Date", "Holds for", "Label")
    rows = ((p.id, list(map(text, _parameter_row(p)))) for p in run.parameters)
    index = tracing.Index(run)
    yield from table(head, ((f'<a id="{index.parameter(key)}"></a>{row[0]}', *row[1:]) for key, row in rows))


def _parameter_row(p: Parameter) -> tuple[object, ...]:
    known = (p.standing, p.reference or "none", p.date or sentences.OPEN)
    return (p.id, p.text, p.unit, *known, sentences.validity(p), p.label)


def _sources(run: Run) -> Lines:
    for item in run.sources:
        side = f"; on the side of {sentences.name(run, item.side)}" if item.side else ""
        coder = "coded by machine" if item.machine else "coded by an analyst"
        facts = f"{sentences.dated(item)}{side}; lineage {item.lineage}; {coder}; document {item.document[:12]}"
        words = f"{item.publisher}: {item.title}. {facts}." + "".join(f" {x}" for x in (item.note, item.url) if x)
        yield f'{item.number}. <a id="{anchor("source", str(item.number))}"></a>{text(words)}'


def _manifest(run: Run) -> Lines:
    yield text(run.header.protocol)
    yield ""
    yield from bullets(f"{key}: `{value}`" for key, value in sentences.manifest(run.manifest))


def _trace(run: Run) -> Lines:
    index = tracing.Index(run)
    for kind, listed in index.entries():
        yield from ("", f"### {kind.value.capitalize()}", "")
        yield from (_entry(run, index, entry) for entry in listed)


def _entry(run: Run, index: tracing.Index, entry: tracing.Entry) -> str:
    node, said = entry.node, []
    if node:
        said.append(f'<a id="{anchor("trace", node.id)}"></a>**{text(node.label)}** {text(node.id)}')
    said += [f'<a id="{anchor("trace", f.id)}"></a>{text(f.label)}' for f in entry.figures]
    if entry.quote:
        said.append(f"{cite(run, entry.quote.source)} {text(sentences.provenance(run, entry.quote))}")
    if entry.parameter:
        said.append(text(sentences.parameter_words(entry.parameter)))
    if entry.parents:
        said.append("from " + ", ".join(_linked(index, p) for p in entry.parents))
    if entry.leaves:
        leaves = (_leaf(index, leaf) for leaf in entry.leaves) if entry.listed else ()
        said.append(": ".join(filter(None, [f"rests on {sentences.resting(run, entry.leaves)}", ", ".join(leaves)])))
    return f"- {'; '.join(said)}"


def _linked(index: tracing.Index, node_id: str) -> str:
    return f"[{text(index.name(node_id))}](#{index.target(node_id)})"


def _leaf(index: tracing.Index, node_id: str) -> str:
    """A link as short as can be: the place itself, where the words stand."""
    target = index.target(node_id)
    return f"[{target}](#{target})" if target.startswith("p") and target[1:].isdigit() else _linked(index, node_id)


BODIES = {
    "balance": _balance,
    "history": _history,
    "quantities": _quantities,
    "withheld": _withheld,
    "propositions": _propositions,
    "contradictions": _contradictions,
    "commitments": _commitments,
    "outlooks": _outlooks,
    "mechanisms": _mechanisms,
    "scenarios": scenarios,
    "signposts": signposts,
    "timeline": _timeline,
    "changes": changes,
    "gaps": _gaps,
    "claims": _claims,
    "parameters": _parameters,
    "sources": _sources,
    "manifest": _manifest,
    "trace": _trace,
}
