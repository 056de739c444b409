"""Every exercise there is keeps to the contract."""

from pathlib import Path

import pytest

from rules import EXERCISES
from tests.figures import body
from tests.rules.contract import TERMS, keeps


@pytest.mark.parametrize("term", TERMS, ids=lambda term: term.__name__)
def test_every_exercise(term):
    for name, kind in EXERCISES.items():
        assert kind.__module__ == f"rules.{name}"
        keeps(kind, body(name), term)


def test_every_figure_is_of_an_exercise_there_is():
    bodies = Path(__file__).parents[1] / "bodies"
    assert {*EXERCISES} == {path.stem for path in bodies.glob("*.py")}
