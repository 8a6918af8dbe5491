"""What the models did when they could have failed: the rules that tests state (fixture `rule`), run and collected."""

import io
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass

import pytest

from .common import PROJECT

FOLDERS = ("tests/measures", "tests/mechanisms")


@dataclass(frozen=True, slots=True)
class Trial:
    """A rule fixed before the outcomes were looked at; `docs` is the page with its protocol."""

    model: str
    rule: str
    asked: str
    found: str
    held: bool
    docs: str


@dataclass(slots=True, eq=False)
class Collected:
    """A pytest plugin: keeps the tests that state rules, and what they state."""

    trials: list[Trial]
    failures: list[str]

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        items[:] = [item for item in items if "rule" in getattr(item, "fixturenames", ())]

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            self.failures.append(report.nodeid)
        if report.when == "call":
            self.trials += [Trial(*value) for name, value in report.user_properties if name == "rule"]  # type: ignore[misc]


def _files() -> list[str]:
    """Only tests that state rules: collecting all others takes longer than running these."""
    every = (p for folder in FOLDERS for p in sorted((PROJECT / folder).glob("test_*.py")))
    return [str(p) for p in every if "tests.rules" in p.read_text(encoding="utf-8")]


def run() -> Collected:
    """All trials, by model in the order of the tests; `failures` are tests that no longer find what they say."""
    found, said = Collected([], []), io.StringIO()
    with redirect_stdout(said), redirect_stderr(said):
        code = pytest.main(["-p", "no:cacheprovider", *_files()], plugins=[found])
    if not found.trials or (code and not found.failures):
        raise SystemExit(f"the trials did not run:\n{said.getvalue()[-3000:]}")
    found.trials.sort(key=lambda t: t.model)
    return found
