"""The whole script of each sample, held as text.

To hold it anew after a change that is meant: KOSHI_HOLD_SCRIPTS=1 pytest tests/coach/test_script.py
"""

import json
import os
import re
from pathlib import Path

import pytest

from clips.script import poses
from coach.rehearsal import lines, rehearse
from coach.repertoire import repertoire
from coach.session import Plan, Session
from coach.words import words
from rules import EXERCISES
from tests.films import EACH, EXERCISE, SAMPLES, film, sample, shots, truth

FOLDER = Path(__file__).parent / "scripts"
HOLD_S = 20
TIMES_S = 0.2
EACH_SAMPLE = pytest.mark.parametrize("name", EACH)


@pytest.fixture(scope="module")
def session():
    """``session(sample)``: its whole session, the pose model run once for all tests."""
    sessions: dict[str, Session] = {}

    def run(name: str) -> Session:
        if name not in sessions:
            exercise = EXERCISE[name]
            target = HOLD_S if EXERCISES[exercise].engine == "hold" else truth(name)["rep_count"]
            plan = Plan(exercise, target, talk="normal", tempo="off")
            sessions[name] = rehearse(poses(sample(name), exercise), plan, "ja")
        return sessions[name]

    return run


def parts(script: list[str]) -> list[tuple[float, str]]:
    """(time in s, words) of each line."""
    found = [re.fullmatch(r" *(-?[\d.]+)  (.*)", line) for line in script]
    return [(float(match[1]), match[2]) for match in found]


@EACH_SAMPLE
def test_the_script_is_the_one_that_is_held(session, name):
    told, path = lines(session(name), "ja"), FOLDER / f"{name}.txt"
    if os.environ.get("KOSHI_HOLD_SCRIPTS"):
        path.write_text("\n".join(told) + "\n", encoding="utf-8")
    held = path.read_text(encoding="utf-8").splitlines()
    both = "\n".join(["held:", *held, "", "now:", *told])
    assert [words for _, words in parts(told)] == [words for _, words in parts(held)], both
    now, then = ([t for t, _ in parts(script)] for script in (told, held))
    assert now == pytest.approx(then, abs=TIMES_S), both


def test_every_script_belongs_to_a_sample():
    assert {path.stem for path in FOLDER.glob("*")} == EXERCISE.keys()


@EACH_SAMPLE
def test_a_good_sample_is_not_corrected_and_a_faulty_one_is(session, name):
    corrected = [said for said in session(name).mouth.said if said.severity]
    assert bool(corrected) is (truth(name)["verdict"] != "ok")


@EACH_SAMPLE
def test_what_is_corrected_is_a_fault_of_the_sample(session, name):
    known = json.loads((SAMPLES / "expected.json").read_text(encoding="utf-8"))[name]
    where = [known, *known.get("reps", [])]
    of_it = {fault["name"] for part in where for fault in part.get("faults", [])}
    said = {said.line.key.split("-")[1] for said in session(name).mouth.said if said.severity}
    assert said <= of_it | {"rest"}


@EACH_SAMPLE
def test_every_sentence_was_fetched_before(session, name):
    fetched = repertoire(session(name).steps, words("ja"))
    said = {said.line for said in session(name).mouth.said if said.line}
    assert said <= set(fetched)


@EACH_SAMPLE
def test_every_rep_of_a_sample_is_counted_aloud(session, name):
    if EXERCISES[EXERCISE[name]].engine == "hold":
        assert session(name).screen.count < HOLD_S  # it sags, so its seconds do not count
        return
    ran = session(name)
    counted = [s.line.n for s in ran.mouth.said if s.line and s.line.key == "say-count"]
    assert counted == [3, 2, 1, *range(1, truth(name)["rep_count"] + 1)]
    assert ran.stage == "done"


@pytest.mark.long
def test_the_same_clip_gives_the_same_words(session, tmp_path):
    clip = film(tmp_path / "short.mp4", shots("hip_lift_arched", 0.0, 4.0))
    plan = session("hip_lift_arched").plan
    once, again = (rehearse(poses(clip, "hip_lift"), plan, "ja") for _ in range(2))
    assert len(lines(once, "ja")) > 3
    assert lines(again, "ja") == lines(once, "ja")
