"""Every call that touches one set is refused to whoever may not make it, and there is no way round:
what takes a bare set has its reason here."""

import importlib
import inspect
import itertools
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

import clips
from clips import access as access_module
from clips.access import Access, NoSuchSetError, NoSuchShareError
from clips.acts import acts, acts_of
from clips.answers import keep_answers
from clips.blur import hide_face
from clips.library import Library
from clips.limits import limit_for, limit_of, proposed, set_limit
from clips.models import KeptSet
from clips.proposals import answer, in_force, take_back, waiting
from clips.sharing import (
    comment,
    comments,
    judge,
    open_share,
    opinions,
    remove_comment,
    revoke,
    saw,
    share,
    shares,
)
from clips.work import Queue
from coach.words import words
from pose.video import probe
from tests.films import sample

ANSWERS = (
    '{{"koshi": "answers", "version": 1, "set": "{0}", "sheet": "{1}", "who": "x",'
    ' "opinions": [], "comments": [{{"t": 1.0, "text": "x"}}]}}'
)


@dataclass
class House:
    """Two people with a set each, and a link of every kind to the first one's."""

    library: Library
    mine: KeptSet
    other: KeptSet
    copies: Path

    def link(self, kept: KeptSet, **how) -> Access:
        token = share(self.library, Access.of_owner(kept), "link", **how)
        return Access.by_link(open_share(self.library, token))

    def written(self) -> tuple:
        """All that a refused call must leave as it is."""
        own = Access.of_owner(self.mine)
        kept = self.library.get(own)
        links = [(each.id, each.revoked, len(each.views)) for each in shares(self.library, own)]
        held: list = [(each.id, each.agrees, each.taken) for each in opinions(self.library, own)]
        limit = limit_of(self.library, kept.person_id, kept.exercise)
        count = len(self.library.sets(kept.person_id))
        said, done = comments(self.library, own), len(acts(self.library, own))
        held += [each.id for each in waiting(self.library, own)]
        return kept.state, kept.name, kept.attempt, sorted(links), held, said, limit, count, done


@pytest.fixture
def build(library, tmp_path, monkeypatch) -> Callable[[], House]:
    """`build()`: a new house in one and the same library, which takes long to make."""
    monkeypatch.setattr(Queue, "ask", lambda *_: None)
    clip = library.add_clip(sample("hip_lift_ok"), ".mp4", probe(sample("hip_lift_ok")))
    subjects = map(str, itertools.count())

    def add() -> KeptSet:
        row = KeptSet(
            person_id=library.person(next(subjects)), clip_sha256=clip.sha256,
            exercise="hip_lift", name="x", source="upload", language="ja", state="failed",
        )  # fmt: skip
        library.add(row)
        return library.get(Access.of_owner(row))

    def made() -> House:
        house = House(library, add(), add(), tmp_path / "copies")
        comment(library, Access.of_owner(house.mine), "x", {"t": 0.0, "text": "x"})
        token = share(library, Access.of_owner(house.mine), "first")
        set_limit(library, Access.by_link(open_share(library, token)), 160, "x")
        return house

    return made


def claim(kept: KeptSet, by: Access) -> Access:
    """A link's holder who says to be the owner."""
    return replace(by, role="owner", person=kept.person_id)


def back(house: House) -> Access:
    link = house.link(house.mine)
    revoke(house.library, Access.of_owner(house.mine), link.link)
    return link


# Who comes, by what they may at most. Each gives the access to the first set.
COMERS: dict[str, tuple[str, Callable[[House], Access]]] = {
    "owner": ("owner", lambda h: Access.of_owner(h.mine)),
    "who may comment": ("comment", lambda h: h.link(h.mine)),
    "who may look": ("see", lambda h: h.link(h.mine, role="see")),
    "somebody else": ("", lambda h: Access(h.mine.id, h.other.person_id)),
    "nobody": ("", lambda h: Access(h.mine.id)),
    "a guess": ("", lambda h: Access("0" * 32, h.mine.person_id)),
    "a link taken back": ("", back),
    "a link that has run out": ("", lambda h: replace(h.link(h.mine), link=_old(h))),
    "a link to another set": ("", lambda h: replace(h.link(h.other), set_id=h.mine.id)),
    "a link that is none": ("", lambda h: replace(h.link(h.mine), link="0" * 32)),
    "a looker who claims to be more": ("see", lambda h: claim(h.mine, h.link(h.mine, role="see"))),
}


def _old(house: House) -> str:
    share(house.library, Access.of_owner(house.mine), "old", days=-1)
    (found,) = [s for s in shares(house.library, Access.of_owner(house.mine)) if s.name == "old"]
    return found.id


def _answers(house: House, access: Access) -> None:
    text = ANSWERS.format(house.mine.id, "ab" * 16)
    keep_answers(house.library, access, text, words("ja"))


def _remove(house: House, access: Access) -> None:
    (said,) = comments(house.library, Access.of_owner(house.mine))
    remove_comment(house.library, access, said["id"])


def _revoke(house: House, access: Access) -> None:
    revoke(house.library, access, _first(house))


def _take(house: House, access: Access) -> None:
    (first, *_) = waiting(house.library, Access.of_owner(house.mine))
    answer(house.library, access, first.id, takes=True)


def _first(house: House) -> str:
    (link,) = [s for s in shares(house.library, Access.of_owner(house.mine)) if s.name == "first"]
    return link.id


def _result(house: House, access: Access) -> None:
    with pytest.raises(FileNotFoundError):  # this far nobody else comes
        house.library.result(access, house.copies)


def _hide(house: House, access: Access) -> None:
    with pytest.raises(FileNotFoundError):  # it has no result
        hide_face(house.library, access, house.copies)


# Every call that touches one set, and what it needs.
CALLS: dict[Callable, tuple[str, Callable[[House, Access], object]]] = {
    Library.get: ("see", lambda h, a: h.library.get(a)),
    Library.result: ("see", _result),
    comments: ("see", lambda h, a: comments(h.library, a)),
    opinions: ("see", lambda h, a: opinions(h.library, a)),
    limit_for: ("see", lambda h, a: limit_for(h.library, a)),
    proposed: ("see", lambda h, a: proposed(h.library, a)),
    saw: ("see", lambda h, a: saw(h.library, a)),
    comment: ("comment", lambda h, a: comment(h.library, a, "x", {"t": 1.0, "text": "x"})),
    judge: ("comment", lambda h, a: judge(h.library, a, 0, "x", False)),
    set_limit: ("comment", lambda h, a: set_limit(h.library, a, 160, "x")),
    Library.update: ("owner", lambda h, a: h.library.update(a, name="changed")),
    Library.again_as: ("owner", lambda h, a: h.library.again_as(a, "plank")),
    Library.settle: ("owner", lambda h, a: h.library.settle(a, "plank")),
    Library.delete: ("owner", lambda h, a: h.library.delete(a)),
    share: ("owner", lambda h, a: share(h.library, a, "x")),
    shares: ("owner", lambda h, a: shares(h.library, a)),
    acts: ("owner", lambda h, a: acts(h.library, a)),
    revoke: ("owner", _revoke),
    remove_comment: ("owner", _remove),
    waiting: ("owner", lambda h, a: waiting(h.library, a)),
    answer: ("owner", _take),
    in_force: ("owner", lambda h, a: in_force(h.library, a, _first(h))),
    take_back: ("owner", lambda h, a: take_back(h.library, a, _first(h))),
    keep_answers: ("owner", _answers),
    Queue.ask_again: ("owner", lambda h, a: Queue().ask_again(h.library, a)),
    Library.owned: ("owner", lambda h, a: h.library.owned(a)),
    hide_face: ("owner", _hide),
}
MAY = {"": 0, "see": 1, "comment": 2, "owner": 3}


def test_a_call_is_for_whom_it_is_for_and_for_nobody_else(build):
    for call, (needs, does) in CALLS.items():
        house = build()
        come = {who: (MAY[most], made(house)) for who, (most, made) in COMERS.items()}
        before = house.written()
        for who, (most, access) in come.items():
            if most < MAY[needs]:
                with pytest.raises((NoSuchSetError, NoSuchShareError)):
                    print(call.__name__, who, does(house, access))
                assert house.written() == before, (call.__name__, who)
        for most, access in sorted(come.values(), key=lambda each: each[0]):
            if most >= MAY[needs]:
                does(house, access)  # the owner comes last, who may delete the set


# Besides these nothing changes a set, and what does is written down.
DOES = {
    saw: "saw", comment: "said", judge: "said", keep_answers: "said", set_limit: "limited",
    Library.update: "changed", remove_comment: "changed", Queue.ask_again: "changed",
    Library.settle: "changed", share: "shared", revoke: "took_back", Library.delete: "deleted",
    answer: "changed", take_back: "changed",
}  # fmt: skip
LOOK = {Library.get, Library.owned, Library.result, comments, opinions, limit_for, shares, acts}
LOOK |= {proposed, waiting, in_force}
BESIDE = {Library.again_as, hide_face}  # a set, or a file, of their own; the set stays as it is


def test_what_was_done_is_written_down_without_names(build):
    assert {*DOES, *LOOK, *BESIDE} == {*CALLS}
    for call, did in DOES.items():
        house = build()
        if call is Library.settle:
            row = {"state": "found", "proposals": []}
            house.library.update_unfinished(house.mine.id, **row)
        needs, does = CALLS[call]
        access = house.link(house.mine) if needs != "owner" else Access.of_owner(house.mine)
        does(house, access)
        last = acts_of(house.library, house.mine.person_id)[0]
        assert (last.did, last.share_id) == (did, access.link), call
        assert last.set_id == (None if did == "deleted" else house.mine.id)
        if did == "deleted":
            assert len(acts_of(house.library, house.mine.person_id)) == 1


def public() -> dict[str, Callable]:
    """Every public function and method of the modules of `clips`."""
    found: dict[str, Callable] = {}
    for info in pkgutil.iter_modules(clips.__path__, "clips."):
        if info.name in ("clips.__main__", "clips.migrations"):
            continue
        module = importlib.import_module(info.name)
        own = [each for each in vars(module).values() if inspect.isclass(each)]
        own = [each for each in own if each.__module__ == info.name]
        for name, each in (pair for owner in (module, *own) for pair in vars(owner).items()):
            each = getattr(each, "__func__", each)
            if name.startswith("_") or not inspect.isfunction(each):
                continue
            if each.__module__ == info.name:
                found[f"{info.name}.{each.__qualname__}"] = each
    return found


# What takes a set without asking who comes, and why.
WITHOUT = {
    "clips.library.Library.add": "a new one, which is whoever's says so",
    "clips.library.Library.keep": "a new one, which is whoever's says so",
    "clips.library.Library.finish": "what a worker, or the end of a live set, has found",
    "clips.library.Library.update_unfinished": "how far a worker is",
    "clips.library.Library.propose": "what a worker has found out",
    "clips.library.Library.poses": "a worker's",
    "clips.work.check_one": "a worker's",
    "clips.library.Library.turn": "the queue's: a number, of the sets of its person",
    "clips.work.Queue.ask": "the queue is told that a set waits; asked twice it is asked once",
    "clips.work.Queue.forget": "what is left in the queue of a set that its owner has deleted",
    "clips.access.Access.of_owner": "the access itself",
}


def test_no_call_is_forgotten():
    """Whatever takes an access stands in the table; whatever takes a bare set has its reason."""
    taking, bare = set(), set()
    for name, each in public().items():
        given = inspect.signature(each).parameters
        kinds = {str(one.annotation) for one in given.values()}
        if any("Access" in kind for kind in kinds) and each.__module__ != access_module.__name__:
            taking.add(name)
        elif "set_id" in given or any("KeptSet" in kind for kind in kinds):
            bare.add(name)
    table = {f"{call.__module__}.{call.__qualname__}" for call in CALLS}
    assert taking - {"clips.sharing.signed"} == table  # that one only writes a name
    assert bare == set(WITHOUT)


def test_which_files_a_link_shows(build):
    house = build()
    shown = {shows: house.link(house.mine, shows=shows) for shows in ("clip", "blurred", "stills")}
    assert [each.clip for each in shown.values()] == ["view.mp4", "blurred.mp4", None]
    assert [each.stills for each in shown.values()] == [True, False, True]
    assert shown["clip"].files == Access.of_owner(house.mine).files
    assert shown["blurred"].files == {"blurred.mp4"}
    assert shown["stills"].files == set()
