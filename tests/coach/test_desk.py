"""What is said and shown at a desk."""

import pytest

from coach.desk import SAYS, DeskCoach
from coach.voice import Line, seconds
from coach.words import LANGUAGES
from tests.desks import front, looks, nobody, side


def heard(coach, *stays, t=0.0):
    for pose in looks(*stays, t=t):
        coach.see(pose)
    return [said.line.key if said.line else said.beep for said in coach.mouth.said]


def test_a_chime_then_the_line_and_what_is_due_stays_to_be_read():
    coach = DeskCoach("front", 30, "ja")
    assert heard(coach, (front(), 31))[0] == "say-desk-begin"
    chime, line = coach.mouth.said[-2:]
    assert (chime.beep, line.line.key) == ("chime", "say-desk-due")
    assert 1 < line.t - chime.t < 2
    heard(coach, (front(), 20), t=31 * 60)
    assert (coach.state, coach.note.key) == ("due", "say-desk-due")
    coach.snooze()
    assert (coach.state, coach.note) == ("later", None)  # the press is seen to have done something
    assert coach.desk.later_s == pytest.approx(coach.desk.in_s + 5 * 60)
    assert heard(coach, (front(), 6), t=51 * 60)[-1] == "say-desk-due"
    assert (coach.state, coach.note.key) == ("due", "say-desk-due")
    coach.snooze()
    heard(coach, (nobody, 2), t=57 * 60)
    assert (coach.state, coach.note, coach.desk.stood) == ("away", None, 1)


def test_who_has_stood_up_is_not_told_to_until_back_too_soon():
    coach = DeskCoach("front", 30, "ja")
    heard(coach, (front(), 31))
    heard(coach, (nobody, 0.5), t=31 * 60)
    assert (coach.state, coach.note) == ("away", None)
    heard(coach, (front(), 0.5), t=31.5 * 60)
    assert (coach.state, coach.note.key) == ("due", "say-desk-due")


def test_what_is_said_of_the_posture_goes_by():
    coach = DeskCoach("side", 45, "en")
    assert heard(coach, (side(), 2), (side(lean=20), 8))[-2:] == ["chime", "say-desk-forward"]
    assert coach.note.key == "say-desk-forward"
    heard(coach, (side(lean=20), 6), t=600)
    assert (coach.state, coach.note) == ("sitting", None)


def test_who_says_so_has_stood():
    coach = DeskCoach("front", 45, "ja")
    heard(coach, (front(), 30))
    coach.stood()
    assert (coach.desk.stood, coach.desk.in_s) == (1, 0)
    assert "say-desk-due" not in heard(coach, (front(), 30), t=1800)


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_has_a_voice(language):
    assert all(seconds(Line(key), language) > 0.5 for key in SAYS)
