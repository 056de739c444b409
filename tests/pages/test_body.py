"""The drawing beside the places where it hurts."""

import re
from xml.etree import ElementTree

import pytest

from clips.diary import PLACES
from pages.body import as_svg

G = "{http://www.w3.org/2000/svg}g"


@pytest.mark.parametrize("place", PLACES)
def test_each_place_is_filled_on_its_own_side(place):
    parts = ElementTree.fromstring(as_svg([place])).findall(G)
    assert len(parts) == len(PLACES)
    (named,) = [each for each in parts if each.attrib["fill"] != "none"]
    (shape,) = named
    middle = float(shape.attrib["x"]) + float(shape.attrib["width"]) / 2
    side = re.search("left|right|middle", place)[0]
    assert side == ("left" if middle < 60 else "right" if middle > 60 else "middle")
