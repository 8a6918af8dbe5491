"""Time expressions of a sentence (TIMEX), resolved against the date of the document. Never more exact than the text."""

import calendar
import datetime as dt
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from estimative.domain import PartialDate

_MONTHS = {name.lower(): i for i, name in enumerate(calendar.month_name) if name}
_ABBREVIATED = {name.lower(): i for i, name in enumerate(calendar.month_abbr) if name} | {"sept": 9}
_DAYS = {name.lower(): i for i, name in enumerate(calendar.day_name)}
_COUNTED = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_NUMBERS = {w: i + 1 for i, w in enumerate(_COUNTED)}
_NUMBERS |= {"a": 1, "an": 1, "twenty": 20, "fifteen": 15, "thirty": 30}
_ORDINALS = {w: i + 1 for i, w in enumerate(["first", "second", "third", "fourth"])}
_CENTURIES = {
    w: i + 15 for i, w in enumerate(["fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth", "twentieth"])
}
_SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11)}
_ERAS = {
    "cold war": (1947, 1991),
    "first world war": (1914, 1918),
    "second world war": (1939, 1945),
    "world war i": (1914, 1918),
    "world war ii": (1939, 1945),
}

_M = "|".join(sorted(_MONTHS, key=len, reverse=True))
_MA = rf"(?:{_M}|(?:{'|'.join(sorted(_ABBREVIATED, key=len, reverse=True))})\.?)"
_Y = r"(?:1[4-9]|20)\d\d"
_D = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
_N = rf"(?:\d+|{'|'.join(_NUMBERS)})"
_UNIT = r"(?P<unit>day|week|month|year|decade)s?"
_PART = r"(?:(?P<part>early|mid|late|beginning|start|middle|end|first half|second half)[\s-]+(?:of\s+)?(?:in\s+)?)?"


@dataclass(frozen=True, slots=True)
class Interval:
    """First and last day (None: open), granularity and basis; `start`..`end` are offsets of the cue in the text.
    `ahead` and `behind` say that the expression itself looks forward or back."""

    first: dt.date | None
    last: dt.date | None
    granularity: str
    basis: str
    start: int = 0
    end: int = 0
    ahead: bool = False
    nominal: bool = False  # modifies a noun: "the 2015 deal"


@dataclass(frozen=True, slots=True)
class _Setting:
    on: PartialDate | None
    future: bool


_Reader = Callable[[re.Match[str], _Setting], Interval | None]


def expressions(text: str, on: PartialDate | None, future: bool) -> list[Interval]:
    """The expressions of `text` in order; where two overlap, the earlier rule wins. `future`: the clause looks
    ahead, so that a bare month or weekday is the next one and not the last."""
    setting = _Setting(on, future)
    found: list[Interval] = []
    for pattern, reader in _GRAMMAR:
        for m in pattern.finditer(text):
            if any(f.start < m.end() and m.start() < f.end for f in found):
                continue
            read = reader(m, setting)
            if read is not None:
                found.append(_bounded(text, replace(read, start=m.start(), end=m.end()), setting))
    return sorted(found, key=lambda f: f.start)


def _bounded(text: str, found: Interval, setting: _Setting) -> Interval:
    """Since, by, until, before, after, from: one side opens."""
    hit = re.search(
        r"\b(since|by|until|till|before|prior to|after|from|as of|through|no later than)"
        r"\s+(?:the\s+|about\s+|around\s+)*$",
        text[: found.start],
        re.I,
    )
    if hit is None or found.granularity == "multi_year":
        return found
    word = hit[1].lower()
    found = replace(found, start=hit.start())
    today = setting.on.after - dt.timedelta(days=1) if setting.on else None
    past = found.last is None or today is None or found.last <= today
    if word in ("since", "as of"):
        return replace(found, last=today if past else None)
    if word in ("from", "after"):
        return replace(found, last=today if past and not setting.future else None)
    first = setting.on.first if setting.on and not past else None
    if word in ("before", "prior to"):
        last = found.first - dt.timedelta(days=1) if found.first else None
        return replace(found, first=first, last=last)
    return replace(found, first=first, ahead=not past)


def _year(y: int) -> tuple[dt.date, dt.date]:
    return dt.date(y, 1, 1), dt.date(y, 12, 31)


def _month(y: int, m: int) -> tuple[dt.date, dt.date]:
    return dt.date(y, m, 1), dt.date(y, m, calendar.monthrange(y, m)[1])


def _named_month(name: str) -> int:
    key = name.lower().rstrip(".")
    return _MONTHS.get(key) or _ABBREVIATED[key]


def _day(y: int, m: int, d: str) -> tuple[dt.date, dt.date] | None:
    try:
        day = dt.date(y, m, int(re.sub(r"\D", "", d)))
    except ValueError:
        return None
    return day, day


def _full_day(m: re.Match[str], s: _Setting) -> Interval | None:
    month = _named_month(m["month"])
    if m["year"]:
        days = _day(int(m["year"]), month, m["day"])
        return Interval(*days, "day", "explicit") if days else None
    year = _inferred_year(month, s, int(re.sub(r"\D", "", m["day"])))
    if year is None:
        return Interval(None, None, "day", "day_explicit_year_unknown")
    days = _day(year, month, m["day"])
    return Interval(*days, "day", "day_explicit_year_inferred") if days else None


def _iso(m: re.Match[str], s: _Setting) -> Interval | None:
    try:
        date = PartialDate(m[0])
    except Exception:
        return None
    return Interval(date.first, date.after - dt.timedelta(days=1), date.granularity, "explicit")


def _a_month(m: re.Match[str], s: _Setting) -> Interval | None:
    month = _named_month(m["month"])
    if m["year"]:
        return Interval(*_part(m["part"], *_month(int(m["year"]), month)), "month", "explicit")
    if m["month"][0].islower() or (m["month"] in ("May", "March") and not _dated(m)):
        return None
    year = _inferred_year(month, s, None)
    if year is None:
        return Interval(None, None, "month", "month_explicit_year_unknown")
    return Interval(*_part(m["part"], *_month(year, month)), "month", "month_explicit_year_inferred")


def _dated(m: re.Match[str]) -> bool:
    """'May' and 'March' are months only after a preposition or another word of time."""
    before = m.string[: m.start()].lower()
    return bool(m["part"]) or bool(
        re.search(r"\b(in|since|by|until|till|from|to|of|during|before|after|last|next|this|and|for)\s+$", before)
    )


def _inferred_year(month: int, s: _Setting, day: int | None) -> int | None:
    """The last such month (or day) up to the document's date, or the next one for the future; None without a date."""
    if s.on is None or (s.on.granularity == "year"):
        return s.on.first.year if s.on is not None else None
    now = s.on.first
    if s.future:
        past = month < now.month or (day is not None and month == now.month and day < now.day)
        return now.year + past
    ahead = month > now.month or (
        day is not None and month == now.month and day > (s.on.after - dt.timedelta(days=1)).day
    )
    return now.year - ahead


def _part(part: str | None, first: dt.date, last: dt.date) -> tuple[dt.date, dt.date]:
    """Early, mid, late: the matching half of the interval; the bounds stay whole where the text is vague."""
    half = first + (last - first) // 2
    quarter = (last - first) // 4
    if part in ("early", "beginning", "start", "first half"):
        return first, dt.date(first.year, 6, 30) if _is_year(first, last) else half
    if part in ("late", "second half"):
        return (dt.date(first.year, 7, 1) if _is_year(first, last) else half), last
    if part in ("mid", "middle"):
        return first + quarter, last - quarter
    if part == "end":
        return last - quarter, last
    return first, last


def _is_year(first: dt.date, last: dt.date) -> bool:
    return first.year == last.year and (last - first).days > 360


def _a_year(m: re.Match[str], s: _Setting) -> Interval | None:
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
    return Interval(*_part(m["part"], *_year(int(m["year"]))), "year", "explicit", nominal=nominal)


def _range(m: re.Match[str], s: _Setting) -> Interval | None:
    low, high = int(m["low"]), m["high"]
    upper = int(high) if len(high) == 4 else int(m["low"][:2] + high)
    return Interval(dt.date(low, 1, 1), dt.date(upper, 12, 31), "year", "explicit") if low < upper else None


def _month_range(m: re.Match[str], s: _Setting) -> Interval | None:
    low, high = _named_month(m["low"]), _named_month(m["high"])
    upper = int(m["year"]) if m["year"] else _inferred_year(high, s, None)
    if upper is None:
        return Interval(None, None, "month", "month_explicit_year_unknown")
    lower = int(m["year0"]) if m["year0"] else upper - (low > high)
    basis = "explicit" if m["year"] else "month_explicit_year_inferred"
    return Interval(_month(lower, low)[0], _month(upper, high)[1], "month", basis)


def _decade(m: re.Match[str], s: _Setting) -> Interval | None:
    start = int(m["decade"])
    first, last = dt.date(start, 1, 1), dt.date(start + 9, 12, 31)
    spans = {"early": (0, 4), "mid": (3, 6), "late": (5, 9), "first half": (0, 4), "second half": (5, 9)}
    if m["part"] in spans:
        low, high = spans[m["part"]]
        first, last = dt.date(start + low, 1, 1), dt.date(start + high, 12, 31)
    return Interval(first, last, "decade", "explicit")


def _century(m: re.Match[str], s: _Setting) -> Interval | None:
    word = m["nth"].lower()
    n = _CENTURIES.get(word) or int(re.sub(r"\D", "", word))
    return Interval(dt.date((n - 1) * 100 + 1, 1, 1), dt.date(n * 100, 12, 31), "century", "explicit")


def _piece(m: re.Match[str], s: _Setting) -> Interval | None:
    """Quarters and halves of a year, named or relative."""
    year = int(m["year"]) if m["year"] else None
    if year is None:
        if s.on is None:
            return Interval(None, None, m["piece"].lower(), "relative")
        year = s.on.first.year + {"this": 0, "last": -1, "next": 1, "the": 0}[m["rel"].lower()]
    nth = _ORDINALS[m["nth"].lower()] if not m["nth"].isdigit() else int(m["nth"])
    size = 3 if m["piece"].lower() == "quarter" else 6
    first, last = _month(year, (nth - 1) * size + 1)[0], _month(year, nth * size)[1]
    return Interval(first, last, "quarter" if size == 3 else "half_year", "explicit" if m["year"] else "relative")


def _q(m: re.Match[str], s: _Setting) -> Interval | None:
    n, year = int(m["nth"]), int(m["year"])
    return Interval(_month(year, n * 3 - 2)[0], _month(year, n * 3)[1], "quarter", "explicit")


def _season(m: re.Match[str], s: _Setting) -> Interval | None:
    rel = (m["rel"] or "").lower().strip()
    year = int(m["year"]) if m["year"] else None
    if year is None:
        if s.on is None or not rel:
            return None
        year = s.on.first.year
    name = m["season"].lower()
    if name == "winter":
        first, last = dt.date(year - 1, 12, 1), _month(year, 2)[1]
    else:
        low, high = _SEASONS[name]
        first, last = dt.date(year, low, 1), _month(year, high)[1]
    if not m["year"] and s.on is not None:
        shift = -1 if rel == "last" and last >= s.on.first else 1 if rel == "next" and first <= s.on.first else 0
        first, last = first.replace(year=first.year + shift), last.replace(year=last.year + shift)
    return Interval(first, last, "season", "explicit" if m["year"] else "relative")


def _coarse(s: _Setting, unit: str) -> Interval | None:
    """Relative expressions need a document date at least as exact as their unit."""
    rank = {"day": 0, "week": 0, "weekend": 0, "month": 1, "year": 2, "decade": 2}
    have = {"day": 0, "month": 1, "year": 2}
    if s.on is None or have[s.on.granularity] > rank[unit]:
        last = s.on.after - dt.timedelta(days=1) if s.on and not s.future else None
        first = s.on.first if s.on else None
        return Interval(first, last, s.on.granularity if s.on else unit, "relative")
    return None


def _near_day(m: re.Match[str], s: _Setting) -> Interval | None:
    coarse = _coarse(s, "day")
    if coarse is not None or s.on is None:
        return coarse
    shift = {"yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1}[m[0].lower()]
    day = s.on.first + dt.timedelta(days=shift)
    return Interval(day, day, "day", "relative", ahead=shift > 0)


def _weekday(m: re.Match[str], s: _Setting) -> Interval | None:
    coarse = _coarse(s, "day")
    if coarse is not None or s.on is None:
        return coarse
    now, want = s.on.first, _DAYS[m["day"].lower()]
    rel = (m["rel"] or "").lower().strip()
    if rel == "next" or (s.future and rel != "last"):
        step = (want - now.weekday()) % 7 or (7 if rel == "next" else 0)
    else:
        step = -((now.weekday() - want) % 7 or (7 if rel == "last" else 0))
    day = now + dt.timedelta(days=step)
    return Interval(day, day, "day", "relative", ahead=step > 0)


def _weekend(m: re.Match[str], s: _Setting) -> Interval | None:
    coarse = _coarse(s, "weekend")
    if coarse is not None or s.on is None:
        return coarse
    monday = s.on.first - dt.timedelta(days=s.on.first.weekday())
    ahead = s.future or (m["rel"] or "").lower().startswith(("next", "this coming"))
    if not ahead and s.on.first.weekday() < 5:
        monday -= dt.timedelta(days=7)
    if (m["rel"] or "").lower().startswith("next") and s.on.first.weekday() >= 5:
        monday += dt.timedelta(days=7)
    return Interval(monday + dt.timedelta(days=5), monday + dt.timedelta(days=6), "weekend", "relative", ahead=ahead)


def _rel_unit(m: re.Match[str], s: _Setting) -> Interval | None:
    """Last week, this month, next year."""
    unit = m["unit"].lower()
    coarse = _coarse(s, unit)
    if coarse is not None or s.on is None:
        return coarse
    shift = {"last": -1, "previous": -1, "past": -1, "this": 0, "current": 0, "next": 1, "coming": 1}[m["rel"].lower()]
    first, last = _shifted(s.on.first, unit, shift)
    lead = (m["lead"] or "").lower()
    if shift == 0 and lead.startswith("earlier"):
        last = min(last, s.on.after - dt.timedelta(days=1))
    if shift == 0 and lead.startswith("later"):
        first = s.on.first
    if lead.startswith(("by the end of", "the end of", "end of")):
        return Interval(s.on.first, last, unit, "relative", ahead=True)
    return Interval(first, last, unit, "relative", ahead=shift > 0 or lead.startswith("later"))


def _shifted(now: dt.date, unit: str, by: int) -> tuple[dt.date, dt.date]:
    """The whole unit `by` units from the one that holds `now`; weeks run Monday to Sunday."""
    if unit == "day":
        day = now + dt.timedelta(days=by)
        return day, day
    if unit == "week":
        monday = now - dt.timedelta(days=now.weekday()) + dt.timedelta(weeks=by)
        return monday, monday + dt.timedelta(days=6)
    if unit == "month":
        n = now.year * 12 + now.month - 1 + by
        return _month(n // 12, n % 12 + 1)
    years = by * (10 if unit == "decade" else 1)
    first, last = _year(max(1, now.year + years))
    return (
        (first.replace(year=first.year // 10 * 10), last.replace(year=first.year // 10 * 10 + 9))
        if unit == "decade"
        else (first, last)
    )


def _count(text: str) -> int:
    return int(text) if text.isdigit() else _NUMBERS[text.lower()]


def _ago(m: re.Match[str], s: _Setting) -> Interval | None:
    unit = m["unit"].lower()
    coarse = _coarse(s, unit)
    if coarse is not None or s.on is None:
        return coarse
    if m["n"] is None:
        return Interval(None, s.on.after - dt.timedelta(days=1), "open_past", "relative")
    first, last = _shifted(s.on.first, unit, -_count(m["n"]))
    return Interval(first, last, unit, "relative")


def _past_stretch(m: re.Match[str], s: _Setting) -> Interval | None:
    """Over the past five years, for two years, in recent months, for decades."""
    unit = m["unit"].lower()
    today = s.on.after - dt.timedelta(days=1) if s.on else None
    number = m.groupdict().get("n")
    many = "multi_year" if unit in ("year", "decade") and m[0].lower().endswith("s") else unit
    if s.future:
        return Interval(s.on.first if s.on else None, None, many, "relative", ahead=True)
    if s.on is None or number is None or _coarse(s, unit) is not None:
        return Interval(None, today, many, "relative")
    return Interval(_shifted(s.on.first, unit, -_count(number))[0], today, many, "relative")


def _coming(m: re.Match[str], s: _Setting) -> Interval | None:
    first = s.on.first if s.on else None
    unit, number = m["unit"].lower(), m["n"]
    if s.on is None or number is None or _coarse(s, unit) is not None:
        return Interval(first, None, "open_future", "relative", ahead=True)
    return Interval(first, _shifted(s.on.first, unit, _count(number))[1], unit, "relative", ahead=True)


def _event_relative(m: re.Match[str], s: _Setting) -> Interval | None:
    """'Months after the coup': dated by an event the text does not date."""
    if s.future:
        return Interval(s.on.first if s.on else None, None, "open_future", "relative_to_event", ahead=True)
    return Interval(None, s.on.after - dt.timedelta(days=1) if s.on else None, "open_past", "relative_to_event")


def _long(m: re.Match[str], s: _Setting) -> Interval | None:
    return Interval(None, s.on.after - dt.timedelta(days=1) if s.on else None, "multi_year", "relative")


def _era(m: re.Match[str], s: _Setting) -> Interval | None:
    low, high = _ERAS[m["era"].lower()]
    return Interval(dt.date(low, 1, 1), dt.date(high, 12, 31), "historic_era", "explicit")


def _grammar() -> Iterator[tuple[re.Pattern[str], _Reader]]:
    def rule(pattern: str, reader: _Reader) -> tuple[re.Pattern[str], _Reader]:
        return re.compile(pattern, re.I), reader

    yield rule(rf"\b(?P<day>{_D})\s+(?:of\s+)?(?P<month>{_MA}),?\s+(?P<year>{_Y})\b", _full_day)
    yield rule(rf"\b(?P<month>{_MA})\s+(?P<day>{_D}),?\s+(?P<year>{_Y})\b", _full_day)
    yield rule(r"\b(?:1[4-9]|20)\d\d-\d\d(?:-\d\d)?\b(?!-)", _iso)
    yield rule(
        rf"\b(?:between|from)?\s*(?P<low>{_MA})(?:\s+(?P<year0>{_Y}))?\s+(?:and|to|until|through|till)\s+(?P<high>{_MA})(?:\s+(?P<year>{_Y}))?\b",
        _month_range,
    )
    yield rule(
        rf"\b(?:between|from|in)?\s*\b(?P<low>{_Y})\s*(?:and|to|until|through|-|–)\s*(?P<high>{_Y}|\d\d(?!\d))\b",
        _range,
    )
    yield rule(
        rf"\b(?:the\s+)?(?P<nth>first|second|third|fourth)\s+(?P<piece>quarter|half)\s+of\s+(?:(?P<year>{_Y})|(?P<rel>this|last|next|the)\s+year)\b",
        _piece,
    )
    yield rule(rf"\bQ(?P<nth>[1-4])\s+(?:of\s+)?(?P<year>{_Y})\b", _q)
    yield rule(rf"\b{_PART}(?:the\s+)?(?P<decade>(?:1[4-9]|20)\d0)s\b", _decade)
    yield rule(rf"\b(?:the\s+)?(?P<nth>\d\d?(?:st|nd|rd|th)|{'|'.join(_CENTURIES)})[\s-]century\b", _century)
    yield rule(rf"\b{_PART}(?P<month>{_MA}),?\s+(?:of\s+)?(?P<year>{_Y})\b", _a_month)
    yield rule(
        rf"\b(?:the\s+)?(?P<rel>last|this|next|past)?\s*(?P<season>spring|summer|autumn|fall|winter)(?:\s+(?:of\s+)?(?P<year>{_Y}))\b",
        _season,
    )
    yield rule(r"\b(?P<rel>last|this|next|past)\s+(?P<season>spring|summer|autumn|fall|winter)(?P<year>)\b", _season)
    yield rule(rf"\b(?P<month>{_MA})\s+(?P<day>{_D})\b(?!\s*(?:,\d|percent|%))(?P<year>)", _full_day)
    yield rule(rf"\b(?P<day>{_D})\s+(?:of\s+)?(?P<month>{_MA})\b(?P<year>)", _full_day)
    yield rule(r"\b(?:yesterday|today|tonight|tomorrow)\b", _near_day)
    yield rule(rf"\b(?P<rel>last |next |this |on )?(?P<day>{'|'.join(_DAYS)})\b", _weekday)
    yield rule(r"\b(?P<rel>over the |last |this past |next |this coming |this |at the |during the )weekend\b", _weekend)
    yield rule(
        rf"\b(?:about\s+|some\s+|nearly\s+)?(?:(?P<n>{_N})\s+|several\s+|many\s+)?{_UNIT}\s+"
        r"(?:ago|earlier|before that)\b",
        _ago,
    )
    yield rule(
        rf"\b(?:over|in|during|for|within)\s+(?:the\s+)?(?:past|last|previous|preceding)\s+(?:(?P<n>{_N})\s+|few\s+|several\s+)?{_UNIT}\b",
        _past_stretch,
    )
    yield rule(rf"\bin\s+recent\s+{_UNIT}\b", _past_stretch)
    yield rule(
        rf"\b(?:over|in|during|for|within)\s+(?:the\s+)?(?:next|coming|following)\s+(?:(?P<n>{_N})\s+|few\s+|several\s+)?{_UNIT}\b",
        _coming,
    )
    yield rule(rf"\bwithin\s+(?:(?P<n>{_N})\s+)?{_UNIT}\b", _coming)
    yield rule(
        r"\b(?P<lead>earlier |later |by the end of |the end of |end of )?"
        r"(?P<rel>last|previous|past|this|current|next|coming)\s+(?P<unit>week|month|year|decade)\b",
        _rel_unit,
    )
    yield rule(
        rf"\b(?:(?:{_N}|several|many|few)\s+)?(?:days?|weeks?|months?|years?|decades?)\s+(?:after|later|following|before)\b",
        _event_relative,
    )
    yield rule(
        rf"\bfor\s+(?:(?:about|over|nearly|almost|more than)\s+)?(?:(?P<n>{_N})\s+|many\s+|several\s+)?"
        rf"{_UNIT}\b(?!\s+(?:after|later))",
        _past_stretch,
    )
    yield rule(
        r"\b(?:has|have|had) long\b(?:\s+been)?|\blong-?standing\b|\b(?:decades|years)-(?:long|old)\b"
        r"|\bfor generations\b|\bfor centuries\b",
        _long,
    )
    yield rule(rf"\b(?P<era>{'|'.join(sorted(_ERAS, key=len, reverse=True))})\b", _era)
    yield rule(rf"\b{_PART}(?P<year>{_Y})\b", _a_year)
    yield rule(rf"\b{_PART}(?P<month>{_M})\b(?P<year>)", _a_month)


_GRAMMAR = tuple(_grammar())
