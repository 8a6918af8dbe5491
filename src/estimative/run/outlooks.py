"""Probabilities of dated observables, with the words of ICD 203."""

from estimative.cases import BaseRate, Case, Judged
from estimative.cases import Outlook as Asked
from estimative.domain import Parameter, Prior, Standing, likelihood_word
from estimative.ledger import View
from estimative.measures.rates import jeffreys_first_event

from .model import Outlook
from .tracing import Tracer


def outlooks(case: Case, view: View, tracer: Tracer) -> tuple[Outlook, ...]:
    """The case's outlooks that still lie ahead of the as-of date."""
    return tuple(_outlook(o, tracer) for o in case.outlooks if o.by.after > view.as_of.after)


def _outlook(asked: Asked, tracer: Tracer) -> Outlook:
    low, high, method, parameter = _probability(asked)
    (word, least, _), (other, _, most) = likelihood_word(low), likelihood_word(high)
    word = word if word == other else f"{word} to {other}"
    text = f"{low:.0%}" if f"{low:.0%}" == f"{high:.0%}" else f"{low:.0%} to {high:.0%}"
    cell = tracer.cell(f"outlook:{asked.id}", f"{asked.text} by {asked.by}", [tracer.parameter(parameter)])
    return Outlook(
        id=asked.id,
        text=asked.text,
        by=str(asked.by),
        low=low,
        high=high,
        word=word,
        word_range=(least, most),
        method=method,
        basis=parameter.reference,
        resolution_source=asked.resolution_source,
        figure=tracer.figure(f"outlook:{asked.id}", text, [cell]),
    )


def _probability(asked: Asked) -> tuple[float, float, str, Parameter]:
    method, name = asked.method, f"outlook.{asked.id}"
    if isinstance(method, Judged):
        reference = f"{method.who}: {method.why}"
        prior = Prior("uniform", (method.low, method.high))
        return method.low, method.high, "analyst's judgement", _parameter(name, prior, reference, Standing.JUDGEMENT)
    assert isinstance(method, BaseRate)
    p = jeffreys_first_event(method.events, method.exposure_years * 12, method.window_months)
    rate = f"{method.events} in {method.exposure_years:g} years, window {method.window_months:g} months"
    reference = f"base rate, Jeffreys prior: {rate}; {method.reference}"
    return p, p, "base rate", _parameter(name, Prior("point", (round(p, 4),)), reference, method.standing)


def _parameter(name: str, prior: Prior, reference: str, standing: Standing) -> Parameter:
    return Parameter(name, prior, "probability", reference, standing)
