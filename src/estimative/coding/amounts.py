"""Amounts in a text: numbers in figures and words with their units, fractions, changes, ranges and vague quantities."""

import re
from dataclasses import dataclass

from .signatures import table

NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_SCALE = {
    "thousand": 1e3, "k": 1e3, "million": 1e6, "mn": 1e6, "m": 1e6, "mln": 1e6, "billion": 1e9, "bn": 1e9, "b": 1e9,
    "bln": 1e9, "trillion": 1e12, "tn": 1e12, "hundred": 1e2, "dozen": 12.0, "score": 20.0,
}  # fmt: skip
_UNITS = [
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen"),
    *("fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_SMALL = {w: float(i + 1) for i, w in enumerate(_UNITS)} | {w: 10.0 * (i + 2) for i, w in enumerate(_TENS)}
_SMALL |= {"a": 1.0, "an": 1.0}
_TEENS = "|".join(sorted(_UNITS, key=len, reverse=True))
_WORD = rf"(?:(?:{'|'.join(_TENS)})(?:[- ](?:{'|'.join(_UNITS[:9])}))?|{_TEENS}|a|an)"
_SCALES = "thousand|million|billion|trillion|hundred|dozen|mln|bln|mn|bn|tn"
_AMOUNT = (
    rf"(?:(?P<cur>US\$|C\$|A\$|[$€£¥₹]|USD|EUR)\s?)?(?:(?P<num>{NUMBER})(?:\s?(?P<scale>{_SCALES}|[mbk](?=[\s/.,;)]|$|b/d)))?"
    rf"|(?P<word>{_WORD}(?=\s(?:{_SCALES}))|(?!an?\b){_WORD})\b(?:[\s-](?P<wscale>{_SCALES}))?)"
)
_RANGE = re.compile(rf"\b(?:between\s+|from\s+)?(?P<low>{NUMBER})\s*(?:and|to|-|–)\s*(?={NUMBER})", re.I)
_MONEY = {
    "$": "USD",
    "us$": "USD",
    "c$": "CAD",
    "a$": "AUD",
    "€": "EUR",
    "£": "GBP",
    "¥": "JPY",
    "₹": "INR",
    "usd": "USD",
    "eur": "EUR",
}
_CHANGE = {
    "doubled": 100.0,
    "double": 100.0,
    "tripled": 200.0,
    "quadrupled": 300.0,
    "halved": -50.0,
    "doubling": 100.0,
    "halving": -50.0,
}
_FRACTION = {
    "half": 50.0,
    "a third": 100 / 3,
    "one-third": 100 / 3,
    "two-thirds": 200 / 3,
    "two thirds": 200 / 3,
    "a quarter": 25.0,
    "three-quarters": 75.0,
    "three quarters": 75.0,
    "a fifth": 20.0,
    "most": None,
    "the bulk": None,
}


@dataclass(frozen=True, slots=True)
class Amount:
    """Characters `start`..`end` of the text; `upper` closes a range; `bound` where the words themselves say it; the
    highest `rank` is the likeliest to be meant (money and measures before counts)."""

    start: int
    end: int
    value: float | None
    upper: float | None
    unit: str
    bound: str | None = None
    rank: int = 0


def amounts(text: str) -> list[Amount]:
    """Every amount of the text, vague ones only where there is no other."""
    found = [f for m in re.finditer(_AMOUNT, text, re.I) if (f := _amount(text, m)) is not None]
    found = _ranges(text, found)
    lower = text.lower()
    for word, value in _FRACTION.items():
        if word not in lower:
            continue
        for m in re.finditer(rf"\b{word}\b(?! (?:dozen|million|billion|year|a )|-)", lower):
            if (
                not re.match(r"\s*of (?:19|20)\d\d|\s*of (?:the year|this year)", lower[m.end() :])
                and lower[m.start() - 6 : m.start()] != "first "
            ):
                reduced = re.search(
                    r"\b(reduced|cut|fell|fall|falls|dropped|decline\w*|slashed?|lowered)\b.*\bby\b", lower[: m.start()]
                )
                if value is not None or lower[m.end() :].lstrip().startswith("of"):
                    signed = -value if value is not None and reduced else value
                    found.append(
                        Amount(m.start(), m.end(), signed, None, "percent", None if value is not None else "vague", 2)
                    )
    for word, change in _CHANGE.items():
        if word in lower:
            hits = re.finditer(rf"\b{word}\b", lower)
            found += [Amount(m.start(), m.end(), change, None, "percent", "exact", 1) for m in hits]
    return found or _vague(lower)


def _amount(text: str, m: re.Match[str]) -> Amount | None:
    value = _value(m)
    after = text[m.end() :]
    before = text[: m.start()]
    if value is None or _no_amount(text, m, before, after):
        return None
    unit, factor, used = _unit(m, after)
    if (
        unit == "count"
        and m["word"]
        and value <= 2
        and re.match(
            r"\s+(?:countries|nations|capitals|sides|states|leaders|governments|neighbours|neighbors|parties|allies|men|presidents|ministers)\b",
            after,
        )
    ):
        return None
    rank = 3 if unit not in ("count", "percent") else 2 if unit == "percent" else 1 if value >= 2 else 0
    scaled = round(value * factor, 6)
    return Amount(m.start(), m.end() + used, scaled, None, unit, None, rank)


def _value(m: re.Match[str]) -> float | None:
    if m["num"]:
        scale = (m["scale"] or "").lower()
        return float(m["num"].replace(",", "")) * _SCALE.get(scale, 1.0)
    word = m["word"].lower()
    if word not in _SMALL and re.split(r"[- ]", word)[0] not in _SMALL:
        return None
    value = sum(_SMALL.get(part, 0.0) for part in re.split(r"[- ]", word))
    return value * _SCALE.get((m["wscale"] or "").lower(), 1.0)


_MONTHS = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december"
    r"|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\.?"
)


def _no_amount(text: str, m: re.Match[str], before: str, after: str) -> bool:
    """Years, days of the month, model numbers (S-400, J-10), ordinals, 'one of', ages and clock times."""
    bare = m["num"] and not m["cur"] and not m["scale"]
    if before[-1:].isalnum() or before[-1:] in ("-", "–", ".", "/", "$", "€", "£"):
        return not _after_number(before)
    if (
        bare
        and re.fullmatch(r"(?:1[5-9]|20)\d\d", m["num"])
        and not re.match(
            rf"\s+(?!to\b|and\b|in\b|as\b|when\b|after\b|with\b|but\b|for\b|by\b|because\b|{_MONTHS})[a-z]+s\b", after
        )
    ):
        return True
    if bare and (re.search(rf"\b{_MONTHS}\s*$", before, re.I) or re.match(rf"\s+(?:of\s+)?{_MONTHS}\b", after, re.I)):
        return True
    if bare and re.match(r"(?:st|nd|rd|th)\b|-[A-Za-z]*\d|[A-Z]|:\d", after):
        return True
    if re.match(r"[\s-]+(?:years?|months?|weeks?|days?|hours?|decades?)\b(?!-old)", after) and not re.match(
        r"[\s-]+days? of oil", after
    ):
        return True
    return (
        bool(m["word"])
        and (m["wscale"] is None)
        and bool(re.match(r"\s+(?:of|another|by|day|side|hand|party|thing|who)\b", after))
        and m["word"].lower() == "one"
    )


def _after_number(before: str) -> bool:
    return bool(re.search(rf"\b(?:{NUMBER})\s?(?:-|–)$", before))


def _unit(m: re.Match[str], after: str) -> tuple[str, float, int]:
    """(unit, factor to the base unit, characters used after the number)."""
    for raw in table("units")["unit"]:
        hit = re.match(rf"\s*-?(?:{raw['match']})(?![a-z])", after, re.I if not raw.get("case") else 0)
        if hit:
            return raw["unit"], raw.get("factor", 1.0), hit.end()
    if m["cur"]:
        return _MONEY[m["cur"].strip().lower()], 1.0, 0
    return "count", 1.0, 0


def _ranges(text: str, found: list[Amount]) -> list[Amount]:
    """'Between 200 and 300 jets', '200-300 tanks', '1 to 2 billion dollars': two amounts that are one."""
    out: list[Amount] = []
    for f in found:
        last = out[-1] if out else None
        gap = text[last.end : f.start] if last else ""
        if last and last.value is not None and f.value is not None and re.fullmatch(r"\s*(?:to|and|-|–)\s*", gap):
            both = gap.strip() != "and" or re.search(r"between\s*$", text[: last.start], re.I)
            low = _scaled_like(text, last, f)
            if both and last.unit in ("count", f.unit) and low < f.value:
                out[-1] = Amount(last.start, f.end, low, f.value, f.unit, "range", f.rank)
                continue
        out.append(f)
    return out


def _scaled_like(text: str, low: Amount, high: Amount) -> float:
    """'1 to 2 billion': the scale of the second amount is that of the first."""
    first, second = text[low.start : low.end], text[high.start : high.end]
    value = low.value or 0.0
    scale = re.search(rf"\b({_SCALES})\b|(?<=\d)(bn|mn|tn)", second, re.I)
    plain = re.fullmatch(rf"[$€£]?\s?(?:{NUMBER})", first.strip())
    factor = _SCALE[(scale[1] or scale[2]).lower()] if scale and plain else 1.0
    if high.unit != low.unit and plain and not scale and high.value:
        number = re.search(NUMBER, second)
        factor = high.value / float(number[0].replace(",", "")) if number else 1.0
    return round(value * factor, 6)


_VAGUE = re.compile(
    r"\b(?:tens of thousands|hundreds of thousands|millions|thousands|hundreds|dozens|scores"
    r"|several dozen|several hundred"
    r"|billions|several|(?:vast|large|huge|small|significant|substantial|massive|limited|considerable|unspecified|growing|record)"
    r" (?:quantit(?:y|ies)|numbers?|amounts?|volumes?|sums?|shipments?|quantities)|a handful|a number)\b"
)
_COUNTED = re.compile(r"thousand|hundred|million|billion|dozen|score|several|handful|number")


def _vague(lower: str) -> list[Amount]:
    found = []
    for m in _VAGUE.finditer(lower):
        counted = _COUNTED.search(m[0]) is not None
        money = re.match(r"\s+(?:of\s+)?(?:us\s+)?dollars", lower[m.end() :])
        unit = "USD" if money else "count" if counted else "quantity"
        found.append(Amount(m.start(), m.end(), None, None, unit, "vague", 1))
    return found
