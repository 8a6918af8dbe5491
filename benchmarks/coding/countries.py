"""Actor to country: what `describe` makes of the texts in NGEC's tests, on the test's date.

A country is that of the actor, or of the place, organisation or person that the phrase names; the EU becomes EUR, the
UN and its organs UNO, other bodies IGO. Who belongs to no one country (a firm of several states) is an abstention.
`""` in gold asks for an abstention. "Today" and no date are today. Both upstream skips and expected failures count.
"""

import csv
import datetime as dt
import re
from collections import Counter

from estimative.actors import describe, registry
from estimative.domain import PartialDate

from .common import DATA, Figure, Miss, Outcome, read

_BODIES = {"EU": "EUR", "UN": "UNO"}
_FORMATS = ("%Y-%m-%d", "%B %d, %Y", "%d %B %Y")


def day(text: str | None) -> PartialDate | None:
    """
    >>> [str(day(t)) for t in ("2022-01-01", "October 1, 2021", "1 july 2021", "Today", None)]
    ['2022-01-01', '2021-10-01', '2021-07-01', 'None', 'None']
    """
    for form in _FORMATS:
        try:
            return PartialDate(dt.datetime.strptime(text or "", form).date().isoformat())
        except ValueError:
            continue
    return None


def answer(text: str, on: PartialDate | None, context: str) -> str:
    """The country code, or "" where we abstain."""
    found = describe(text, registry(), on, context).country or ""
    return _BODIES.get(found, found)


def name_table() -> dict[str, str]:
    """The baseline: names and nationality words of NGEC's own country table, longest first."""
    with (DATA / "actors" / "NGEC_countries.csv").open(encoding="utf8") as file:
        found = {w.strip().lower(): r["CCA3"] for r in csv.DictReader(file)
                 for w in [r["Name"], *r["Nationality"].split(",")] if w.strip()}  # fmt: skip
    return dict(sorted(found.items(), key=lambda kv: -len(kv[0])))


def by_name(text: str, table: dict[str, str]) -> str:
    """The country of the longest name that stands in the text as whole words, or ""."""
    return next((c for w, c in table.items() if re.search(rf"\b{re.escape(w)}\b", text.lower())), "")


def run() -> Outcome:
    rows, table = read("actors/actor_country.jsonl"), name_table()
    total: Counter[str] = Counter()
    misses = []
    for i, row in enumerate(rows):
        gold = row["expected_country"]
        ours = answer(row["text"], day(row["query_date"]), row["context"] or "")
        base = by_name(row["text"], table)
        total.update(right=ours == gold, wrong=ours not in ("", gold), missing=ours == "" != gold)
        total.update(base=base == gold, base_wrong=base not in ("", gold), none=gold == "")
        if ours != gold:
            misses.append(
                Miss(f"actor_country:{i}", gold or "-", ours or "-", _reason(row["text"], gold, ours), bool(ours))
            )
    n = len(rows)
    figures = (
        Figure("accuracy", total["right"] / n, 0.85),
        Figure("wrong country", total["wrong"] / n, 0.03, least=True),
    )
    remarks = (
        f"Abstained where a country was wanted: {total['missing']} of {n}. Always abstaining scores "
        f"{total['none'] / n:.3f}; names and nationality words of NGEC's country table, longest match, "
        f"{total['base'] / n:.3f} with {total['base_wrong'] / n:.3f} wrong (both in this run). The .31 is quoted; what "
        "it counted is not known to us.",
        "NGEC codes Abkhazia and South Ossetia as GEO and Somaliland as SOM: so does our `country`; the actor stays "
        "apart. NGEC looks persons, parties, firms and universities up in Wikipedia; we have tables of our own.",
    )
    return Outcome(
        "Actor to country: accuracy / wrong country",
        "actor_country (NGEC's assertions)",
        n,
        f"country-name libraries .31; here: NGEC's name table {total['base'] / n:.3f} / {total['base_wrong'] / n:.3f}",
        figures,
        remarks,
        tuple(misses),
    )


def _reason(text: str, gold: str, ours: str) -> str:
    if ours and not gold:
        return "an answer where none is right"
    if ours:
        return "another code than NGEC's"
    words = text.split()
    kind = "capitalised name" if words[-1][:1].isupper() else "description"
    return f"abstained on a {kind}"
