"""How long many people wait for My sets who browse at the same time, on this machine.

    python -m benchmarks.browsing [--people 50] [--sets 300] [--think 20] [--seconds 60]

Each of them has so many sets and does something every few seconds (about `--think`): opens the
list, turns it over, goes back. The product's own page is run by Streamlit's own runner, one run
after the other, because the interpreter lock of a server's process leaves them no more; who comes
meanwhile waits, which is in the times. The browser's part is not. Prints how long a page took, s,
and what it took of the processor, which is the same beside other work.
"""

import argparse
import logging
import os
import random
import statistics
import tempfile
import threading
import time
from datetime import UTC, datetime
from pathlib import Path

from streamlit.testing.v1 import AppTest

from benchmarks.year import furnish
from clips.library import Library
from coach.words import words
from pages.server import Server, serving

PAGE = Path(__file__).parents[1] / "pages/library.py"
_TURNS = [words(language).say(f"library-{way}") for language in ("ja", "en")
          for way in ("newer", "older")]  # fmt: skip

_AT_ONCE = threading.Lock()


def browse(
    person: str, until: float, think_s: float, taken: list[tuple[float, float]], seed: int
) -> None:
    """One person, until that time; how long each page took is added to `taken`, and what it took of
    the processor (s)."""
    chance = random.Random(seed)
    page = AppTest.from_file(str(PAGE), default_timeout=120)
    page.session_state.me = (None, person)
    page.session_state.chosen = person
    page.session_state.library_part = 0
    time.sleep(chance.uniform(0, think_s))
    while True:
        turns = [each for each in page.button if each.label in _TURNS and not each.disabled]
        if turns and chance.random() < 0.7:
            chance.choice(turns).click()
        began = time.monotonic()
        with _AT_ONCE:
            before = time.process_time()
            page.run()
            cost = time.process_time() - before
        taken.append((time.monotonic() - began, cost))
        if page.exception:
            raise RuntimeError(page.exception[0].value)
        if time.monotonic() > until:
            return
        time.sleep(chance.uniform(0.5, 1.5) * think_s)


def tell(what: str, seconds: list[float]) -> None:
    """Print how they are spread."""
    p95 = statistics.quantiles(seconds, n=20)[-1]
    median, longest = statistics.median(seconds), max(seconds)
    print(f"{what}: median {median:.2f} s, p95 {p95:.2f} s, longest {longest:.2f} s")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--people", type=int, default=50)
    parser.add_argument("--sets", type=int, default=300)
    parser.add_argument("--think", type=float, default=20.0, help="s between two pages (J)")
    parser.add_argument("--seconds", type=float, default=60.0)
    options = parser.parse_args()
    logging.disable(logging.WARNING)  # Streamlit's, of each thread
    with tempfile.TemporaryDirectory() as name:
        os.environ["KOSHI_DATA"] = name
        library = Library(f"sqlite:///{Path(name) / 'koshi.sqlite'}", str(Path(name) / "files"))
        people = [library.person(f"{n}") for n in range(options.people)]
        for n, person in enumerate(people):
            furnish(library, options.sets, datetime.now(UTC), n, person)
        taken: list[tuple[float, float]] = []
        with serving(Server(library)):
            browse(people[0], 0.0, 0.0, [], 0)  # what is loaded once
            until = time.monotonic() + options.seconds
            threads = [
                threading.Thread(target=browse, args=(person, until, options.think, taken, n))
                for n, person in enumerate(people)
            ]
            for each in threads:
                each.start()
            for each in threads:
                each.join()
    print(f"{len(taken)} pages, {options.people} people, {options.sets} sets each")
    tell("waited", [waited for waited, _ in taken])
    tell("of the processor", [cost for _, cost in taken])
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
