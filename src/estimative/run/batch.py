"""A folder coded to disk: what was done before is passed over, what fails is counted, nothing is held for long."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from estimative import cases
from estimative.coding.corpus import Coded, File, Setting, code_files, digest_of, listed, opened, workers
from estimative.domain import PartialDate

from .gather import case_actors
from .output import Output
from .progress import progress


@dataclass(slots=True)
class Tally:
    """What a run did. `before` are documents that earlier runs had finished; `failed` counts theirs too. `left` are
    failed ones that the next run codes again, and `why` what a service last said about them."""

    documents: int = 0
    before: int = 0
    failed: int = 0
    claims: int = 0
    review: int = 0
    left: int = 0
    why: str = ""
    passed_over: Counter[str] = field(default_factory=Counter)

    def lines(self, out: Path) -> Iterator[str]:
        """What to tell the user."""
        before = f" ({self.before} of them before)" if self.before else ""
        review = f", {self.review} more wait for review" if self.review else ""
        yield f"{out}: {self.documents} documents{before}, {self.claims} claims{review}"
        if self.left:
            yield f"{self.left} documents are left for the next run: {self.why}"
        if self.passed_over:
            kinds = ", ".join(sorted(self.passed_over))
            yield f"{self.passed_over.total()} files of other kinds passed over: {kinds}"


def setting(
    case: Path | None, date: PartialDate | None, lines: bool, min_confidence: float = 0.0, llm: Path | None = None
) -> Setting:
    own = () if case is None else case_actors(cases.load(case))
    return Setting(date, lines, own, min_confidence, llm)


def llm_report(settings: Path) -> list[str]:
    """What a language model proposed and we refused, and what it cost so far."""
    from estimative.coding.llm.setting import report

    return report(settings)


def code_each(
    paths: Sequence[Path], how: Setting, jobs: int | None = None, address: str | None = None
) -> Iterator[Coded]:
    """Files and folders coded, in order, kept nowhere."""
    files, _ = listed(paths)
    yield from code_files(opened(files), how, workers(jobs, address, len(files)))


def code_to(
    out: Path,
    paths: Sequence[Path],
    how: Setting,
    jobs: int | None = None,
    address: str | None = None,
    restart: bool = False,
    show: bool | None = None,
) -> Tally:
    """Code files and folders into `out`; started again after a kill, it goes on. Rows stand in the order of the files,
    but for those a service failed: they are left out, and coded by the next run.

    Errors: BadInput if `out` was made by another coder or setting, or a file changed since it was coded.
    """
    files, other = listed(paths)
    tally = Tally(passed_over=other)
    with Output(out, digest_of(how), restart) as output, progress(len(files), show) as step:
        left = [f for f in files if f[0] not in output.done]
        team = workers(jobs, address, len(left))
        for coded in code_files(_todo(opened(files), output, tally), how, team):
            if coded.passing:
                tally.left, tally.why = tally.left + 1, coded.error or ""
            else:
                output.append(coded)
            _count(tally, coded.claims, coded.review, coded.error)
            step(tally.documents, tally.failed)
    return tally


def _todo(files: Iterator[File], output: Output, tally: Tally) -> Iterator[File]:
    for file in files:
        if output.holds(file.name, file.sha256):
            done = output.done[file.name]
            tally.before += 1
            _count(tally, done.claims, done.review, done.error)
        else:
            yield file


def _count(tally: Tally, claims: int, review: int, error: str | None) -> None:
    tally.documents += 1
    tally.failed += error is not None
    tally.claims += claims
    tally.review += review
