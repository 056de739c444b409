"""The short pieces to read."""

from datetime import date, timedelta
from itertools import pairwise

from clips.loops import loop_of
from coach.words import words
from practice.reading import PIECES, of_the_week
from rules import EXERCISES


def test_each_week_has_one_piece_and_the_next_week_another():
    for new_year in (date(2021, 1, 4), date(2026, 1, 1), date(2026, 12, 28)):  # 2020, 2026: week 53
        days = [new_year + timedelta(days=n - 14) for n in range(35)]
        for day, following in pairwise(days):
            same = of_the_week(day) == of_the_week(following)
            assert same == (following.weekday() != 0), following
    # A year goes through all of them.
    assert {of_the_week(date(2026, 1, 5) + timedelta(weeks=n)) for n in range(7)} == {*PIECES}


def test_a_piece_is_short_and_has_its_sources():
    for name, piece in PIECES.items():
        assert not piece.exercise or (piece.exercise in EXERCISES and loop_of(piece.exercise)), name
        for language, (least, most) in {"ja": (200, 350), "en": (80, 150)}.items():
            says = words(language)
            text = says.say(f"reading-{name}.text") + " " + says.say(f"reading-{name}.open")
            size = len(text) if language == "ja" else len(text.split())
            assert least <= size <= most, (name, language, size)
            sources = says.say(f"reading-{name}.source")
            assert any(f"00{n}" in sources for n in range(5)), (name, language)
            assert any(f"({grade}" in sources for grade in "VDJM"), (name, language)
