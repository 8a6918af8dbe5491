"""Objects to JSON and back, checked on the way in."""

from dataclasses import fields
from typing import Any

from pydantic import TypeAdapter, ValidationError

from estimative.domain import BadInput, Block, Claim, Judgement, Publication

CLAIM: TypeAdapter[Claim] = TypeAdapter(Claim)
PUBLICATION: TypeAdapter[Publication] = TypeAdapter(Publication)
JUDGEMENT: TypeAdapter[Judgement] = TypeAdapter(Judgement)
BLOCKS: TypeAdapter[tuple[Block, ...]] = TypeAdapter(tuple[Block, ...])

FIXED = {"id", "document", "span", "repeat_of", "confidence", "doubt"}  # what a recode cannot change


def dump(adapter: TypeAdapter[Any], value: Any) -> Any:
    return adapter.dump_python(value, mode="json")


def recode(claim: Claim, changes: dict[str, str]) -> Claim:
    """A claim with fields replaced from text: lists are comma-separated, `none` clears a field.

    Raises BadInput naming the field and what it accepts.
    """
    names = {f.name for f in fields(Claim)} - FIXED
    data = dump(CLAIM, claim)
    for name, text in changes.items():
        if name not in names:
            raise BadInput(f"cannot recode {name!r}", mend=f"use one of: {', '.join(sorted(names))}")
        data[name] = _value(data[name], text)
    try:
        return CLAIM.validate_python(data, strict=False)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(p) for p in first["loc"])
        raise BadInput(f"recode of {where}: {first['msg']}", mend="see docs/coding.md for the values") from None


def _value(current: object, text: str) -> object:
    if isinstance(current, list):
        return [] if text == "none" else [part.strip() for part in text.split(",") if part.strip()]
    if isinstance(current, bool):
        return text == "true"
    return None if text == "none" else text
