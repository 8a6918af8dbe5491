"""Estimative: decode who supports whom, and estimate what comes next.

`FLOW` is the architecture. A package may import only the packages named above it; `tests/test_flow.py` reads every
import and compares. `brief` and `web` may import `domain` and `run` only: they compute nothing.
"""

FLOW = {
    "domain": "what exists: channels, flows, claims, dates, quantities, parameters, outcomes, traces",
    "actors": "who: a dated registry; text or code -> actor, on a date",
    "cases": "the question: a case folder, read and validated as a whole",
    "sources": "in: articles and notes -> Document + Publication, each with sha256 and date",
    "coding": "text to claims: segment, parse, mention, predicate, certainty, attribution, time, magnitude",
    "ledger": "memory: append-only documents, publications, claims, judgements; as-of views",
    "evidence": "pure functions of a view: lineages, origins, propositions, routes, status, contradictions, signals",
    "measures": "pure functions of arrays: rates, concentration, similarity",
    "estimate": "inferred: support, hostility and ties per chain over time, with uncertainty",
    "mechanisms": "why it moves: one file per mechanism, named for its literature",
    "simulate": "what next: drivers, ensembles, sensitivity",
    "score": "were we right: questions, forecasts, proper scores, calibration",
    "run": "composes: Case + as-of -> Run (manifest, digest, results, findings, trace)",
    "brief": "out: sentences, tables, figures, bibliography",
    "web": "out: pages over the same objects",
    "cli": "parses and calls",
}

__version__ = "0.1.0"
__all__ = ["FLOW", "__version__"]
