"""Whether a patron gives a client a costly weapon: the patron's dilemma as a quantal response.

P(give) = logit(pull - push - bar), pull = a threat + c reciprocity + d payment, push = b entrapment + e rivals' cost +
f own need. Yarhi-Milo, Lanoszka and Cooper 2016 name shared threat and the fear of entrapment; the other drivers, the
logit form and every weight are ours. Signs are fixed and assumed, weights wide: what is shown is which driver pulls how
hard, not a probability. Words of support meet the same drivers, at a fraction of their cost.
"""

from collections.abc import Mapping
from typing import NamedTuple

from .contract import Array, Dynamics, Mechanism, Solved, Stepped, namespace, solved
from .parameters import defaults
from .patron_words import DRIVERS, INPUTS, PARAMETERS, RESULTS
from .results import Output


class Inputs(NamedTuple):
    shared_threat: Array
    entrapment: Array
    reciprocity: Array
    payment: Array
    rivals_cost: Array
    own_need: Array
    clock: Array
    deliveries: Array


class Params(NamedTuple):
    threat_weight: Array
    entrapment_weight: Array
    reciprocity_weight: Array
    payment_weight: Array
    rivals_weight: Array
    need_weight: Array
    bar: Array
    words_cost: Array
    words_ease: Array
    start_of_clock: Array


class Outputs(NamedTuple):
    threat_pull: Array
    reciprocity_pull: Array
    payment_pull: Array
    entrapment_push: Array
    rivals_push: Array
    need_push: Array
    balance: Array
    against: Array
    backing: Array
    rate_half_year: Array
    rate_year: Array
    give: Array


class Outside(NamedTuple):
    pass


class Start(NamedTuple):
    """The balance at the start and the months since, (draw,)."""

    balance: Array
    months: Array


def log_logit(balance: Array) -> Array:
    """ln of 1 / (1 + e^-balance), (draw,); without overflow."""
    xp = namespace(balance)
    low = xp.minimum(balance, 0 * balance)
    return low - xp.log1p(xp.exp(2 * low - balance))


def first_event(events: Array, years: Array, window: float) -> Array:
    """P(at least one event in `window` years) after `events` in `years`, under the Jeffreys prior: as
    `measures.jeffreys_first_event`, for arrays (draw,)."""
    xp = namespace(years)
    return -xp.expm1(-(events + 0.5) * xp.log1p(window / years))


def _outputs(inputs: Inputs, params: Params, start: Start) -> tuple[Outputs, Outside]:
    xp = namespace(inputs.shared_threat)
    pulls = (
        params.threat_weight * inputs.shared_threat,
        params.reciprocity_weight * inputs.reciprocity,
        params.payment_weight * inputs.payment,
    )
    pushes = (
        params.entrapment_weight * inputs.entrapment,
        params.rivals_weight * inputs.rivals_cost,
        params.need_weight * inputs.own_need,
    )
    net = sum(pulls) - sum(pushes) - params.bar
    words = sum(pulls[:2]) - params.words_cost * (pushes[0] + pushes[1]) + params.words_ease
    waited = xp.where(xp.isfinite(params.start_of_clock), params.start_of_clock, inputs.clock) + start.months / 12
    outputs = Outputs(
        *pulls,
        *pushes,
        balance=net,
        against=1.0 * (net < 0),
        backing=xp.exp(log_logit(words)),
        rate_half_year=first_event(inputs.deliveries, waited, 0.5),
        rate_year=first_event(inputs.deliveries, waited, 1.0),
        give=log_logit(net) - log_logit(start.balance),
    )
    return outputs, Outside()


def init(inputs: Inputs, params: Params) -> Start:
    start = Start(0 * inputs.shared_threat, 0 * inputs.shared_threat)
    return Start(_outputs(inputs, params, start)[0].balance, start.months)


def step(state: Start, inputs: Inputs, params: Params, noise: tuple[Array, ...]) -> Stepped:
    """One month: the drivers as they now are, the clock a month on, without a delivery."""
    outputs, outside = _outputs(inputs, params, state)
    return Stepped(state._replace(months=state.months + 1), outputs, outside)


def solve(inputs: Inputs, params: Params) -> Solved:
    """All (draw,). At the start the log hazard ratio is 0."""
    return solved(*_outputs(inputs, params, init(inputs, params)))


def sentence(outputs: Mapping[str, Output]) -> str:
    """The drivers in order of weight, and which way they come out: no decimals, as no weight was measured."""
    sides = []
    for word, names in (("for", DRIVERS[:3]), ("against", DRIVERS[3:])):
        known = [(outputs[name].median or 0.0, text) for name, text in names]
        ordered = [text for size, text in sorted(known, reverse=True) if size > 0]
        sides.append(f"{word} giving speak {', '.join(ordered) or 'nothing'}")
    share = outputs["against"].median
    verdict = "open" if share is None else "against" if share > 0.8 else "for" if share < 0.2 else "undecided"
    return f"{'; '.join(sides)}; on balance {verdict} under the weights assumed"


PATRONS_DILEMMA = Mechanism(
    name="patrons_dilemma",
    title="The patron's dilemma",
    asks="What speaks for and against giving a client a costly weapon, and which change would move it?",
    citation="Yarhi-Milo, Lanoszka and Cooper 2016; quantal response (McKelvey and Palfrey 1995)",
    label="assumed",
    inputs=INPUTS,
    parameters=PARAMETERS,
    outputs=RESULTS,
    solve=solve,
    Inputs=Inputs,
    Params=Params,
    sentence=sentence,
    record=(
        "half shown to work: in 11,190 supplier-recipient years shared threat raised the odds of an order of jets or "
        "air defence (2.5), but so did the recipient's own conflicts (1.9), which fear of entrapment says lower them"
    ),
    defaults=defaults("patrons_dilemma"),
    dynamics=Dynamics(RESULTS, init, step),
)
