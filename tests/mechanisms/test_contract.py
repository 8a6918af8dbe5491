"""The contract that every mechanism keeps, on those that exist."""

from typing import Any

import pytest

from estimative.domain import BadInput, Invalid, PartialDate, Standing
from estimative.mechanisms import (
    MECHANISMS,
    OIL_SUPPLY_LOSS,
    Mechanism,
    NotApplicable,
    Variable,
    evaluate,
    lookup,
    short,
)


@pytest.mark.parametrize("mechanism", MECHANISMS, ids=lambda m: m.name)
def test_declared_outputs_limits_and_links_exist(mechanism: Mechanism) -> None:
    import numpy as np

    packed = [k(*(np.ones(3) for _ in k._fields)) for k in (mechanism.Inputs, mechanism.Params)]  # type: ignore[attr-defined]
    with np.errstate(all="ignore"):
        result = mechanism.solve(*packed)
    assert result.outputs._fields == result.not_finite._fields == tuple(r.name for r in mechanism.outputs)
    assert result.outside_validity._fields == tuple(limit.name for limit in mechanism.limits)
    assert {limit.parameter for limit in mechanism.limits} <= {v.name for v in mechanism.parameters}
    for link in mechanism.links:
        target, _, name = link.target.partition(".")
        assert link.output in result.outputs._fields
        assert any(m.name == target and name in m.Inputs._fields for m in MECHANISMS)  # type: ignore[attr-defined]


@pytest.mark.parametrize("mechanism", MECHANISMS, ids=lambda m: m.name)
def test_defaults_are_cited_dated_and_in_the_declared_units(mechanism: Mechanism) -> None:
    from estimative.mechanisms import problems

    assert problems(mechanism, mechanism.defaults) == []
    assert all(p.known_at and p.reference and p.standing is not Standing.UNCITED for p in mechanism.defaults)


def test_without_its_inputs_a_mechanism_says_why_it_does_not_apply(bare: Any) -> None:
    verdict = evaluate(OIL_SUPPLY_LOSS, bare())
    assert isinstance(verdict, NotApplicable)
    assert "exports before the loss (oil_supply_loss.exports, mb/d)" in verdict.reason


def test_the_case_overrides_the_package_but_not_before_it_knew(p: Any) -> None:
    early, late = (p("m.x", "1", v, known=k) for v, k in ((1.0, "2020"), (2.0, "2024-06-15")))
    for as_of, used in (("2024-06-14", early), ("2024-06-15", late)):
        assert lookup((early,), (late,), PartialDate(as_of)).used == (used,)
    assert lookup((early,), (late,), PartialDate("2025")).overridden == (early,)
    unknown = p("m.x", "1", 3.0, known=None)
    assert lookup((), (unknown,), PartialDate("2025")).refused == ((unknown, "not said when it was known"),)


def test_wrong_names_and_units_are_all_reported_at_once(oil: Any, p: Any) -> None:
    more = p("oil_supply_loss.exportz", "mb/d", 1.0), p("oil_supply_loss.exporter_volume", "t/year", 1.0)
    with pytest.raises(Invalid, match="did you mean exports") as caught:
        evaluate(OIL_SUPPLY_LOSS, oil(1.6, more=more))
    assert len(caught.value.problems) == 2


def test_the_declaration_and_the_array_half_must_agree() -> None:
    fields = {k: getattr(OIL_SUPPLY_LOSS, k) for k in Mechanism.__dataclass_fields__}
    with pytest.raises(BadInput, match="array half reads"):
        Mechanism(**(fields | {"inputs": (Variable("x", "1", "x"),)}))


def test_the_same_case_gives_the_same_result(oil: Any) -> None:
    assert evaluate(OIL_SUPPLY_LOSS, oil(1.5, 1.8), seed=7) == evaluate(OIL_SUPPLY_LOSS, oil(1.5, 1.8), seed=7)


def test_figures_name_what_they_take_from_memory(oil: Any) -> None:
    result = evaluate(OIL_SUPPLY_LOSS, oil(1.6))
    assert not isinstance(result, NotApplicable)
    assert all("oil_supply_loss.world_supply" in r.from_memory for r in result.rivals)
    assert not result.illustrative
    assert {short(q.id) for q in result.inputs} == {"exports", "share_lost", "price", "world_supply", "offset"}
