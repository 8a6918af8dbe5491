"""A scenario is a case under a patch: a case again, with a digest of its own."""

from dataclasses import replace
from pathlib import Path

import pytest

from estimative.cases import Case, Patch, apply, create, load
from estimative.domain import BadInput, Parameter, Prior, Standing


@pytest.fixture
def case(tmp_path: Path) -> Case:
    return load(create(tmp_path / "new"))


def point(name: str, value: float) -> Parameter:
    return Parameter(name, Prior("point", (value,)), "1", "a test", Standing.JUDGEMENT)


def test_a_patch_replaces_by_id_and_adds_the_rest(case: Case) -> None:
    base = replace(case, parameters=(point("m.a", 1), point("m.b", 2)))
    patched = apply(base, Patch("war", "the war goes on", (point("m.b", 3), point("m.c", 4))))
    assert [(p.id, p.text) for p in patched.parameters] == [("m.a", "1"), ("m.b", "3"), ("m.c", "4")]
    assert patched.id == f"{case.id}+war"
    assert base.parameters[1].text == "2"


def test_patched_and_base_have_different_digests_and_share_the_seed(case: Case) -> None:
    patched = apply(case, Patch("war", "the war goes on", (point("m.b", 3),)))
    assert patched.digest != case.digest
    assert patched.seed == case.seed


def test_one_parameter_twice_in_a_patch_is_refused(case: Case) -> None:
    with pytest.raises(BadInput, match=r"m\.a"):
        apply(case, Patch("war", "unclear", (point("m.a", 1), point("m.a", 2))))
