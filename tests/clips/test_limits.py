"""A trainer's limit for one person: who may set it, and that the next check uses it."""

import pytest

from clips.access import Access
from clips.limits import lift_limit, limit_for, limit_of, set_limit
from clips.models import KeptSet
from clips.sharing import open_share, share
from clips.work import check_one
from pose.video import probe
from tests.clips.test_sharing import take_all
from tests.films import sample

own = Access.of_owner


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
    return library.get(own(kept))


@pytest.mark.long
def test_the_next_check_uses_the_limit_and_the_one_after_it_is_lifted_does_not(library):
    kept = uploaded(library)
    link = open_share(library, share(library, own(kept), "先生", "comment"))
    set_limit(library, Access.by_link(link), 155, "先生")
    take_all(library, kept)
    check_one(library, kept.id)
    (finding,) = library.get(own(kept)).report.content["findings"]
    assert (finding["fault"], finding["severity"]) == ("own_limit", "severe")
    lift_limit(library, kept.person_id, "hip_lift")
    again = uploaded(library)
    check_one(library, again.id)
    assert library.get(own(again)).report.verdict == "ok"


def test_it_holds_for_that_person_and_exercise_only_and_the_last_word_counts(library):
    kept = uploaded(library)
    set_limit(library, own(kept), 155, "A")
    set_limit(library, own(kept), 165, "B")
    limit = limit_of(library, kept.person_id, "hip_lift")
    assert (limit.most, limit.who) == (165, "B")
    assert limit_for(library, own(kept)).most == 165
    assert limit_of(library, kept.person_id, "plank") is None
    assert limit_of(library, library.person("oidc:other"), "hip_lift") is None


@pytest.mark.parametrize("most", [-1, 149, 181, 10_000])
def test_no_senseless_limit(library, most):
    with pytest.raises(ValueError, match="most"):
        set_limit(library, own(uploaded(library)), most, "x")


def test_deleting_the_set_keeps_the_limit(library):
    kept = uploaded(library)
    link = open_share(library, share(library, own(kept), "先生", "comment"))
    set_limit(library, Access.by_link(link), 160, "先生")
    take_all(library, kept)
    library.delete(own(kept))
    assert limit_of(library, kept.person_id, "hip_lift").most == 160
