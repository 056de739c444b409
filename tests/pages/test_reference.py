"""What others have published stands folded away, with its source, where there is any."""

from streamlit.testing.v1 import AppTest

from coach.words import words
from practice.reference import REFERENCES


def shown(exercise: str) -> AppTest:
    def page(exercise):
        from coach.words import words
        from pages.result import show_reference

        show_reference(exercise, words("ja"))

    return AppTest.from_function(page, args=(exercise,), default_timeout=60).run()


def test_figures_with_their_source_and_no_verdict():
    says = words("ja")
    page = shown("side_plank")
    assert not page.exception
    (folded,) = page.expander
    assert folded.label == says.say("reference-title")
    assert not folded.proto.expanded
    note = says.say("reference-note", source=REFERENCES["side_plank"].source)
    assert note in [each.value for each in folded.caption]
    (table,) = folded.table
    assert table.value.loc[says.say("reference-ages", low=50, high=59)].tolist() == ["25", "29"]
    assert not shown("plank").expander
