"""Laws of the coder: what may be changed in a text without changing what it says.

Material: templates of our own with states, adjectives and capitals from the registry, and the sentences of the open
articles of the bench with their paragraphs as they stand.
"""

import random
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from estimative.actors import Actor, Kind, Registry, registry
from estimative.coding import Coding, SyntaxCoder
from estimative.domain import Block, Claim, Document, PartialDate
from estimative.sources import read

FRESH = Path(__file__).parents[2] / "benchmarks" / "coding" / "fresh"
ARTICLES = ("china_pakistan", "north_korea_russia", "rwanda_m23", "ussr_egypt")
ON = PartialDate("2024-05-20")
TEMPLATES = (
    "{A} delivered two frigates to {B} in March.",
    "{a} engineers are building a power plant in {B}.",
    "{A} refused to sell {B} missiles.",
    "{A} may lend {B} money, officials said.",
    "{A} imposed sanctions on {B}.",
    "{A} and {B} signed a defence treaty.",
    "{B} bought grain from {A} last year.",
    "{A} denied that it had armed {B}.",
    "{A} accused {B} of shelling a village.",
    "Tanks were delivered to {B} by {A}.",
    "{A} will train {b} pilots.",
    "{B} asked {A} for loans.",
    "If {B} pays, {A} will send gas.",
    "{A} suspended the delivery of spare parts to {B}.",
    "The two ships that {A} sold {B} arrived in May.",
    "{A} has never supplied {B} with aircraft.",
    "{A} condemned {B} and recalled its ambassador.",
    "Officials of {A} and {B} met on Monday.",
    "{a} troops withdrew from {B}.",
    "According to {A}, {B} fired two rockets.",
)
OWN = Actor("XNW", "Ruvonia", names=("Ruvonia",), demonyms=("Ruvonian",))
Key = tuple[object, ...]


@lru_cache
def states() -> tuple[Actor, ...]:
    """States of today with a name and an adjective of one word each that do not hold each other's."""

    def fits(a: Actor) -> bool:
        words = (a.name, *a.demonyms[:1])
        return a.kind == Kind.STATE and a.end is None and len(words) == 2 and all(w.isalpha() for w in words)

    return tuple(a for a in registry().actors if fits(a))


def two_states() -> st.SearchStrategy[tuple[Actor, Actor]]:
    pair = st.tuples(st.sampled_from(states()), st.sampled_from(states()))
    return pair.filter(lambda p: p[0].code != p[1].code)


def filled(template: str, a: Actor, b: Actor) -> str:
    return template.format(A=a.name, a=a.demonyms[0], B=b.name, b=b.demonyms[0])


def code(text: str, actors: Registry | None = None) -> Coding:
    """A text that is all body."""
    document = Document(text, "", (Block(0, len(text), "body", "body"),))
    return SyntaxCoder().code(document, ON, actors or registry())


def article(data: bytes, name: str = "text.txt") -> Coding:
    source = read(Path(name), ON, data=data)
    return SyntaxCoder().code(source.document, ON, registry())


def structure(claim: Claim) -> Key:
    """What a claim says, without places, names within the document and free text."""
    event = claim.plover and (claim.plover.event, claim.plover.mode)
    sides = (frozenset(claim.actor), frozenset(claim.recipient))
    kind = (claim.channel, claim.polarity, claim.claim_type, event, claim.status, claim.terms, claim.flow_of)
    sure = (claim.factuality, claim.modality, claim.mutual, claim.reverse, claim.attributed_to != "author")
    return (*(sides if not claim.mutual else (frozenset(sides),)), *kind, *sure)


def said(coding: Coding) -> Counter[Key]:
    return Counter(structure(c) for c in coding.claims)


def renamed(found: Counter[Key], names: dict[str, str]) -> Counter[Key]:
    def swap(part: object) -> object:
        if isinstance(part, frozenset):
            return frozenset(swap(x) for x in part)
        return names.get(part, part) if isinstance(part, str) else part

    return Counter({tuple(swap(p) for p in key): n for key, n in found.items()})


@lru_cache
def body(name: str) -> tuple[str, ...]:
    """The paragraphs of an article's body."""
    coding = article((FRESH / f"{name}.txt").read_bytes())
    text = (FRESH / f"{name}.txt").read_text("utf8")
    bodies = [s.start for s in coding.sentences if s.kind == "body"]
    found, at = [], 0
    for part in text.split("\n\n"):
        found += [part] if any(at <= b < at + len(part) for b in bodies) else []
        at += len(part) + 2
    return tuple(found)


PARAGRAPHS = [(name, n) for name in ARTICLES for n in range(len(body(name)))]


def swap_holds(template: str, a: Actor, b: Actor) -> bool:
    there, back = code(filled(template, a, b)), code(filled(template, b, a))
    return said(back) == renamed(said(there), {a.code: b.code, b.code: a.code})


@lru_cache
def with_own() -> Registry:
    return registry().with_case([OWN])


def rename_holds(template: str, a: Actor, b: Actor) -> bool:
    changed = code(filled(template, OWN, b), with_own())
    return said(changed) == renamed(said(code(filled(template, a, b))), {a.code: OWN.code})


@pytest.mark.xfail(strict=True, reason="the parser sees the letters of a name: some names change the tree")
@given(st.sampled_from(TEMPLATES), two_states())
@settings(max_examples=100, deadline=None, derandomize=True, database=None, phases=[Phase.generate])
def test_two_actors_swapped_swaps_directions_and_nothing_else(template: str, pair: tuple[Actor, Actor]) -> None:
    assert swap_holds(template, *pair)


RANK = {"CT": 2, "PR": 1, "PS": 0, "Uu": 0}


def reportedly_holds(template: str, a: Actor, b: Actor) -> bool:
    """No relation is surer than without the word."""
    plain = filled(template, a, b)
    before, after = code(plain), code("Reportedly, " + lowered(plain, (a, b)))
    top: dict[Key, int] = {}
    for c in before.claims:
        top[relation(c)] = max(top.get(relation(c), 0), RANK[c.factuality[:2]])
    return all(RANK[c.factuality[:2]] <= top.get(relation(c), 2) for c in after.claims)


def relation(c: Claim) -> Key:
    return frozenset((*c.actor, *c.recipient)), c.channel, c.polarity


def lowered(text: str, pair: tuple[Actor, Actor]) -> str:
    """With a small first letter unless a name opens it."""
    named = text.split()[0] in {w for a in pair for w in (a.name, a.demonyms[0])}
    return text if named else text[0].lower() + text[1:]


@given(st.sampled_from(PARAGRAPHS), st.sampled_from(("CRLF", "NFD", "curly", "BOM")))
@settings(max_examples=25, deadline=None)
def test_writing_the_same_text_otherwise_changes_nothing(which: tuple[str, int], how: str) -> None:
    name, n = which
    text = "Officials spoke in the café on Monday.\n\n" + body(name)[n] + '\n\n"It is enough," a trader said.\n'
    data = {
        "CRLF": text.replace("\n", "\r\n").encode(),
        "NFD": unicodedata.normalize("NFD", text).encode(),
        "curly": re.sub(r'(?<!\w)"', "“", text).replace('"', "”").replace("'", "’").encode(),
        "BOM": b"\xef\xbb\xbf" + text.encode(),
    }[how]
    plain, other = article(text.encode()), article(data)
    assert [s.kind for s in plain.sentences] == [s.kind for s in other.sentences]
    assert said(plain) == said(other)
    if how != "curly":
        assert [c.span for c in plain.claims] == [c.span for c in other.claims]


SPELLINGS = (
    *(("defence", "defense"), ("programme", "program"), ("harbour", "harbor"), ("armoured", "armored")),
    *(("neighbour", "neighbor"), ("organis", "organiz"), ("licence", "license"), ("cancelled", "canceled")),
    *(("modernis", "moderniz"), ("favour", "favor"), ("manoeuvre", "maneuver"), ("mobilis", "mobiliz")),
)
BRITISH = (
    "{A} signed a defence treaty with {B}.",
    "{A} delivered armoured vehicles to {B}.",
    "{A} cancelled the defence programme with {B}.",
    "{A} helped {B} to modernise its harbours.",
    "{A} granted {B} a licence for the missiles.",
    "{A} organised manoeuvres with {B}, its neighbour.",
    "{A} mobilised troops against {B}.",
    "{A} sold {B} artillery and favoured its candidate.",
)


def american_holds(template: str, a: Actor, b: Actor) -> bool:
    american = template
    for old, new in SPELLINGS:
        american = american.replace(old, new)
    return said(code(filled(american, a, b))) == said(code(filled(template, a, b)))


def sample(templates: Sequence[str]) -> list[tuple[str, Actor, Actor]]:
    """Every template with two pairs of states, drawn once."""
    draw = random.Random(5)
    return [(t, *draw.sample(states(), 2)) for t in templates for _ in range(2)]


@pytest.mark.parametrize(
    ("law", "templates", "least"),
    [
        (swap_holds, TEMPLATES, 0.9),
        (rename_holds, TEMPLATES, 0.9),
        (reportedly_holds, TEMPLATES, 0.95),
        (american_holds, BRITISH, 0.85),
    ],
    ids=["swap", "rename", "reportedly", "american"],
)
def test_share_of_sentences_that_keep_a_law(
    law: Callable[[str, Actor, Actor], bool], templates: Sequence[str], least: float
) -> None:
    """Floors, as measured: the parser sees the letters of names and words, so that some readings differ."""
    broken = [filled(*one) for one in sample(templates) if not law(*one)]
    share = 1 - len(broken) / len(sample(templates))
    assert share >= least, broken


FURNITURE = (
    "Read more: Ten recipes for the weekend",
    "Subscribe to our newsletter",
    "Photo: Reuters",
    "Share this article",
    "Advertisement",
    "Related: Kenya Sends Tanks To Ghana",
)


@pytest.mark.parametrize("line", FURNITURE)
@pytest.mark.parametrize("name", ARTICLES[:2])
def test_furniture_adds_nothing(name: str, line: str) -> None:
    parts = (FRESH / f"{name}.txt").read_text("utf8").split("\n\n")
    middle = len(parts) // 2
    with_it = "\n\n".join([*parts[:middle], line, *parts[middle:]])
    assert said(article(with_it.encode())) == said(article("\n\n".join(parts).encode()))


@pytest.mark.parametrize("name", ARTICLES)
def test_a_text_said_twice_repeats_itself(name: str) -> None:
    """The first half says what it says alone, and what the second says again points to the first."""
    text = "\n\n".join(body(name))
    once, twice = article(f"{text}\n".encode()), article(f"{text}\n\n{text}\n".encode())
    first = [c for c in twice.claims if c.span.start < len(text)]
    again = Counter(map(structure, first))
    assert again == said(once)
    new = [c for c in twice.claims if c.span.start >= len(text) and structure(c) in again]
    assert sum(said(once).values()) >= len(new) > 0
    assert all(c.repeat_of in {x.id for x in first} for c in new)
