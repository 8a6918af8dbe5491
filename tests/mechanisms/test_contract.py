"""The contract that every mechanism keeps, on those that exist."""

from collections import namedtuple
from dataclasses import replace
from typing import Annotated, Any, NamedTuple

import numpy as np
import pytest

from estimative.domain import BadInput, Invalid, PartialDate, Standing
from estimative.mechanisms import (
    MECHANISMS,
    OIL_SUPPLY_LOSS,
    Dynamics,
    Mechanism,
    NotApplicable,
    Result,
    Variable,
    evaluate,
    gives,
    lookup,
    named,
    reads,
    short,
)


@pytest.mark.parametrize("mechanism", MECHANISMS, ids=lambda m: m.name)
def test_array_halves_return_what_is_declared(mechanism: Mechanism) -> None:
    packed = [k(*(np.ones(3) for _ in k._fields)) for k in (mechanism.Inputs, mechanism.Params)]
    with np.errstate(all="ignore"):
        made = mechanism.solve(*packed)
        assert (type(made.outputs), type(made.outside_validity)) == (mechanism.Outputs, mechanism.Outside)
        assert type(made.not_finite) is mechanism.Outputs
        if monthly := mechanism.dynamics:
            month = monthly.step(monthly.init(*packed), *packed, (np.full(3, 0.5),) * monthly.noises)
            assert (type(month.outputs), type(month.outside_validity)) == (monthly.Outputs, mechanism.Outside)


@pytest.mark.parametrize("mechanism", MECHANISMS, ids=lambda m: m.name)
def test_what_declarations_name_is_there(mechanism: Mechanism) -> None:
    optional = {v.name for v in mechanism.inputs if not v.needed}
    produced = (mechanism.outputs, mechanism.dynamics.outputs if mechanism.dynamics else mechanism.outputs)
    assert {name for results in produced for r in results for name in r.needs} <= optional
    assert {limit.parameter for limit in mechanism.limits} <= {v.name for v in mechanism.parameters}
    for link in mechanism.links:
        target, _, name = link.target.partition(".")
        assert all(link.output in {r.name for r in results} for results in produced)
        assert any(m.name == target and name in m.Inputs._fields for m in MECHANISMS)


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


class Plain(NamedTuple):
    price: Any


class Wrong(NamedTuple):
    price: Annotated[Any, gives("USD/b", "price")]


class Told(NamedTuple):
    price: Annotated[Any, "the price", reads("USD/b", "price", needed=False)]


def test_what_a_field_says_is_read_back_with_its_name() -> None:
    found = replace(OIL_SUPPLY_LOSS, Inputs=Told, Outputs=named("Out", {"gain": gives("%", "gain", chance=True)}))
    assert found.inputs == (Variable("price", "USD/b", "price", needed=False),)
    assert found.outputs == (Result("gain", "%", "gain", chance=True),)
    assert found.parameters == OIL_SUPPLY_LOSS.parameters
    assert found.variable("price") == found.inputs[0]


@pytest.mark.parametrize("fields", [Plain, Wrong, namedtuple("Bare", "price")], ids=lambda f: f.__name__)
@pytest.mark.parametrize(("half", "say"), [("Inputs", "reads"), ("Params", "reads"), ("Outside", "marks")])
def test_a_field_that_does_not_say_what_it_is_is_refused(fields: Any, half: str, say: str) -> None:
    with pytest.raises(BadInput, match=rf"{fields.__name__}\.price .*price: Annotated\[Array, {say}\("):
        replace(OIL_SUPPLY_LOSS, **{half: fields})


def test_outputs_must_say_what_they_are_too() -> None:
    for declare in (lambda: replace(OIL_SUPPLY_LOSS, Outputs=Told), lambda: Dynamics(Plain, max, max)):  # type: ignore[arg-type]
        with pytest.raises(BadInput, match=r"price: Annotated\[Array, gives\("):
            declare()


def test_the_same_case_gives_the_same_result(oil: Any) -> None:
    assert evaluate(OIL_SUPPLY_LOSS, oil(1.5, 1.8), seed=7) == evaluate(OIL_SUPPLY_LOSS, oil(1.5, 1.8), seed=7)


def test_figures_name_what_they_take_from_memory(oil: Any) -> None:
    result = evaluate(OIL_SUPPLY_LOSS, oil(1.6))
    assert not isinstance(result, NotApplicable)
    assert all("oil_supply_loss.world_supply" in r.from_memory for r in result.rivals)
    assert not result.illustrative
    assert {short(q.id) for q in result.inputs} == {"exports", "share_lost", "price", "world_supply", "offset"}
