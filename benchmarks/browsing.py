"""How long many people wait for My sets who browse at the same time, on this machine.

    python -m benchmarks.browsing [--people 50] [--sets 300] [--think 10] [--seconds 60]

Each of them has so many sets and does something every few seconds (about `--think`): opens the
list, turns it over, goes back. The pages are run by Streamlit's own runner, each person in a thread
of their own as on the server; the browser's part is not in it. Prints how long the page took, s.
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


def browse(person: str, until: float, think_s: float, taken: list[float], seed: int) -> None:
    """One person, until that time; how long each page took is added to `taken`."""
    chance = random.Random(seed)
    page = AppTest.from_file(str(PAGE), default_timeout=120)
    page.session_state.me = (None, person)
    page.session_state.chosen = person
    time.sleep(chance.uniform(0, think_s))
    while time.monotonic() < until:
        turns = [each for each in page.button if each.label in _TURNS and not each.disabled]
        if turns and chance.random() < 0.7:
            chance.choice(turns).click()
        began = time.monotonic()
        page.run()
        taken.append(time.monotonic() - began)
        if page.exception:
            raise RuntimeError(page.exception[0].value)
        time.sleep(chance.uniform(0.5, 1.5) * think_s)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--people", type=int, default=50)
    parser.add_argument("--sets", type=int, default=300)
    parser.add_argument("--think", type=float, default=10.0, help="s between two pages (J)")
    parser.add_argument("--seconds", type=float, default=60.0)
    options = parser.parse_args()
    logging.getLogger("streamlit").setLevel(logging.ERROR)
    with tempfile.TemporaryDirectory() as name:
        os.environ["KOSHI_DATA"] = name
        library = Library(f"sqlite:///{Path(name) / 'koshi.sqlite'}", str(Path(name) / "files"))
        people = [library.person(f"{n}") for n in range(options.people)]
        for n, person in enumerate(people):
            furnish(library, options.sets, datetime.now(UTC), n, person)
        taken: list[float] = []
        until = time.monotonic() + options.seconds
        with serving(Server(library)):
            threads = [
                threading.Thread(target=browse, args=(person, until, options.think, taken, n))
                for n, person in enumerate(people)
            ]
            for each in threads:
                each.start()
            for each in threads:
                each.join()
    p95 = statistics.quantiles(taken, n=20)[-1]
    print(f"{len(taken)} pages, {options.people} people, {options.sets} sets each")
    print(f"median {statistics.median(taken):.2f} s, p95 {p95:.2f} s, longest {max(taken):.2f} s")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
