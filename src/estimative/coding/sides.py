"""Who acts and who receives where no place says it: light verbs, hyphens, makers, sufferers, "its"."""

from dataclasses import dataclass, replace

from spacy.tokens import Token

from .arguments import Sides, is_verb, lemma, noun_places, passive, subject, verb_places
from .channels import case
from .context import Context
from .counterfactual import consequent
from .frames import Frame, lexicon
from .match import Places
from .operators import operators_of
from .pairs import joint, shared, the_two


def misread_receiver(
    token: Token, places: Places, sides: Sides, actor: tuple[str, ...]
) -> tuple[tuple[str, ...], list[Token]]:
    """ "Gave Mali tanks": the receiver read as a modifier of the good."""
    for obj in places["obj"]:
        for child in obj.subtree:
            mention = sides.mention(child)
            if (
                mention
                and mention.kind in ("name", "metonym")
                and mention.end <= obj.i
                and token.i < mention.start <= token.i + 2
            ):
                codes = tuple(c for c in mention.codes if c not in actor)
                if codes and not any(c.dep_ == "case" for c in child.children):
                    return codes, [child]
    return (), []


def maker(theme_at: tuple[str, ...], places: Places, sides: Sides, recipient: tuple[str, ...]) -> tuple[str, ...]:
    """ "Buys Russian oil": whose good it is, where no seller is named; "Russian-made" names none."""
    for name in theme_at:
        for token in places.get(name, []):
            owners = [c for c in token.lefts if c.dep_ in ("amod", "nmod:poss", "compound")]
            codes = tuple(
                dict.fromkeys(c for o in owners if (m := sides.mention(o)) for c in m.codes if c not in recipient)
            )
            if codes:
                return codes
    return ()


def other_of(token: Token, recipient: tuple[str, ...], context: Context) -> tuple[str, ...]:
    """ "Its contributions to Mali", where "its" is left open: the other of the two spoken of."""
    if not any(c.lower_ in ("its", "their", "his", "her") and c.dep_ == "nmod:poss" for c in token.lefts):
        return ()
    pair = context.open_pair
    return tuple(c for c in pair if c not in recipient) if len(pair) == 2 and set(recipient) & set(pair) else ()


def collective(token: Token) -> tuple[str, ...]:
    table = lexicon().collective
    return tuple(dict.fromkeys(table[c.lower_] for c in token.lefts if c.dep_ == "amod" and c.lower_ in table))[:1]


def sufferer(token: Token, sides: Sides, actor: tuple[str, ...]) -> tuple[str, ...]:
    """Who faces, avoids, provokes the sanctions or the condemnation; "under sanctions"."""
    first = token.head if token.dep_ == "conj" else token
    verb = first if is_verb(first) else first.head
    opposed = {f.name for f in lexicon().noun_frames.get(lexicon().noun(verb.text), ())} & {"oppose", "attitude"}
    if verb.pos_ == "NOUN" and opposed:
        return tuple(c for c in sides.codes(noun_places(verb)["poss"]) if c not in actor)
    suffers = lemma(verb) in lexicon().words["suffer"] and (verb is first or first.dep_ in ("obj", "obl"))
    if is_verb(verb) and (suffers or case(first) in ("under", "despite")):
        codes = sides.codes(verb_places(verb)["subj"]) or first_subject(token, sides)
        return tuple(c for c in codes if c not in actor)
    return ()


def first_subject(token: Token, sides: Sides) -> tuple[str, ...]:
    """The actor that is the first subject before the word, for a purpose clause the parser hung too high."""
    before = (t for t in token.sent if t.i < token.i and t.dep_.startswith("nsubj"))
    return next((codes for t in before if (codes := sides.codes([t]))), ())


def bilateral(token: Token) -> bool:
    return any(t.lower_ in ("bilateral", "mutual") for t in token.sent)


def as_partners(token: Token) -> bool:
    """ "Their status as partners": plural, after "as", in a sentence that speaks of two."""
    return token.lower_.endswith("s") and any(t.lower_ == "as" for t in token.subtree if t.i < token.i)


def light_subject(token: Token, places: Places, sides: Sides, polarity: str) -> tuple[str, ...]:
    """Who launches the strike, imposes the sanctions, offers the support, when the noun itself names nobody."""
    words = lexicon().words
    if places.get("light"):
        return sides.codes(places["light"])
    top = token
    while top.dep_ == "nmod" and case(top) in ("in", "of") and lexicon().noun(top.head.text) in words["amount"]:
        top = top.head
    head = top.head
    if not is_verb(head):
        return ()
    if top is not token:
        places = {**places, "subj": verb_places(head)["subj"]} if top.dep_ == "obj" else places
    light = lemma(head) in words["light"] or lemma(head) in words["strengthen"]
    if light or (polarity != "oppose" and operators_of(head)):
        return sides.codes(places.get("subj", []))
    return ()


def hyphen_actor(token: Token, sides: Sides) -> tuple[str, ...]:
    """'Rwandan-backed', 'Turkish-supplied': who stands before the hyphen."""
    if token.i < 2 or token.doc[token.i - 1].text not in ("-", "–", "‑") or lemma(token) in _MAKING:
        return ()
    return sides.codes([token.doc[token.i - 2]], strict=True)


def anaphoric_sides(
    frame: Frame, token: Token, kind: str, actor: tuple[str, ...], recipient: tuple[str, ...], context: Context
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """ "These deliveries", "the provision of these weapons": the sides of the last relation."""
    last = context.last
    if last is None or frame.name not in ("give", "support", "sell", "vital") or (actor and recipient):
        return actor, recipient
    subject = [c for c in token.head.children if c.dep_.startswith("nsubj")] if kind == "adjective" else [token]
    pointed = any(
        t.lower_ in ("this", "these", "such", "those") and t.dep_ in ("det", "amod")
        for s in subject
        for t in s.subtree
        if abs(t.i - s.i) < 5
    )
    if kind == "verb" or not pointed:
        return actor, recipient
    if (not actor or actor == last.actor) and (not recipient or recipient == last.recipient):
        return last.actor, last.recipient
    return actor, recipient


@dataclass(frozen=True, slots=True)
class Draft:
    """A frame at a word with the sides its places give, before what is implied is added."""

    frame: Frame
    kind: str
    token: Token
    places: Places
    theme_at: tuple[str, ...]
    sides: Sides
    context: Context
    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    mutual: bool = False

    @property
    def nominal(self) -> bool:
        return self.kind == "noun"

    @property
    def partner(self) -> tuple[str, ...]:
        """The other of the open pair, if the actor is one of it."""
        pair = self.context.open_pair
        return tuple(c for c in pair if c not in self.actor) if set(self.actor) & set(pair) and len(pair) == 2 else ()


def implied(draft: Draft) -> Draft:
    """The draft with the sides that its words imply: makers, owners, sufferers, sides of the last relation, pairs."""
    for rule in _RULES:
        draft = rule(draft)
    actor, recipient = anaphoric_sides(
        draft.frame, draft.token, draft.kind, draft.actor, draft.recipient, draft.context
    )
    return _shared_stance(_shared(replace(draft, actor=actor, recipient=recipient)))


def _by_maker(d: Draft) -> Draft:
    takes = d.frame.name in ("buy", "receive", "customer", "arrive") or (
        d.nominal and d.frame.name in ("give", "sell") and not d.places.get("by")
    )
    takes = takes or (d.frame.name == "decline a gift" and not _denied_somebody(d))
    takes = takes or (d.frame.name == "give" and d.kind == "verb" and bool(d.recipient))  # "ships carry Malian gold to"
    takes = takes or (d.frame.name == "cut" and d.kind == "verb" and passive(d.token))
    return replace(d, actor=maker(d.theme_at, d.places, d.sides, d.recipient)) if takes and not d.actor else d


def _denied_somebody(d: Draft) -> bool:
    """ "Refused the Malians passage": a name before the thing, no demonym, is the one refused."""
    before = [m for t in d.places["obj"] for c in t.lefts if c.dep_ == "compound" and (m := d.sides.mention(c))]
    return lemma(d.token) in ("refuse", "deny") and any(m.kind in ("name", "metonym") for m in before)


def _by_owner(d: Draft) -> Draft:
    """ "Lessening their reliance on": whose reliance it is; "its contributions to": the other of the two."""
    if d.frame.name == "diversify" and not d.actor:
        actor = d.sides.codes(c for t in d.places["obj"] for c in t.lefts if c.dep_ == "nmod:poss")
        return replace(d, actor=actor, recipient=tuple(c for c in d.recipient if c not in actor))
    if not d.nominal or d.frame.name not in ("give", "support"):
        return d
    if not d.actor and d.recipient:
        return replace(d, actor=other_of(d.token, d.recipient, d.context))
    own = d.sides.codes(d.places.get("to", []) + d.places.get("for", []))
    if d.actor and not d.recipient and own == d.actor:  # "Mali ... its contributions to Mali": nobody gives to himself
        other = other_of(d.token, own, d.context)
        return replace(d, actor=other, recipient=own) if other else d
    return d


def _by_pointing(d: Draft) -> Draft:
    """ "Denies supporting the group": the receiver of the last relation of the same giver."""
    last = d.context.last
    if d.kind != "verb" or not d.actor or d.recipient or last is None or last.actor != d.actor:
        return d
    pointing = any(lexicon().noun(t.text) in lexicon().words["pointing"] for t in d.places["obj"])
    fits = pointing and d.frame.name in ("support", "arm", "give", "train")
    return replace(d, recipient=last.recipient) if fits else d


def _by_sentence(d: Draft) -> Draft:
    """The one who moves the market; the two who are partners; the other party of a bilateral deal or tariff cut."""
    name = d.frame.name
    if name in ("move the market", "evade") and not d.actor and d.kind == "verb":
        return replace(d, actor=first_subject(d.token, d.sides))
    if (
        name == "partner"
        and d.nominal
        and not d.actor
        and not d.recipient
        and d.context.age == 0
        and as_partners(d.token)
    ):
        return replace(d, actor=d.context.pair)
    if name == "pay" and d.kind == "verb" and d.actor and not d.recipient and d.places["obj"]:
        named = {c for t in d.token.sent if (m := d.sides.mention(t)) for c in m.codes}
        return replace(d, recipient=d.partner if set(d.partner) & named else ())
    if name in ("build", "deploy", "give") and d.actor and not d.recipient:
        return replace(d, recipient=_there(d))
    pair = d.context.pair
    if name == "lift" and d.nominal and not d.actor and not d.recipient and d.context.age == 0 and len(pair) == 2:
        return replace(d, actor=pair[:1], recipient=pair[1:], mutual=True)
    if name in ("sign", "lift") and len(d.actor) == 1 and not d.recipient and bilateral(d.token):
        return replace(d, recipient=d.partner, mutual=name == "lift" and bool(d.partner))
    return d


def _by_salience(d: Draft) -> Draft:
    """ "Supplied most of the equipment Mali has obtained": where no place names the receiver of a good, the only other
    party of the sentence, if it stands after the word and below it."""
    if d.frame.name not in _RECEIVED or not d.actor or d.recipient or d.mutual or _elsewhere(d):
        return d
    if d.frame.polarity == "support" and any(c.dep_ in ("advcl", "xcomp") for c in d.token.children):
        return d
    below = {t.i for t in d.token.subtree} | ({t.i for t in d.token.head.subtree} if d.nominal else set())
    named = [(m, t) for t in d.token.sent if (m := d.sides.mention(t)) is not None and m.head == t.i and m.codes]
    others = [(m, t) for m, t in named if not set(m.codes) & set(d.actor)]
    placed = all(t.i > d.token.i and t.i in below and case(t) not in ("from", "by", "than") for _, t in others)
    if len({m.codes for m, _ in others}) != 1 or not placed:
        return d
    return replace(d, recipient=others[0][0].codes)


def _elsewhere(d: Draft) -> bool:
    """Whether a receiver is named that no table knows."""
    at = [t for name in d.frame.recipient for t in d.places.get(name.rstrip("!"), []) if t.pos_ == "PROPN"]
    return any(not d.sides.codes([t]) for t in at)


def _there(d: Draft) -> tuple[str, ...]:
    """ "Sells Egypt wheat and is building a plant there": the last party named before."""
    there = next((c for c in d.token.subtree if c.lower_ == "there" and c.dep_ == "advmod"), None)
    if there is None:
        return ()
    before = [m for t in d.token.sent if t.i < there.i and (m := d.sides.mention(t)) and m.head == t.i]
    named = [c for m in before for c in m.codes if c not in d.actor]
    return tuple(named[-1:])


def _by_asker(d: Draft) -> Draft:
    """ "Mali asked Chad to reschedule its loans": what is asked for is for the one who asks."""
    over = d.token.head
    if d.kind != "verb" or not d.actor or d.recipient or d.frame.polarity != "support" or d.token.dep_ != "xcomp":
        return d
    asks = is_verb(over) and any(o.effect == "request" for o in operators_of(over))
    return replace(d, recipient=tuple(c for c in d.sides.codes(subject(over)) if c not in d.actor)) if asks else d


def _by_order(d: Draft) -> Draft:
    """Where the parse has lost the subject of a main verb: the last actor named before it, outside a phrase."""
    lost = not d.places["subj"] and not d.places.get("by") if d.kind == "verb" else False
    if not lost or d.actor or d.token.dep_ not in ("ROOT", "parataxis") or d.token.tag_ not in ("VBD", "VBZ", "VBP"):
        return d
    before = [m for t in d.token.sent if t.i < d.token.i and (m := d.sides.mention(t)) is not None and m.head == t.i]
    free = [m for m in before if m.codes and m.kind != "demonym" and not case(d.token.doc[m.head])]
    return replace(d, actor=tuple(c for c in free[-1].codes if c not in d.recipient)) if free else d


def _by_pronoun(d: Draft) -> Draft:
    """ "Trades with Taipei but does not recognise it": a pronoun left open is the other of the two just named."""
    both = [t for at in d.frame.recipient for t in d.places.get(at.rstrip("!"), []) if the_two(t)]
    if d.kind == "verb" and d.actor and not d.recipient and both and not d.sides.codes(both):
        return replace(d, recipient=tuple(c for c in d.context.about if c not in d.actor))
    if d.kind != "verb" or len(d.actor) != 1 or d.recipient or d.context.age or not d.frame.channel:
        return d
    said = [t for at in d.frame.recipient for t in d.places.get(at.rstrip("!"), []) if t.lower_ in ("it", "them")]
    open_still = [t for t in said if d.sides.mention(t) is None or not d.sides.codes([t])]
    return replace(d, recipient=d.partner) if open_still else d


def _by_flow(d: Draft) -> Draft:
    """ "Algeria kept gas flowing to Spain": who keeps it going gives it."""
    over = d.token.head if is_verb(d.token.head) else d.token.head.head
    keeps = is_verb(over) and lemma(over) in ("keep", "let", "get", "leave", "start", "restart", "stop")
    if d.frame.name != "arrive" or d.kind != "verb" or d.actor or not keeps or d.token.dep_ not in _BELOW:
        return d
    return replace(d, actor=tuple(c for c in d.sides.codes(subject(over)) if c not in d.recipient))


def _by_accuser(d: Draft) -> Draft:
    """ "Mali accused Chad of massing troops at the border": an act without a victim is one against who complains."""
    over = d.token.head
    charged = is_verb(over) and any(o.effect == "accuse" for o in operators_of(over)) and d.token.dep_ in _BELOW
    if d.kind != "verb" or d.frame.polarity != "oppose" or not d.actor or d.recipient or not charged or _elsewhere(d):
        return d
    return replace(d, recipient=tuple(c for c in d.sides.codes(subject(over)) if c not in d.actor))


def _by_host(d: Draft) -> Draft:
    """ "Ukrainian crews are trained in Germany": without an agent, the state on whose ground it is done."""
    agentless = d.kind == "verb" and passive(d.token) and not d.places["subj"] and not d.places.get("by")
    if (
        d.frame.name != "train"
        or lemma(d.token) == "teach"
        or d.actor
        or not (agentless or d.nominal)
        or not d.recipient
    ):
        return d
    at = [t for mark in ("in", "at") for t in d.places.get(mark, [])]
    return replace(d, actor=tuple(c for c in d.sides.codes(at) if c not in d.recipient))


def _by_outcome(d: Draft) -> Draft:
    """ "Without Cuban help Angola would have fallen": who would have fared otherwise was the one helped."""
    verb = consequent(d.token) if d.nominal and d.frame.polarity == "support" and case(d.token) == "without" else None
    if verb is None or d.recipient or not d.actor:
        return d
    return replace(d, recipient=tuple(c for c in d.sides.codes(subject(verb)) if c not in d.actor))


def _by_suffering(d: Draft) -> Draft:
    if not d.nominal:
        return d
    if d.frame.name == "need":
        return replace(d, actor=d.actor or sufferer(d.token, d.sides, ()))
    if d.frame.polarity != "oppose":
        return d
    actor = d.actor or _first_conjunct_owner(d) or collective(d.token)
    return replace(d, actor=actor, recipient=d.recipient or sufferer(d.token, d.sides, actor))


def _first_conjunct_owner(d: Draft) -> tuple[str, ...]:
    """ "U.S. policy and sanctions": the name before the first noun covers the second."""
    if d.frame.name != "sanction" or d.token.dep_ != "conj":
        return ()
    named = [m for o in d.token.head.lefts if (m := d.sides.mention(o)) and m.kind in ("name", "demonym")]
    return tuple(c for m in named for c in m.codes)


def _shared(d: Draft) -> Draft:
    if not (d.frame.pair or d.frame.name in _SHARED):
        return _agreed(d)
    if d.frame.name == "build" and d.nominal and not joint(d.token):
        return d
    both = shared(d.token, d.places, d.sides, d.actor, d.recipient, d.frame, d.nominal, d.context)
    return replace(d, actor=both[0], recipient=both[1], mutual=both[2]) if both else _agreed(d)


def _agreed(d: Draft) -> Draft:
    """ "Hungary and Serbia agreed to extend a pipeline": what two agree to do, for nobody else, they do together."""
    over = d.token.head
    if d.kind != "verb" or len(d.actor) != 2 or d.recipient or d.token.dep_ != "xcomp" or lemma(over) != "agree":
        return d
    return replace(d, actor=d.actor[:1], recipient=d.actor[1:], mutual=True)


def _shared_stance(d: Draft) -> Draft:
    """A shared stance is that of both, also where only one is named."""
    pair = d.context.open_pair
    if d.frame.name not in ("attitude", "oppose") or not d.recipient or len(pair) != 2 or not joint(d.token):
        return d
    return replace(d, actor=tuple(c for c in pair if c not in d.recipient)) if set(d.actor) < set(pair) else d


_BELOW = frozenset({"xcomp", "ccomp", "advcl", "acl"})
_MAKING = frozenset({"build", "make", "design", "construct", "manufacture", "produce", "develop"})
_SHARED = ("assault", "attitude", "build", "lift", "support", "shield", "arm")
_RECEIVED = frozenset(
    [
        *("give", "sell", "pay", "invest", "offer", "promise", "share", "deploy", "build", "train"),
        *("cut", "refuse a good", "ease debt", "close ground"),
    ]
)
_RULES = (
    _by_maker,
    _by_owner,
    _by_pointing,
    _by_sentence,
    _by_asker,
    _by_order,
    _by_pronoun,
    _by_flow,
    _by_host,
    _by_accuser,
    _by_outcome,
    _by_suffering,
    _by_salience,
)
