"""Notes: what an analyst may write, and every mistake with its line."""

from pathlib import Path

import pytest

from estimative.domain import Effect, Invalid, Magnitude, PartialDate, Plover, Time
from estimative.sources import check, read, read_notes

NOTE = """+++
publisher = "The Ferry Post"
title = "Arvenia ships generators"
date = 2021-03-04
known_at = "2021-03-05"
side = "XAR"
url = "https://example.org/generators"
reference = "The Ferry Post, 4 March 2021, p. 2"
verification = "seen in the source"
lineage_hint = "ferry-wire"
access = "press"

[[claim]]
quote = "Arvenia shipped about 40 generators to Bormark"
actor = ["XAR"]
recipient = ["XBO"]
channel = "energy"
polarity = "support"
claim_type = "event"
plover = { event = "AID", context = ["economic"] }
modality = ["asserted", "past"]
status = "delivered"
time = { start = "2021-03", end = "2021-03", cue = "in March" }
terms = "grant"
flow_of = "goods"
good = "generators"
proposition = "generators-2021"
corroborated = true
[claim.magnitude]
value = 40
unit = "generators"
of = "generators"
bound = "about"
basis = "flow"
text = "about 40 generators"

[[claim]]
quote = "refused"
occurrence = 2
actor = ["XAR"]
recipient = ["XBO"]
channel = "arms"
polarity = "withhold"
factuality = "PR+"
modality = ["attributed"]
attributed_to = "a minister"
effect = { cause = "the refusal", outcome = "trust", sign = "-" }
contradicts = "refusals"
stake = "accusation"
access = "party"
+++
# What was shipped

In March Arvenia shipped about 40 generators
to Bormark. It refused nothing then. A minister said that it
refused rifles later.
"""


def note(folder: Path, text: str = NOTE, name: str = "2021-03-04-generators.md") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_note_gives_its_publication_and_claims_in_place(tmp_path: Path) -> None:
    source = read(note(tmp_path))
    found = source.publication
    assert (found.key, found.publisher, found.side) == ("2021-03-04-generators", "The Ferry Post", "XAR")
    assert (found.date, found.known_at) == (PartialDate("2021-03-04"), PartialDate("2021-03-05"))
    assert (found.date_basis, found.verification, found.lineage_hint, found.access) == (
        *("note", "seen in the source"),
        *("ferry-wire", "press"),
    )
    first, second = source.claims
    text = source.document.text
    assert text[first.start : first.end] == first.quote == "Arvenia shipped about 40 generators to Bormark"
    assert first.plover == Plover("AID", (), ("economic",))
    assert first.magnitude == Magnitude(40, "generators", "generators", "about", "about 40 generators", "flow")
    assert first.time == Time("2021-03", "2021-03", "month", "explicit", "in March")
    assert (first.status, first.terms, first.corroborated, first.proposition) == (
        *("delivered", "grant"),
        *(True, "generators-2021"),
    )
    assert text[second.start :].startswith("refused rifles")
    assert second.effect == Effect("the refusal", "trust", "-")
    assert (second.stake, second.access, second.contradicts) == ("accusation", "party", "refusals")
    assert second.time == Time()
    assert (first.line, second.line) == (13, 37)


def test_a_good_note_has_no_problems_and_unknown_codes_are_found(tmp_path: Path) -> None:
    path = note(tmp_path)
    assert check([path]) == []
    assert [(p.line, p.field) for p in check([path], known=lambda code: code != "XBO")] == [
        (16, "claim.1.recipient"),
        (41, "claim.2.recipient"),
    ]


@pytest.mark.parametrize(
    ("old", "new", "line", "field", "words"),
    [
        ('publisher = "The Ferry Post"\n', "", 1, "publisher", "is missing"),
        ('side = "XAR"', 'sides = "XAR"', 6, "sides", "is no field of this table. Mend: did you mean `side`?"),
        ("date = 2021-03-04", 'date = "2021-13-04"', 4, "date", "is not a date"),
        ('known_at = "2021-03-05"', 'known_at = "2020"', 1, "note", "is before date"),
        ("title = ", "title == ", 3, "note", "is not TOML"),
        ('verification = "seen in the source"', 'verification = "sure"', 9, "verification", "from memory"),
        ('channel = "energy"', 'channel = "guns"', 17, "claim.1.channel", "use one of: general"),
        ('polarity = "support"', 'polarity = "help"', 18, "claim.1.polarity", "withhold"),
        ('event = "AID"', 'event = "GIVE"', 20, "claim.1.plover.event", "AGREE"),
        ('["asserted", "past"]', '["hedged"]', 13, "claim.1", "lacks hedge_cue"),
        ('attributed_to = "a minister"\n', "", 37, "claim.2", "lacks attributed_to"),
        ('bound = "about"', 'bound = "range"', 29, "claim.1.magnitude", "a range has `value` and `upper`"),
        ('text = "about 40 generators"', 'text = "forty"', 29, "claim.1.magnitude", "does not stand in the note"),
        ('end = "2021-03"', 'end = "2020"', 23, "claim.1.time", "before it starts"),
        ("occurrence = 2", "occurrence = 3", 39, "claim.2.occurrence", "stands 2 times"),
        ("occurrence = 2\n", "", 38, "claim.2.quote", "stands 2 times"),
        ('quote = "Arvenia shipped', 'quote = "Arvenia sent', 14, "claim.1.quote", "nearest: 'about 40 generators"),
        ('quote = "refused"\noccurrence = 2', 'quote = "What was shipped"', 38, "claim.2.quote", "in a heading"),
        ('["XBO"]\nchannel = "arms"', '["x"]\nchannel = "arms"', 41, "claim.2.recipient.1", "no actor code"),
        ("\n+++\n#", "\n#", 1, "note", "never ends"),
        (NOTE[NOTE.index("# What") :], "", 51, "note", "no text below"),
    ],
)  # fmt: skip
def test_each_mistake_is_told_with_its_line(
    tmp_path: Path, old: str, new: str, line: int, field: str, words: str
) -> None:
    assert old in NOTE
    path = note(tmp_path, NOTE.replace(old, new, 1))
    problems = check([path])
    assert [(p.line, p.field) for p in problems] == [(line, field)], problems
    assert words in str(problems[0]) and problems[0].mend
    with pytest.raises(Invalid, match="2021-03-04-generators"):
        read(path)


def test_all_problems_of_all_notes_come_at_once(tmp_path: Path) -> None:
    paths = [
        note(tmp_path, NOTE.replace('"energy"', '"guns"').replace('"arms"', '"guns"'), "a.md"),
        note(tmp_path, "no front matter", "b.md"),
        note(tmp_path, "", "c.md"),
        note(tmp_path, NOTE, "d.md"),
    ]
    (tmp_path / "more").mkdir()
    paths.append(note(tmp_path / "more", NOTE, "d.md"))
    problems = check(paths)
    assert [Path(p.file).name for p in problems] == ["a.md", "a.md", "b.md", "c.md", "d.md"]
    with pytest.raises(Invalid) as caught:
        read_notes(paths)
    assert len(caught.value.problems) == 5


def test_a_note_body_is_the_analysts_own_text_without_furniture(tmp_path: Path) -> None:
    body = "Share your views on the pact, he wrote.\nSubscribe to our newsletter.\n\n- A Headline Without A Stop"
    path = note(tmp_path, NOTE[: NOTE.index("[[claim]]")] + "+++\n" + body)
    assert {b.kind for b in read(path).document.blocks} == {"body"}


def test_yaml_front_matter_is_refused_with_its_mend(tmp_path: Path) -> None:
    path = note(tmp_path, "---\ntitle: x\n---\nText.\n")
    with pytest.raises(Exception, match="TOML between lines of"):
        read(path)
