"""A whole routine by ear: nobody is left without a word, and it ends once."""

from dataclasses import replace

import pytest

from benchmarks.by_ear import figure, silences
from coach.rehearsal import rehearse_all
from coach.words import go_key
from practice.routines import ROUTINES
from rules import EXERCISES


@pytest.fixture(scope="module")
def bedtime():
    """The bedtime routine, two of each of its exercises."""
    routine = ROUTINES["bedtime"]
    plan = replace(routine, parts=tuple(replace(part, amount=2) for part in routine.parts)).plan({})
    return rehearse_all({each.exercise: figure(each.exercise) for each in plan.steps}, plan, "ja")


def test_every_step_begins_and_ends_with_words(bedtime):
    said = [each.line.key for each in bedtime.mouth.said if each.line]
    at = 0
    for n, step in enumerate(bedtime.steps):
        kind = EXERCISES[step.exercise]
        begins = f"say-next-{kind.name}" if n else "say-safety"
        for words in (begins, "say-count", go_key(kind), "say-set-done"):
            assert words in said[at:], (kind.name, words)
            at = said.index(words, at)
    assert [report.exercise for report in bedtime.reports] == [
        step.exercise for step in bedtime.steps
    ]


def test_the_whole_has_one_spoken_end_and_it_is_the_last(bedtime):
    said = [each.line.key for each in bedtime.mouth.said if each.line]
    assert bedtime.stage == "done"
    assert said.count("say-all-done") == 1
    assert said[-1] == "say-all-done"


def test_nobody_waits_long_without_a_word(bedtime):
    """The longest silence is that of a slow rep."""
    slowest = max(sum(EXERCISES[step.exercise].dose.tempo or ()) for step in bedtime.steps)
    assert silences(bedtime, "ja")[0][0] < slowest + 3
