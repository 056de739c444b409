"""What is to be read on the board: each sentence while it sounds, then what is true."""

from dataclasses import replace
from functools import partial
from itertools import groupby

import pytest

from coach.session import Plan, Session
from coach.voice import seconds
from coach.words import LANGUAGES, words
from pages.board import _BEATS, _view, sound
from pose.pose import Pose
from tests.bodies.bird_dog import bird_dog
from tests.figures import all_fours, film, hinge, hip_lift, lift_path, lift_rest, plank, reps

FPS = 15
LYING, STANDING, PLANKED = (
    replace(pose, mask=None) for pose in (hip_lift(lift_rest()), hinge(0), plank(0))
)
NOBODY = Pose.empty(0.0, LYING.size)


class Board:
    """A session, and what its board showed at each frame: (s, view)."""

    def __init__(self, exercise="hip_lift", target=1, language="ja", **plan):
        self.session = Session(Plan(exercise, target, **plan), language)
        self.says = words(language)
        self.views: list[tuple[float, dict]] = []

    def sees(self, pose: Pose, seconds: float = 0.0, until: str = "") -> "Board":
        for _ in range(round(seconds * FPS) or 900):
            self.session.update(replace(pose, t=len(self.views) / FPS))
            self.views.append((self.session.now, _view(self.session, self.says)))
            if self.session.stage == until:
                break
        return self

    def lifts(self, up: float) -> "Board":
        for pose in film(lift_path(0.0), reps(lift_rest(), 0.0, up, 2, 4), FPS):
            self.sees(pose, 1 / FPS)
        return self

    def texts(self) -> list[str]:
        return [text for text, _ in groupby(view["text"] for _, view in self.views)]

    def at(self, t: float) -> dict:
        return next(view for when, view in self.views if when >= t)


@pytest.fixture(scope="module", params=LANGUAGES)
def whole(request) -> Board:
    """Two sets in which a fault is corrected, praised and given to try next."""
    board = Board("hip_lift", 3, request.param, sets=2, rest_s=15)
    board.sees(NOBODY, 6.0).sees(STANDING, 8.0).sees(LYING, until="set")
    board.lifts(0.6).lifts(0.6).lifts(0.6).sees(LYING, until="set")
    return board.lifts(0.6).lifts(3.0).lifts(0.6).sees(LYING, until="done")


def test_every_sentence_is_on_the_board_while_it_sounds(whole):
    """Safety, directions, corrections, praise, what to try next, the rest: for who has no sound."""
    sentences = [each for each in whole.session.mouth.said if each.line]
    shown = [each for each in sentences if not each.line.key.startswith(_BEATS)]
    kinds = {each.line.key.split("-")[0] for each in shown}
    assert kinds >= {"say", "cue", "praise", "well"}
    for each in shown:
        over = each.t + seconds(each.line, whole.says.language)
        during = [v["text"] for t, v in whole.views if each.t <= t < min(over, whole.views[-1][0])]
        assert set(during) == {each.line.text(whole.says)}, each.line
        assert len(during) >= 0.6 * FPS


@pytest.mark.parametrize(
    ("after", "beats"),
    [
        ((0.1, 1.0, 2.0, 3.0), {"3": 0, "2": 1, "1": 2, "go": 3}),
        ((0.7, 1.05, 1.95, 2.9, 3.6), {"3": 0, "2": 1, "1": 2, "go": 3}),
        ((0.9, 2.1, 3.0), {"3": 0, "1": 2, "go": 3}),  # a number that nobody could say is left out
    ],
)
def test_a_countdown_tells_its_seconds_whenever_the_pictures_come(after, beats):
    board = Board().sees(LYING, until="countdown")
    session, began = board.session, board.session.now
    first = len(session.mouth.said)
    for t in after:
        session.update(replace(LYING, t=began + t))
    assert session.stage == "set"
    told = [sound(n, each, session.now, board.says) for n, each in
            enumerate(session.mouth.said[first:])]  # fmt: skip
    heard = {each["name"].split(".")[-1].removeprefix("say-"): each["beat"] for each in told}
    assert heard == {name: pytest.approx(began + beat) for name, beat in beats.items()}


def test_the_one_before_stays_beside_it(whole):
    after = next(s for s in whole.session.mouth.said if s.line and s.line.key == "say-rest")
    before = whole.session.mouth.said[whole.session.mouth.said.index(after) - 1]
    assert whole.at(after.t + 0.2)["earlier"] == before.line.text(whole.says)


def test_each_side_is_counted_against_what_is_asked_of_it():
    board = Board("bird_dog", 2, "en").sees(all_fours(), until="set")
    for leg in ("near", "far", "far"):
        for pose in film(partial(bird_dog, leg=leg), reps(0, 1, 1.5, 1, 1.5), FPS):
            board.sees(pose, 1 / FPS)
    (_, view) = board.views[-1]
    assert (view["big"], view["unit"]) == (3, "left 1, right 2 / 2 each")
    assert "Left" not in board.texts()


def test_a_number_does_not_take_the_sentence_away(whole):
    numbers = {s.line.text(whole.says) for s in whole.session.mouth.said if s.line and s.line.n}
    numbers -= {words.say("say-rest", n=15) for words in [whole.says]}
    numbers -= {whole.says.say("say-set", n=2)}
    assert not numbers & set(whole.texts())


def test_in_the_rest_stands_what_to_try_next(whole):
    resting = [view["text"] for _, view in whole.views if view["stage"] == "rest"]
    assert resting[-1] == whole.says.say("cue-too_fast-up")


def test_before_the_set_stands_what_is_to_be_done_now():
    """Not what was to be done a moment ago."""
    board = Board().sees(STANDING, 10.0)
    assert board.texts()[-1] == board.says.say("say-place-hip_lift")
    board.sees(NOBODY, 1.0)
    assert board.texts()[-1] == board.says.say("say-no_person")
    board.sees(LYING, 1.0)
    assert board.texts()[-1] == board.says.say("say-still")


def test_that_the_clock_waits_is_on_the_board_as_long_as_it_does():
    board = Board("plank", 20).sees(PLANKED, until="set").sees(PLANKED, 6.0)
    board.sees(plank(25.0), 6.0).sees(PLANKED, 3.0)
    waits = board.says.say("board-waits")
    notes = [note for note, _ in groupby(view["note"] for _, view in board.views)]
    assert notes == ["", waits, ""]
    assert len({view["big"] for _, view in board.views if view["note"]}) == 1


def test_why_it_was_paused_is_read_before_how_to_go_on():
    board = Board("hip_lift", 3).sees(LYING, until="set").lifts(3.0).sees(NOBODY, 9.0)
    last = board.texts()[-2:]
    assert last == [board.says.say("say-lost"), board.says.say("board-paused")]


def test_how_it_is_done_is_shown_until_it_is_done(whole):
    assert all(
        bool(view["loop"]) == (view["stage"] == "ready")
        for _, view in whole.views
        if view["stage"] in ("ready", "set", "rest", "done")
    )
    shown = {view["loop"] for _, view in whole.views if view["loop"]}
    assert [each.split("?")[0] for each in shown] == ["app/static/loops/hip_lift.mp4"]
