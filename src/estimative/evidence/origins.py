"""Who first held the knowledge: the root of the attribution chain, else the lineage, else unstated."""

import re

from estimative.actors import Registry
from estimative.domain import (
    Access,
    Claim,
    Factuality,
    Lineage,
    Origin,
    PartialDate,
    Polarity,
    Publication,
    Stake,
    flows,
)

UNSTATED = re.compile(
    r"^(unspecified|unnamed|anonymous|some|many|reports?|reportedly|observers|analysts|commentators)\b"
)
SERVICE = re.compile(r"\b(intelligence|inspector|iaea|agency|register|sipri|customs|tracker|panel of experts)\b")
TITLES = re.compile(r"\([^)]*\)|\b(the|a|an|its|their|mr|mrs|ms|dr|president|minister|foreign|ambassador|analyst)\b\.?")


def root(attributed_to: str) -> str:
    """The first holder in a chain written origin first.

    >>> root("Pentagon officials <- Reuters")
    'Pentagon officials'
    """
    return attributed_to.split("<-")[0].strip()


def slug(name: str) -> str:
    """One spelling for one origin.

    >>> slug("Igor Yushkov (Russian energy analyst)"), slug("the analyst Igor Yushkov")
    ('igor-yushkov', 'igor-yushkov')
    """
    plain = TITLES.sub(" ", name.lower().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").replace("'s", " "))
    return re.sub(r"\W+", "-", plain).strip("-") or re.sub(r"\W+", "-", name.lower()).strip("-")


def origin(claim: Claim, publication: Publication, lineage: Lineage, registry: Registry) -> Origin:
    """The origin of a claim, with its stake and access: derived here unless the analyst set them."""
    first = root(claim.attributed_to)
    if first == "author":
        key, label, side = lineage.id, publication.publisher or publication.title, publication.side
    elif UNSTATED.match(first.lower()):
        key, label, side = "unstated", "unstated", None
    else:
        key, label, side = f"origin:{slug(first)}", first, _side(first, registry, publication.date) or None
    stake = Stake(claim.stake) if claim.stake else _stake(claim, side)
    access = _access(claim, first, side, publication)
    return Origin(key, label, stake, access, lineage.id)


def _side(name: str, registry: Registry, on: PartialDate | None) -> str | None:
    found = registry.resolve(name, on)
    if found.actor is None:  # "US officials", "Iran's foreign ministry": the state in the name
        words = re.findall(r"[A-Z][\w.]*", name)
        hits = [registry.resolve(w, on).actor for w in words]
        found_actors = {a.code for a in hits if a is not None}
        return found_actors.pop() if len(found_actors) == 1 else None
    return found.actor.code


def _stake(claim: Claim, side: str | None) -> Stake:
    givers = {f.giver for f in flows(claim)}
    receivers = {f.receiver for f in flows(claim)}
    party = side in givers | receivers
    if claim.factuality is Factuality.CERTAINLY_NOT:
        return Stake.DENIAL if party else Stake.BYSTANDER
    if not party:
        accused = claim.plover is not None and claim.plover.event == "ACCUSE"
        return Stake.ACCUSATION if accused or (side and claim.factuality is Factuality.PROBABLE) else Stake.BYSTANDER
    kind = (claim.polarity is Polarity.SUPPORT, side in givers)
    return {
        (True, True): Stake.BOAST,
        (False, True): Stake.ADMISSION,
        (True, False): Stake.ADMISSION,
        (False, False): Stake.ACCUSATION,
    }[kind]


def _access(claim: Claim, first: str, side: str | None, publication: Publication) -> Access:
    """The analyst's word, else a service named, else a party speaking of itself, else the publisher's nearness."""
    stated = claim.access or (publication.access if first == "author" else None)
    if stated:
        return Access(stated)
    if SERVICE.search(first.lower()):
        return Access.SERVICE
    parties = {f.giver for f in flows(claim)} | {f.receiver for f in flows(claim)}
    if side in parties and first != "author":
        return Access.PARTY
    return Access.PRESS if first == "author" or side else Access.UNSTATED
