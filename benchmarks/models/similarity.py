"""Similarity of foreign policies on the printed vectors."""

import json

from estimative.measures.similarity import signorino_ritter, tau_b

from .common import SHARED, Row

NAME = "similarity"
TABLE = "Signorino and Ritter 1999"


def rows() -> list[Row]:
    path = SHARED / "data/similarity/similarity_reference.json"
    data = json.loads(path.read_text())["signorino_ritter_1999_table6"]
    germany, russia, weights, printed = data["gmy"], data["rus"], data["syscap"], data["printed"]
    s = signorino_ritter(germany, russia, 3.0)
    weighted = signorino_ritter(germany, russia, 3.0, weights=weights)
    return [
        Row(NAME, "tau-b, Germany and Russia 1914", TABLE, "table 6", printed["tau_b"], tau_b(germany, russia), 5e-9),
        Row(NAME, "S, absolute, unweighted", TABLE, "table 6", printed["S_absolute_unweighted"], s, 0.005),
        Row(NAME, "S, by capabilities", TABLE, "table 6", printed["S_absolute_weighted_by_syscap"], weighted, 0.005),
    ]
