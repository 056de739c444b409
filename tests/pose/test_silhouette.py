"""Drawn bands with known edges: what is read must be what was drawn, to a part of a pixel."""

import math
from collections.abc import Callable

import cv2
import numpy as np
import pytest

from pose.pose import Mask
from pose.silhouette import (
    ALONG,
    CONTINUOUS,
    NOISY,
    SOFT,
    Contour,
    Reader,
    Reading,
    continuity,
    crosses,
    curve,
    level,
    softness,
    sole,
    trunk_contour,
)

SIZE = 240
CENTRE = np.array([120.0, 120.0])
CHEST, MIDDLE, PELVIS = (-0.05, 0.05), (0.45, 0.55), (0.95, 1.05)
WHOLE = (CHEST[0], PELVIS[1])
# How far an edge may be misread, in px of the mask: one that falls within a pixel, and one as soft
# as MediaPipe's (a gaussian of one pixel).
HARD, USUAL = 0.25, 0.12
IDENTITY = np.array([[1.0, 0, 0], [0, 1, 0]])

Edge = Callable[[np.ndarray], np.ndarray]  # distance from the chord by place along it (chords)


def arc(sagitta: float, base: float = 0.2) -> Edge:
    """An arc of a circle `base` from both ends of the chord, `sagitta` more in its middle."""

    def edge(along):
        if sagitta == 0:
            return np.full_like(along, base)
        radius = (0.25 + sagitta**2) / (2 * abs(sagitta))
        height = np.sqrt(radius**2 - (along - 0.5) ** 2) - (radius - abs(sagitta))
        return base + math.copysign(1.0, sagitta) * height

    return edge


def slope(rise: float, base: float = 0.2) -> Edge:
    return lambda along: base + rise * along


def chord(angle: float, length: float) -> tuple[np.ndarray, np.ndarray]:
    """Shoulder and hip of a chord through the middle of the picture."""
    half = length / 2 * np.array([math.cos(math.radians(angle)), math.sin(math.radians(angle))])
    return CENTRE - half, CENTRE + half


def right_of(shoulder, hip) -> np.ndarray:
    """One of the two directions at right angles to a chord, as long as it."""
    x, y = hip - shoulder
    return np.array([-y, x])


def band(
    shoulder: np.ndarray,
    hip: np.ndarray,
    edge: Edge,
    other: Edge = arc(0.0),
    blur: float = 1.0,
    hole: tuple[float, float] | None = None,
) -> Mask:
    """A band along the chord whose sides are `edge` (right of it) and `other`; within the `hole`
    (along the chord) there is nothing."""
    spots = np.arange(SIZE) + 0.5
    points = np.stack(np.meshgrid(spots, spots), -1) - shoulder
    normal = right_of(shoulder, hip)
    length = float(np.hypot(*normal))
    along, out = points @ (hip - shoulder) / length**2, points @ normal / length**2
    safe = np.clip(along, -0.4, 1.5)
    # Distances to the sides in px; the edge falls over one pixel, as in a picture of a body.
    sides = [
        (e(safe) - o) * length / np.hypot(1, _steep(e, safe))
        for e, o in ((edge, out), (other, -out))
    ]
    values = np.clip(np.minimum(*sides) + 0.5, 0, 1)
    away = (along < -0.4) | (along > 1.5)
    if hole:
        away |= (hole[0] < along) & (along < hole[1])
    values = np.where(away, 0, values).astype(np.float32)
    if blur:
        values = cv2.GaussianBlur(values, (0, 0), blur)
    return Mask(in_255(values), IDENTITY)


def in_255(share):
    return np.rint(np.asarray(share) * 255).astype(np.uint8)


def _steep(edge: Edge, along: np.ndarray) -> np.ndarray:
    return (edge(along + 1e-3) - edge(along - 1e-3)) / 2e-3


def read(mask: Mask, shoulder, hip, side: int = 1) -> Contour:
    return trunk_contour(mask, shoulder, hip, side * right_of(shoulder, hip))


@pytest.mark.parametrize("angle", [0, 37, 90, 152, 180, 251])
@pytest.mark.parametrize("length", [40, 100])
@pytest.mark.parametrize(("blur", "tolerance"), [(0.0, HARD), (1.0, USUAL)])
@pytest.mark.parametrize("edge", [arc(0.0), arc(0.06), arc(-0.06), slope(0.15)])
def test_the_edge_is_where_it_was_drawn(angle, length, blur, tolerance, edge):
    ends = chord(angle, length)
    contour = read(band(*ends, edge, blur=blur), *ends)
    error = (contour.offset - edge(ALONG)) * length
    assert np.abs(error).max() < tolerance


@pytest.mark.parametrize("angle", [0, 64, 200])
def test_points_lie_on_the_edge_in_px(angle):
    shoulder, hip = chord(angle, 100)
    contour = read(band(shoulder, hip, arc(0.06)), shoulder, hip)
    normal = right_of(shoulder, hip) / 100
    assert (contour.points - shoulder) @ normal == pytest.approx(100 * arc(0.06)(ALONG), abs=USUAL)
    assert (contour.points - shoulder) @ (hip - shoulder) / 100**2 == pytest.approx(ALONG)


@pytest.mark.parametrize("angle", [0, 45, 110, 235, 300])
@pytest.mark.parametrize("length", [50, 100])
@pytest.mark.parametrize(("blur", "tolerance"), [(0.0, HARD), (1.0, USUAL)])
@pytest.mark.parametrize("sagitta", [-0.1, -0.03, 0.0, 0.03, 0.1])
def test_the_sagitta_is_that_of_the_arc(angle, length, blur, tolerance, sagitta):
    ends = chord(angle, length)
    shape = curve(read(band(*ends, arc(sagitta), blur=blur), *ends), CHEST, MIDDLE, PELVIS)
    assert shape.sagitta == pytest.approx(sagitta, abs=tolerance / length)
    assert shape.bend == pytest.approx(
        2 * math.degrees(math.atan(2 * sagitta)), abs=math.degrees(4 * tolerance / length)
    )


@pytest.mark.parametrize("rise", [-0.2, 0.2])
def test_a_straight_slope_has_no_curve(rise):
    ends = chord(20, 100)
    shape = curve(read(band(*ends, slope(rise)), *ends), CHEST, MIDDLE, PELVIS)
    # The samples' middle may lie half a step beside that of a span.
    spare = USUAL / 100 + abs(rise) * (ALONG[1] - ALONG[0]) / 2
    assert shape.sagitta == pytest.approx(0, abs=spare)
    assert shape.bend == pytest.approx(0, abs=math.degrees(4 * spare))


@pytest.mark.parametrize("angle", [0, 75, 290])
def test_each_side_of_the_body_is_read_by_itself(angle):
    ends = chord(angle, 100)
    mask = band(*ends, arc(0.08), arc(-0.05))
    right, left = (curve(read(mask, *ends, side), CHEST, MIDDLE, PELVIS) for side in (1, -1))
    assert right.sagitta == pytest.approx(0.08, abs=USUAL / 100)
    assert left.sagitta == pytest.approx(-0.05, abs=USUAL / 100)


def test_outward_is_a_side_however_it_is_told():
    shoulder, hip = chord(30, 100)
    mask = band(shoulder, hip, arc(0.08), arc(-0.05))
    plain = trunk_contour(mask, shoulder, hip, right_of(shoulder, hip))
    askew = trunk_contour(
        mask, shoulder, hip, 0.01 * right_of(shoulder, hip) + 5 * (hip - shoulder)
    )
    assert np.array_equal(plain.offset, askew.offset)


def test_a_mirrored_picture_reads_alike():
    shoulder, hip = chord(25, 100)
    mask = band(shoulder, hip, arc(-0.07))
    outward = right_of(shoulder, hip)
    flip = np.array([-1.0, 1.0])
    mirrored = Mask(np.ascontiguousarray(mask.values[:, ::-1]), IDENTITY)
    there = trunk_contour(mask, shoulder, hip, outward)
    back = trunk_contour(
        mirrored, shoulder * flip + (SIZE, 0), hip * flip + (SIZE, 0), outward * flip
    )
    assert back.offset == pytest.approx(there.offset, abs=1e-3)


@pytest.mark.parametrize(
    ("zoom", "left", "top"), [(1.0, 17, 9), (0.5, 0, 0), (0.5, 20, 34), (2.0, 30, 22)]
)
@pytest.mark.parametrize("turned", [False, True])
def test_a_mask_of_a_part_of_the_frame_gives_the_same_contour(zoom, left, top, turned):
    ends = chord(33, 100)
    whole = band(*ends, arc(0.06), blur=1.0)
    part = cv2.resize(whole.values[top:, left:], None, fx=zoom, fy=zoom)
    width = part.shape[1]
    matrix = np.array([[zoom, 0, -left * zoom], [0, zoom, -top * zoom]])
    if turned:
        part = np.ascontiguousarray(np.rot90(part))
        matrix = np.array([[0, zoom, -top * zoom], [-zoom, 0, width + left * zoom]])
    contour = read(Mask(part, matrix), *ends)
    # Two readings of a blurred edge, one of them with pixels twice as large.
    assert contour.offset == pytest.approx(read(whole, *ends).offset, abs=USUAL / 100)


def test_outside_of_a_mask_there_is_nobody():
    mask = Mask(in_255(np.ones((10, 10))), np.array([[1.0, 0, -20], [0, 1, -20]]))
    assert mask.at(np.array([[25.0, 25.0], [15.0, 25.0], [31.0, 25.0]])).tolist() == [1, 0, 0]


def test_an_unbroken_edge_is_continuous():
    ends = chord(10, 100)
    assert continuity(read(band(*ends, arc(0.06)), *ends), WHOLE) == 1


@pytest.mark.parametrize("step", [0.1, -0.1])
def test_a_step_in_the_edge_breaks_it_once(step):
    ends = chord(10, 100)
    contour = read(band(*ends, lambda along: 0.2 + step * (along > 0.5)), *ends)
    pieces = np.count_nonzero((WHOLE[0] - 0.01 < ALONG) & (WHOLE[1] + 0.01 > ALONG)) - 1
    assert continuity(contour, WHOLE) == pytest.approx(1 - 1 / pieces)
    assert continuity(contour, MIDDLE) < 1
    assert continuity(contour, (0.6, 1.0)) == 1


def test_a_gap_breaks_the_edge_by_its_share():
    ends = chord(10, 100)
    contour = read(band(*ends, arc(0.0), hole=(0.3, 0.5)), *ends)
    assert continuity(contour, (0.0, 1.0)) == pytest.approx(0.77, abs=0.06)
    assert continuity(contour, (0.6, 1.0)) == 1
    shape = curve(contour, CHEST, (0.32, 0.48), PELVIS)
    assert math.isnan(shape.sagitta)
    assert math.isnan(shape.bend)


@pytest.mark.parametrize(
    ("span", "expected"), [((0.55, 0.8), 0.2), ((0.45, 0.7), 0.2), ((0.3, 0.52), math.nan)]
)
def test_a_level_needs_most_of_its_span(span, expected):
    ends = chord(0, 100)
    contour = read(band(*ends, arc(0.0), hole=(0.3, 0.5)), *ends)
    assert level(contour, span) == pytest.approx(expected, abs=USUAL / 100, nan_ok=True)


def all_nan(contour: Contour) -> bool:
    shape = curve(contour, CHEST, MIDDLE, PELVIS)
    values = [shape.sagitta, shape.bend, level(contour, WHOLE), softness(contour, WHOLE)]
    return bool(np.isnan([*values, *contour.offset, *contour.width]).all())


@pytest.mark.parametrize("value", [0.0, 0.4, 1.0], ids=["nobody", "unsure", "everywhere"])
def test_without_an_edge_there_is_no_contour(value):
    mask = Mask(in_255(np.full((SIZE, SIZE), value)), IDENTITY)
    contour = read(mask, *chord(0, 100))
    assert all_nan(contour)
    assert continuity(contour, WHOLE) == 0
    assert not crosses(contour, CENTRE[None], *chord(0, 100), (0.0, 1.0))


@pytest.mark.parametrize("missing", [0, 1])
def test_a_missing_joint_gives_no_contour(missing):
    ends = list(chord(0, 100))
    mask = band(*ends, arc(0.0))
    ends[missing] = np.full(2, np.nan)
    contour = trunk_contour(mask, *ends, np.array([0.0, 1.0]))
    assert all_nan(contour)
    assert continuity(contour, WHOLE) == 0


def test_a_chord_outside_of_the_mask_gives_no_contour():
    ends = chord(0, 100)
    mask = band(*ends, arc(0.0))
    assert all_nan(read(mask, *(end + np.array([0, 90]) for end in ends)))


def test_softness_grows_with_the_blur():
    ends = chord(15, 100)
    widths = [
        softness(read(band(*ends, arc(0.0), blur=blur), *ends), WHOLE) for blur in (0, 1, 2, 4)
    ]
    assert widths == sorted(widths)
    # A gaussian edge falls from 3/4 to 1/4 within 1.35 of its sigma.
    assert widths[2:] == pytest.approx([0.027, 0.054], rel=0.15)


@pytest.mark.parametrize("angle", [0, 130])
@pytest.mark.parametrize("side", [1, -1])
@pytest.mark.parametrize(
    ("along", "out", "expected"),
    [
        (0.5, 0.20, True),  # on the edge
        (0.5, 0.14, True),  # its flesh reaches the edge
        (0.5, 0.10, False),  # over the trunk, away from the edge
        (0.5, 0.45, True),  # hanging a little outside
        (0.5, 0.90, False),  # far away
        (0.5, -0.20, False),  # the other edge
        (-0.2, 0.20, False),  # beside the span
        (1.1, 0.20, False),
        (0.02, 0.20, True),
        (0.98, 0.20, True),
    ],
)
def test_an_arm_crosses_the_edge_where_its_joints_are(angle, side, along, out, expected):
    shoulder, hip = chord(angle, 100)
    contour = read(band(shoulder, hip, arc(0.0)), shoulder, hip, side)
    joint = shoulder + along * (hip - shoulder) + side * out * right_of(shoulder, hip)
    nowhere = np.full(2, np.nan)
    assert crosses(contour, np.array([nowhere, joint]), shoulder, hip, (0.0, 1.0)) is expected


def test_missing_arms_are_nowhere():
    ends = chord(0, 100)
    contour = read(band(*ends, arc(0.0)), *ends)
    assert not crosses(contour, np.full((4, 2), np.nan), *ends, (0.0, 1.0))
    assert not crosses(contour, np.empty((0, 2)), *ends, (0.0, 1.0))


def readings(values, step: float = 1 / 30, blur: float = 1.0, arm=(np.nan, np.nan)) -> Reading:
    """The last of the readings of a body that stands still while its value goes through these."""
    ends = chord(0, 100)
    contour = read(band(*ends, arc(0.0), blur=blur), *ends)
    reader = Reader()
    for i, value in enumerate(values):
        reading = reader.read(i * step, value, contour, WHOLE, np.array([arm]), ends)
    return reading


def test_a_clear_steady_reading_is_trusted():
    reading = readings([0.05] * 30)
    assert (reading.value, reading.continuity, reading.arm) == (0.05, 1, False)
    assert reading.jitter == 0
    assert reading.trusted


@pytest.mark.parametrize("noise", [0.5 * NOISY, 2 * NOISY])
def test_jitter_is_the_noise_of_one_value(noise):
    values = 0.05 + noise * np.random.default_rng(0).normal(size=300)
    reading = readings(values, step=1 / 299)
    assert reading.jitter == pytest.approx(noise, rel=0.2)
    assert reading.trusted is bool(noise < NOISY)


def test_slow_change_is_no_jitter():
    assert readings(np.linspace(0, 0.3, 30)).jitter == pytest.approx(0, abs=1e-9)


def test_jitter_is_forgotten_after_a_second():
    wild = [0.0, 0.2] * 15
    assert not readings(wild).trusted
    assert readings([*wild, *[0.1] * 32]).jitter == pytest.approx(0)


def test_frames_without_a_value_do_not_jitter():
    reading = readings([0.05, math.nan] * 10 + [0.05] * 5)
    assert reading.jitter == 0
    assert reading.trusted


@pytest.mark.parametrize(
    "options",
    [
        {"values": [math.nan]},
        {"values": [0.05], "blur": 10.0},
        {"values": [0.05], "arm": (120, 140)},
    ],
    ids=["no-value", "blurred", "arm"],
)
def test_what_speaks_against_a_reading(options):
    assert not readings(**options).trusted


def test_a_broken_edge_is_not_trusted():
    good = Reading(0.05, 1.0, 0.03, False, 0.0)
    assert good.trusted
    assert not Reading(0.05, CONTINUOUS - 0.01, 0.03, False, 0.0).trusted
    assert not Reading(0.05, 1.0, SOFT, False, 0.0).trusted
    assert not Reading(0.05, 1.0, math.nan, False, 0.0).trusted


def foot(slope: float, ahead: float = 1.0) -> Mask:
    """A shank of 100 px over the middle of the picture and a foot at it whose sole slopes by so
    many degrees, + where the heel is higher: its toes then lie on the floor."""
    c, s = math.cos(math.radians(slope)), math.sin(math.radians(slope))
    turn = np.array([[c, s], [-s, c]])
    round_heel, heel, ball, toe, instep = (
        np.array([(-6, 10), (-6, 22), (33, 22), (53, 22), (30, 8)]) @ turn
    )
    toe = ball + np.array([20, 0]) if slope > 0 else toe
    outline = np.array([(-9, -130), (9, -130), (9, -8), instep, toe, ball, heel, (-9, -8)])
    canvas = np.zeros((SIZE * 4, SIZE * 4), np.uint8)
    spots = [np.rint((CENTRE + each * (ahead, 1) + 0.5) * 64) for each in (outline, round_heel)]
    cv2.fillPoly(canvas, [spots[0].astype(np.int32)], 255, shift=4)
    cv2.circle(canvas, spots[1].astype(int).tolist(), 12 * 64, 255, -1, shift=4)
    values = cv2.resize(canvas, (SIZE, SIZE), interpolation=cv2.INTER_AREA)
    return Mask(cv2.GaussianBlur(values, (0, 0), 1.0), IDENTITY)


KNEE = CENTRE - (0, 100)


@pytest.mark.parametrize("ahead", [1.0, -1.0])
@pytest.mark.parametrize("slope", [-30, -15, 0, 5, 20, 38])
def test_a_sole_slopes_as_it_was_drawn(slope, ahead):
    read, edge = sole(foot(slope, ahead), KNEE, CENTRE, ahead)
    assert read == pytest.approx(slope, abs=3)
    along = ahead * (edge[:, 0] - CENTRE[0])
    assert (along[0], along[-1]) == pytest.approx((-8, 20))


def test_half_a_sole_is_none():
    behind = foot(0)
    behind.values[:, 128:] = 0  # a chair's leg before the middle of it
    step = foot(0)
    step.values[100:170, 118:132] = 255  # and one that is taken for a part of it
    for hidden in (behind, step):
        read, edge = sole(hidden, KNEE, CENTRE, 1.0)
        assert math.isnan(read)
        assert edge.shape == (0, 2)


def test_a_shank_that_is_not_there_has_no_sole():
    for knee in (CENTRE, np.full(2, np.nan)):
        assert math.isnan(sole(foot(0), knee, CENTRE, 1.0)[0])
