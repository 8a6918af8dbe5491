"""Acts of two sides that bring about further acts, month by month, and the magazine they are fired from.

A bivariate Hawkes process (Hawkes 1971) in expected numbers with the spread of its bursts: with y the acts of each side
not yet forgotten, dy/dt = mu - beta (1 - alpha) y. Salvoes wear down launchers and stock (in the manner of Hughes 1995,
from memory). Fewer launches may be depletion or choice: the two are shown side by side, for decay cannot tell them.
"""

from collections.abc import Mapping
from typing import NamedTuple

from .contract import Array, Dynamics, Limit, Mechanism, Solved, Stepped, namespace, solved
from .escalation_words import INPUTS, OUTPUTS, PARAMETERS, STATIC
from .parameters import defaults
from .results import Output
from .wording import band


class Inputs(NamedTuple):
    base_a: Array
    base_b: Array
    recent_a: Array
    recent_b: Array
    gap: Array
    intensity: Array
    answering: Array
    salvo: Array
    stock: Array
    output: Array
    lost_per_act: Array
    repaired: Array
    intercepted: Array
    launched: Array


class Params(NamedTuple):
    self_a: Array
    self_b: Array
    answer_a: Array
    answer_b: Array
    decay: Array
    largest_radius: Array


class Outputs(NamedTuple):
    acts_a: Array
    acts_b: Array
    radius: Array
    launches_chosen: Array
    launches_able: Array
    leaked: Array
    stock_left: Array
    escalation_hazard: Array


class Static(NamedTuple):
    radius: Array
    first_a: Array
    first_b: Array
    long_run: Array
    answered: Array
    salvos_left: Array
    leaked_so_far: Array


class Outside(NamedTuple):
    radius: Array


class State(NamedTuple):
    """All (draw,). `memory_*`: acts not yet forgotten; `able`: share of launchers left; `usual`: acts of both sides
    expected in the first month."""

    memory_a: Array
    memory_b: Array
    able: Array
    stock: Array
    usual: Array


class Branching(NamedTuple):
    """Acts of one side that an act brings about: `aa` of a by a, `ab` of a by b, and so on; all (draw,)."""

    aa: Array
    ab: Array
    ba: Array
    bb: Array

    @property
    def radius(self) -> Array:
        return (self.aa + self.bb) / 2 + self.spread

    @property
    def spread(self) -> Array:
        """Half the distance between the two eigenvalues, which are real."""
        gap = (self.aa - self.bb) / 2
        return namespace(gap).sqrt(gap * gap + self.ab * self.ba)

    def solved(self, a: Array, b: Array) -> tuple[Array, Array]:
        """(1 - alpha)^-1 times a vector: all generations of acts summed."""
        whole = (1 - self.aa) * (1 - self.bb) - self.ab * self.ba
        return ((1 - self.bb) * a + self.ab * b) / whole, (self.ba * a + (1 - self.aa) * b) / whole


class Span(NamedTuple):
    """Expected acts of a span of time, and acts not yet forgotten at its end."""

    acts_a: Array
    acts_b: Array
    memory_a: Array
    memory_b: Array


def branching(inputs: Inputs, params: Params) -> tuple[Branching, Array]:
    """The branching in force, scaled down to the largest radius where it exceeds that; and the radius as given."""
    given = Branching(
        params.self_a, params.answer_a * inputs.answering, params.answer_b * inputs.answering, params.self_b
    )
    xp = namespace(given.radius)
    scale = params.largest_radius / xp.maximum(given.radius, params.largest_radius)
    return Branching(*(x * scale for x in given)), given.radius


def expected(
    memory: tuple[Array, Array], base: tuple[Array, Array], by: Branching, decay: Array, months: Array
) -> Span:
    """The mean of the process over some months, exact: the linear equation for the memory solved in closed form."""
    xp = namespace(decay)
    rest = tuple(x / decay for x in by.solved(*base))
    pull, half = decay * months * (1 - (by.aa + by.bb) / 2), xp.maximum(decay * months * by.spread, 1e-9)
    slow, fast = xp.exp(half - pull), xp.exp(-half - pull)
    even, odd = (slow + fast) / 2, (slow - fast) / (2 * half) * decay * months
    a, b = memory[0] - rest[0], memory[1] - rest[1]
    lean = (by.aa - by.bb) / 2
    after_a = rest[0] + even * a + odd * (lean * a + by.ab * b)
    after_b = rest[1] + even * b + odd * (by.ba * a - lean * b)
    forgotten = by.solved(memory[0] - after_a, memory[1] - after_b)
    return Span(
        after_a - memory[0] + decay * months * rest[0] + forgotten[0],
        after_b - memory[1] + decay * months * rest[1] + forgotten[1],
        after_a,
        after_b,
    )


def _normal(u: Array) -> Array:
    """A standard normal variate from a uniform, to within 0.01 (Tukey's lambda)."""
    xp = namespace(u)
    return (xp.power(u, 0.135) - xp.power(1 - u, 0.135)) / 0.1975


def drawn(mean: Array, excess: Array, noise: tuple[Array, Array]) -> Array:
    """A whole number of acts with the mean given and a variance of about `excess` times it."""
    xp = namespace(mean)
    floor = xp.maximum(mean, 1e-9)
    rounding = xp.minimum(floor, 1 / 6)  # variance that rounding to whole numbers adds
    variance = xp.log1p((excess * floor - rounding) / (floor * floor))
    return xp.floor(mean * xp.exp(xp.sqrt(variance) * _normal(noise[0]) - variance / 2) + noise[1])


def _base(inputs: Inputs) -> tuple[Array, Array]:
    return inputs.base_a * inputs.intensity, inputs.base_b * inputs.intensity


def init(inputs: Inputs, params: Params) -> State:
    """The state when the first simulated month begins: what is not yet forgotten of the acts before."""
    by, _ = branching(inputs, params)
    before = expected((inputs.recent_a, inputs.recent_b), _base(inputs), by, params.decay, inputs.gap)
    one = namespace(inputs.stock).ones_like(inputs.stock)
    first = expected((before.memory_a, before.memory_b), _base(inputs), by, params.decay, one)
    return State(before.memory_a, before.memory_b, one, inputs.stock, first.acts_a + first.acts_b)


def step(state: State, inputs: Inputs, params: Params, noise: tuple[Array, ...]) -> Stepped:
    """One month. `noise`: size and rounding of each side's acts."""
    xp = namespace(inputs.stock)
    by, radius = branching(inputs, params)
    one = xp.ones_like(inputs.stock)
    mean = expected((state.memory_a, state.memory_b), _base(inputs), by, params.decay, one)
    held = -xp.expm1(-params.decay) / params.decay  # of a month's acts, the part not yet forgotten at its end
    inner = xp.minimum(radius, params.largest_radius) * (1 - held)
    excess = 1 / ((1 - inner) * (1 - inner))
    acts_a = drawn(mean.acts_a, excess, (noise[0], noise[1]))
    acts_b = drawn(mean.acts_b, excess, (noise[2], noise[3]))

    hit = state.able * xp.exp(-inputs.lost_per_act * acts_a)
    chosen = inputs.salvo * acts_b
    able = xp.minimum(chosen * (state.able + hit) / 2, state.stock + inputs.output)
    left = state.stock + inputs.output - able
    total = xp.maximum(mean.acts_a + mean.acts_b, 1e-9)
    outputs = Outputs(
        acts_a=acts_a,
        acts_b=acts_b,
        radius=radius,
        launches_chosen=chosen,
        launches_able=able,
        leaked=able * (1 - inputs.intercepted),
        stock_left=left,
        escalation_hazard=xp.log(total / xp.maximum(state.usual, 1e-9)),
    )
    after = State(
        memory_a=xp.maximum(mean.memory_a + (acts_a - mean.acts_a) * held, 0.0),
        memory_b=xp.maximum(mean.memory_b + (acts_b - mean.acts_b) * held, 0.0),
        able=hit + inputs.repaired * (1 - hit),
        stock=left,
        usual=state.usual,
    )
    return Stepped(after, outputs, Outside(radius > params.largest_radius))


def solve(inputs: Inputs, params: Params) -> Solved:
    """What the acts so far lead one to expect, and what the magazine would serve."""
    xp = namespace(inputs.stock)
    by, radius = branching(inputs, params)
    state = init(inputs, params)
    one = xp.ones_like(inputs.stock)
    first = expected((state.memory_a, state.memory_b), _base(inputs), by, params.decay, one)
    long_a, long_b = by.solved(*_base(inputs))
    static = Static(
        radius=radius,
        first_a=first.acts_a,
        first_b=first.acts_b,
        long_run=long_a + long_b,
        answered=by.ba * long_a / xp.where(long_b > 0, long_b, xp.nan),
        salvos_left=inputs.stock / xp.where(inputs.salvo > 0, inputs.salvo, xp.nan),
        leaked_so_far=inputs.launched * (1 - inputs.intercepted),
    )
    return solved(static, Outside(radius > params.largest_radius))


def sentence(outputs: Mapping[str, Output]) -> str:
    """What one rival says of the start, in words."""
    a, b, answered = (outputs[k] for k in ("first_a", "first_b", "answered"))
    said = (
        f"{band(a)} acts of the first side and {band(b)} of the second are expected in the first month, "
        f"{band(answered, scale=100)} % of the second's in the long run as answers; "
        f"what is left would serve {band(outputs['salvos_left'])} acts"
    )
    leaked = outputs["leaked_so_far"]
    return said if leaked.median is None else f"{said}; {band(leaked)} missiles got through so far"


HAWKES_ESCALATION = Mechanism(
    name="hawkes_escalation",
    title="Escalation by acts and answers",
    asks="How many acts of force follow from those so far, and how long does the magazine last?",
    citation="Hawkes 1971; Goldstein, Pevehouse, Gerner and Telhami 2001; Hughes 1995",
    label="assumed",
    inputs=INPUTS,
    parameters=PARAMETERS,
    outputs=STATIC,
    solve=solve,
    Inputs=Inputs,
    Params=Params,
    sentence=sentence,
    record=(
        "passed a small test: for six pairs of 2014 the acts of four months, one month ahead with branching fitted to "
        "the eight before, came closer than last month's (log error 0.59 to 0.68), and the 90 % band held 20 of 24; "
        "the magazine and the ranges used where nothing is fitted were not part of it"
    ),
    defaults=defaults("hawkes_escalation"),
    limits=(Limit("radius", "acts bring about more acts without end: the branching radius exceeds", "largest_radius"),),
    dynamics=Dynamics(OUTPUTS, init, step, noises=4),
)
