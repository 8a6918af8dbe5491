"""Do two states stand closer to each other than to a third: ideal points from votes in the General Assembly.

gap_AB = |theta_A - theta_B|, theta on one dimension (Bailey, Strezhnev and Voeten 2017). Likeness of world-view is
context: this mechanism has no link, so it moves no quantity, no act and no level of support.
"""

from collections.abc import Mapping
from typing import Annotated, NamedTuple

from .contract import Mechanism, Solved, solved
from .fields import Array, gives, reads
from .parameters import defaults
from .results import Output
from .wording import band


class Inputs(NamedTuple):
    first: Annotated[Array, reads("1", "ideal point of the first state")]
    second: Annotated[Array, reads("1", "ideal point of the second")]
    adversary: Annotated[Array, reads("1", "ideal point of the state they oppose")]
    agreement: Annotated[Array, reads("1", "share of roll calls in which the two voted alike", needed=False)]
    agreement_adversary: Annotated[
        Array, reads("1", "share of roll calls in which the first and the adversary voted alike", needed=False)
    ]


class Params(NamedTuple):
    near: Annotated[Array, reads("1", "distance up to which two states are near")]


class Outputs(NamedTuple):
    gap: Annotated[Array, gives("1", "distance of the two", headline=True)]
    gap_first: Annotated[Array, gives("1", "distance of the first and the adversary")]
    gap_second: Annotated[Array, gives("1", "distance of the second and the adversary")]
    closer: Annotated[
        Array, gives("1", "chance that the two are closer to each other than either to the adversary", chance=True)
    ]
    near: Annotated[Array, gives("1", "chance that the two are near", chance=True)]
    agreement_lead: Annotated[
        Array,
        gives("1", "agreement of the two less that with the adversary", needs=("agreement", "agreement_adversary")),
    ]


def solve(inputs: Inputs, params: Params) -> Solved:
    """All (draw,); `closer` is 1 where the two are closer to each other than either is to the third."""
    gap = abs(inputs.first - inputs.second)
    first, second = abs(inputs.first - inputs.adversary), abs(inputs.second - inputs.adversary)
    lead = inputs.agreement - inputs.agreement_adversary
    closer = 1.0 * ((gap < first) & (gap < second))
    return solved(Outputs(gap, first, second, closer, 1.0 * (gap <= params.near), lead))


def sentence(outputs: Mapping[str, Output]) -> str:
    """What one rival says, in words."""
    return (
        f"the two vote {band(outputs['gap'])} apart, {band(outputs['gap_first'])} and "
        f"{band(outputs['gap_second'])} from the third; "
        f"closer to each other than to it in {band(outputs['closer'], scale=100)} % of draws; likeness is no tie"
    )


COMMON_ADVERSARY = Mechanism(
    name="common_adversary",
    title="A common adversary in votes",
    asks="Do the two stand closer to each other than to the state they oppose?",
    citation="Bailey, Strezhnev and Voeten 2017 (from memory)",
    label="estimated",
    solve=solve,
    Inputs=Inputs,
    Params=Params,
    Outputs=Outputs,
    sentence=sentence,
    record="describes, does not forecast: the order of these distances says nothing of what they will do",
    defaults=defaults("common_adversary"),
    monthly=False,
)
