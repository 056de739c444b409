"""What comes by a link changes nothing of what a person is judged by before they take it."""

import pytest

from clips.access import Access
from clips.limits import limit_of, proposed, set_limit
from clips.proposals import answer, in_force, take_back, waiting, waiting_for
from clips.sharing import Word, advice, judge, open_share, opinions, share, verdicts
from rules import SetReport
from tests.clips.test_library import add

own = Access.of_owner


@pytest.fixture
def kept(library, prepared):
    """A checked set whose one finding is severe."""
    set_id = add(library)
    library.finish(set_id, prepared("hip_lift_arched"))
    return library.get(Access(set_id, library.person()))


@pytest.fixture
def trainer(library, kept):
    return Access.by_link(open_share(library, share(library, own(kept), "田中先生")))


def test_a_limit_by_a_link_waits_for_the_owner(library, kept, trainer):
    set_limit(library, own(kept), 170, "本人")
    set_limit(library, trainer, 155, "先生")
    set_limit(library, trainer, 160, "先生")  # the last word counts
    assert limit_of(library, kept.person_id, "hip_lift").most == 170
    (one,) = waiting(library, own(kept))
    assert (one.most, one.who) == (160, "先生 (田中先生)")
    assert proposed(library, trainer).most == 160
    answer(library, own(kept), one.id, takes=True)
    held = limit_of(library, kept.person_id, "hip_lift")
    assert (held.most, held.who, held.share_id) == (160, "先生 (田中先生)", trainer.link)
    assert waiting(library, own(kept)) == []


def test_a_limit_that_was_left_changes_nothing(library, kept, trainer):
    set_limit(library, trainer, 155, "先生")
    (one,) = waiting(library, own(kept))
    answer(library, own(kept), one.id, takes=False)
    assert limit_of(library, kept.person_id, "hip_lift") is None
    assert waiting(library, own(kept)) == []


@pytest.mark.parametrize(
    ("agrees", "words", "verdict"), [(False, "", "ok"), (True, "ゆっくり", "severe")]
)
def test_an_opinion_by_a_link_waits_for_the_owner(library, kept, trainer, agrees, words, verdict):
    def told() -> tuple[str, str]:
        report = library.get(own(kept)).report.content
        findings = SetReport.model_validate(report).findings
        word = advice(opinions(library, own(kept)), findings).get(0, Word())
        return word.text, verdicts(library, kept.person_id).get(kept.id, "severe")

    judge(library, trainer, 0, "先生", agrees, words)
    assert told() == ("", "severe")
    assert waiting_for(library, kept.person_id) == {kept.id: 1}
    (one,) = waiting(library, own(kept))
    answer(library, own(kept), one.id, takes=True)
    assert told() == (words, verdict)
    assert waiting_for(library, kept.person_id) == {}


def test_what_was_taken_holds_until_the_next_word_is_taken_too(library, kept, trainer):
    judge(library, trainer, 0, "先生", False)
    (one,) = waiting(library, own(kept))
    answer(library, own(kept), one.id, takes=True)
    judge(library, trainer, 0, "先生", True)
    assert verdicts(library, kept.person_id) == {kept.id: "ok"}
    (one,) = waiting(library, own(kept))
    answer(library, own(kept), one.id, takes=True)
    assert verdicts(library, kept.person_id) == {}
    assert [each.agrees for each in opinions(library, own(kept))] == [True]


def test_who_only_agrees_asks_for_nothing(library, kept, trainer):
    judge(library, trainer, 0, "先生", True)
    assert waiting(library, own(kept)) == []


def test_what_came_by_a_link_can_be_taken_back_with_it(library, kept, trainer):
    judge(library, trainer, 0, "先生", False)
    set_limit(library, trainer, 155, "先生")
    assert not in_force(library, own(kept), trainer.link)
    for each in waiting(library, own(kept)):
        answer(library, own(kept), each.id, takes=True)
    assert in_force(library, own(kept), trainer.link)
    take_back(library, own(kept), trainer.link)
    assert not in_force(library, own(kept), trainer.link)
    assert limit_of(library, kept.person_id, "hip_lift") is None
    assert verdicts(library, kept.person_id)[kept.id] == "severe"
