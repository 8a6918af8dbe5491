"""Lines of fields are found in any TOML that a person would write."""

import tomllib

from hypothesis import given, settings
from hypothesis import strategies as st

from estimative.cases import line_of, lines

NAMES = st.from_regex(r"[a-z][a-z_]{0,6}", fullmatch=True)
VALUES = st.one_of(
    st.integers(0, 9).map(str),
    st.sampled_from(['"plain"', "[1, 2]", "{ a = 1 }", '"""\nx = 1\n[y]\n"""', "'''one'''", "[\n  1,\n  2,\n]"]),
)
TABLES = st.lists(st.tuples(NAMES, st.booleans(), st.dictionaries(NAMES, VALUES, max_size=4)), max_size=5)


@settings(max_examples=150, deadline=None)
@given(TABLES)
def test_every_key_is_found_where_it_stands(tables: list[tuple[str, bool, dict[str, str]]]) -> None:
    text, expected, count = "", {}, {}
    kinds: dict[str, bool] = {}
    for name, array, entries in tables:
        if kinds.setdefault(name, array) != array or (not array and name in count):
            continue
        count[name] = count.get(name, -1) + 1
        text += f"[[{name}]]\n" if array else f"[{name}]\n"
        for key, value in entries.items():
            loc = (name, count[name], key) if array else (name, key)
            expected[loc] = text.count("\n") + 1
            text += f"{key} = {value}\n"
    tomllib.loads(text)
    found = lines(text)
    assert {loc: found.get(loc) for loc in expected} == expected


def test_an_unknown_place_falls_back_to_the_table_around_it() -> None:
    found = lines("a = 1\n[b]\nc = 2\n")
    assert line_of(("b", "missing"), found) == 2
    assert line_of(("missing",), found) == 1
