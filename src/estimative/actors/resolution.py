"""What a text was resolved to, and why."""

from dataclasses import dataclass

from .actor import Actor
from .offices import Term


@dataclass(frozen=True, slots=True)
class Resolution:
    """`actor` is None where the registry abstains; `candidates` are the actors the text could mean. `kind` is how it
    was named: name, demonym, capital, metonym, code, person (with the `term` in office); else `namesake` (it means
    something else here), `shared` (several actors bear the name), `undated` (none bears it on that date), `former` (a
    person out of office, with a term where one is known) or `unresolved`."""

    actor: Actor | None
    reason: str
    candidates: tuple[Actor, ...] = ()
    kind: str = "unresolved"
    term: Term | None = None

    @property
    def code(self) -> str | None:
        return self.actor.code if self.actor else None

    def __str__(self) -> str:
        """
        >>> print(Resolution(None, "no actor of that name"))
        unresolved: no actor of that name
        >>> print(Resolution(Actor("SUN", "Soviet Union"), "capital in 1970", kind="capital"))
        SUN (Soviet Union): capital in 1970
        """
        head = f"{self.actor.code} ({self.actor.name})" if self.actor else "unresolved"
        others = [a for a in self.candidates if a != self.actor]
        named = "; candidates: " + ", ".join(f"{a.code} ({a.name})" for a in others) if others else ""
        return f"{head}: {self.reason}{named}"
