"""The article's open part against its gold claims, by the scorer that lies beside them.

The rules were written with these rows in view: this is a development figure, no test.
"""

from estimative.domain import PartialDate
from estimative.run import coded_rows

from .common import SHARED, Figure, Miss, Outcome, scorer

DATE = "2025-06-16"
SHARES = (  # name, part, whole, target
    ("tier-1 recall", "full_tier1", "gold_tier1", 0.85), ("precision", "full", "pred", 0.80),
    ("direction", "direction", "met", 0.97), ("exact channel", "channel", "met", 0.85),
    ("certainty", "certainty", "matched", 0.90), ("hedges kept", "hedge_kept", "hedge_met", 1.0),
)  # fmt: skip


def run() -> Outcome:
    third = scorer()
    gold = third.rows(SHARED / "gold" / "article_claims_dev.jsonl")
    rows = list(coded_rows(SHARED / "seed" / "russia-iran-article.txt", None, PartialDate(DATE), False))
    m, groups, missed, furniture = third.score(gold, rows)
    figures = tuple(
        Figure(name, m[part] / m[whole] if m[whole] else float("nan"), target) for name, part, whole, target in SHARES
    )
    remarks = (
        f"{m['gold']} gold claims ({m['gold_tier1']} of tier 1), {m['pred']} of ours in the same sentences; recall over all "
        f"tiers {m['full'] / m['gold']:.3f}, parties found {m['met'] / m['gold']:.3f}, hedges found "
        f"{m['hedge_met']} of {m['hedged']}, claims from furniture {furniture}, repeats B-cubed F1 {third.b_cubed(groups)}.",
        "The coder's rules were written with these rows in view.",
    )
    misses = tuple(Miss(f"article:{sent}", f"{tier} {channel} {polarity}", "-", _reason(sent, gold, rows, third),
                        -float(tier[-1])) for sent, tier, channel, polarity, _ in missed)  # fmt: skip
    return Outcome("The article, dev part: " + " / ".join(name for name, *_ in SHARES), "article_claims_dev", m["gold"], "",
                   figures, remarks, misses)  # fmt: skip


def _reason(sent: str, gold: list[dict[str, object]], rows: list[dict[str, object]], third: object) -> str:
    row = next(g for g in gold if g["sent_id"] == sent)
    inside = [c for mid, c in third.place(rows) if row["start"] <= mid <= row["end"]]  # type: ignore[attr-defined]
    if not inside:
        return "no claim in the sentence"
    parties = [third.parties(c) for c in row["claims"]]  # type: ignore[attr-defined]
    shared = any(third.parties(c) in parties for c in inside)  # type: ignore[attr-defined]
    return "claims in the sentence on these parties, other fields differ" if shared else "claims on other parties only"
