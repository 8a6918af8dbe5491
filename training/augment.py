"""Variants of training documents that make the parser robust: casing, headlines, quotes, missing stops, datelines.

Registered as the augmenter `estimative.variants`. Each document is passed on as it is; with probability `level` a
variant of it follows, in which some sentences are changed. The changes keep the tree, but for words that headlines drop
and words that are put in front.
"""

import random
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc, Token
from spacy.training import Example
from spacy.util import registry

_LISTS = tomllib.loads((Path(__file__).parent / "augment.toml").read_text(encoding="utf8"))
SMALL = frozenset(_LISTS["small_words"])
CURLY = {"'s": "’s", "n't": "n’t", "'re": "’re", "'ve": "’ve", "'ll": "’ll", "'d": "’d", "'m": "’m", "'": "’"}
STRAIGHT = {curly: straight for straight, curly in CURLY.items()} | {"‘": "'"}


@dataclass(frozen=True, slots=True)
class Word:
    """A token of a sentence; `head` is the index of its head in the sentence, its own for the root."""

    text: str
    space: bool
    tag: str
    pos: str
    morph: str
    lemma: str
    head: int
    dep: str


Sentence = list[Word]
Change = Callable[[Sentence, random.Random], Sentence]


def lower_case(words: Sentence, _: random.Random) -> Sentence:
    return [replace(w, text=w.text.lower(), lemma=w.lemma.lower()) for w in words]


def upper_case(words: Sentence, _: random.Random) -> Sentence:
    return [replace(w, text=w.text.upper(), lemma=w.lemma if w.text.isupper() else "") for w in words]


def title_case(words: Sentence, _: random.Random) -> Sentence:
    """Capitals as in headlines: small words but the first stay as they are."""
    return [w if (i and w.text.lower() in SMALL) or not w.text.isalpha() else _capital(w) for i, w in enumerate(words)]


def _capital(word: Word) -> Word:
    text = word.text[0].upper() + word.text[1:]
    return word if text == word.text else replace(word, text=text, lemma="")


def without_stop(words: Sentence, _: random.Random) -> Sentence:
    return _without(words, {len(words) - 1}) if words[-1].text in (".", "!") else words


def headline(words: Sentence, chance: random.Random) -> Sentence:
    """No articles, no auxiliary of a passive or progressive, no final stop; half of them in title case."""
    held = {w.head for w in words}
    drop = {
        i
        for i, w in enumerate(words)
        if i not in held and (w.text.lower() in ("a", "an", "the") or (w.dep in ("aux", "aux:pass") and w.tag != "MD"))
    }
    bare = without_stop(_without(words, drop), chance)
    first = _capital(bare[0]) if bare[0].text.islower() and bare[0].text.isalpha() else bare[0]
    bare = [first, *bare[1:]]
    return title_case(bare, chance) if chance.random() < 0.5 else bare


def quotes(words: Sentence, _: random.Random) -> Sentence:
    """Straight quotes become curly ones, curly quotes straight ones."""
    opened = False
    out = []
    for w in words:
        text = w.text
        if text == '"':
            text = "”" if opened else "“"
            opened = not opened
        elif text in ("“", "”"):
            text = '"'
        out.append(replace(w, text=CURLY.get(text) or STRAIGHT.get(text) or text))
    return out


def dateline(words: Sentence, chance: random.Random) -> Sentence:
    """ "CAIRO (Reuters) - " in front, with a date or without agency; the place hangs on the root as `dep`."""
    city = chance.choice(_LISTS["cities"])
    front = [
        Word(city.upper() if chance.random() < 0.7 else city, True, "NNP", "PROPN", "Number=Sing", city, -1, "dep")
    ]
    if chance.random() < 0.3:
        front = [replace(front[0], space=False), Word(",", True, ",", "PUNCT", "", ",", 2, "punct")]
        front.append(_name(chance.choice(_LISTS["months"]), 0, "nmod:unmarked"))
        front.append(Word(str(chance.randint(1, 30)), True, "CD", "NUM", "NumForm=Digit|NumType=Card", "", 2, "nummod"))
    if chance.random() < 0.7:
        at = len(front)
        front.append(Word("(", False, "-LRB-", "PUNCT", "", "(", at + 1, "punct"))
        front.append(replace(_name(chance.choice(_LISTS["agencies"]), 0, "list"), space=False))
        front.append(Word(")", True, "-RRB-", "PUNCT", "", ")", at + 1, "punct"))
    dash = chance.choice(("-", "–", "—", "--", ":" if len(front) == 1 else "-"))
    front[-1] = replace(front[-1], space=dash != ":")
    front.append(Word(dash, True, ":", "PUNCT", "", dash, 0, "punct"))
    return _before(front, words)


def _name(text: str, head: int, dep: str) -> Word:
    return Word(text, True, "NNP", "PROPN", "Number=Sing", text, head, dep)


def bullet(words: Sentence, chance: random.Random) -> Sentence:
    """A bullet in front, no stop behind."""
    mark = chance.choice(("-", "*", "•", "–"))
    return without_stop(_before([Word(mark, True, "NFP", "PUNCT", "", mark, -1, "punct")], words), chance)


def fragment(words: Sentence, chance: random.Random) -> Sentence:
    """A noun phrase or a clause of the sentence alone."""
    spans = [
        s for i, w in enumerate(words) if w.dep in ("nsubj", "obj", "obl", "ccomp", "conj") and (s := _under(words, i))
    ]
    if not spans:
        return words
    start, end, top = chance.choice(spans)
    part = [replace(w, head=w.head - start) for w in words[start:end]]
    part[top - start] = replace(part[top - start], head=top - start, dep="ROOT")
    return part


def _under(words: Sentence, top: int) -> tuple[int, int, int] | None:
    """Bounds of the subtree of `top` and `top`, if unbroken, of 3 to 15 words and not opened by a function word."""
    inside = {top}
    for _ in range(len(words)):
        more = {i for i, w in enumerate(words) if w.head in inside}
        if more <= inside:
            break
        inside |= more
    start, end = min(inside), max(inside) + 1
    fits = (
        len(inside) == end - start
        and 3 <= end - start <= 15
        and words[start].dep not in ("case", "cc", "mark", "punct")
    )
    return (start, end, top) if fits else None


def _before(front: Sentence, words: Sentence) -> Sentence:
    """`front` put first; its head -1 is the root of `words`."""
    by = len(front)
    moved = [replace(w, head=w.head + by) for w in words]
    root = by + next(i for i, w in enumerate(words) if w.head == i)
    return [replace(w, head=root) if w.head == -1 else w for w in front] + moved


def _without(words: Sentence, drop: set[int]) -> Sentence:
    """The sentence without words that nothing hangs on; unchanged if little would be left."""
    drop = {i for i in drop if all(w.head != i or k == i for k, w in enumerate(words)) and words[i].head != i}
    kept = [i for i in range(len(words)) if i not in drop]
    if len(kept) < 2:
        return words
    place = {old: new for new, old in enumerate(kept)}
    out = [replace(words[i], head=place[words[i].head]) for i in kept]
    if len(words) - 1 in drop:
        out[-1] = replace(out[-1], space=True)
    return [
        replace(w, space=True) if i + 1 < len(kept) and kept[i + 1] != kept[i] + 1 else w for i, w in enumerate(out)
    ]


CHANGES: tuple[tuple[float, Change], ...] = (
    (0.12, lower_case),
    (0.07, upper_case),
    (0.08, title_case),
    (0.16, headline),
    (0.12, quotes),
    (0.10, without_stop),
    (0.12, dateline),
    (0.04, bullet),
    (0.05, fragment),
)


@registry.augmenters("estimative.variants")
def variants(level: float, seed: int) -> Callable[[Language, Example], Iterator[Example]]:
    """An augmenter that gives every document and, for the share `level` of them, a variant of it."""
    chance = random.Random(seed)

    def augment(nlp: Language, example: Example) -> Iterator[Example]:
        yield example
        if chance.random() < level:
            yield _example(nlp, [_changed(s, chance) for s in _sentences(example.reference)])

    return augment


def _changed(words: Sentence, chance: random.Random) -> Sentence:
    at = chance.random()
    for share, change in CHANGES:
        if at < share:
            return change(words, chance)
        at -= share
    return words


def _sentences(doc: Doc) -> Iterator[Sentence]:
    for sent in doc.sents:
        yield [_word(token, sent.start) for token in sent]


def _word(token: Token, start: int) -> Word:
    head = token.head.i - start
    return Word(
        token.text, bool(token.whitespace_), token.tag_, token.pos_, str(token.morph), token.lemma_, head, token.dep_
    )


def _example(nlp: Language, sentences: list[Sentence]) -> Example:
    words, heads, starts = [], [], []
    for sentence in sentences:
        starts += [i == 0 for i in range(len(sentence))]
        heads += [w.head + len(words) for w in sentence]
        words += sentence
        words[-1] = replace(words[-1], space=True)
    reference = Doc(
        nlp.vocab,
        words=[w.text for w in words],
        spaces=[w.space for w in words],
        tags=[w.tag for w in words],
        pos=[w.pos for w in words],
        morphs=[w.morph for w in words],
        lemmas=[w.lemma for w in words],
        heads=heads,
        deps=[w.dep for w in words],
    )
    return Example(nlp.make_doc(reference.text), reference)
