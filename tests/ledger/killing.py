"""Run as a program: fork an `add` fifty times, kill it at a random moment, and print what each left behind.

The coder is a stub; reading, remembering and the ledger are the real ones. A program of its own so that Python and its
libraries load once, not fifty times."""

import itertools
import json
import os
import random
import signal
import sys
import time
from pathlib import Path

import sqlalchemy as sa

from estimative import actors, sources
from estimative.actors import Registry
from estimative.coding import Coding
from estimative.domain import Document, PartialDate
from estimative.ledger import Ledger, schema
from estimative.run.gather import remember
from tests.making import claim


class StubCoder:
    """Two claims a document, at once."""

    name = "stub"
    digest = "d1"

    def code(self, document: Document, on: PartialDate | None, registry: Registry, lines: bool = False) -> Coding:
        made = (claim(document, "sent drone", 1), claim(document, "to Zenda", 2))
        return Coding(self.name, self.digest, (), made)


def write(folder: Path, out: int) -> None:
    """Add reports without end, from the first that is not there, telling each one's number when it is in."""
    registry, file = actors.registry(), folder / "report.txt"
    with Ledger.at(folder, "case") as ledger:
        for n in itertools.count(len(held(ledger))):
            file.write_text(f"Ruritania sent drone number {n} to Zenda.", encoding="utf8")
            source = sources.read(file, date=PartialDate("2025-01"))
            remember(ledger, [source], registry, "added", StubCoder())
            os.write(out, f"{n}\n".encode())


def held(ledger: Ledger) -> list[tuple[str, int]]:
    """Texts in order of recording, with the claims of each."""
    p, c, d = schema.publications, schema.codings, schema.documents
    claims = sa.select(sa.func.count()).select_from(schema.claims).where(schema.claims.c.coding == c.c.id)
    tables = p.join(d, d.c.sha256 == p.c.document).outerjoin(c, c.c.document == p.c.document)
    query = sa.select(d.c.text, claims.scalar_subquery()).select_from(tables).order_by(p.c.id)
    with ledger.engine.connect() as db:
        return [(text, n) for text, n in db.execute(query)]


def killed(folder: Path, after: int, seconds: float) -> int:
    """Kill an adder `seconds` past its word that `after` more documents are in; returns how many it said in all."""
    come, go = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(come)
        write(folder, go)
        os._exit(0)
    os.close(go)
    with os.fdopen(come) as said:
        numbers = [said.readline() for _ in range(after)]
        time.sleep(seconds)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        numbers += said.read().split()
    return int(numbers[-1]) + 1 if numbers else 0


def main(folder: Path) -> None:
    moments = random.Random(7)
    for _ in range(50):
        said = killed(folder, moments.randrange(12), moments.uniform(0.0, 0.02))
        with Ledger.at(folder, "case") as ledger:
            print(json.dumps({"said": said, "held": held(ledger)}))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
