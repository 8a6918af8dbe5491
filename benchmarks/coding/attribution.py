"""Attribution (PolNeAR): given a content span, who is its source?

Ours: `holder` of the words of the content, which must find the cue itself. It is right if the head word of its source
stands in the gold source span. F1 counts an answer for a content without gold source as wrong. Beside it `reports`, the
narrower question asked of claims (only cues that vouch for their content): its first layer over the head of the
content whose cue stands outside the content. Two baselines on the same parses: the subject of the *gold* cue verb,
which is told the cue where ours must find it, and the subject of the word that governs the content. Only the first
annotator of an article counts.
"""

from collections import Counter
from collections.abc import Callable
from typing import Any

from spacy.tokens import Token

from estimative.actors import registry
from estimative.coding.attribution import holder, reports
from estimative.coding.repair import repair
from estimative.coding.segment import segment
from estimative.domain import PartialDate

from .common import FAILED, Figure, Miss, Outcome, document, f1, read

Spans = list[tuple[int, int]]
Placed = list[tuple[int, Token]]  # every token with its offset in the article
_SUBJECT = ("nsubj", "nsubj:pass", "nsubj:outer")


def inside(offset: int, spans: Spans) -> bool:
    return any(a <= offset < b for a, b in spans)


def heads(spans: Spans, placed: Placed) -> list[Token]:
    """The words of a span that hang on a word outside it, those with most below them first."""
    own = [(at, t) for at, t in placed if inside(at, spans)]
    top = [t for at, t in own if t.head == t or not inside(at + t.head.idx - t.idx, spans)]
    return sorted((t for t in top if not t.is_punct), key=lambda t: (-sum(1 for _ in t.subtree), t.i))


def ours(content: Spans, cue: Spans, placed: Placed) -> Token | None:
    found = holder([t for at, t in placed if inside(at, content)])
    return found.source if found is not None else None


def as_claims(content: Spans, cue: Spans, placed: Placed) -> Token | None:
    """The narrower question: who vouches for the content, as claims are attributed."""
    base = {id(t.doc): at - t.idx for at, t in placed}
    for head in heads(content, placed):
        for layer in reports(head):
            if layer.source is not None and not inside(base[id(layer.cue.doc)] + layer.cue.idx, content):
                return layer.source
    return None


def cue_subject(content: Spans, cue: Spans, placed: Placed) -> Token | None:
    """The baseline that is told the cue."""
    return next((s for h in heads(cue, placed) if (s := _subject(h)) is not None), None)


def governor_subject(content: Spans, cue: Spans, placed: Placed) -> Token | None:
    """The baseline that is told as much as ours."""
    return next((s for h in heads(content, placed) if h.head != h and (s := _subject(h.head)) is not None), None)


def _subject(token: Token) -> Token | None:
    return next((c for c in token.children if c.dep_ in _SUBJECT), None)


WAYS: dict[str, Callable[[Spans, Spans, Placed], Token | None]] = {
    "ours": ours,
    "reports over claims": as_claims,
    "subject of the gold cue": cue_subject,
    "subject of what governs the content": governor_subject,
}  # fmt: skip


def parse(article: dict[str, Any]) -> Placed:
    found = []
    for block in segment(document(article["text"]))[0]:
        try:
            repair(block.doc, registry(), PartialDate(article["date"]))
        except Exception as error:
            FAILED.append(f"{type(error).__name__}: {error}")
        found += [(block.base + t.idx, t) for t in block.doc]
    return found


def run() -> Outcome:
    total: Counter[tuple[str, str]] = Counter()
    n, misses = 0, []
    for article in read("polnear/polnear_dev.jsonl.gz"):
        placed = parse(article)
        base = {id(t.doc): at - t.idx for at, t in placed}
        for item in article["annotations"][0]["attributions"]:
            source, cue, content = (
                [(a, b) for part in item[k] for a, b in part["spans"]] for k in ("source", "cue", "content")
            )
            if not content:
                continue
            n += 1
            for name, way in WAYS.items():
                said = way(content, cue, placed)
                right = said is not None and inside(base[id(said.doc)] + said.idx, source)
                total.update({(name, "said"): said is not None, (name, "right"): right, (name, "gold"): bool(source)})
                if name == "ours" and not right and (said is not None or source):
                    where = f"polnear:{article['id'][:30]}:{item['id']}"
                    misses.append(_miss(where, source, cue, content, said, placed))
    score = {k: f1(total[k, "right"], total[k, "said"], total[k, "gold"]) for k in WAYS}
    each = "; ".join(
        f"{k}: precision {total[k, 'right'] / max(1, total[k, 'said']):.3f}, recall "
        f"{total[k, 'right'] / total[k, 'gold']:.3f}, F1 {score[k]:.3f}"
        for k in WAYS
    )
    known = score["subject of the gold cue"]
    return Outcome(
        "Attribution: source found for content, F1",
        "PolNeAR dev, content spans given",
        n,
        f"here: subject of the gold cue verb {known:.3f}; subject of what governs the content "
        f"{score['subject of what governs the content']:.3f}",
        (Figure("F1", score["ours"], known),),
        (each[0].upper() + each[1:] + ".", "The target is the baseline that is told the cue."),
        tuple(misses),
    )


def _miss(where: str, source: Spans, cue: Spans, content: Spans, said: Token | None, placed: Placed) -> Miss:
    gold = "has a source" if source else "no source"
    if said is not None:
        return Miss(where, gold, said.text, "another source" if source else "a source where gold has none", 1.0)
    cues = [t for at, t in placed if inside(at, cue)]
    told = {(id(t.doc), t.sent.start) for at, t in placed if inside(at, content)}
    if not any(c.is_alpha for c in cues):
        reason = "no cue word (speaker and colon)"
    elif not {(id(c.doc), c.sent.start) for c in cues} & told:
        reason = "cue in another sentence than the content"
    else:
        reason = f"cue not used, content of {'one sentence' if len(told) == 1 else 'several sentences'}"
    return Miss(where, gold, "-", reason)
