"""Words for goods and the channels they name."""

import pytest

from estimative.coding.channels import goods
from estimative.coding.syntax import pipeline
from estimative.domain import CHANNELS


def named(text: str, form: str) -> list[str]:
    doc = pipeline()(text)
    return [g.channel for g in goods(next(t for t in doc if t.text == form))]


@pytest.mark.parametrize(
    ("phrase", "form", "channels"),
    [
        ("They sent advanced fighter jets.", "jets", ["arms"]),
        ("They sent air defence systems.", "systems", ["arms"]),
        ("They sent components for drones.", "components", ["arms"]),
        ("They sent large quantities of crude oil.", "quantities", ["energy"]),
        ("They built a nuclear power plant.", "plant", ["nuclear"]),
        ("They linked their payment systems.", "systems", ["finance"]),
        ("They shared satellite imagery.", "imagery", ["intelligence"]),
        ("They sent food and missiles.", "food", ["general", "arms"]),
        ("They sent economic and military aid.", "aid", ["economic", "military"]),
        ("They sent greetings.", "greetings", []),
    ],
)
def test_goods_name_channels(phrase: str, form: str, channels: list[str]) -> None:
    assert named(phrase, form) == channels
    assert set(channels) <= set(CHANNELS)
