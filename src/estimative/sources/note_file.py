"""The shape of a note's front matter. Nothing here leaves the package: `notes` turns it into sources."""

import datetime as dt
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, model_validator

from estimative.domain import (
    CHANNELS,
    Access,
    BadInput,
    ClaimType,
    Effect,
    Factuality,
    FlowOf,
    Magnitude,
    PartialDate,
    Plover,
    Polarity,
    Stake,
    Status,
    Terms,
    Time,
)

MODALITIES = (
    *(
        "asserted",
        "presupposed",
        "attributed",
        "hedged",
        "conditional",
        "counterfactual",
        "negated",
        "planned",
        "promised",
    ),
    *("purpose", "past", "historic", "ongoing", "future", "trend_up", "trend_down", "exemplified", "disjunctive"),
    "generalisation",
)
EVENTS = (
    *("AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST"),
    *("ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"),
)  # the sixteen of PLOVER 2.0


def _iso(value: Any) -> Any:
    return value.isoformat()[:10] if isinstance(value, dt.date) else value


def _date(value: str) -> str:
    try:
        return PartialDate(value).iso
    except BadInput as error:
        raise ValueError(f"{error.what}; {error.mend}") from None


def _one_of(known: tuple[str, ...]) -> AfterValidator:
    def check(value: str) -> str:
        if value not in known:
            raise ValueError(f"{value!r} is not one of the values; use one of: {', '.join(known)}")
        return value

    return AfterValidator(check)


Date = Annotated[str, BeforeValidator(_iso), AfterValidator(_date)]
DateOrNone = Annotated[str, BeforeValidator(_iso), AfterValidator(lambda v: _date(v) if v else "")]
Words = Annotated[str, StringConstraints(min_length=1)]
Code = Annotated[str, StringConstraints(pattern=r"^[A-Z][A-Z0-9_]*(:[A-Z0-9][A-Z0-9_.\-]*)?$")]
Modality = Annotated[str, _one_of(MODALITIES)]
Channel = Annotated[str, _one_of(tuple(CHANNELS))]
Event = Annotated[str, _one_of(EVENTS)]


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class TimeTable(_Table):
    start: Date | None = None
    end: Date | None = None
    granularity: Words | None = None
    basis: Words = "explicit"
    cue: str | None = None

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.start and self.end and PartialDate(self.start).first >= PartialDate(self.end).after:
            raise ValueError(f"ends ({self.end}) before it starts ({self.start}); swap the two")
        return self

    def made(self) -> Time:
        known = [PartialDate(d).granularity for d in (self.start, self.end) if d]
        coarsest = min(known, key=["year", "month", "day"].index) if known else "open"
        return Time(self.start, self.end, self.granularity or coarsest, self.basis, self.cue)


class MagnitudeTable(_Table):
    value: float | None = None
    upper: float | None = None
    unit: Words
    of: Words
    bound: Literal["exact", "about", "at_least", "at_most", "range", "vague"]
    basis: Literal["flow", "cumulative", "stock", "share", "offer", "capacity"] | None = None
    text: Words

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if (self.bound == "range") != (self.upper is not None):
            raise ValueError(
                "a range has `value` and `upper`, other bounds have no `upper`; give both, or another bound"
            )
        if (self.bound == "vague") != (self.value is None):
            raise ValueError("`value` is missing, or given with bound vague; vague amounts are kept as text only")
        if self.upper is not None and self.value is not None and self.upper < self.value:
            raise ValueError("`upper` is below `value`; swap the two")
        return self

    def made(self) -> Magnitude:
        return Magnitude(self.value, self.unit, self.of, self.bound, self.text, self.basis, self.upper)


class PloverTable(_Table):
    event: Event
    mode: tuple[str, ...] = ()
    context: tuple[str, ...] = ()
    aux: tuple[str, ...] = ()

    def made(self) -> Plover:
        return Plover(self.event, self.mode, self.context, self.aux)


class EffectTable(_Table):
    cause: Words
    outcome: Words
    sign: Literal["+", "-", "0", "?"]

    def made(self) -> Effect:
        return Effect(self.cause, self.outcome, self.sign)


class ClaimTable(_Table):
    quote: Words
    occurrence: Annotated[int, Field(ge=1)] | None = None
    actor: tuple[Code, ...]
    recipient: tuple[Code, ...]
    channel: Channel
    polarity: Polarity
    mutual: bool = False
    reverse: bool = False
    factuality: Factuality = Factuality.CERTAIN
    claim_type: ClaimType = ClaimType.STATE
    plover: PloverTable | None = None
    modality: tuple[Modality, ...] = ("asserted",)
    attributed_to: Words = "author"
    hedge_cue: Words | None = None
    condition: Words | None = None
    status: Status | None = None
    time: TimeTable = TimeTable(basis="ongoing_at_doc_date")
    magnitude: MagnitudeTable | None = None
    effect: EffectTable | None = None
    terms: Terms = Terms.UNKNOWN
    flow_of: FlowOf | None = None
    good: Words | None = None
    reason: Words | None = None
    note: str | None = None
    corroborated: bool = False
    proposition: Words | None = None
    contradicts: Words | None = None
    stake: Stake | None = None
    access: Access | None = None

    @model_validator(mode="after")
    def _fits(self) -> Self:
        needs = {"hedged": self.hedge_cue, "conditional": self.condition, "attributed": self.attributed_to != "author"}
        named = {"hedged": "hedge_cue", "conditional": "condition", "attributed": "attributed_to"}
        for modality, given in needs.items():
            if modality in self.modality and not given:
                raise ValueError(f"modality {modality!r} lacks {named[modality]}; give it, or drop the modality")
        if self.mutual and self.reverse:
            raise ValueError("is both mutual and reverse; a mutual relation has no direction to reverse")
        return self


class NoteFile(_Table):
    publisher: Words
    title: Words
    date: DateOrNone = ""
    known_at: DateOrNone = ""
    side: Code | Literal[""] = ""
    url: str | None = None
    reference: Words
    verification: Literal["seen in the source", "from memory", "placeholder"]
    lineage_hint: Words | None = None
    access: Access | None = None
    claim: tuple[ClaimTable, ...] = ()

    @model_validator(mode="after")
    def _known_after(self) -> Self:
        if self.date and self.known_at and PartialDate(self.known_at).after <= PartialDate(self.date).first:
            raise ValueError(
                f"known_at ({self.known_at}) is before date ({self.date}); known_at is when it was published"
            )
        return self
