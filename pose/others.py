"""Who else is in the picture beside the body that is followed."""

from collections.abc import Callable

import numpy as np

from pose.beside import Beside, without
from pose.detector import Person
from pose.pose import Box
from pose.view import Found, View, around, whole

# Where something else moves it is looked for a second person: in so many seconds at most so many
# times, and not sooner than so long after the last time. One that was found is looked for again
# after so long, and is gone when it was missed so often or nothing moves there any more (J: one
# look costs about two frames of inference, so this is 6 % of the time at 20 frames/s while
# something else moves, and nothing otherwise).
PEOPLE_EVERY_S, MOST_COUNTS, COUNT_APART_S = 5.0, 3, 1.6
SEE_AGAIN_S, MOST_MISSED = 2.0, 3
# Who was found upon the painted body of somebody alone (in 7 of 280 drawn sets) was not there any
# more half a second later, when the body had moved on (D).
SURE_S = 0.4
# A second person is, in the first one's lengths, at least so long and so far away, or a small one
# farther away (in the corner of a lesson it may be the one to judge). Two who lie one behind the
# other read lengths of 0.45 and more, 0.29 and more away; what is found on the edge of a single
# body is up to 0.23 long and 0.49 away (D, four composites and one real clip). Room round what
# moves, in its lengths (J). Boxes of two have up to 0.72 of the smaller one in common, of a body
# seen from the front and what is left of it 0.82 (D, six composites and one real clip).
NEAR_LENGTH, NEAR_APART, SMALL_LENGTH, SMALL_APART, OTHER_MARGIN = 0.35, 0.2, 0.2, 0.6, 1.5
COVERED = 0.77

# Who is found in one view of a picture.
Search = Callable[[np.ndarray, View], list[Found]]


class Others:
    """Follows one stream: where something moves beside the followed body, somebody else is looked
    for, with that body painted over: two near bodies are found as one otherwise. A picture on the
    wall is nobody.

    Attributes
    ----------
    second : Found or None
        The second person, where seen last.
    """

    def __init__(self) -> None:
        self.second: Found | None = None
        self._maybe: Found | None = None  # found once
        self._beside = Beside()
        self._counted = self._turn = -np.inf
        self._counts = self._missed = 0  # looks for one since `_turn` began, in vain at last

    def look(self, image: np.ndarray, t: float, first: Found, search: Search) -> Found | None:
        """Take a frame (h, w, 3) at t (s) with the followed body; the second person, if it was
        looked for in this frame, which is not done in every one."""
        size = (image.shape[1], image.shape[0])
        if not self._beside.see(t, image, first.landmarks):
            return None
        since = t - self._counted
        if since > COUNT_APART_S:
            self._maybe = None
        if t // PEOPLE_EVERY_S != self._turn:  # by the clip's clock, wherever a tracker starts
            self._turn, self._counts = t // PEOPLE_EVERY_S, 0
        known = self.second or self._maybe
        if known is not None:
            due = since >= (SURE_S if self.second is None else SEE_AGAIN_S)
        else:
            due = self._counts < MOST_COUNTS and since >= COUNT_APART_S
        moving = self._beside.moving() if due else None
        place = moving if known is None else known.box
        if place is None or not due:
            return None
        self._counted, self._counts = t, self._counts + (self._maybe is None)
        self._beside.begin()
        # Closely for a small one, then the whole frame, where more of a half hidden one shows.
        view = around(place, size, OTHER_MARGIN) if self._counts % 2 else whole(size)
        others = [
            person
            for person in search(without(image, first.landmarks, first.mask), view)
            if _another(person, first) and _meet(person.box, place)
        ]
        self._missed = 0 if others else self._missed + 1
        best = max(others, key=lambda other: other.length, default=None)
        if best is not None and known is not None:
            self.second, self._maybe = best, None
        elif self.second is None:
            self._maybe = best
        elif self._missed >= MOST_MISSED or moving is None or not _meet(place, moving):
            self.second = None
        return self.second


def _another(person: Person, first: Person) -> bool:
    """Whether somebody found in the picture without `first` is another one, no rest of that one."""
    if _covered(person.box, first.box) > COVERED:
        return False
    apart, long = person.apart(first) / first.length, person.length / first.length
    return (long >= NEAR_LENGTH and apart >= NEAR_APART) or (
        long >= SMALL_LENGTH and apart >= SMALL_APART
    )


def _covered(box: Box, other: Box) -> float:
    """The share of the smaller of two boxes that lies in the other one."""
    low, high = np.maximum(box[:2], other[:2]), np.minimum(box[2:], other[2:])
    area = min((b[2] - b[0]) * (b[3] - b[1]) for b in (box, other))
    return float(np.prod(np.maximum(high - low, 0.0)) / max(area, 1e-6))


def _meet(box: Box, place: Box) -> bool:
    """Whether two boxes have a part in common."""
    return all(box[i] < place[i + 2] and place[i] < box[i + 2] for i in (0, 1))
