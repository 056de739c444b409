"""The page on which each exercise shows itself."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from coach.words import words
from rules import EXERCISES

PAGE = str(Path(__file__).parent.parent.parent / "pages" / "exercises.py")
JA = words("ja")


@pytest.fixture(scope="module")
def page():
    return AppTest.from_file(PAGE, default_timeout=60).run()


def test_every_exercise_is_there(page):
    assert not page.exception
    names = [each.value.strip("*") for each in page.markdown]
    assert {JA.say(f"exercise-{name}") for name in EXERCISES} <= set(names)
    opening = [each.label for each in page.button if (each.key or "").startswith("open-")]
    assert len(opening) == len({*opening}) == len(EXERCISES)


@pytest.mark.parametrize("name", ["hip_lift", "diaphragm"])
def test_an_exercise_tells_all_there_is_to_know(page, name):
    page.button(key=f"open-{name}").click().run()
    assert not page.exception
    assert page.header[0].value == JA.say(f"exercise-{name}")
    text = "\n".join(each.value for each in page.markdown)
    for part in ("easier", "harder"):
        assert JA.say(f"exercise-{name}.{part}") in text
    assert JA.say(f"setup-{name}") in text
    assert JA.say(f"limits-{name}") in text
    captions = [each.value for each in page.caption]
    fault = JA.say("exercises-fault", fault=JA.say("fault-over_arch"))
    assert (fault in captions) == EXERCISES[name].judged
    assert JA.say("exercises-good") in captions  # a film, also of what is not judged
