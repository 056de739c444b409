"""docs/ASVS.md counts right, names each requirement once, and names tests that there are."""

import re
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "docs/ASVS.md").read_text(encoding="utf-8")


def requirements(cell: str) -> list[str]:
    """The numbers in a cell; of "7.1.1–7.1.3" all three."""
    found = []
    for first, last in re.findall(r"(\d+\.\d+\.\d+)(?:–(\d+\.\d+\.\d+))?", cell):
        begin, _, n = first.rpartition(".")
        to = int((last or first).rpartition(".")[2])
        found += [f"{begin}.{each}" for each in range(int(n), to + 1)]
    return found


def test_what_is_met_is_counted_right():
    counts, named = Counter(), Counter()
    for line in TEXT.splitlines():
        cells = [each.strip() for each in re.split(r"(?<!\\)\|", line)]
        if len(cells) > 4 and (numbers := requirements(cells[1])):
            counts[cells[2].split(",")[0].removesuffix(" on a server")] += len(numbers)
            named.update(numbers)
            for test in re.findall(r"(?:tests|benchmarks)/[\w/]+\.py", line):
                assert (ROOT / test).exists(), line
    assert [each for each, n in named.items() if n > 1] == []
    told = re.search(
        r"Of (\d+) requirements (\d+) are met, (\d+) partly, (\d+) not; (\d+) are the host's, "
        r"(\d+) do not apply",
        TEXT,
    )
    assert told
    kinds = ("met", "partly", "not", "host", "–")
    assert {*counts} == {*kinds}
    assert [*map(int, told.groups())] == [counts.total(), *(counts[each] for each in kinds)]
