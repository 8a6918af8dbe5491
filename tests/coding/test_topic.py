"""What a document is about, and what stands in for its parties: organs, partners, places."""

from pathlib import Path

import pytest

from estimative.actors import registry
from estimative.coding.segment import sentences
from estimative.coding.topic import titled
from estimative.domain import PartialDate
from estimative.run import coded_rows
from estimative.sources import read

DATE = PartialDate("2023-05-10")
TITLE = "What Lisbon still sells to Maputo\n\n"


def write(folder: Path, text: str) -> Path:
    path = folder / "text.txt"
    path.write_text(text, encoding="utf8")
    return path


def pair(folder: Path, text: str) -> tuple[str, ...]:
    return titled(sentences(read(write(folder, text), date=DATE).document), registry(), DATE)


def claims(folder: Path, text: str) -> list[str]:
    rows = coded_rows(write(folder, text), None, DATE, False)
    found = [c for row in rows for c in row["claims"]]
    return [f"{'+'.join(c['actor'])} > {'+'.join(c['recipient'])} {c['channel']} {c['polarity']}" for c in found]


@pytest.mark.parametrize(
    ("title", "wanted"),
    [
        ("What Lisbon still sells to Maputo", ("PRT", "MOZ")),
        ("Three ports, three bills", ()),
        ("Between Rabat, Algiers and Madrid", ()),
    ],
)
def test_title_names_the_pair(tmp_path: Path, title: str, wanted: tuple[str, ...]) -> None:
    assert pair(tmp_path, f"{title}\n\nRain fell all night. The harbour was closed.\n") == wanted


def test_body_names_the_pair_where_the_title_is_silent(tmp_path: Path) -> None:
    body = " ".join(["Portugal waited, and Mozambique waited too."] * 4)
    assert pair(tmp_path, f"Three ports, three bills\n\n{body} Spain did not.\n") == ("PRT", "MOZ")


def test_a_missing_receiver_is_the_other_of_the_title(tmp_path: Path) -> None:
    text = TITLE + "Portugal and Mozambique are friends. Lisbon sent 60 instructors.\n"
    assert "PRT > MOZ military support" in claims(tmp_path, text)


def test_an_unknown_receiver_is_nobody_of_the_title(tmp_path: Path) -> None:
    text = (
        "What Lisbon still sells to Maputo\n\nPortugal and Mozambique are friends. Lisbon sent rifles to Qwertistan.\n"
    )
    assert "PRT > MOZ arms support" not in claims(tmp_path, text)


def test_a_city_is_where_arms_go_but_no_buyer(tmp_path: Path) -> None:
    assert claims(tmp_path, "Norway shipped rifles to Kharkiv.\n") == ["NOR > UKR arms support"]
    assert claims(tmp_path, "A yard in Hamburg sold two boats to a company in Porto.\n") == []


def test_the_reproached_owns_what_he_is_reproached_with(tmp_path: Path) -> None:
    found = claims(tmp_path, "Peru sanctioned Chile over its arms sales to Bolivia.\n")
    assert "CHL > BOL arms support" in found and "PER > BOL arms support" not in found


def test_what_the_asked_gives_goes_to_the_asker(tmp_path: Path) -> None:
    found = claims(tmp_path, "Mali asked Paris for troops, and Paris sent 1,800 paratroopers.\n")
    assert "FRA > MLI military support" in found
