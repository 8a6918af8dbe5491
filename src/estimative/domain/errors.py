"""What went wrong, where, and how to mend it. Every error a user can cause is here; the command line exits with 2."""

from dataclasses import dataclass


class EstimativeError(Exception):
    """Base of the hierarchy.

    >>> str(EstimativeError("no such channel 'guns'", where="notes/a.md:7", mend="use one of: arms, trade"))
    "notes/a.md:7: no such channel 'guns'. Mend: use one of: arms, trade"
    """

    def __init__(self, what: str, where: str = "", mend: str = "") -> None:
        self.what, self.where, self.mend = what, where, mend
        super().__init__((f"{where}: " if where else "") + what + (f". Mend: {mend}" if mend else ""))


class BadInput(EstimativeError):
    """A file, argument or reference that cannot be used as it is."""


class UnknownName(EstimativeError):
    """A name (actor, claim, figure, mechanism) that is not there."""


class BadStore(EstimativeError):
    """A ledger that cannot be opened: wrong schema version, unreadable file."""


class BadService(EstimativeError):
    """A service over the network that does not answer, or whose answers cannot be used."""


class DidNotConverge(EstimativeError):
    """A solver that refuses to return an answer it does not trust."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with a case, so that all of them can be shown at once."""

    file: str
    line: int
    field: str
    what: str
    mend: str = ""

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}" if self.line else self.file
        return f"{where}: {self.field}: {self.what}" + (f". Mend: {self.mend}" if self.mend else "")


class Invalid(EstimativeError):
    """A case with problems: all of them, never only the first."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(p) for p in problems))
