"""The trace of a run: from figures down to spans and cited parameters, built from declared inputs."""

from collections.abc import Iterable

from estimative.domain import Claim, Figure, Node, NodeKind, Parameter, Proposition, Signal, Standing, Trace
from estimative.estimate import Tables, reads
from estimative.evidence import Evidence
from estimative.ledger import View


class Tracer:
    """Adds nodes in dependency order, and tells which figures rest on a value cited from memory."""

    def __init__(self, evidence: Evidence, view: View, tables: Tables) -> None:
        self.trace = Trace()
        self.figures: list[Figure] = []
        self.register: dict[str, Parameter] = {}
        self._memory: dict[str, bool] = {}
        self.tables = tables
        for parameter in tables.parameters():
            self.parameter(parameter)
        for claim in evidence.claims.values():
            self._claim(claim, evidence, view)
        for p in evidence.propositions:
            self._proposition(p)
        for s in evidence.signals:
            self._signal(s)

    def _add(self, kind: NodeKind, node_id: str, label: str, parents: Iterable[str] = (), memory: bool = False) -> str:
        ids = tuple(parents)
        share = all if kind is NodeKind.PROPOSITION else any  # one claim that was checked is enough for a proposition
        self._memory[node_id] = memory or (bool(ids) and share(self._memory.get(p, False) for p in ids))
        return self.trace.add(Node(kind, node_id, label, ids))

    def _claim(self, claim: Claim, evidence: Evidence, view: View) -> None:
        publication = evidence.publications[claim.id]
        where = f"{publication.publisher or 'unknown publisher'}, {publication.title}, {publication.date or 'undated'}"
        checked = f" [{publication.verification}]" if publication.verification else ""
        span_id = f"span:{claim.document[:10]}:{claim.span.start}-{claim.span.end}"
        if span_id not in self.trace.nodes:
            memory = publication.verification == "from memory"
            self._add(NodeKind.SPAN, span_id, f"“{claim.span.text}” — {where}{checked}", (), memory)
        parents = [span_id]
        judgement = view.judged.get(claim.id)
        if judgement:
            label = f"{judgement.verdict} by {judgement.who}, {judgement.when}: {judgement.why}"
            parents.append(self._add(NodeKind.JUDGEMENT, f"judgement:{claim.id}", label))
        way = evidence.routed[claim.id]
        said = f"{claim.direction} {claim.channel} {claim.polarity} {claim.factuality}"
        status = f" {claim.status}" if claim.status else ""
        label = f"{said}{status}; route {way.route}: {way.reason}; origin {evidence.origins[claim.id].label}"
        self._add(NodeKind.CLAIM, f"claim:{claim.id}", label, parents)

    def _proposition(self, p: Proposition) -> None:
        rungs = ", ".join(r.status for r in p.rungs) or "no rung"
        label = f"{p.label}; {rungs}; {len(p.origins)} independent origin{'s' * (len(p.origins) != 1)}"
        self._add(NodeKind.PROPOSITION, f"proposition:{p.id}", label, [f"claim:{c}" for c in p.claims])

    def _signal(self, s: Signal) -> None:
        label = f"{s.kind} on {s.chain.id}, table entry {s.entry}"
        table = (f"parameter:{i}" for i in reads(self.tables, s))
        self._add(NodeKind.SIGNAL, s.id, label, [f"proposition:{s.proposition}", *table])

    def parameter(self, p: Parameter) -> str:
        """The node of a parameter; the same parameter again is the same node."""
        self.register.setdefault(p.id, p)
        label = f"{p.text} {p.unit} ({p.label}); {p.reference} [{p.standing}]"
        return self._add(NodeKind.PARAMETER, f"parameter:{p.id}", label, (), p.standing is Standing.MEMORY)

    def known(self, start: str) -> tuple[str, ...]:
        """Result cells made so far whose id begins so."""
        return tuple(i for i, n in self.trace.nodes.items() if n.kind is NodeKind.CELL and i.startswith(start))

    def cell(self, node_id: str, label: str, parents: Iterable[str]) -> str:
        return self._add(NodeKind.CELL, node_id, label, parents)

    def figure(self, name: str, text: str, parents: Iterable[str], unit: str = "") -> Figure:
        """A shown value, with its node `figure:name`; the dagger follows from what it rests on."""
        node_id = self._add(NodeKind.FIGURE, f"figure:{name}", f"{text} {unit}".strip(), parents)
        self.figures.append(Figure(text, node_id, unit, self._memory[node_id]))
        return self.figures[-1]
