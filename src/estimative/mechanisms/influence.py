"""How far one state could move another, beside a second sender: influence = bandwidth x dependence.

I_ij = B_ij D_ji, with B the volume that i sends to j and D = B / T its share in all that j takes of that kind, so that
I = B^2 / T. The form of the Formal Bilateral Influence Capacity index, without its weights (Moyer and others, from
memory). Words of concern carry nothing: they have no bandwidth and enter nowhere.
"""

from collections.abc import Mapping
from typing import Annotated, NamedTuple

from .contract import Mechanism, Solved, namespace, solved
from .fields import Array, gives, reads
from .parameters import defaults
from .results import Output
from .wording import band


class Inputs(NamedTuple):
    arms: Annotated[Array, reads("TIV/year", "arms that the sender delivers to the target")]
    other_arms: Annotated[Array, reads("TIV/year", "arms that the other sender delivers to the target")]
    all_arms: Annotated[Array, reads("TIV/year", "arms that all deliver to the target")]
    finance: Annotated[Array, reads("bn USD/year", "official finance from the sender")]
    other_finance: Annotated[Array, reads("bn USD/year", "official finance from the other sender")]
    all_finance: Annotated[Array, reads("bn USD/year", "official finance from all")]


class Params(NamedTuple):
    few: Annotated[Array, reads("1", "share of the other's influence up to which levers are few")]


class Outputs(NamedTuple):
    arms_dependence: Annotated[Array, gives("1", "share of the target's arms that the first sender provides")]
    other_arms_dependence: Annotated[Array, gives("1", "share of the target's arms that the other sender provides")]
    finance_dependence: Annotated[Array, gives("1", "share of the target's finance that the first sender provides")]
    other_finance_dependence: Annotated[
        Array, gives("1", "share of the target's finance that the other sender provides")
    ]
    arms_ratio: Annotated[
        Array, gives("1", "first sender's influence through arms over that of the other", headline=True)
    ]
    finance_ratio: Annotated[Array, gives("1", "first sender's influence through finance over that of the other")]
    few_levers: Annotated[
        Array,
        gives("1", "chance that influence through arms and through finance is small beside the other's", chance=True),
    ]


def capacity(bandwidth: Array, total: Array) -> Array:
    """Bandwidth times dependence, (draw,), in the unit of the bandwidth; not finite where the target takes nothing."""
    xp = namespace(bandwidth)
    return xp.where(total > 0, bandwidth * bandwidth / xp.where(total > 0, total, 1.0), xp.nan)


def solve(inputs: Inputs, params: Params) -> Solved:
    """All (draw,). Ratios: the first sender's influence over the other's; unknown where the other has none."""
    xp = namespace(inputs.arms)

    def share(part: Array, whole: Array) -> Array:
        return xp.where(whole > 0, part / xp.where(whole > 0, whole, 1.0), xp.nan)

    def ratio(part: Array, other: Array, whole: Array) -> Array:
        rival = capacity(other, whole)
        return xp.where(rival > 0, capacity(part, whole) / xp.where(rival > 0, rival, 1.0), xp.nan)

    arms = ratio(inputs.arms, inputs.other_arms, inputs.all_arms)
    finance = ratio(inputs.finance, inputs.other_finance, inputs.all_finance)
    known = xp.isfinite(arms) & xp.isfinite(finance)
    outputs = Outputs(
        share(inputs.arms, inputs.all_arms),
        share(inputs.other_arms, inputs.all_arms),
        share(inputs.finance, inputs.all_finance),
        share(inputs.other_finance, inputs.all_finance),
        arms,
        finance,
        xp.where(known, 1.0 * ((arms <= params.few) & (finance <= params.few)), xp.nan),
    )
    return solved(outputs)


def sentence(outputs: Mapping[str, Output]) -> str:
    """What one rival says, in words."""
    return (
        f"in arms it has {band(outputs['arms_ratio'], scale=100)} % of the other sender's influence, in finance "
        f"{band(outputs['finance_ratio'], scale=100)} %; concern in words adds nothing"
    )


INFLUENCE = Mechanism(
    name="influence",
    title="Levers on a third state",
    asks="How far could the sender move a third state, beside another sender that it hangs on?",
    citation="Formal Bilateral Influence Capacity, Moyer and others (from memory), without its weights",
    label="assumed",
    solve=solve,
    Inputs=Inputs,
    Params=Params,
    Outputs=Outputs,
    sentence=sentence,
    record="not tested: an accounting of dependence; that influence grows with its square is the index's assumption",
    defaults=defaults("influence"),
    monthly=False,
)
