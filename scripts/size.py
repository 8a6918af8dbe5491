"""Print the size of the default install: its ten largest packages and the total, and fail at 1.1 GB."""

import re
import sys
from importlib.metadata import distributions
from pathlib import Path

LIMIT = 1.1e9
LOCK = Path(__file__).parent.parent / "requirements.lock"


def locked() -> set[str]:
    """Names in the lock of the default install, so that development tools do not count."""
    return {m.lower().replace("_", "-") for m in re.findall(r"^([A-Za-z0-9_.-]+)==", LOCK.read_text(), re.M)}


def sizes() -> dict[str, int]:
    found = {}
    for dist in distributions():
        name = (dist.metadata["Name"] or "").lower().replace("_", "-")
        files = [f.locate() for f in dist.files or []]
        found[name] = sum(Path(str(f)).stat().st_size for f in files if Path(str(f)).is_file())
    package = Path(__file__).parent.parent / "src" / "estimative"
    found["estimative"] = sum(f.stat().st_size for f in package.rglob("*") if f.is_file())
    return found


def main() -> int:
    wanted = locked() | {"estimative"}
    found = {name: size for name, size in sizes().items() if name in wanted}
    total = sum(found.values())
    for name, size in sorted(found.items(), key=lambda item: -item[1])[:10]:
        print(f"{size / 1e6:8.1f} MB  {name}")
    print(f"{total / 1e6:8.1f} MB  total of {len(found)} packages; limit {LIMIT / 1e6:.0f} MB")
    return int(total > LIMIT)


if __name__ == "__main__":
    sys.exit(main())
