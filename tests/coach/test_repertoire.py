"""What the page of a session fetches of the voice: its own exercise's sentences and the common."""

from itertools import product

from coach.plan import Plan
from coach.repertoire import repertoire
from coach.voice import FOLDER, spoken
from coach.words import LANGUAGES, needed, words
from rules import EXERCISES


def names(*plans: Plan, language: str = "ja") -> list[str]:
    steps = [step for plan in plans for step in plan.steps]
    return [line.name for line in repertoire(steps, words(language))]


def size(fetched: list[str], language: str) -> int:
    return sum((FOLDER / language / f"{name}.mp3").stat().st_size for name in fetched)


def usual(exercise: str) -> Plan:
    return Plan(exercise, EXERCISES[exercise].dose.amount)


def test_its_own_and_the_common_ones_and_no_other_s():
    for name, language in product(EXERCISES, LANGUAGES):
        says, own = words(language), needed(EXERCISES[name])
        keys = {line.key for line in repertoire(usual(name).steps, says)}
        assert {key for key in own if key.startswith("say-place")} < keys, name
        strays = [key for key in keys - own if says.homes[key] != "common"]
        assert strays == [], name


def test_a_fault_that_exercises_share_is_fetched_by_those_alone():
    """Its words stand among the common ones."""
    assert "praise-rounded_back" in names(usual("squat"))
    assert "praise-rounded_back" not in names(usual("plank"))
    assert "say-pace_in" not in names(usual("plank"))


def test_numbers_as_far_as_they_are_told():
    def told(key: str, *plans: Plan) -> list[int]:
        found = [name.partition(".") for name in names(*plans)]
        return [int(number) for name, _, number in found if name == key]

    lifts, plank = Plan("hip_lift", 5, sets=3, rest_s=45), Plan("plank", 35)
    assert told("say-count", lifts) == [1, 2, 3, 4, 5]
    assert told("say-count", plank) == [1, 2, 3]  # the countdown
    assert (told("say-seconds", lifts), told("say-seconds", plank)) == ([], [10, 20, 30])
    assert (told("say-set", lifts), told("say-rest", lifts)) == ([2, 3], [45])
    assert told("say-seconds", lifts, plank) == [10, 20, 30]


def test_a_session_fetches_far_less_than_all():
    """Figures: `pytest -s`."""
    for language in LANGUAGES:
        all_of_it = size([line.name for line in spoken(words(language))], language)
        print(f"\n{language}: all {all_of_it:,} bytes")
        for name in EXERCISES:
            fetched = size(names(usual(name), language=language), language)
            print(f"  {name}: {fetched:,}")
            assert fetched < all_of_it / 2, name
