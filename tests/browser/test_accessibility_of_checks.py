"""axe-core on the way from a clip to its result."""

import pytest

from benchmarks.axe import at_check
from coach.words import words
from tests.browser.test_accessibility import found_on


@pytest.mark.long
def test_axe_finds_nothing_serious_at_a_check(visit, tmp_path):
    bad = tmp_path / "memo.mp4"
    bad.write_text("no clip")
    assert found_on(at_check(visit, words("ja"), bad), "ja", ["light"]) == ""
