"""CAMEO penta class of a sentence, by a fixed map from its first claim. Nothing is fitted on these sentences.

Classes: 0 statement, 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict. A claim with
a PLOVER type has the quad class of its type in the gold records (`plover_gsr_dev.jsonl`, field
quad). A denied claim is a statement (CAMEO 01). A claim without a type is an attitude or a standing relation: support
counts as cooperation, oppose and withhold as conflict, material if its channel is neither political nor general; what
is neutral, constrains or is not asserted is a statement. No claim: class 0, a statement.
"""

from collections import Counter

from estimative.domain import CHANNELS, Claim, Polarity, Status

from .common import Figure, Miss, Outcome, code, f1, macro_f1, read

QUAD = {
    **dict.fromkeys(("AGREE", "CONSULT", "SUPPORT", "CONCEDE"), 1),
    **dict.fromkeys(("COOPERATE", "AID", "RETREAT"), 2),
    **dict.fromkeys(("REQUEST", "ACCUSE", "REJECT", "THREATEN"), 3),
    **dict.fromkeys(("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"), 4),
}
NAMES = ("statement", "verbal cooperation", "material cooperation", "verbal conflict", "material conflict")
_UNTYPED = {Polarity.SUPPORT: (1, 2), Polarity.OPPOSE: (3, 4), Polarity.WITHHOLD: (3, 4)}


def penta_class(claims: tuple[Claim, ...]) -> int:
    """The class of a sentence, from the first of its claims."""
    if not claims:
        return 0
    claim = claims[0]
    if claim.status == Status.DENIED or claim.factuality.endswith("-"):
        return 0
    if claim.plover:
        return QUAD[claim.plover.event]
    if claim.polarity not in _UNTYPED or claim.factuality == "Uu":
        return 0
    material = CHANNELS[claim.channel].family not in ("political", "general")
    return _UNTYPED[claim.polarity][material]


def run() -> Outcome:
    rows = read("penta_train.jsonl")
    found = [(r["id"], r["label"], code(r["text"]).claims) for r in rows]
    pairs = [(gold, penta_class(claims)) for _, gold, claims in found]
    n, table = len(rows), Counter(pairs)
    right = sum(g == p for g, p in pairs)
    most = max(Counter(g for g, _ in pairs).values()) / n
    coded = [(g, p) for (g, p), (_, _, claims) in zip(pairs, found, strict=True) if claims]
    figures = (Figure("accuracy", right / n, 0.70), Figure("macro F1", macro_f1(pairs)))
    remarks = (
        f"{len(coded)} of {n} sentences get a claim; among them "
        f"{sum(g == p for g, p in coded) / len(coded):.3f} are right. "
        "The sentences speak of persons, parties and firms within one country as well as of states; the coder is "
        "built for relations between states.",
        f"Always the commonest class: {most:.3f}, in this run. The known figures are on the test part, ours on "
        "the train part, used as dev: nothing was fitted on it. The rival at .734 was trained on it.",
        "F1 by class: "
        + ", ".join(
            f"{name} {f1(table[k, k], sum(p == k for _, p in pairs), sum(g == k for g, _ in pairs)):.2f}"
            for k, name in enumerate(NAMES)
        )
        + ".",
    )
    misses = [
        Miss(i, NAMES[g], NAMES[penta_class(c)], _reason(g, c), _weight(g, c))
        for i, g, c in found
        if g != penta_class(c)
    ]
    return Outcome(
        "CAMEO penta class: accuracy / macro F1",
        "penta_train as dev",
        n,
        f"test part: UniversalPetrarch .517, TF-IDF + MiniLM + LR trained .734; here: commonest class {most:.3f}",
        figures,
        remarks,
        tuple(misses),
        _confusion(table),
    )


def _weight(gold: int, claims: tuple[Claim, ...]) -> float:
    """Cooperation taken for conflict first, then by confidence; sentences without a claim last."""
    ours = penta_class(claims)
    sides = {(a > 2) - (0 < a < 3) for a in (gold, ours)}
    return (sides == {1, -1}) + (claims[0].confidence or 0.0 if claims else -1.0)


def _reason(gold: int, claims: tuple[Claim, ...]) -> str:
    if not claims:
        return "no claim"
    ours, typed = penta_class(claims), "typed" if claims[0].plover else "untyped"
    if any(penta_class((c,)) == gold for c in claims[1:]):
        return "a later claim has the class"
    if gold == 0:
        return f"a statement that names a relation ({typed})"
    if ours == 0:
        return f"claim read as a statement ({typed})"
    if (gold > 2) != (ours > 2):
        return f"cooperation and conflict mixed up ({typed})"
    return f"verbal and material mixed up ({typed})"


def _confusion(table: Counter[tuple[int, int]]) -> str:
    lines = ["| gold \\ ours | " + " | ".join(NAMES) + " |", "|---" * 6 + "|"]
    lines += [f"| {name} | " + " | ".join(str(table[g, p]) for p in range(5)) + " |" for g, name in enumerate(NAMES)]
    return "\n".join(lines)
