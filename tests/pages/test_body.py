"""The drawing beside the places where it hurts."""

import re
from xml.etree import ElementTree

import pytest

from clips.diary import PLACES
from coach.words import words
from pages.body import as_svg

JA = words("ja")


@pytest.mark.parametrize("place", PLACES)
def test_each_place_is_filled_on_its_own_side_and_told(place):
    drawn = ElementTree.fromstring(as_svg([place], JA))
    (named,) = drawn.findall("g[@class='named']")
    assert len(drawn.findall("g[@class='place']")) == len(PLACES) - 1
    (shape,) = named
    middle = float(shape.attrib["x"]) + float(shape.attrib["width"]) / 2
    side = re.search("left|right|middle", place)[0]
    assert side == ("left" if middle < 60 else "right" if middle > 60 else "middle")
    assert JA.say(f"place-{place}") in drawn.attrib["aria-label"]
