import numpy as np
import pytest

from pose.view import (
    BRIGHT,
    DARK,
    LARGEST,
    MOST_GAIN,
    SMALLEST,
    Lamp,
    View,
    around,
    back,
    tiles,
    whole,
)

SIZE = (640, 480)
TURNS = (0, 1, 3)
BOXES = [(0, 0, 640, 480), (100, 50, 420, 350), (7, 301, 108, 479), (333, 0, 640, 477)]


def frame(size=SIZE, spot=None) -> np.ndarray:
    """A black frame with a soft white spot whose middle is at `spot` (px)."""
    image = np.zeros((size[1], size[0], 3), np.uint8)
    if spot is not None:
        x, y = np.meshgrid(np.arange(size[0]) + 0.5, np.arange(size[1]) + 0.5)
        light = np.exp(-((x - spot[0]) ** 2 + (y - spot[1]) ** 2) / (2 * 3**2))
        image[:] = (255 * light).astype(np.uint8)[..., None]
    return image


def spot_in(picture: np.ndarray) -> np.ndarray:
    """The middle of the light in a picture, px."""
    light = picture[..., 0].astype(float)
    x, y = np.meshgrid(np.arange(light.shape[1]) + 0.5, np.arange(light.shape[0]) + 0.5)
    return np.array([(light * x).sum(), (light * y).sum()]) / light.sum()


def inside(box, across: float, down: float) -> np.ndarray:
    left, top, right, bottom = box
    return np.array([left + across * (right - left), top + down * (bottom - top)])


@pytest.mark.parametrize("turn", TURNS)
@pytest.mark.parametrize("box", BOXES)
@pytest.mark.parametrize("place", [(0.5, 0.5), (0.2, 0.7), (0.75, 0.25)])
def test_a_spot_in_the_cut_is_found_in_the_frame(turn, box, place):
    spot = inside(box, *place)
    picture, matrix = View(box, turn).cut(frame(spot=spot))
    seen = spot_in(picture)
    assert matrix[:, :2] @ spot + matrix[:, 2] == pytest.approx(seen, abs=1)
    assert back(seen[None], matrix)[0] == pytest.approx(spot, abs=1)


@pytest.mark.parametrize("turn", TURNS)
@pytest.mark.parametrize("box", BOXES)
def test_back_undoes_the_matrix(turn, box):
    _, matrix = View(box, turn).cut(frame())
    points = np.random.default_rng(0).uniform(0, 640, (33, 2))
    there = points @ matrix[:, :2].T + matrix[:, 2]
    assert back(there, matrix) == pytest.approx(points)


def test_turns_are_counter_clockwise():
    high_left = frame(spot=(60, 40))
    corners = {
        turn: tuple(spot_in(whole(SIZE, turn).cut(high_left)[0]).round(-1).astype(int))
        for turn in TURNS
    }
    assert corners == {0: (60, 40), 1: (40, 580), 3: (440, 60)}


@pytest.mark.parametrize("turn", TURNS)
@pytest.mark.parametrize("size", [(640, 480), (637, 481), (641, 479), (320, 243), (1279, 717)])
@pytest.mark.parametrize("part", [False, True])
def test_the_cut_suits_mediapipe(turn, size, part):
    box = (11, 13, size[0] - 30, size[1] - 57) if part else (0, 0, *size)
    picture, _ = View(box, turn).cut(frame(size))
    assert picture.flags["C_CONTIGUOUS"]
    assert picture.shape[1] % 4 == 0
    assert picture.dtype == np.uint8
    assert SMALLEST <= max(picture.shape[:2]) <= LARGEST + 3


@pytest.mark.parametrize(
    ("width", "expected"), [(64, SMALLEST), (500, 500), (960, LARGEST), (1920, LARGEST)]
)
def test_the_cut_is_neither_small_nor_large(width, expected):
    image = frame((1920, 1080))
    picture, matrix = View((0, 0, width, width // 2)).cut(image)
    assert picture.shape == (expected // 2, expected, 3)
    assert matrix[0, 0] == pytest.approx(expected / width)


def test_a_whole_frame_of_a_fit_size_is_the_frame():
    image = frame(spot=(100, 100))
    picture, matrix = whole(SIZE).cut(image)
    assert np.array_equal(picture, image)
    assert matrix.tolist() == [[1, 0, 0], [0, 1, 0]]


def test_padding_repeats_the_edge():
    image = frame((637, 480))
    image[:, -1] = 200
    picture, _ = whole((637, 480)).cut(image)
    assert picture.shape == (480, 640, 3)
    assert (picture[:, 637:] == 200).all()


@pytest.mark.parametrize("turn", TURNS)
def test_a_crop_at_the_cameras_resolution_keeps_the_place(turn):
    spot, box = np.array([300.0, 200.0]), (200, 120, 420, 280)
    full = frame((1920, 1440), spot * 3)
    asked = []

    def crop(wanted):
        asked.append(wanted)
        left, top, right, bottom = (3 * edge for edge in wanted)
        return full[top:bottom, left:right]

    picture, matrix = View(box, turn).cut(frame(), crop)
    assert asked == [box]
    assert max(picture.shape[:2]) == 3 * 220
    assert back(spot_in(picture)[None], matrix)[0] == pytest.approx(spot, abs=1)


def test_the_whole_frame_needs_no_crop():
    def crop(box):
        raise AssertionError(box)

    whole(SIZE).cut(frame(), crop)


@pytest.mark.parametrize(
    ("box", "expected"),
    [
        ((120, 120, 220, 170), True),
        ((109, 120, 209, 170), False),  # 9 px left where 10 are wanted
        ((120, 109, 220, 159), False),
        ((191, 120, 291, 170), False),
        ((120, 241, 220, 291), False),
        ((110, 110, 210, 160), True),
    ],
)
def test_holds_wants_room_on_every_side(box, expected):
    assert View((100, 100, 300, 300)).holds(box, 0.1) is expected


@pytest.mark.parametrize("turn", TURNS)
def test_around_leaves_a_margin(turn):
    view = around((200, 200, 300, 240), SIZE, 0.5, turn)
    assert view.turn == turn
    pad = 0.5 * 100 + 0.02 * 640
    assert view.box == pytest.approx((200 - pad, 200 - pad, 300 + pad, 240 + pad), abs=1)
    assert view.holds((200, 200, 300, 240), 0.5)


@pytest.mark.parametrize(
    "box", [(-20.0, -5.0, 60.0, 40.0), (600.0, 460.0, 700.0, 520.0), (0.5, 0.5, 1.5, 1.5)]
)
def test_around_stays_inside_the_frame(box):
    view = around(box, SIZE, 0.5)
    left, top, right, bottom = view.box
    assert min(left, top) >= 0
    assert right <= SIZE[0]
    assert bottom <= SIZE[1]
    assert min(right - left, bottom - top) >= 16


@pytest.mark.parametrize("box", [(50, 50, 600, 450), (-400, 100, -300, 200), (900, 700, 950, 720)])
def test_around_nearly_everything_or_nothing_is_the_whole_frame(box):
    assert around(box, SIZE, 0.5, 3) == whole(SIZE, 3)


@pytest.mark.parametrize("size", [(640, 480), (637, 479), (720, 1280)])
def test_tiles_cover_the_frame_and_overlap(size):
    covered = np.zeros((size[1], size[0]), int)
    views = tiles(size)
    for view in views:
        left, top, right, bottom = view.box
        assert (right - left, bottom - top) == (size[0] // 2, size[1] // 2)
        covered[top:bottom, left:right] += 1
    assert len({view.box for view in views}) == 9
    assert covered[:-2, :-2].min() >= 1
    assert covered[size[1] // 2, size[0] // 2] >= 4


def room(light: float, size=(320, 240)) -> np.ndarray:
    return np.full((size[1], size[0], 3), light, np.uint8)


@pytest.mark.parametrize("light", [DARK + 1, 200, 255])
def test_a_bright_frame_is_left_alone(light):
    lamp, image = Lamp(), room(light)
    lamp.look(image)
    assert lamp.lift(image) is image


def test_a_new_lamp_lifts_nothing():
    image = room(10)
    assert Lamp().lift(image) is image


@pytest.mark.parametrize(
    ("light", "expected"), [(100, BRIGHT), (50, BRIGHT), (20, 20 * MOST_GAIN), (0, 0)]
)
def test_a_dark_frame_is_lifted(light, expected):
    lamp, image = Lamp(), room(light)
    lamp.look(image)
    assert lamp.lift(image) == pytest.approx(np.full(image.shape, expected), abs=1)
    assert (image == light).all()  # the frame itself stays as it was


def test_a_lit_body_before_black_is_not_burnt():
    image = room(3)
    image[60:180, 100:200] = 180
    lamp = Lamp()
    lamp.look(image)
    assert lamp.lift(image) is image


def test_the_gain_does_not_flicker():
    lamp, shown = Lamp(), []
    for i in range(60):
        lamp.look(room(50 if i % 2 else 42))
        shown.append(float(lamp.lift(room(50)).mean()))
    assert np.abs(np.diff(shown[5:])).max() < 5
    assert min(shown) > 150


def test_when_the_light_goes_on_the_gain_fades():
    lamp = Lamp()
    lamp.look(room(50))
    fades = []
    for _ in range(60):
        lamp.look(room(220))
        fades.append(float(lamp.lift(room(40)).mean()))
    assert fades == sorted(fades, reverse=True)
    assert fades[0] - fades[1] < 20
    image = room(220)
    assert lamp.lift(image) is image
