"""A case folder is checked as a whole, with file and line; what it states has a digest that nothing else moves."""

import shutil
from pathlib import Path

import pytest

from estimative.cases import create, load, problems
from estimative.domain import Invalid, Problem


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return create(tmp_path / "Pair of States")


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text()
    assert old in text, f"{old!r} is not in {path.name}"
    path.write_text(text.replace(old, new))


def found(folder: Path, field: str) -> Problem:
    return next(p for p in problems(folder) if p.field == field)


def line_in(path: Path, words: str) -> int:
    return next(n for n, line in enumerate(path.read_text().splitlines(), 1) if words in line)


def test_all_problems_come_at_once_from_all_files(folder: Path) -> None:
    edit(folder / "case.toml", "seed = 1", "sead = 1")
    edit(folder / "case.toml", ">XBO/arms", ">XBO/guns")
    (folder / "actors.toml").write_text("[[actor]]\ncode = 'XAR'\nname = 'A'\nkind = 'planet'\n")
    (folder / "outlooks.toml").write_text("[[outlook]]\nid = 'A b'\n\nby = 2999-01-01\n")
    (folder / "parameters.toml").write_text("x = [\n")
    with pytest.raises(Invalid) as caught:
        load(folder)
    files = {Path(p.file).name for p in caught.value.problems}
    assert files == {"case.toml", "actors.toml", "outlooks.toml", "parameters.toml"}
    assert {p.field for p in caught.value.problems} >= {"seed", "sead", "chains.1", "actor.1.kind", "outlook.1.id"}
    assert str(caught.value).count("\n") == len(caught.value.problems) - 1


def test_a_problem_stands_at_its_line_and_says_how_to_mend_it(folder: Path) -> None:
    case = folder / "case.toml"
    edit(case, "seed = 1", "sead = 1")
    wrong = found(folder, "sead")
    assert wrong.line == line_in(case, "sead")
    assert "`seed`" in wrong.mend


def test_second_table_of_an_array_has_its_own_line(folder: Path) -> None:
    case = folder / "case.toml"
    edit(case, 'text = "Placeholder: refusals', 'texst = "Placeholder: refusals')
    assert found(folder, "assumption.2.texst").line == line_in(case, "texst")


@pytest.mark.parametrize(
    ("old", "new", "field", "says"),
    [
        ('pair = ["XAR", "XBO"]', 'pair = ["XAR", "XAR"]', "pair", "twice"),
        ('pair = ["XAR", "XBO"]', 'pair = ["XAR", "QQQ"]', "pair", "QQQ"),
        ("support:XBO>XAR/arms", "support:XAR>XBO/arms", "chains", "twice"),
        ("support:XBO>XAR/arms", "support:XAR>XAR/arms", "chains.2", "itself"),
        ("support:XBO>XAR/arms", "support:XBO>XAR/sanctions", "chains.2", "no support"),
        ("support:XBO>XAR/arms", "support:XBO>QQQ/arms", "chains", "QQQ"),
        ("support:XBO>XAR/arms", "XBO gives XAR arms", "chains.2", "not a chain"),
        ('collection = "curated"', 'collection = "partial"', "collection", "curated"),
        ("draws = ", "draws = -", "draws", "greater"),
    ],
)
def test_nonsense_is_named(folder: Path, old: str, new: str, field: str, says: str) -> None:
    edit(folder / "case.toml", old, new)
    assert says in found(folder, field).what


def test_the_beginning_lies_before_the_as_of_date(folder: Path) -> None:
    start = load(folder).start.iso
    edit(folder / "case.toml", f'start = "{start}"', 'start = "2999-01"')
    assert "not before" in found(folder, "start").what


def test_one_assumption_is_too_few(folder: Path) -> None:
    case = folder / "case.toml"
    text = case.read_text()
    case.write_text(text[: text.rindex("[[assumption]]")] + text[text.index("[alternative]") :])
    assert "at least 2" in found(folder, "assumption").what


def test_an_outlook_has_one_method_and_a_window_that_fits(folder: Path) -> None:
    outlooks = folder / "outlooks.toml"
    edit(
        outlooks,
        "judgement = {",
        "jeffreys = { events = 0, exposure_years = 2.0, window_months = 12, reference = 'r', standing = 'uncited' }\n"
        "judgement = {",
    )
    assert "one method" in found(folder, "outlook.1").what
    text = "\n".join(line for line in outlooks.read_text().splitlines() if not line.startswith("judgement"))
    outlooks.write_text(text)
    assert "12 months" in found(folder, "outlook.1.jeffreys.window_months").what


def test_a_parameter_has_a_value_or_a_prior_of_the_right_arguments(folder: Path) -> None:
    head = "[[parameter]]\nid = 'm.x'\nunit = '1'\nreference = 'r'\nstanding = 'uncited'\n"
    parameters = folder / "parameters.toml"
    parameters.write_text(head)
    assert "`value` or `prior`" in found(folder, "parameter.1").what
    parameters.write_text(head + "prior = { kind = 'uniform', low = 1.0 }\n")
    assert "low, high" in found(folder, "parameter.1.prior").what
    parameters.write_text(head + "prior = { kind = 'uniform', low = 2.0, high = 1.0 }\n")
    assert "ascending" in found(folder, "parameter.1.prior").what
    parameters.write_text(head + "value = 1.5\n" + head + "value = 1.6\n")
    assert found(folder, "parameter.2.id").line == 8


def test_a_folder_without_notes_or_without_case_file_is_refused(folder: Path, tmp_path: Path) -> None:
    shutil.rmtree(folder / "notes")
    assert "no note" in found(folder, "notes").what
    (folder / "case.toml").unlink()
    assert any("not there" in p.what for p in problems(folder))
    assert "no folder" in problems(tmp_path / "nowhere")[0].what


def test_the_digest_is_of_what_the_case_states_and_nothing_else(folder: Path, tmp_path: Path) -> None:
    before = load(folder).digest
    moved = tmp_path / "elsewhere"
    shutil.copytree(folder, moved)
    assert load(moved).digest == before
    note = next((moved / "notes").glob("*.md"))
    note.write_text(note.read_text() + "\nOne more sentence.\n")
    assert load(moved).digest == before, "notes are digested as evidence"
    edit(moved / "case.toml", "seed = 1", "seed = 2")
    assert load(moved).digest != before
