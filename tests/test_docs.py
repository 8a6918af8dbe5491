"""The documents tell the truth: their commands run, their names exist, their links lead somewhere."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from typer.main import get_command

import estimative
from estimative import cli
from tests.consoles import Step, play, run, steps

PROJECT = Path(__file__).parent.parent
FRONT = [PROJECT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")]
DOCS = sorted((PROJECT / "docs").rglob("*.md"))
PAGES = FRONT + DOCS
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
HOSTS = tuple(
    ".".join(parts)
    for parts in (("pypi", "org"), ("pythonhosted", "org"), ("anaconda", "org"), ("npmjs", "com"), ("crates", "io"))
)
MACHINE = re.compile(r"(?<![\w.~}/])/(home|root|Users|work|workspace)/\w")


def text(path: Path) -> str:
    return path.read_text(encoding="utf8")


def relative(path: Path) -> str:
    return path.relative_to(PROJECT).as_posix()


def prose(page: Path) -> str:
    """A page without its code blocks."""
    return re.sub(r"^```.*?^```$", "", text(page), flags=re.M | re.S)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A fresh copy of the cases, to run a page's commands in."""
    shutil.copytree(PROJECT / "cases", tmp_path / "main" / "cases", ignore=shutil.ignore_patterns(".estimative"))
    return tmp_path / "main"


@pytest.mark.parametrize("page", [p for p in PAGES if steps(text(p), shared=False)], ids=relative)
def test_console_blocks(page: Path, place: Path) -> None:
    play(steps(text(page), shared=False), place)


@pytest.mark.shared
@pytest.mark.parametrize("page", [p for p in PAGES if steps(text(p), shared=True)], ids=relative)
def test_console_blocks_with_reference_data(page: Path, place: Path, shared: Path) -> None:
    (place.parent / "shared").symlink_to(shared)
    play(steps(text(page), shared=True), place)


def test_a_console_block_is_read_in_steps() -> None:
    page = "Before\n\n```console\n$ one \\\n  two\nout\n$ three\n```\n\n```console shared\n$ four\n```\n"
    assert steps(page, shared=False) == [Step("one   two", "out\n", 4), Step("three", "", 7)]
    assert steps(page, shared=True) == [Step("four", "", 11)]


@pytest.mark.parametrize(
    "todo",
    [
        [Step("echo here", "there\n", 1)],
        [Step("false", "", 1)],
        [Step("false", "", 1), Step("true", "", 2)],
        [Step("false", "", 1), Step("echo $?", "0\n", 2)],
        [Step("estimative check nowhere", "...", 1)],
    ],
)
def test_a_console_block_that_lies_fails(todo: list[Step], tmp_path: Path) -> None:
    with pytest.raises((AssertionError, pytest.fail.Exception)):
        play(todo, tmp_path)


def test_a_console_block_sees_output_code_and_redirection(tmp_path: Path) -> None:
    assert run("estimative --version", tmp_path) == (f"{estimative.__version__}\n", 0)
    assert run("estimative --version > it", tmp_path) == ("", 0)
    assert run("cat it", tmp_path) == (f"{estimative.__version__}\n", 0)
    assert run("exit 3", tmp_path) == ("", 3)


def test_the_table_of_the_architecture_is_flow() -> None:
    rows = re.findall(r"^\| `(\w+)` \| (.+?) \| .+? \|$", text(PROJECT / "docs" / "architecture.md"), re.M)
    assert rows == list(estimative.FLOW.items())


def imported() -> set[str]:
    """Floors that something outside them imports, and the command line."""
    root = PROJECT / "src" / "estimative"
    found = {"cli"}
    for path in root.rglob("*.py"):
        for line in re.findall(r"^\s*(?:from|import) estimative.*", text(path), re.M):
            own = path.relative_to(root).parts[0].removesuffix(".py")
            found |= {name for name in estimative.FLOW if name != own and re.search(rf"\b{name}\b", line)}
    return found


def test_the_architecture_says_which_floors_are_in_use() -> None:
    rows = re.findall(r"^\| `(\w+)` \| .+? \| (.+?) \|$", text(PROJECT / "docs" / "architecture.md"), re.M)
    assert {name for name, state in rows if state != "not in use"} == imported()


def commands() -> list[str]:
    """Every command line of the program, without arguments."""
    found: list[str] = []
    todo = [("estimative", get_command(cli.app))]
    while todo:
        name, command = todo.pop()
        below = getattr(command, "commands", {})
        todo += [(f"{name} {sub}", one) for sub, one in below.items()]
        found += [] if below else [name]
    return sorted(found)


def test_the_commands_are_found() -> None:
    assert {"estimative brief", "estimative actors resolve"} <= set(commands())


@pytest.mark.parametrize("command", commands())
def test_every_command_is_shown_at_work(command: str) -> None:
    shown = [s.command for p in PAGES for shared in (False, True) for s in steps(text(p), shared)]
    assert any(command in c for c in shown)


@pytest.mark.parametrize("page", PAGES, ids=relative)
def test_links_lead_somewhere(page: Path) -> None:
    for link in LINK.findall(prose(page)):
        if not re.match(r"[a-z]+:", link) and not link.startswith("#"):
            assert (page.parent / link.partition("#")[0]).exists(), link


def test_the_index_names_every_page() -> None:
    index = PROJECT / "docs" / "README.md"
    linked = {(index.parent / link).resolve() for link in LINK.findall(text(index))}
    assert not [relative(p) for p in DOCS if p != index and p not in linked]


def test_at_most_six_decisions() -> None:
    assert 1 <= len(list((PROJECT / "docs" / "adr").glob("*.md"))) <= 6


def test_make_targets_in_the_documents_exist() -> None:
    targets = set(re.findall(r"^([\w-]+):", text(PROJECT / "Makefile"), re.M))
    named = {t for p in PAGES for t in re.findall(r"(?:^|`)make ([a-z-]+)", text(p), re.M)}
    assert {"brief", "test"} <= named <= targets


def test_the_changelog_names_the_version() -> None:
    assert re.search(rf"^## \[?{re.escape(estimative.__version__)}\b", text(PROJECT / "CHANGELOG.md"), re.M)


def test_the_picture_is_small() -> None:
    assert 10_000 < (PROJECT / "docs" / "img" / "brief.png").stat().st_size < 300_000


def test_no_file_names_a_registry_or_a_place_on_a_machine() -> None:
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=PROJECT,
        capture_output=True,
        check=True,
    ).stdout
    found = []
    for name in filter(None, listed.decode().split("\0")):
        path = PROJECT / name
        if name != "LICENSE" and path.is_file():
            body = path.read_bytes().decode("utf8", errors="ignore")
            found += [f"{name}: {h}" for h in HOSTS if h in body]
            found += [f"{name}: {m[0]}" for m in MACHINE.finditer(body)]
    assert not found
