"""The article's open part against its gold claims, by the scorer that lies beside them.

The rules were written with these rows in view: this is a development figure, no test.
"""

from types import ModuleType
from typing import Any

from estimative.domain import PartialDate
from estimative.run import coded_rows

from .common import SHARED, Figure, Miss, Outcome, scorer

DATE = "2025-06-16"
SHARES = (
    ("tier-1 recall", "full_tier1", "gold_tier1", 0.85),  # name, part, whole, target
    ("precision", "full", "pred", 0.80),
    ("direction", "direction", "met", 0.97),
    ("exact channel", "channel", "met", 0.85),
    ("certainty", "certainty", "matched", 0.90),
    ("hedges kept", "hedge_kept", "hedge_met", 1.0),
)
Row = dict[str, Any]


def run() -> Outcome:
    third = scorer()
    gold = third.rows(SHARED / "gold" / "article_claims_dev.jsonl")
    rows = list(coded_rows(SHARED / "seed" / "russia-iran-article.txt", None, PartialDate(DATE), False))
    m, groups, missed, furniture = third.score(gold, rows)
    remarks = (
        f"{m['gold']} gold claims ({m['gold_tier1']} of tier 1), {m['pred']} of ours in the same sentences; "
        f"recall over "
        f"all tiers {m['full'] / m['gold']:.3f}, parties found {m['met'] / m['gold']:.3f}, hedges found "
        f"{m['hedge_met']} of {m['hedged']}, claims from furniture {furniture}, repeats B-cubed F1 "
        f"{third.b_cubed(groups)}.",
        "The coder's rules were written with these rows in view.",
    )
    return Outcome(
        task="The article, dev part: " + " / ".join(name for name, *_ in SHARES),
        data="article_claims_dev",
        n=m["gold"],
        known="",
        figures=tuple(
            Figure(name, m[part] / m[whole] if m[whole] else float("nan"), target)
            for name, part, whole, target in SHARES
        ),
        remarks=remarks,
        misses=tuple(_miss(found, gold, rows, third) for found in missed),
    )


def _miss(found: tuple[str, ...], gold: list[Row], rows: list[Row], third: ModuleType) -> Miss:
    sent, tier, channel, polarity, span = found
    row = next(g for g in gold if g["sent_id"] == sent)
    claim = next(c for c in row["claims"] if (c["channel"], c["polarity"], c["span"]) == (channel, polarity, span))
    inside = [c for mid, c in third.place(rows) if row["start"] <= mid <= row["end"]]
    near = [c for c in inside if third.parties(c) == third.parties(claim)]
    ours = " ".join(f"{c['direction']} {c['channel']} {c['polarity']}" for c in near[:1])
    reason = _reason(claim, near, third) if near else "claims on other parties only" if inside else "no claim at all"
    return Miss(f"article:{claim['claim_id']}", f"{tier} {channel} {polarity}", ours or "-", reason, -float(tier[-1]))


def _reason(claim: Row, near: list[Row], third: ModuleType) -> str:
    """What keeps the nearest claim on the same parties from being a full match."""
    differ = min(
        (
            [
                *["direction"] * (not third.same_direction(c, claim)),
                *["polarity"] * (c["polarity"] not in third.accepted(claim, "polarity")),
                *["channel"] * (not third.channel_credit(c, claim)),
            ]
            for c in near
        ),
        key=len,
    )
    return f"parties found, differs in {' and '.join(differ)}" if differ else "two gold claims, one of ours"
