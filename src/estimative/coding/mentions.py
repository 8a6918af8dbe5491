"""Who is named: the tokens of a block that stand for an actor, by name or through a noun of state.

Demonyms and possessors keep their own token ("Russian oil", "Iran's drones"); with a noun of state the mention covers
the phrase ("the Russian military", "Iran's foreign minister"), and with a private person it stays unresolved.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby

from spacy.tokens import Doc, Span, Token

from estimative.actors import Found, Kind, Registry, nouns
from estimative.domain import PartialDate

from .antecedents import finite, name_end, person_beside
from .coreference import Memory, refer
from .text import Mention, Parsed

_NO_PARTY = frozenset({Kind.GROUP, Kind.REGION, Kind.BODY, Kind.FIRM})
_KINDS = {"demonym": "demonym", "capital": "metonym", "metonym": "metonym"}  # else: a name
_CONTEXT = 20_000  # characters of earlier text that tell namesakes apart
_MODIFIER = frozenset({"amod", "det", "compound", "nmod:poss", "nmod", "nmod:desc"})
_WITHIN = frozenset({"det", "amod", "compound", "nmod:poss", "nummod", "nmod:desc", "advmod"})
_ARGUMENT = frozenset({"nsubj", "nsubj:pass", "obj", "iobj", "obl", "obl:agent", "nmod:poss"})
_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november")
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_CALENDAR = frozenset({*_MONTHS, "december", *_DAYS})


def mentions(parsed: Parsed, registry: Registry, on: PartialDate | None, memory: Memory) -> list[Mention]:
    """All mentions of a block in order of their tokens; `memory` is read and brought up to date."""
    doc = parsed.doc
    named = list(_named(doc, registry, on, memory))
    _sort(named, registry, memory)
    named = _stand_for(doc, named, memory)
    named = _stand_for(doc, named, memory)  # "the Russian Foreign Ministry's spokesman"
    named = _joined(doc, named)
    memory.begin()
    found: list[Mention] = []
    for sent in doc.sents:
        own = [m for m in named if sent.start <= m.head < sent.end]
        own = _known_people(sent, own, memory)
        own += refer(sent, own, memory)
        own += _unresolved(sent, own)
        memory.remember(sent, own)
        found += own
    memory.text += doc.text + "\n"
    return sorted(found, key=lambda m: (m.start, m.end))


def _sort(named: list[Mention], registry: Registry, memory: Memory) -> None:
    kinds = {code: registry.actor(code).kind for m in named for code in m.codes}
    memory.parties |= {code for code, kind in kinds.items() if kind not in _NO_PARTY}
    memory.bands |= {code for code, kind in kinds.items() if kind == Kind.ARMED_GROUP}
    memory.bodies |= {code for code, kind in kinds.items() if kind == Kind.BODY}


def _named(doc: Doc, registry: Registry, on: PartialDate | None, memory: Memory) -> Iterator[Mention]:
    parts = [t.text for t in doc]
    said = memory.text[-_CONTEXT:]
    scanned = list(registry.scan(parts, on, said))
    for f in scanned:
        if f.resolution.kind == "person" and f.resolution.actor:
            memory.meet(parts[f.end - 1], (f.resolution.actor.code,))
    found = [m for f in scanned for m in _mention(doc, f, registry, on, said)]
    for _, same in groupby(found, key=lambda m: (m.start, m.end)):
        yield _merged(list(same))


def _merged(same: list[Mention]) -> Mention:
    """`U.S.-Israeli` may be one token with two names in it."""
    codes = tuple(dict.fromkeys(code for m in same for code in m.codes))
    return same[0] if len(same) == 1 else replace(same[0], codes=codes, kind="demonym")


def _mention(doc: Doc, found: Found, registry: Registry, on: PartialDate | None, text: str) -> Iterator[Mention]:
    span = doc[found.start : found.end]
    resolution = found.resolution
    year = _year(span.root, on)
    if year:
        resolution = registry.resolve(span.text, year, doc.text + "\n" + text)
    if resolution.actor:
        kind = _KINDS.get(resolution.kind, "name")
        yield Mention(found.start, found.end, span.root.i, (resolution.actor.code,), kind, span.text)
    elif resolution.kind != "namesake":
        yield Mention(found.start, found.end, span.root.i, (), "unresolved", span.text)


def _year(token: Token, on: PartialDate | None) -> PartialDate | None:
    """The one past year that the clause of a token is set in: "Iran offered Russia a deal (in 1586)"."""
    clause = token.doc[finite(token)]
    years = _years(clause)
    while not years and clause.dep_ in ("advcl", "ccomp", "acl:relcl") and "Pres" not in clause.morph.get("Tense", []):
        clause = clause.doc[finite(clause.head)]
        years = _years(clause)
    past = years if on is None else {y for y in years if y < on.first.year}
    return PartialDate(str(min(past))) if len(past) == 1 == len(years) else None


def _years(clause: Token) -> set[int]:
    digits = (t for t in clause.sent if t.text.isdigit() and len(t.text) == 4 and finite(t) == clause.i)
    return {int(t.text) for t in digits if 1500 <= int(t.text) <= 2100}


def _stand_for(doc: Doc, named: list[Mention], memory: Memory) -> list[Mention]:
    """Names that modify a noun of state or a private person become one mention of the whole phrase."""
    by_noun: dict[int, list[Mention]] = {}
    for mention in named:
        noun = _noun(doc, mention)
        if noun is not None:
            by_noun.setdefault(noun.i, []).append(mention)
    kept = [m for m in named if not any(m in group for group in by_noun.values())]
    for index, group in by_noun.items():
        kept += _phrase(doc[index], group, memory)
    return kept


def _joined(doc: Doc, named: list[Mention]) -> list[Mention]:
    """One mention for "Russian President Vladimir Putin", not two; no open name in a known phrase."""
    phrases = [m for m in named if m.kind == "nominal" and m.codes]
    inside = {id(m): p for m in named for p in phrases if m.kind != "nominal" and _part(m, p)}
    ends = {id(p): max(m.end for m in named if inside.get(id(m)) is p) for p in inside.values()}
    wide = (
        replace(m, end=end, text=doc[m.start : end].text) for m in named for end in [max(m.end, ends.get(id(m), 0))]
    )
    return [w for m, w in zip(named, wide, strict=True) if id(m) not in inside]


def _part(name: Mention, phrase: Mention) -> bool:
    """Whether a name is the head of a phrase, or stands unresolved within it."""
    return name.head == phrase.head or (not name.codes and phrase.start <= name.start and name.end <= phrase.end)


def _noun(doc: Doc, mention: Mention) -> Token | None:
    """The noun of state or private noun that a name modifies, directly or through its first conjunct."""
    head = doc[mention.head]
    if mention.kind == "nominal" and head.dep_ != "nmod:poss":
        return None
    while head.dep_ == "conj":
        head = head.head
    noun = head.head
    if head.dep_ not in _MODIFIER or _compound_adjective(doc, mention) or noun.i == head.i:
        return None
    if (
        head.dep_ == "nmod"
        and head.i > noun.i
        and not any(c.dep_ == "case" and c.lower_ == "of" for c in head.children)
    ):
        return None
    known = nouns().state | nouns().private
    if noun.pos_ == "PROPN" and _lemma(noun) not in known:
        titles = (c for c in noun.children if c.dep_ in ("nmod:desc", "compound") and c.i < noun.i)
        noun = next((c for c in titles if _lemma(c) in known), noun)
    if noun.dep_ == "compound" and head.dep_ == "amod" and _lemma(noun) not in known:
        noun = noun.head
    other = head.dep_ == "nmod:poss" and _lemma(noun) in nouns().partner  # "Iran's ally" is not Iran
    return noun if _lemma(noun) in known and not other else None


def _compound_adjective(doc: Doc, mention: Mention) -> bool:
    """`Iran-backed`, `U.S.-made`: the state is not whom the noun stands for."""
    joined = "-" in doc[mention.end - 1].text[1:]
    after = doc[mention.end : mention.end + 2]
    return joined or (
        len(after) == 2 and after[0].text in "-‐‑–" and after[1].tag_ in ("VBN", "VBD", "VBG", "JJ", "NN")
    )


def _lemma(token: Token) -> str:
    return token.lemma_.lower()


def _phrase(noun: Token, group: list[Mention], memory: Memory) -> list[Mention]:
    person = person_beside(noun)
    private = _lemma(noun) in nouns().private and not {c for m in group for c in m.codes} <= memory.bodies
    private = private or any(c.lower_ in nouns().past for c in noun.subtree if c.i < noun.i)
    codes = () if private else tuple(dict.fromkeys(code for m in group for code in m.codes))
    head = person if person is not None and person.dep_ != "appos" and noun.dep_ in ("nmod:desc", "compound") else noun
    start, end = _extent(noun, head, group)
    kind = "nominal" if codes else "unresolved"
    found = [Mention(start, end, head.i, codes, kind, noun.doc[start:end].text)]
    if person is not None:
        for part in person.doc[person.i : name_end(person)]:
            memory.meet(part.text, codes)
    if person is not None and head is not person and codes:
        found.append(
            Mention(person.i, name_end(person), person.i, codes, "name", person.doc[person.i : name_end(person)].text)
        )
    return found


def _extent(noun: Token, head: Token, group: Iterable[Mention]) -> tuple[int, int]:
    left = [c.left_edge.i for c in noun.children if c.dep_ in _WITHIN and c.i < noun.i]
    start = min([noun.i, head.i, *left, *(m.start for m in group)])
    return start, max([noun.i + 1, head.i + 1, *(m.end for m in group)])


def _known_people(sent: Span, own: list[Mention], memory: Memory) -> list[Mention]:
    """The mentions with the surnames that the document has given an office of a state."""
    taken = {i for m in own if m.codes for i in range(m.start, m.end)}
    people = [t for t in sent if t.i not in taken and memory.people.get(t.text)]
    at = {t.i for t in people}
    kept = [m for m in own if m.codes or not at & set(range(m.start, m.end))]
    return kept + [Mention(t.i, t.i + 1, t.i, memory.people[t.text], "name", t.text) for t in people]


def _unresolved(sent: Span, own: list[Mention]) -> list[Mention]:
    """Capitalised arguments that no table knows: kept, without a code."""
    taken = {i for m in own for i in range(m.start, m.end)}
    return [
        Mention(start, end, t.i, (), "unresolved", sent.doc[start:end].text)
        for t in sent
        if t.pos_ == "PROPN" and t.dep_ in _ARGUMENT and t.text[:1].isupper() and t.lower_ not in _CALENDAR
        for start, end in [_name_extent(t)]
        if not taken & set(range(start, end)) and not any(c.isdigit() for c in sent.doc[start:end].text)
    ]


def _name_extent(token: Token) -> tuple[int, int]:
    parts = [token.i, *(c.i for c in token.children if c.dep_ in ("compound", "flat", "nmod:desc", "amod"))]
    return min(parts), max(parts) + 1
