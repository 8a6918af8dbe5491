"""Readers of dates that the text names: days, months, quarters, seasons, years, decades, centuries, eras."""

import datetime as dt
import re

from estimative.domain import PartialDate

from ..signatures import table
from .days import CENTURIES, ORDINALS, inferred_year, named_month, one_day, part_of, whole_month, whole_year
from .interval import Interval, Reader, Setting


def _full_day(m: re.Match[str], s: Setting) -> Interval | None:
    month = named_month(m["month"])
    if m["year"]:
        days = one_day(int(m["year"]), month, m["day"])
        return Interval(*days, "day", "explicit") if days else None
    year = inferred_year(month, s, int(re.sub(r"\D", "", m["day"])))
    if year is None:
        return Interval(None, None, "day", "day_explicit_year_unknown")
    days = one_day(year, month, m["day"])
    return Interval(*days, "day", "day_explicit_year_inferred") if days else None


def _iso(m: re.Match[str], s: Setting) -> Interval | None:
    try:
        date = PartialDate(m[0])
    except Exception:
        return None
    return Interval(date.first, date.after - dt.timedelta(days=1), date.granularity, "explicit")


def _a_month(m: re.Match[str], s: Setting) -> Interval | None:
    month = named_month(m["month"])
    if m["year"]:
        return Interval(*part_of(m["part"], *whole_month(int(m["year"]), month)), "month", "explicit")
    if m["month"][0].islower() or (m["month"] in ("May", "March") and not _dated(m)):
        return None
    year = inferred_year(month, s, None)
    if year is None:
        return Interval(None, None, "month", "month_explicit_year_unknown")
    return Interval(*part_of(m["part"], *whole_month(year, month)), "month", "month_explicit_year_inferred")


def _dated(m: re.Match[str]) -> bool:
    """'May' and 'March' are months only after a preposition or another word of time."""
    before = m.string[: m.start()].lower()
    return bool(m["part"]) or bool(
        re.search(r"\b(in|since|by|until|till|from|to|of|during|before|after|last|next|this|and|for)\s+$", before)
    )


def _a_year(m: re.Match[str], s: Setting) -> Interval | None:
    before, after = m.string[: m.start()], m.string[m.end() :]
    counting = re.search(r"[$€£\d,.]$|\b(?:some|about|around|nearly|over|than|to|least)\s$", before)
    if counting and not m["part"] and not re.search(r"(?:from|between)\s+\S+\s+to\s$", before):
        return None
    counted = re.match(
        r"\s+(?:[a-z]+\s)?(?:soldiers|troops|people|men|tanks|tonnes|tons|jets|drones|missiles|barrels|fighters|vehicles|shells|advisers|workers|students|dollars|percent|kilometers|kilometres|rounds|rockets)\b",
        after,
    )
    if counted or re.match(r"[,\d]?\d", after):
        return None
    noun = re.search(r"\b(?:the|a|an|its|their|his|her)\s$|'s\s$|’s\s$", before) and re.match(r"\s+[a-z]", after)
    nominal = bool(noun) and not re.match(r"\s+(?:and|or|to|when|as|after|but|by|with|for|in)\b", after)
    return Interval(*part_of(m["part"], *whole_year(int(m["year"]))), "year", "explicit", nominal=nominal)


def _range(m: re.Match[str], s: Setting) -> Interval | None:
    low, high = int(m["low"]), m["high"]
    upper = int(high) if len(high) == 4 else int(m["low"][:2] + high)
    return Interval(dt.date(low, 1, 1), dt.date(upper, 12, 31), "year", "explicit") if low < upper else None


def _month_range(m: re.Match[str], s: Setting) -> Interval | None:
    low, high = named_month(m["low"]), named_month(m["high"])
    upper = int(m["year"]) if m["year"] else inferred_year(high, s, None)
    if upper is None:
        return Interval(None, None, "month", "month_explicit_year_unknown")
    lower = int(m["year0"]) if m["year0"] else upper - (low > high)
    basis = "explicit" if m["year"] else "month_explicit_year_inferred"
    return Interval(whole_month(lower, low)[0], whole_month(upper, high)[1], "month", basis)


def _decade(m: re.Match[str], s: Setting) -> Interval | None:
    start = int(m["decade"])
    first, last = dt.date(start, 1, 1), dt.date(start + 9, 12, 31)
    spans = {"early": (0, 4), "mid": (3, 6), "late": (5, 9), "first half": (0, 4), "second half": (5, 9)}
    if m["part"] in spans:
        low, high = spans[m["part"]]
        first, last = dt.date(start + low, 1, 1), dt.date(start + high, 12, 31)
    return Interval(first, last, "decade", "explicit")


def _century(m: re.Match[str], s: Setting) -> Interval | None:
    word = m["nth"].lower()
    n = CENTURIES.get(word) or int(re.sub(r"\D", "", word))
    return Interval(dt.date((n - 1) * 100 + 1, 1, 1), dt.date(n * 100, 12, 31), "century", "explicit")


def _piece(m: re.Match[str], s: Setting) -> Interval | None:
    """Quarters and halves of a year, named or relative."""
    year = int(m["year"]) if m["year"] else None
    if year is None:
        if s.on is None:
            return Interval(None, None, m["piece"].lower(), "relative")
        year = s.on.first.year + {"this": 0, "last": -1, "next": 1, "the": 0}[m["rel"].lower()]
    size = 3 if m["piece"].lower() == "quarter" else 6
    nth = 12 // size if m["nth"].lower() == "last" else ORDINALS[m["nth"].lower()]
    if nth > 12 // size:
        return None
    first, last = whole_month(year, (nth - 1) * size + 1)[0], whole_month(year, nth * size)[1]
    return Interval(first, last, "quarter" if size == 3 else "half_year", "explicit" if m["year"] else "relative")


def _q(m: re.Match[str], s: Setting) -> Interval | None:
    n, year = int(m["nth"]), int(m["year"])
    return Interval(whole_month(year, n * 3 - 2)[0], whole_month(year, n * 3)[1], "quarter", "explicit")


def _season(m: re.Match[str], s: Setting) -> Interval | None:
    rel = (m["rel"] or "").lower().strip()
    year = int(m["year"]) if m["year"] else None
    if year is None:
        if s.on is None or not rel:
            return None
        year = s.on.first.year
    name = m["season"].lower()
    if name == "winter":
        first, last = dt.date(year - 1, 12, 1), whole_month(year, 2)[1]
    else:
        low, high = table("times")["seasons"][name]
        first, last = dt.date(year, low, 1), whole_month(year, high)[1]
    if not m["year"] and s.on is not None:
        shift = -1 if rel == "last" and last >= s.on.first else 1 if rel == "next" and first <= s.on.first else 0
        first, last = first.replace(year=first.year + shift), last.replace(year=last.year + shift)
    return Interval(first, last, "season", "explicit" if m["year"] else "relative")


def _era(m: re.Match[str], s: Setting) -> Interval | None:
    low, high = table("times")["eras"][m["era"].lower()]
    return Interval(dt.date(low, 1, 1), dt.date(high, 12, 31), "historic_era", "explicit")


def _day_range(m: re.Match[str], s: Setting) -> Interval | None:
    """3-5 May 2024."""
    month = named_month(m["month"])
    year = int(m["year"]) if m["year"] else inferred_year(month, s, int(re.sub(r"\D", "", m["high"])))
    if year is None:
        return Interval(None, None, "day", "day_explicit_year_unknown")
    low, high = one_day(year, month, m["low"]), one_day(year, month, m["high"])
    basis = "explicit" if m["year"] else "day_explicit_year_inferred"
    return Interval(low[0], high[1], "day", basis) if low and high and low[0] < high[1] else None


def _half(m: re.Match[str], s: Setting) -> Interval | None:
    """H1 2024."""
    n, year = int(m["nth"]), int(m["year"])
    return Interval(whole_month(year, n * 6 - 5)[0], whole_month(year, n * 6)[1], "half_year", "explicit")


READERS: dict[str, Reader] = {
    "full_day": _full_day,
    "iso": _iso,
    "month": _a_month,
    "year": _a_year,
    "year_range": _range,
    "month_range": _month_range,
    "decade": _decade,
    "century": _century,
    "piece": _piece,
    "quarter": _q,
    "season": _season,
    "era": _era,
    "day_range": _day_range,
    "half": _half,
}
