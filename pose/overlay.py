"""Drawing on frames: the skeleton, the measured line of a finding, legible text (also Japanese).

All functions draw into an RGB uint8 image (h, w, 3) in place; points are pixels of that image.
"""

from collections.abc import Sequence
from functools import cache
from itertools import pairwise

import noto_cjk_sans_jp_regular
import numpy as np
from PIL import Image, ImageDraw, ImageFont

from pose.geometry import joint_angle
from pose.lines import broken
from pose.picture import cv2
from pose.pose import BONES, Landmark, Pose

Color = tuple[int, int, int]
Point = Sequence[float] | np.ndarray
# Koshi's colours: calm teal for the body, amber and red for what is measured, never red alone
# (the line's width and the words differ too).
BODY: Color = (38, 166, 154)
JOINT: Color = (224, 247, 244)
SEVERITY: dict[str, Color] = {
    "ok": (38, 166, 154),
    "mild": (255, 179, 0),
    "severe": (229, 57, 53),
    "cannot_judge": (144, 164, 174),
    "guided": (66, 133, 190),
    "observed": (126, 122, 214),
}
_DRAWN: Color = (255, 235, 59)  # by people, with a dark edge that bright walls need
_EDGE: Color = (0, 0, 0)
_JOINTS = sorted({joint for bone in BONES for joint in bone})
SEEN = 0.3  # landmarks less visible than this are not drawn


def draw_skeleton(image: np.ndarray, pose: Pose, color: Color = BODY) -> None:
    """Bones and joints of a pose whose `size` is the image's size."""
    thick = _thickness(image)
    for a, b in BONES:
        if _drawable(pose, a) and _drawable(pose, b):
            cv2.line(image, _point(pose[a]), _point(pose[b]), color, thick, cv2.LINE_AA)
    for joint in _JOINTS:
        if _drawable(pose, joint):
            cv2.circle(image, _point(pose[joint]), thick + 1, JOINT, -1, cv2.LINE_AA)


def draw_measured(image: np.ndarray, points: np.ndarray, severity: str) -> None:
    """The measured chain of points (n, 2) in its severity colour, and dashed the straight line
    that it should have been."""
    color = SEVERITY[severity]
    thick = 2 * _thickness(image) + (2 if severity == "severe" else 0)
    chain = [_point(p) for p in points]
    _dashed(image, chain[0], chain[-1], (255, 255, 255), _thickness(image))
    for a, b in pairwise(chain):
        cv2.line(image, a, b, color, thick, cv2.LINE_AA)
    for point in chain:
        cv2.circle(image, point, thick, (255, 255, 255), -1, cv2.LINE_AA)
        cv2.circle(image, point, thick, color, max(1, thick // 3), cv2.LINE_AA)


def draw_contour(image: np.ndarray, contour: np.ndarray, severity: str) -> None:
    """A piece of the body's outline (n, 2) in its severity colour, and dashed the straight line
    between its ends."""
    if len(contour) < 2:
        return
    thick = _thickness(image)
    line = np.round(contour).astype(np.int32).reshape(-1, 1, 2)
    cv2.polylines(image, [line], False, (255, 255, 255), 5 * thick // 2, cv2.LINE_AA)
    cv2.polylines(image, [line], False, SEVERITY[severity], 3 * thick // 2, cv2.LINE_AA)
    _dashed(image, contour[0], contour[-1], (255, 255, 255), thick)


def draw_shape(image: np.ndarray, kind: str, points: Sequence[Sequence[float]]) -> None:
    """What somebody drew on a frame, as the player shows it: a "line", an "arrow" to its second
    point, or an "angle" at its second point with its degrees; points in px."""
    ends, thick = [_point(p) for p in points], _thickness(image)
    for color, width in ((_EDGE, 4 * thick), (_DRAWN, 2 * thick)):
        if kind == "arrow":
            cv2.arrowedLine(image, ends[0], ends[1], color, width, cv2.LINE_AA, tipLength=0.15)
        else:
            cv2.polylines(image, [np.array(ends, np.int32)], False, color, width, cv2.LINE_AA)
    if kind == "angle":
        degrees = joint_angle(*(np.array(p, float) for p in points))
        size = max(14, round(min(image.shape[:2]) / 18))
        label = _label(f"{degrees:.0f}°", size, 6 * size)
        x, y = max(0, ends[1][0] + size // 2), max(0, ends[1][1] - 2 * size)
        spot = image[y : y + len(label), x : x + label.shape[1]]
        label = label[: spot.shape[0], : spot.shape[1]]
        spot[:] = np.maximum(spot // 4, label[..., None])


def draw_label(image: np.ndarray, text: str, color: Color, corner: str = "bottom") -> None:
    """White text on a dark band across the top or bottom, with a bar in `color` beside it."""
    height, width = image.shape[:2]
    size = max(14, round(min(height, width) / 18))
    label = _label(text, size, width - 3 * size)
    h, w = label.shape[:2]
    pad = size // 2
    band = min(h + 2 * pad, height)
    top = 0 if corner == "top" else height - band
    strip = image[top : top + band]
    strip[:] = (strip * 0.3).astype(np.uint8)
    strip[:, : size // 2] = color
    spot = strip[pad : pad + h, size : size + w]
    label = label[: spot.shape[0], : spot.shape[1]]
    spot[:] = np.maximum(spot, label[..., None])


@cache
def _label(text: str, size: int, max_width: int) -> np.ndarray:
    """Grey bitmap of a text, wrapped to `max_width` px; cached because frames repeat their text."""
    font = _font(size)
    lines = _wrapped(text, font, max_width)
    step = round(size * 1.5)
    width = max(1, round(max(font.getlength(line) for line in lines)) + 2)
    picture = Image.new("L", (min(width, max_width), step * len(lines)))
    draw = ImageDraw.Draw(picture)
    for i, line in enumerate(lines):
        draw.text((0, i * step), line, font=font, fill=255)
    return np.asarray(picture)


def _wrapped(text: str, font: ImageFont.FreeTypeFont, max_width: float) -> list[str]:
    """The lines of a text of one paragraph."""
    return broken(text, max_width, font.getlength)


@cache
def _font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(noto_cjk_sans_jp_regular.FONT_PATH), size)


def _dashed(image: np.ndarray, a: Point, b: Point, color: Color, thick: int) -> None:
    start, end = np.array(a, float), np.array(b, float)
    steps = max(2, int(np.hypot(*(end - start)) // 14))
    for i in range(0, steps, 2):
        p, q = start + (end - start) * i / steps, start + (end - start) * min(i + 1, steps) / steps
        cv2.line(image, _point(p), _point(q), color, thick, cv2.LINE_AA)


def _thickness(image: np.ndarray) -> int:
    short: int = min(image.shape[:2])
    return max(2, round(short / 240))


def _drawable(pose: Pose, joint: Landmark) -> bool:
    return bool(np.isfinite(pose[joint]).all() and pose.visibility[joint] >= SEEN)


def _point(xy: Point) -> tuple[int, int]:
    return round(float(xy[0])), round(float(xy[1]))
