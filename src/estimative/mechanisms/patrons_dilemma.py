"""Whether a patron gives a client a costly weapon: the patron's dilemma as a quantal response.

P(give) = logit(pull - push - bar), pull = a threat + c reciprocity + d payment, push = b entrapment + e rivals' cost +
f own need. Yarhi-Milo, Lanoszka and Cooper 2016 name shared threat and the fear of entrapment; the other drivers, the
logit form and every weight are ours. Signs are fixed and assumed, weights wide: what is shown is which driver pulls how
hard, not a probability. Words of support meet the same drivers, at a fraction of their cost.
"""

from collections.abc import Mapping
from typing import Annotated, NamedTuple

from .contract import Dynamics, Mechanism, Solved, Stepped, namespace, solved
from .fields import LOG_HAZARD, Array, gives, reads
from .parameters import defaults
from .results import Output

FOR = {
    "threat_pull": "a shared threat",
    "reciprocity_pull": "what the client gives in return",
    "payment_pull": "payment",
}
AGAINST = {
    "entrapment_push": "fear of entrapment",
    "rivals_push": "cost with the client's rivals",
    "need_push": "the patron's own need of the weapon",
}


class Inputs(NamedTuple):
    shared_threat: Annotated[Array, reads("1", "how far patron and client face one threat, 0 to 1")]
    entrapment: Annotated[Array, reads("1", "risk of being drawn into the client's wars, 0 to 1")]
    reciprocity: Annotated[Array, reads("1", "how much the client gives that the patron needs, 0 to 1")]
    payment: Annotated[Array, reads("1", "share of the price paid or sure")]
    rivals_cost: Annotated[Array, reads("1", "what giving would cost with the client's rivals, 0 to 1")]
    own_need: Annotated[Array, reads("1", "how much the patron needs the weapon itself, 0 to 1")]
    clock: Annotated[Array, reads("years", "time without delivery since the order", needed=False)]
    deliveries: Annotated[Array, reads("1", "deliveries in that time, in this tier of weapon", needed=False)]


class Params(NamedTuple):
    threat_weight: Annotated[Array, reads("1", "log odds of giving from no shared threat to a full one")]
    entrapment_weight: Annotated[Array, reads("1", "log odds lost from no risk of entrapment to the highest")]
    reciprocity_weight: Annotated[Array, reads("1", "log odds from no return to full return")]
    payment_weight: Annotated[Array, reads("1", "log odds from nothing paid to all paid")]
    rivals_weight: Annotated[Array, reads("1", "log odds lost from no cost with rivals to the highest")]
    need_weight: Annotated[Array, reads("1", "log odds lost from no own need to the highest")]
    bar: Annotated[Array, reads("1", "log odds against giving a weapon of this tier if nothing else spoke")]
    words_cost: Annotated[Array, reads("1", "cost of words as a share of the cost of weapons")]
    words_ease: Annotated[Array, reads("1", "log odds of words of support if nothing else spoke")]
    start_of_clock: Annotated[
        Array, reads("years", "another start of the clock: years before the as-of date", needed=False)
    ]


class Outputs(NamedTuple):
    threat_pull: Annotated[Array, gives("log odds", f"part of {FOR['threat_pull']}")]
    reciprocity_pull: Annotated[Array, gives("log odds", f"part of {FOR['reciprocity_pull']}")]
    payment_pull: Annotated[Array, gives("log odds", f"part of {FOR['payment_pull']}")]
    entrapment_push: Annotated[Array, gives("log odds", f"part of {AGAINST['entrapment_push']}")]
    rivals_push: Annotated[Array, gives("log odds", f"part of {AGAINST['rivals_push']}")]
    need_push: Annotated[Array, gives("log odds", f"part of {AGAINST['need_push']}")]
    balance: Annotated[Array, gives("log odds", "what speaks for giving less what speaks against")]
    against: Annotated[Array, gives("1", "share of weights for which the balance is against", chance=True)]
    backing: Annotated[Array, gives("1", "chance of diplomatic backing")]
    rate_half_year: Annotated[Array, gives("1", "reference rate: first delivery in 6 months", needs=("deliveries",))]
    rate_year: Annotated[Array, gives("1", "reference rate: first delivery in 12 months", needs=("deliveries",))]
    give: Annotated[Array, gives(LOG_HAZARD, "the patron gives the weapon")]


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


def _outputs(inputs: Inputs, params: Params, start: Start) -> Outputs:
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
    return Outputs(
        *pulls,
        *pushes,
        balance=net,
        against=1.0 * (net < 0),
        backing=xp.exp(log_logit(words)),
        rate_half_year=first_event(inputs.deliveries, waited, 0.5),
        rate_year=first_event(inputs.deliveries, waited, 1.0),
        give=log_logit(net) - log_logit(start.balance),
    )


def init(inputs: Inputs, params: Params) -> Start:
    start = Start(0 * inputs.shared_threat, 0 * inputs.shared_threat)
    return Start(_outputs(inputs, params, start).balance, start.months)


def step(state: Start, inputs: Inputs, params: Params, noise: tuple[Array, ...]) -> Stepped:
    """One month: the drivers as they now are, the clock a month on, without a delivery."""
    return Stepped(state._replace(months=state.months + 1), _outputs(inputs, params, state))


def solve(inputs: Inputs, params: Params) -> Solved:
    """All (draw,). At the start the log hazard ratio is 0."""
    return solved(_outputs(inputs, params, init(inputs, params)))


def sentence(outputs: Mapping[str, Output]) -> str:
    """The drivers in order of weight, and which way they come out: no decimals, as no weight was measured."""
    sides = []
    for word, drivers in (("for", FOR), ("against", AGAINST)):
        known = [(outputs[name].median or 0.0, text) for name, text in drivers.items()]
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
    solve=solve,
    Inputs=Inputs,
    Params=Params,
    Outputs=Outputs,
    sentence=sentence,
    record=(
        "half shown to work: in 11,190 supplier-recipient years shared threat raised the odds of an order of jets or "
        "air defence (2.5), but so did the recipient's own conflicts (1.9), which fear of entrapment says lower them"
    ),
    defaults=defaults("patrons_dilemma"),
    dynamics=Dynamics(Outputs, init, step),
)
