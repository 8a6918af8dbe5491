"""Mechanism results as rows: rivals side by side, each figure traced to its parameters."""

from estimative.cases import Case
from estimative.domain import Parameter
from estimative.mechanisms import MECHANISMS, MechanismResult, NotApplicable, Output, RivalResult, bound, evaluate

from .figures import spread
from .model import MechanismOutput, MechanismRival, MechanismRow
from .tracing import Tracer


def mechanism_rows(case: Case, tracer: Tracer) -> tuple[tuple[MechanismRow, ...], tuple[Parameter, ...]]:
    """A row per mechanism, and the parameters that were used, for the register."""
    rows, used = [], []
    for mechanism in MECHANISMS:
        result = evaluate(mechanism, case, seed=case.seed)
        if isinstance(result, NotApplicable):
            head = (mechanism.name, mechanism.title, mechanism.asks, mechanism.citation, mechanism.label)
            rows.append(MechanismRow(*head, inputs=(), rivals=(), warnings=(), not_applicable=result.reason))
            continue
        used += [*result.parameters, *result.inputs]
        rows.append(_row(result, {r.name: r.meaning for r in bound(mechanism, case.parameters).outputs}, tracer))
    return tuple(rows), tuple({p.id: p for p in used}.values())


def _row(result: MechanismResult, words: dict[str, str], tracer: Tracer) -> MechanismRow:
    known = {p.id: p for p in (*result.parameters, *result.inputs)}
    for parameter in known.values():
        tracer.parameter(parameter)
    late = tuple(f"{p} left out: {why}" for p, why in (*result.left_out, *result.refused))
    return MechanismRow(
        name=result.name,
        title=result.title,
        asks=result.asks,
        citation=result.citation,
        label=result.label,
        inputs=tuple(f"{p.id}: {p.text} {p.unit} [{p.standing}]" for p in result.inputs),
        rivals=tuple(_rival(result, r, known, words, tracer) for r in result.rivals),
        warnings=(*result.warnings, *late),
    )


def _rival(
    result: MechanismResult, rival: RivalResult, known: dict[str, Parameter], words: dict[str, str], tracer: Tracer
) -> MechanismRival:
    node = f"mechanism:{result.name}/{rival.name}"
    read = [f"parameter:{p}" for p in rival.parameters if p in known]
    cell = tracer.cell(node, f"{result.title}, rival {rival.name}: {rival.sentence}", read)
    shown = tuple(
        MechanismOutput(words[o.name], _unit(o), tracer.figure(f"{node}/{o.name}", amount(o), [cell], _unit(o)))
        for o in rival.outputs
    )
    return MechanismRival(
        rival.name, rival.horizon_months, rival.reference, rival.standing, rival.sentence, shown, rival.warnings
    )


def amount(o: Output) -> str:
    """Median with its 5 to 95 % range."""
    return spread((o.low, o.median, o.high))


def _unit(o: Output) -> str:
    """A share or a chance has no unit to print."""
    return "" if o.unit == "1" else o.unit
