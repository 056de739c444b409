"""How a label is broken into lines."""

import pytest

from pose.overlay import _font, _wrapped

WORDS = {
    "en": "Lift a little lower: stop when shoulders, hips and knees are in one line.",
    "ja": "お尻を少しだけ下げて、肩・腰・ひざを一直線に。「160°」までにしましょう。",
}


@pytest.mark.parametrize("width", [90, 150, 320])
@pytest.mark.parametrize("language", WORDS)
def test_a_label_keeps_its_words_whole_and_inside(language, width):
    font, text = _font(16), WORDS[language]
    lines = _wrapped(text, font, width)
    assert "".join(lines) == text
    assert all(font.getlength(line.rstrip()) <= width for line in lines)
    if language == "en":
        assert " ".join(lines).split() == text.split()
    assert not any(line.startswith(tuple("、。・」っょ")) or line.endswith("「") for line in lines)
