"""The shapes of a case's TOML files. Nothing here leaves the package: `reading` turns it into a Case."""

import datetime as dt
import re
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from estimative.actors import Kind
from estimative.domain import CHANNELS, BadInput, Chain, Parameter, PartialDate, Prior, Sense, Standing
from estimative.domain.parameters import ARGUMENTS

from .case import (
    Alternative,
    Assumption,
    BaseRate,
    CaseActor,
    ContradictionSet,
    Judged,
    Outlook,
    Tables,
)

_CHAIN = re.compile(r"(support|hostility):([^>/]+)>([^>/]+)/(\w+)|(tie):([^=/]+)=([^=/]+)/(\w+)")


def _iso(value: Any) -> Any:
    return value.isoformat() if isinstance(value, dt.date) else value


def _date(value: str) -> str:
    try:
        return PartialDate(value).iso
    except BadInput as error:
        raise ValueError(f"{error.what}; {error.mend}") from None


def chain_of(text: str) -> Chain:
    """A chain from its id. Raises BadInput for an unknown form, channel, or a sense the channel does not have."""
    found = _CHAIN.fullmatch(text)
    if not found:
        raise BadInput(f"{text!r} is not a chain", mend="write support:GIVER>RECEIVER/channel or tie:A=B/channel")
    sense, giver, receiver, channel = (g for g in found.groups() if g is not None)
    if channel not in CHANNELS:
        raise BadInput(f"{text!r} names no channel", mend=f"use one of: {', '.join(CHANNELS)}")
    has = CHANNELS[channel].hostility if sense == "hostility" else CHANNELS[channel].support
    if not has:
        raise BadInput(f"channel {channel} has no {sense}", mend="name the chain in the other sense, or drop it")
    if giver == receiver:
        raise BadInput(f"{text!r} runs from an actor to itself", mend="name two actors")
    return Chain(giver, receiver, channel, Sense(sense))


def _chain(value: str) -> str:
    try:
        return chain_of(value).id
    except BadInput as error:
        raise ValueError(f"{error.what}; {error.mend}") from None


Date = Annotated[str, BeforeValidator(_iso), AfterValidator(_date)]
Text = Annotated[str, AfterValidator(str.strip), Field(min_length=1)]
ChainId = Annotated[str, AfterValidator(_chain)]
Name = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]*$")]
Number = Annotated[float, Field(strict=True, allow_inf_nan=False)]  # no text, no true or false, no nan
Count = Annotated[int, Field(strict=True)]
Code = Annotated[str, Field(pattern=r"^[A-Z][A-Z0-9_:.\-]*$")]


def _opt(value: str | None) -> PartialDate | None:
    return PartialDate(value) if value else None


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class AssumptionEntry(Strict):
    text: Text
    why: Text
    if_wrong: Text

    def made(self) -> Assumption:
        return Assumption(self.text, self.why, self.if_wrong)


class AlternativeEntry(Strict):
    text: Text
    what_would_show_it: Text

    def made(self) -> Alternative:
        return Alternative(self.text, self.what_would_show_it)


class ContradictionEntry(Strict):
    name: Name
    label: Text

    def made(self) -> ContradictionSet:
        return ContradictionSet(self.name, self.label)


class TablesEntry(Strict):
    truth: Name | None = None
    signals: Name | None = None
    anchors: Name | None = None

    def made(self) -> Tables:
        return Tables(self.truth, self.signals, self.anchors)


class CaseFile(Strict):
    id: Name
    title: Text
    question: Text
    as_of: Date
    pair: tuple[Code, Code]
    collection: Literal["curated", "systematic"]
    protocol: Text
    start: Date
    step: Literal["month"] = "month"
    seed: int = Field(ge=0)
    draws: int = Field(default=32, ge=1, le=1_000_000)
    chains: list[ChainId] = []
    gaps: list[Text] = []
    tables: TablesEntry = TablesEntry()
    assumption: list[AssumptionEntry] = Field(min_length=2)
    alternative: AlternativeEntry
    contradiction: list[ContradictionEntry] = []


class ActorEntry(Strict):
    code: Code
    name: Text
    kind: Kind
    names: list[Text] = []
    demonyms: list[Text] = []
    capitals: list[Text] = []
    parent: Code | None = None
    start: Date | None = None
    end: Date | None = None
    reference: Text | None = None

    def made(self) -> CaseActor:
        lists = tuple(self.names), tuple(self.demonyms), tuple(self.capitals)
        return CaseActor(
            self.code, self.name, self.kind.value, *lists, self.parent, _opt(self.start), _opt(self.end), self.reference
        )


class ActorsFile(Strict):
    actor: list[ActorEntry] = []


class PriorEntry(Strict):
    """A distribution by its kind and named arguments: `{ kind = "uniform", low = 0.0, high = 1.0 }`."""

    kind: Literal["point", "uniform", "triangular", "normal", "lognormal", "beta"]
    value: Number | None = None
    low: Number | None = None
    mode: Number | None = None
    high: Number | None = None
    mean: Number | None = None
    sd: Number | None = None
    median: Number | None = None
    log_sd: Number | None = None
    a: Number | None = None
    b: Number | None = None

    @model_validator(mode="after")
    def _fits(self) -> Self:
        given = self.model_fields_set - {"kind"}
        if given != set(ARGUMENTS[self.kind]):
            raise ValueError(f"a {self.kind} prior takes exactly {', '.join(ARGUMENTS[self.kind])}")
        self.made()
        return self

    def made(self) -> Prior:
        try:
            return Prior(self.kind, tuple(float(getattr(self, name)) for name in ARGUMENTS[self.kind]))
        except BadInput as error:
            raise ValueError(f"{error.what}; {error.mend}") from None


class ParameterEntry(Strict):
    id: Text
    value: Number | None = None
    prior: PriorEntry | None = None
    unit: Text
    reference: Text
    standing: Standing
    date: Date | None = None
    known_at: Date | None = None
    horizon: int | None = Field(default=None, ge=1)
    range: tuple[Number, Number] | None = None
    label: Literal["estimated", "calibrated", "assumed"] = "assumed"
    rival: Text | None = None
    note: Text | None = None

    @model_validator(mode="after")
    def _one_of(self) -> Self:
        if (self.value is None) == (self.prior is None):
            raise ValueError("give either `value` or `prior`")
        if self.range and self.range[0] > self.range[1]:
            raise ValueError(f"range {self.range[0]:g} to {self.range[1]:g} is empty; write low, high")
        return self

    def made(self) -> Parameter:
        prior = self.prior.made() if self.prior else Prior("point", (float(self.value or 0.0),))
        return Parameter(
            id=self.id,
            prior=prior,
            unit=self.unit,
            reference=self.reference,
            standing=self.standing,
            date=_opt(self.date),
            known_at=_opt(self.known_at),
            horizon=self.horizon,
            range=self.range,
            label=self.label,
            rival=self.rival,
            note=self.note,
        )


class ParametersFile(Strict):
    parameter: list[ParameterEntry] = []


class JudgedEntry(Strict):
    low: Number = Field(ge=0, le=1)
    high: Number = Field(ge=0, le=1)
    who: Text
    why: Text

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.low > self.high:
            raise ValueError(f"low {self.low:g} is above high {self.high:g}")
        return self


class BaseRateEntry(Strict):
    events: Count = Field(ge=0)
    exposure_years: Number = Field(gt=0)
    window_months: Number = Field(gt=0)
    reference: Text
    standing: Standing


class OutlookEntry(Strict):
    id: Name
    text: Text
    by: Date
    resolution_source: Text
    judgement: JudgedEntry | None = None
    jeffreys: BaseRateEntry | None = None
    note: Text | None = None

    @model_validator(mode="after")
    def _one_method(self) -> Self:
        if (self.judgement is None) == (self.jeffreys is None):
            raise ValueError("give one method: either `judgement` or `jeffreys`")
        return self

    def made(self) -> Outlook:
        method: Judged | BaseRate
        if self.judgement:
            method = Judged(**self.judgement.model_dump())
        else:
            assert self.jeffreys is not None
            method = BaseRate(**self.jeffreys.model_dump())
        return Outlook(self.id, self.text, PartialDate(self.by), self.resolution_source, method, self.note)


class OutlooksFile(Strict):
    outlook: list[OutlookEntry] = []
