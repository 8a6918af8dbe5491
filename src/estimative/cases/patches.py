"""A scenario is a case plus a named patch, and is a case again."""

from dataclasses import dataclass, replace

from estimative.domain import BadInput, Parameter

from .case import Case


@dataclass(frozen=True, slots=True)
class Patch:
    """Parameters that take the place of a case's own (by id) or join them."""

    name: str
    text: str
    parameters: tuple[Parameter, ...] = ()


def apply(case: Case, patch: Patch) -> Case:
    """The case under a patch; its id says which. Raises BadInput if the patch sets one parameter twice."""
    ids = [p.id for p in patch.parameters]
    if twice := sorted({i for i in ids if ids.count(i) > 1}):
        raise BadInput(f"patch {patch.name!r} sets {', '.join(twice)} twice", mend="keep one value for each")
    merged = {p.id: p for p in case.parameters} | {p.id: p for p in patch.parameters}
    return replace(case, id=f"{case.id}+{patch.name}", parameters=tuple(merged.values()))
