"""Run as a program: fork a writer fifty times, kill it at a random moment, and print what each left behind.

A program of its own so that Python and its libraries load once, not fifty times."""

import itertools
import json
import os
import random
import signal
import sys
import time
from pathlib import Path

import sqlalchemy as sa

from estimative.ledger import Ledger, schema
from tests.making import claim, document, publication


def write(folder: Path, out: int) -> None:
    """Accept documents without end, from the first that is not there, telling each one's number when it is in."""
    with Ledger.at(folder, "case") as ledger:
        for n in itertools.count(len(held(ledger))):
            doc = document(f"Ruritania sent drone number {n} to Zenda.")
            made = [claim(doc, "sent drone", 1), claim(doc, "to Zenda", 2)]
            ledger.accept(doc, publication(doc, f"k{n}"), made, "stub", "d1")
            os.write(out, f"{n}\n".encode())


def held(ledger: Ledger) -> list[tuple[str, int]]:
    """Publication keys in order of recording, with the claims of each one's document."""
    p, c = schema.publications.c, schema.codings.c
    claims = sa.select(sa.func.count()).select_from(schema.claims).where(schema.claims.c.coding == c.id)
    query = (
        sa.select(p.key, claims.scalar_subquery()).outerjoin(schema.codings, c.document == p.document).order_by(p.id)
    )
    with ledger.engine.connect() as db:
        return [(key, n) for key, n in db.execute(both.order_by(p.id))]


def killed(folder: Path, after: int, seconds: float) -> int:
    """Kill a writer `seconds` past its word that `after` more documents are in; returns how many it said in all."""
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
