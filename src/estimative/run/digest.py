"""What went in, as one digest: no paths, no times of recording, no row ids."""

import hashlib
import json

import estimative
from estimative.cases import Case
from estimative.estimate import Tables
from estimative.mechanisms import MECHANISMS

from .gather import Gathered
from .model import Manifest

BLOCK = 1  # chains per call of the kernel: each chain is inferred alone


def _hash(value: object) -> str:
    return hashlib.sha256(repr(value).encode()).hexdigest()


def manifest(case: Case, gathered: Gathered, tables: Tables, as_recorded: str | None) -> Manifest:
    view = gathered.view
    known = [e.publication.known_at for e in view.entries if e.publication.known_at]
    latest = str(max(known, key=lambda d: d.after)) if known else "none"
    parts = {
        "actors": _hash(gathered.registry.actors),
        "as_of": str(view.as_of),
        "as_recorded": as_recorded,
        "block": BLOCK,
        "case": case.digest,
        "draws": case.draws,
        "evidence": view.digest,
        "mechanisms": _hash([m.defaults for m in MECHANISMS]),
        "pipeline": gathered.pipeline,
        "seed": case.seed,
        "tables": tables.digest,
        "version": estimative.__version__,
    }
    digest = hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()
    return Manifest(
        digest=digest,
        version=estimative.__version__,
        case=case.digest,
        evidence=view.digest,
        tables=tables.digest,
        pipeline=gathered.pipeline,
        seed=case.seed,
        draws=case.draws,
        block=BLOCK,
        as_of=str(view.as_of),
        as_recorded=as_recorded,
        information_cutoff=latest,
        overlay=gathered.overlay,
    )
