"""The tree is the architecture: no package imports one below it, and `brief` and `web` compute nothing."""

import ast
from pathlib import Path

import pytest

import estimative

ROOT = Path(estimative.__file__).parent
ORDER = list(estimative.FLOW)
OUTLETS = {"brief", "web"}
HEAVY = {"numpy", "jax", "xarray", "scipy"}
FILES = sorted(p for p in ROOT.rglob("*.py") if p.parent != ROOT or p.stem != "__init__")


def floor(path: Path) -> str:
    part = path.relative_to(ROOT).parts[0]
    return part.removesuffix(".py")


def imports(path: Path) -> set[str]:
    """Absolute module names that a file imports, at any depth."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf8"))):
        if isinstance(node, ast.Import):
            found |= {a.name for a in node.names}
        elif isinstance(node, ast.ImportFrom):
            depth = len(path.relative_to(ROOT).parts) - 1
            assert node.level <= depth, f"{path}: relative imports stay inside their floor"
            found |= {node.module} if node.level == 0 and node.module else set()
            if node.module == "estimative":
                found |= {f"estimative.{a.name}" for a in node.names}
    return found


def test_every_floor_is_declared() -> None:
    built = {floor(p) for p in FILES}
    assert built <= set(ORDER), built - set(ORDER)


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(ROOT)))
def test_imports_obey_the_flow(path: Path) -> None:
    me = ORDER.index(floor(path))
    for name in imports(path):
        parts = name.split(".")
        if parts[0] == "estimative" and len(parts) > 1 and parts[1] in ORDER:
            assert ORDER.index(parts[1]) <= me, f"{path} imports {name}, which stands below it"


@pytest.mark.parametrize("path", [p for p in FILES if floor(p) in OUTLETS], ids=lambda p: p.name)
def test_outlets_compute_nothing(path: Path) -> None:
    names = imports(path)
    assert not {n.split(".")[0] for n in names} & HEAVY
    ours = {n.split(".")[1] for n in names if n.startswith("estimative.")}
    assert ours <= {"domain", "run", floor(path)}, ours
