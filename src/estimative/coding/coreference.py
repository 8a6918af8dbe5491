"""What pronouns and nominals stand for: salience within a sentence and the one before; it abstains when unsure.

A pronoun climbs from its own clause: the possessor or subject it meets first is its antecedent, if the number fits.
An antecedent that is no actor ("the deal ... it") ends the search without an answer.
"""

from collections import Counter
from dataclasses import dataclass, field

from spacy.tokens import Span, Token

from estimative.actors import neighbours, nouns

from .antecedents import (
    SUBJECT,
    Codes,
    above,
    distinct,
    group,
    is_plural,
    mention_at,
    name_end,
    person_beside,
    reports_another,
    subject_of,
)
from .frames import lexicon
from .text import Mention

_SINGULAR = frozenset({"it", "its", "itself"})
_PLURAL = frozenset({"they", "them", "their", "theirs", "themselves"})
_PERSON = frozenset({"he", "she", "his", "her", "him"})
_TWO_SIDED = frozenset({"bilateral", "mutual"})
_OBJECT = frozenset({"obj", "iobj", "obl", "nmod"})
_GIVEN = frozenset({"to", "for", "from", "against", "with", "by"})
_RELATIVE = frozenset({"which", "who", "whom", "whose", "that"})
_SIDES = frozenset({"northern", "southern", "eastern", "western"})
_NEIGHBOUR = frozenset({"neighbor", "neighbour"})
_THE_TWO = frozenset({"two", "pair", "duo"})
_DELEGATES = frozenset({"minister", "leader", "president", "party", "side", "premier", "delegation"})
_ORDER = frozenset({"former", "latter"})
_POINTING = frozenset({"the", "its", "his", "her", "their", "both", "this", "that", "these", "those", "two", "each"})
_REFERRING = frozenset({"pronoun", "nominal"})


@dataclass(slots=True)
class Memory:
    """What a document has said so far, from block to block.

    `subject` is that of the last sentence (empty: no actor), `last` its parties and `met` its organisations; a new
    block forgets them. `pair` are the two parties last met together, `counts` how often each was named. `parties`
    are states and armed groups, `bands` the armed groups among them, `bodies` organisations. `people` are surnames
    with the states they stood for; `titled` the two parties the title names.
    """

    text: str = ""
    subject: Codes = ()
    plural: bool = False
    last: Codes = ()
    pair: Codes = ()
    counts: Counter[str] = field(default_factory=Counter)
    people: dict[str, Codes] = field(default_factory=dict)
    parties: set[str] = field(default_factory=set)
    bands: set[str] = field(default_factory=set)
    bodies: set[str] = field(default_factory=set)
    met: Codes = ()
    band: Codes = ()
    organs: dict[str, Codes] = field(default_factory=dict)
    officer: Codes = ()
    titled: Codes = ()

    def begin(self) -> None:
        """A new block: what the last sentence of the one before was about no longer carries."""
        self.subject, self.plural, self.last, self.met, self.officer = (), False, (), (), ()

    def meet(self, surname: str, codes: Codes) -> None:
        """A person and the state he stands for; one who stands for two is forgotten."""
        self.people[surname] = codes if self.people.get(surname, codes) == codes else ()

    def remember(self, sent: Span, found: list[Mention]) -> None:
        """Take in a sentence once all its mentions are known."""
        ordered = sorted(found, key=lambda m: m.start)
        named = [m for m in ordered if m.kind not in _REFERRING]
        counted = [m for m in ordered if m.kind not in _REFERRING or _holds_name(m)]
        self.counts.update(code for m in counted for code in m.codes if code in self.parties)
        self.organs.update((lemma, m.codes) for m in ordered if (lemma := _organ(sent, m)))
        self.last = self.among(ordered)
        groups = tuple(code for code in distinct(named) if code in self.bands)
        self.band = groups or self.band
        self.met = tuple(code for code in distinct(named) if code in self.bodies)
        subject = subject_of(sent.root)
        self.subject = (
            group(subject, ordered) if subject is not None and not reports_another(sent.root, ordered) else ()
        )
        self.plural = subject is not None and is_plural(subject)
        person = mention_at(subject, ordered) if subject is not None and subject.pos_ == "PROPN" else None
        known = person is not None and (_person(person, self))
        only = self._one_person(ordered)
        self.officer = (
            person.codes if person is not None and known and not self.plural else only or self._still(subject)
        )
        if len(self.last) == 2:
            self.pair = self.last

    def _one_person(self, found: list[Mention]) -> Codes:
        """The state of the only known person that a sentence names."""
        people = [m for m in found if m.codes and any(self.people.get(w) for w in m.text.split())]
        return people[0].codes if len({m.text.split()[-1] for m in people}) == 1 else ()

    def _still(self, subject: Token | None) -> Codes:
        return self.officer if subject is not None and subject.lower_ in _PERSON else ()

    def among(self, found: list[Mention]) -> Codes:
        """The distinct parties of some mentions: no groups, regions or bodies."""
        return tuple(code for code in distinct(found) if code in self.parties)

    def dyad(self) -> Codes:
        """The two actors a document is about: those of its title; else named at least twice each, and clearly more than
        any third."""
        if self.titled and all(self.counts[code] for code in self.titled):
            return self.titled
        top = self.counts.most_common(3)
        if len(top) < 2 or top[1][1] < 2 or (len(top) == 3 and 2 * top[2][1] > top[1][1]):
            return ()
        return top[0][0], top[1][0]


def refer(sent: Span, own: list[Mention], memory: Memory) -> list[Mention]:
    """The pronouns and nominals of a sentence that stand for actors, given its names."""
    found: list[Mention] = []
    for token in sent:
        known = own + found
        if any(m.start <= token.i < m.end for m in known):
            continue
        codes = _codes(token, sent, known, memory)
        if codes:
            noun = token.head
            officials = nouns().state - nouns().partner
            if token.dep_ == "nmod:poss" and noun.lemma_.lower() in officials and token.lower_ not in _RELATIVE:
                text = sent.doc[token.i : noun.i + 1].text  # "its president", "their armies": the states themselves
                found.append(Mention(token.i, noun.i + 1, noun.i, codes, "nominal", text))
                found += _introduced(noun, codes, known, memory)
                continue
            nominal = token.pos_ in ("NOUN", "PROPN")
            start = min(
                [token.i, *(c.i for c in token.children if c.dep_ in ("det", "amod", "nummod") and c.i < token.i)]
            )
            kind = "nominal" if nominal else "pronoun"
            start = start if nominal else token.i
            found.append(Mention(start, token.i + 1, token.i, codes, kind, sent.doc[start : token.i + 1].text))
    return found


def _introduced(noun: Token, codes: Codes, known: list[Mention], memory: Memory) -> list[Mention]:
    """`Lukashenko, its president`: the person named beside an office stands for the state from here on."""
    person = person_beside(noun)
    if person is None or mention_at(person, known):
        return []
    for part in person.doc[person.i : name_end(person)]:
        memory.meet(part.text, codes)
    return [Mention(person.i, name_end(person), person.i, codes, "name", person.doc[person.i : name_end(person)].text)]


def _codes(token: Token, sent: Span, known: list[Mention], memory: Memory) -> Codes:
    word = token.lower_
    if word in _SINGULAR and token.dep_ != "expl":
        return _one(token, sent, known, memory)
    if word in _PLURAL or (word == "both" and token.dep_ in SUBJECT | {"obj", "obl"}):
        return _several(token, sent, known, memory)
    if word in _PERSON:
        return _officer(token, known, memory)
    if word in _RELATIVE and token.tag_ in ("WDT", "WP", "WP$"):
        return _relative(token, known)
    if word in _TWO_SIDED or _the_pair(token):
        return _pair(token, known, memory)
    if word in _ORDER and token.dep_ in SUBJECT | {"obj", "iobj", "obl"}:
        return _ordered(token, known, memory)
    if token.pos_ == "NOUN":
        return _nominal(token, sent, known, memory)
    return ()


def _the_pair(token: Token) -> bool:
    """ "The two signed", "the pair agreed"."""
    alone = token.dep_ in SUBJECT and not any(c.dep_ in ("nmod", "compound", "amod") for c in token.children)
    return alone and token.lower_ in _THE_TWO and any(c.lower_ == "the" for c in token.lefts)


def _ordered(token: Token, known: list[Mention], memory: Memory) -> Codes:
    """ "The former", "the latter": of the two parties named just before."""
    if not any(c.lower_ == "the" for c in token.lefts) or any(c.pos_ == "NOUN" for c in token.children):
        return ()
    before = memory.among([m for m in known if m.end <= token.i])
    two = before[-2:] if len(before) >= 2 else memory.last[-2:]
    return two[:1] if len(two) == 2 and token.lower_ == "former" else two[1:] if len(two) == 2 else ()


def _one(token: Token, sent: Span, known: list[Mention], memory: Memory) -> Codes:
    """`it`, `its`: the nearest subject or possessor above it; else the one actor before it; else the last subject."""
    if blamed := _blamed(token, known):
        return blamed
    for rival in above(token):
        if not is_plural(rival):
            return _single(group(rival, known))
    if not _someone(token):
        return ()
    before = memory.among([m for m in known if m.end <= token.i])
    if before and token.dep_ in _OBJECT:
        own = subject_of(token.head)
        doer = group(own, known) if own is not None else _single(before[:1]) if token.head.dep_ == "conj" else ()
        before = tuple(code for code in before if code not in doer)
    if before:
        return before if len(before) == 1 else ()
    return _single(memory.subject) if not memory.plural and token.dep_ not in _OBJECT else ()


def _blamed(token: Token, known: list[Mention]) -> Codes:
    """ "Sanctioned Mali over its sales", "severed ties with Mali for its support": the one reproached is meant."""
    ground = token.head
    case = next((c.lower_ for c in ground.lefts if c.dep_ == "case"), "")
    verb = ground.head
    while verb.dep_ == "nmod" or (verb.pos_ in ("NOUN", "PROPN") and verb.dep_ in ("obj", "obl")):
        verb = verb.head
    word = lexicon().verb(verb.text, verb.lemma_)
    if token.dep_ != "nmod:poss" or case not in ("over", "for") or word not in nouns().reproach:
        return ()
    at = [c for c in verb.rights if c.i < ground.i and c.dep_ in ("obj", "iobj", "obl")]
    at += [x for c in at for x in c.rights if x.dep_ == "nmod" and x.i < ground.i and x != ground]
    return next((codes for t in reversed(at) if len(codes := group(t, known)) == 1), ())


def _someone(token: Token) -> bool:
    """Whether a pronoun may be an actor by its place: "helped it", "gave it jets"; not "denied it", "spoke of it"."""
    if token.dep_ not in _OBJECT or token.dep_ == "iobj":
        return True
    verb = token.head
    if any(c.dep_ == "case" and c.lower_ not in _GIVEN for c in token.children):
        return False
    return lexicon().verb(verb.text, verb.lemma_) in nouns().towards or any(c.dep_ == "xcomp" for c in verb.children)


def _several(token: Token, sent: Span, known: list[Mention], memory: Memory) -> Codes:
    for rival in above(token):
        codes = group(rival, known)
        if not codes and (owner := _owner(rival, known)):
            return owner
        if len(codes) > 1 or is_plural(rival) or (codes and codes[0] in memory.bands):
            return codes
    before = memory.among([m for m in known if m.end <= token.i])
    if len(before) > 1:
        return before if len(before) == 2 else ()
    if memory.plural or len(memory.subject) > 1:
        return memory.subject
    return memory.last if len(memory.last) == 2 else memory.dyad()


def _owner(noun: Token, known: list[Mention]) -> Codes:
    """ "French aircraft were back, and they bombed": whose they are."""
    at = (mention_at(c, known) for c in noun.lefts if c.dep_ == "amod")
    return next((m.codes for m in at if m is not None and m.codes), ()) if noun.pos_ == "NOUN" else ()


def _relative(token: Token, known: list[Mention]) -> Codes:
    """`Iran, which supplied`: the noun that the relative clause belongs to."""
    while token.dep_ not in ("acl:relcl", "ROOT", "ccomp", "advcl"):
        token = token.head
    return group(token.head, known) if token.dep_ == "acl:relcl" else ()


def _officer(token: Token, known: list[Mention], memory: Memory) -> Codes:
    """`he`, `her`: a subject above it that is an office or a known person, the only one before it, or the last one."""
    for rival in above(token):
        mention = mention_at(rival, known)
        if mention and _person(mention, memory):
            return _single(mention.codes)
        if mention is None or not mention.codes:
            return ()
    before = [m for m in known if m.end <= token.i]
    people = distinct([m for m in before if _person(m, memory)])
    return _single(people) if people else () if before else _single(memory.officer)


def _person(mention: Mention, memory: Memory) -> bool:
    """Whether a mention is an office or its holder."""
    return mention.kind == "nominal" or any(memory.people.get(w) for w in mention.text.split())


def _holds_name(mention: Mention) -> bool:
    """Whether a phrase names its state itself ("the Russian army", not "its army")."""
    return any(w[:1].isupper() and w.lower() not in _POINTING for w in mention.text.split())


def _organ(sent: Span, mention: Mention) -> str:
    """ "Army" for "the Rwandan army"."""
    head = sent.doc[mention.head]
    fits = mention.kind == "nominal" and len(mention.codes) == 1 and head.pos_ == "NOUN"
    return head.lemma_.lower() if fits and head.lemma_.lower() in nouns().state - nouns().partner else ""


def _nominal(token: Token, sent: Span, known: list[Mention], memory: Memory) -> Codes:
    lemma, words = token.lemma_.lower(), nouns()
    owner = next((c for c in token.children if c.dep_ == "nmod:poss"), None)
    pointing = {c.lower_ for c in token.children if c.dep_ in ("det", "nummod", "det:predet")}
    if lemma in words.partner and owner is not None and not is_plural(token):
        return _partner(token, owner, known, memory)
    if lemma in words.pair and pointing & {"both", "two", "each", "either", "neither"}:
        return _pair(token, known, memory)
    if lemma in _DELEGATES and pointing == {"the"} and is_plural(token) and _bare(token):
        return _pair(token, known, memory) if memory.titled or len(memory.last) == 2 else ()
    if lemma in words.body and pointing == {"the"} and not is_plural(token):
        before = tuple(code for code in distinct(known) if code in memory.bodies)
        return _single(before or memory.met)
    if lemma in words.band and pointing == {"the"} and not _described(token):
        before = tuple(code for code in distinct([m for m in known if m.end <= token.i]) if code in memory.bands)
        return _single(before or memory.band)
    alone = pointing == {"the"} and not any(
        c.dep_ in ("amod", "nmod", "acl", "acl:relcl", "compound") for c in token.children
    )
    if alone and not is_plural(token) and lemma in words.single | words.rule | words.fits.keys():
        return _country(token, known, memory)
    if alone and lemma in memory.organs and not is_plural(token):
        return memory.organs[lemma]
    if pointing == {"the"} and lemma in words.organ and _bare(token):
        return _single(memory.organs.get(lemma, ()) or _states(token, known, memory))
    return ()


def _bare(noun: Token) -> bool:
    """Whether nothing says whose organ it is: "the army", "the transitional authorities"."""
    others = [c for c in noun.children if c.dep_ in ("amod", "nmod", "acl", "acl:relcl", "compound", "appos", "flat")]
    return all(c.lower_ in nouns().interim for c in others) and noun.dep_ not in ("compound", "nmod:desc")


def _states(token: Token, known: list[Mention], memory: Memory) -> Codes:
    """The states named in the last sentence, if this one has named none before."""
    before = memory.among([m for m in known if m.end <= token.i])
    return () if before else tuple(code for code in memory.last if code not in memory.bands)


def _described(noun: Token) -> bool:
    """Whether a phrase right after the noun says which one is meant."""
    after = noun.doc[noun.i + 1 : noun.i + 2]
    return any(c.dep_ in ("nmod", "acl:relcl") for c in noun.children) and after.text not in (",", "")


def _pair(token: Token, known: list[Mention], memory: Memory) -> Codes:
    """`both nations`: two actors named before it in the sentence, else the pair last met, else the document's."""
    before = memory.among([m for m in known if m.end <= token.i])
    if len(before) == 2:
        return before
    subject = memory.subject if len(memory.last) <= 3 else ()
    for pair in (subject, memory.last, memory.dyad(), memory.pair):
        if len(pair) == 2 and set(before) <= set(pair):
            return pair
    return ()


def _partner(token: Token, owner: Token, known: list[Mention], memory: Memory) -> Codes:
    """`its strategic partner`: an actor it is set beside, else the other one of the pair."""
    if token.dep_ == "appos":
        beside = mention_at(token.head, known)
        return beside.codes if beside else ()
    if any(c.dep_ in ("appos", "flat") for c in token.children) or (token.dep_ in ("nmod:desc", "compound")):
        return ()
    holder = mention_at(owner, known)
    side = next((c.lower_ for c in token.children if c.lower_ in _SIDES), None)
    if side and token.lemma_.lower() in _NEIGHBOUR:
        return _neighbour(holder.codes if holder else (), side, memory)
    pair = memory.dyad() or memory.pair
    if holder is None or len(holder.codes) != 1 or holder.codes[0] not in pair:
        return ()
    return tuple(code for code in pair if code != holder.codes[0])


def _neighbour(codes: Codes, side: str, memory: Memory) -> Codes:
    """`its northern neighbour`: the one on that side, or the one of them that the document names."""
    beyond = neighbours(codes[0], side) if len(codes) == 1 else ()
    return _single(beyond) or _single(tuple(code for code in beyond if memory.counts[code]))


def _country(token: Token, known: list[Mention], memory: Memory) -> Codes:
    """`the country`, `the kingdom`: the one state before it in the sentence, or of the last sentence, that it fits."""
    before = memory.among([m for m in known if m.end <= token.i]) or memory.last
    fitting = nouns().fits.get(token.lemma_.lower())
    states = tuple(code for code in before if code not in memory.bands)
    found = _single(tuple(code for code in states if fitting is None or code in fitting))
    if found or fitting is None:
        return found
    return _single(tuple(code for code in memory.counts if code in fitting))


def _single(codes: Codes) -> Codes:
    return codes if len(codes) == 1 else ()
