"""Words the parser hangs on the wrong head, mended as the coder sees them."""

import pytest
from tests.making import parsed


@pytest.mark.parametrize(
    ("text", "word", "dep", "head"),
    [
        ("Presidents William Ruto and Paul Kagame signed a pact.", "William", "nsubj", "signed"),
        ("Chile received between six and ten helicopters from Israel.", "helicopters", "obj", "received"),
        ("Jordan is understood to have trained Libyan officers.", "trained", "xcomp", "understood"),
        ("Kenya let Uganda station troops on its soil.", "station", "xcomp", "let"),
        ("In March 2021 the United States, citing abuses, imposed sanctions on Uganda.", "States", "nsubj", "imposed"),
        ("Oman no longer buys tanks from Egypt.", "tanks", "obj", "buys"),
        ("Uganda armed the militia, satellite images show.", "images", "nsubj", "show"),
    ],
)
def test_hangs_where_it_belongs(text: str, word: str, dep: str, head: str) -> None:
    token = next(t for t in parsed(text) if t.text == word)
    assert (token.dep_, token.head.text) == (dep, head)
