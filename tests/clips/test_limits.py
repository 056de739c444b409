"""A trainer's limit for one person: who may set it, and that the next check uses it."""

import pytest

from clips.limits import lift_limit, limit_of, set_limit
from clips.models import KeptSet
from clips.sharing import NoSuchShareError, open_share, share
from clips.work import check_one
from pose.video import probe
from tests.films import sample


def uploaded(library, name="hip_lift_ok", exercise="hip_lift", subject=None) -> KeptSet:
    clip = library.add_clip(sample(name), ".mp4", probe(sample(name)))
    kept = KeptSet(
        person_id=library.person(subject),
        clip_sha256=clip.sha256,
        exercise=exercise,
        name=name,
        source="upload",
        language="ja",
    )
    library.add(kept)
    return library.get(kept.id, kept.person_id)


@pytest.mark.long
def test_the_next_check_uses_the_limit_and_the_one_after_it_is_lifted_does_not(library):
    kept = uploaded(library)
    link = open_share(library, share(library, kept.id, kept.person_id, "先生", "comment"))
    set_limit(library, kept, 155, "先生", link)
    check_one(library, kept.id)
    (finding,) = library.get(kept.id, kept.person_id).report.content["findings"]
    assert (finding["fault"], finding["severity"]) == ("own_limit", "severe")
    lift_limit(library, kept.person_id, "hip_lift")
    again = uploaded(library)
    check_one(library, again.id)
    assert library.get(again.id, kept.person_id).report.verdict == "ok"


def test_it_holds_for_that_person_and_exercise_only_and_the_last_word_counts(library):
    kept = uploaded(library)
    set_limit(library, kept, 155, "A")
    set_limit(library, kept, 165, "B")
    limit = limit_of(library, kept.person_id, "hip_lift")
    assert (limit.most, limit.who) == (165, "B")
    assert limit_of(library, kept.person_id, "plank") is None
    assert limit_of(library, library.person("oidc:other"), "hip_lift") is None


def test_a_link_that_may_only_look_or_is_of_another_set_sets_nothing(library):
    kept, other = uploaded(library), uploaded(library, subject="oidc:other")
    looks = open_share(library, share(library, kept.id, kept.person_id, "", "see"))
    elsewhere = open_share(library, share(library, other.id, other.person_id, "", "comment"))
    for link in (looks, elsewhere):
        with pytest.raises(NoSuchShareError):
            set_limit(library, kept, 160, "x", link)
    assert limit_of(library, kept.person_id, "hip_lift") is None


@pytest.mark.parametrize("most", [-1, 149, 181, 10_000])
def test_no_senseless_limit(library, most):
    with pytest.raises(ValueError, match="most"):
        set_limit(library, uploaded(library), most, "x")


def test_deleting_the_set_keeps_the_limit(library):
    kept = uploaded(library)
    link = open_share(library, share(library, kept.id, kept.person_id, "先生", "comment"))
    set_limit(library, kept, 160, "先生", link)
    library.delete(kept.id, kept.person_id)
    assert limit_of(library, kept.person_id, "hip_lift").most == 160
