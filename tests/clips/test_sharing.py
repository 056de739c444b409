"""Links: who gets in, who does not, what they may write."""

import hashlib
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
import sqlalchemy as sa

from clips import sharing
from clips.access import Access, NoSuchShareError
from clips.library import Library, Removed
from clips.models import KeptSet, Share, now
from clips.proposals import answer, waiting
from clips.sharing import (
    Word,
    advice,
    comment,
    comments,
    heard,
    judge,
    labels,
    left_out,
    open_share,
    opinions,
    remove_comment,
    revoke,
    saw,
    share,
    shares,
    unlock,
    verdicts,
    voices,
)
from coach.words import words
from rules import Finding, Rep, SetReport

own = Access.of_owner


def link(library: Library, kept: KeptSet, name: str = "", **how) -> Access:
    """That of who opened a link to the set."""
    return Access.by_link(open_share(library, share(library, own(kept), name, **how)))


def take_all(library: Library, kept: KeptSet) -> None:
    """The owner takes all that was proposed by links."""
    while found := waiting(library, own(kept)):
        answer(library, own(kept), found[0].id, takes=True)


def found(fault: str, witness: str, rep: int) -> Finding:
    return Finding(
        fault=fault, witness=witness, severity="severe", start_s=rep, end_s=rep + 1, peak=20.0,
        unit="deg", rep=rep,
    )  # fmt: skip


@pytest.fixture
def kept(library) -> KeptSet:
    row = KeptSet(
        person_id=library.person(),
        exercise="hip_lift",
        name="x",
        source="live",
        language="ja",
        state="done",
    )
    library.add(row)
    return row


def test_only_a_hash_of_the_token_is_kept(library, kept):
    token = share(library, own(kept), "")
    assert len(token) >= 32  # 24 random bytes
    assert open_share(library, token).set_id == kept.id
    with library.session() as session:
        (row,) = session.execute(sa.select(Share.__table__)).all()
    assert token not in map(str, row)


def test_guessed_old_and_revoked_links_are_told_the_same(library, kept):
    old = share(library, own(kept), "", days=-1)
    back = share(library, own(kept), "")
    revoke(library, own(kept), open_share(library, back).id)
    gone = share(library, own(kept), "")
    assert open_share(library, gone)
    library.delete(own(kept))
    told = set()
    for token in (old, back, gone, "guess", ""):
        with pytest.raises(NoSuchShareError) as error:
            open_share(library, token)
        told.add(str(error.value))
    assert len(told) == 1


def locked(library, kept):
    return open_share(library, share(library, own(kept), "", passphrase="ひみつのことば！"))


def test_a_passphrase_opens_and_cannot_be_tried_for_ever(library, kept, monkeypatch):
    """Whichever process is asked, for each asks the same table."""
    found = locked(library, kept)
    assert "ひみつのことば！" not in found.passphrase
    assert unlock(library, found, "ひみつのことば！", "a") == "open"
    assert [unlock(library, found, f"{n}", "a") for n in range(12)] == ["wrong"] * 10 + ["wait"] * 2
    again = Library(library.url, str(library.files._root))
    assert unlock(again, found, "ひみつのことば！", "a") == "wait"
    assert unlock(again, found, "ひみつのことば！", "b") == "open"  # the rightful one is elsewhere
    monkeypatch.setattr(sharing, "now", lambda: now() + timedelta(seconds=61))
    assert unlock(again, found, "ひみつのことば！", "a") == "open"  # or waits a minute
    again.close()


def test_no_link_is_made_with_a_passphrase_that_is_too_plain(library, kept):
    for plain in ("ひみつ", "1234567890", "hanako2026"):
        with pytest.raises(ValueError, match="too plain"):
            share(library, own(kept), "Hanako", passphrase=plain)
    assert shares(library, own(kept)) == []


def test_many_addresses_are_no_way_round(library, kept, monkeypatch):
    found = locked(library, kept)
    monkeypatch.setattr(sharing, "_stretched", lambda *_: "")
    said = [unlock(library, found, "x", f"{n}") for n in range(102)]
    assert said == ["wrong"] * 100 + ["wait"] * 2


def test_many_tries_at_once_are_many_tries(library, kept, monkeypatch):
    found = locked(library, kept)
    tried = []

    def slowly(passphrase, *_):
        tried.append(passphrase)
        time.sleep(0.05)
        return "wrong"

    monkeypatch.setattr(sharing, "_stretched", slowly)
    with ThreadPoolExecutor(30) as pool:
        assert "open" not in set(pool.map(lambda n: unlock(library, found, f"{n}"), range(30)))
    assert len(tried) == 10


def test_a_passphrase_of_an_older_koshi_opens_and_is_kept_as_today(library, kept):
    found = locked(library, kept)
    salt = "ab" * 16
    weak = hashlib.scrypt(
        "ひみつのことば！".encode(), salt=salt.encode(), n=1 << 14, r=8, p=1
    ).hex()
    with library.session() as session:
        session.get(Share, found.id).passphrase = f"{salt}${weak}"
    for known in (False, True):
        with library.session() as session:
            link = session.get(Share, found.id)
        assert link.passphrase.startswith("scrypt-15-3$") is known
        assert unlock(library, link, "falsch") == "wrong"
        assert unlock(library, link, "ひみつのことば！") == "open"


@pytest.mark.parametrize(
    ("name", "who", "signed"),
    [
        ("田中", "田中", "田中"),
        ("田中", "本人", "本人 (田中)"),
        ("", "本人", "本人 (link)"),
        ("田中", " 本人\n===\n\0x ", "本人 === x (田中)"),
    ],
)
def test_who_came_by_a_link_takes_nobodys_name(library, kept, name, who, signed):
    by = link(library, kept, name)
    comment(library, by, who, {"t": 0.0, "text": "x"})
    judge(library, by, 0, who, True)
    assert comments(library, own(kept))[0]["who"] == opinions(library, own(kept))[0].who == signed


def test_a_link_cannot_write_without_end(library, kept, monkeypatch):
    monkeypatch.setattr(sharing, "MOST_SAID", 2)
    by = link(library, kept)
    for text in ("a", "b\n\n\n\n\0b"):
        comment(library, by, "x", {"t": 0.0, "text": text})
    with pytest.raises(ValueError, match="too many"):
        comment(library, by, "x", {"t": 0.0, "text": "c"})
    comment(library, own(kept), "x", {"t": 1.0, "text": "the owner may"})
    assert [each["text"] for each in comments(library, own(kept))] == [
        "a",
        "b\n\nb",
        "the owner may",
    ]
    assert voices(library, kept.person_id) == {kept.id: 3}


def test_advice_is_the_last_and_whoever_disagrees_is_named(library, kept):
    one, two = (link(library, kept, n) for n in "AB")
    judge(library, one, 0, "A", True, "slowly")
    judge(library, two, 0, "B", False)
    judge(library, one, 3, "A", True)
    take_all(library, kept)
    told = advice(
        opinions(library, own(kept)), [found("over_arch", "contour", n) for n in range(4)]
    )
    others = {n: Word("slowly", "A") for n in (1, 2, 3)}
    assert told == {0: Word("slowly", "A", against=("B",), struck="B")} | others


@pytest.mark.parametrize(("last", "struck"), [(False, "B"), (True, "")])
def test_the_last_opinion_strikes_a_finding_out_or_leaves_it(library, kept, last, struck):
    one, two = (link(library, kept, n) for n in "AB")
    judge(library, one, 0, "A", not last)
    judge(library, two, 0, "B", last)
    take_all(library, kept)
    word = advice(opinions(library, own(kept)), [found("sag", "line", 1)])[0]
    assert word.struck == struck
    assert word.against == (("A",) if last else ("B",))


def test_advice_for_a_fault_holds_where_koshi_would_have_said_the_same(library, kept):
    findings = [
        found("over_arch", "contour", 1), found("over_arch", "above_line", 1),
        found("over_arch", "contour", 2), found("too_fast", "up", 2), found("too_fast", "down", 2),
        found("sag", "line", 3), found("sag", "change", 4),
    ]  # fmt: skip
    for number, words_of_theirs in (
        (0, "息を吐いて"),
        (3, "数えながら"),
        (5, "お腹を軽く"),
        (2, "骨盤から"),
    ):
        judge(library, own(kept), number, "A", True, words_of_theirs)
    told = advice(opinions(library, own(kept)), findings)
    assert {n: word.text for n, word in told.items()} == {
        0: "骨盤から", 2: "骨盤から", 3: "数えながら", 5: "お腹を軽く", 6: "お腹を軽く",
    }  # fmt: skip


def test_what_is_struck_out_is_gone_from_the_report_and_said():
    findings = [found("over_arch", "contour", 1), found("over_arch", "contour", 2)]
    reps = [
        Rep(
            index=n, start_s=n, top_start_s=n, top_end_s=n, end_s=n, counted=True, verdict="severe",
            faults=["over_arch"],
        )
        for n in (1, 2)
    ]  # fmt: skip
    report = SetReport(
        exercise="hip_lift", duration_s=9, frames=9, judged_share=1, verdict="severe", reasons=[],
        reps=reps, findings=findings,
    )  # fmt: skip
    told = {1: Word(against=("田中",), struck="田中")}
    left = heard(report, told)
    assert [rep.verdict for rep in left.reps] == ["severe", "ok"]
    assert left.findings == findings[:1]
    assert left_out(report, told, words("ja")) == [
        "田中の意見により、「腰の反り」(2.0秒)の指摘は外しています。"
    ]
    assert heard(report, {1: Word(against=("田中",))}) is report


def test_views_are_counted_for_the_owner(library, kept):
    found = link(library, kept)
    for access in (found, found, own(kept)):
        saw(library, access)
    (again,) = shares(library, own(kept))
    assert len(again.views) == 2


def test_a_comment_is_kept_without_what_only_takes_room(library, kept):
    comment(library, link(library, kept), "x", {"t": 1.0, "text": " hello "})
    assert [each["text"] for each in comments(library, own(kept))] == ["hello"]


@pytest.mark.parametrize(
    "written",
    [
        {"t": 1.0, "text": "  "},
        {"t": -1.0, "text": "x"},
        {"t": float("nan"), "text": "x"},
        {"t": 1.0, "text": "x", "shapes": [{"kind": "line", "points": [[0, 0]]}]},
        {"t": 1.0, "text": "x", "shapes": [{"kind": "script", "points": []}]},
        {"t": 1.0, "text": "x", "shapes": [{"kind": "line", "points": [[0, 0], [1, 1e9]]}]},
        {"t": 1.0, "text": "x", "shapes": [{"kind": "line", "points": [[0, 0], [1, "nan"]]}]},
    ],
)
def test_what_is_no_comment_is_refused(library, kept, written):
    with pytest.raises(ValueError, match="no "):
        comment(library, own(kept), "x", written)


def test_a_long_comment_is_cut(library, kept):
    comment(library, own(kept), "x" * 500, {"t": 0.0, "text": "長" * 9000})
    (said,) = comments(library, own(kept))
    assert (len(said["text"]), len(said["who"])) == (sharing.MAX_TEXT, 100)


def test_deleting_a_set_removes_what_was_said_of_it(library, kept):
    token = share(library, own(kept), "")
    saw(library, Access.by_link(open_share(library, token)))
    comment(library, own(kept), "x", {"t": 0.0, "text": "hello"})
    judge(library, own(kept), 0, "x", True, "more")
    removed = library.delete(own(kept))
    assert removed == Removed(files=0, links=1, comments=2, clip_stays=False)
    with library.session() as session:
        for table in ("sets", "reports", "findings", "comments", "opinions", "shares"):
            assert session.scalar(sa.text(f"SELECT count(*) FROM {table}")) == 0, table


def test_no_byte_of_a_deleted_set_stays_in_the_database(library, kept, tmp_path):
    library.update(own(kept), name="secret-name")
    share(library, own(kept), "secret-trainer")
    comment(library, own(kept), "x", {"t": 0.0, "text": "secret-words" * 100})

    def found() -> list[str]:
        return [f.name for f in tmp_path.glob("koshi.sqlite*") if b"secret" in f.read_bytes()]

    assert found()
    (said,) = comments(library, own(kept))
    remove_comment(library, own(kept), said["id"])
    assert not any(b"words" in f.read_bytes() for f in tmp_path.glob("koshi.sqlite*"))
    with library.session() as reading:
        reading.scalar(sa.select(KeptSet))
        library.delete(own(kept))  # who reads meanwhile is not waited for
    library.sweep()
    assert found() == []


def test_an_opinion_is_a_label_and_the_last_word_counts(library, kept, prepared):
    library.update(own(kept), state="checking")
    library.finish(kept.id, prepared("hip_lift_arched"))
    by = link(library, kept, "田中")
    judge(library, by, 0, "田中", False)
    judge(library, by, 0, "田中", True, "骨盤から")
    take_all(library, kept)
    assert verdicts(library, kept.person_id) == {}
    judge(library, own(kept), 0, "本人", False)
    assert verdicts(library, kept.person_id) == {kept.id: "ok"}
    judge(library, by, 0, "田中", True, "骨盤から")
    take_all(library, kept)
    assert verdicts(library, kept.person_id) == {kept.id: "severe"}
    label = next(each for each in labels(library, kept.person_id) if each["agrees"])
    assert (label["fault"], label["agrees"], label["advice"]) == ("over_arch", True, "骨盤から")


def test_nobody_takes_back_anothers_opinion_by_taking_their_name(library, kept):
    one, two = (link(library, kept) for _ in range(2))
    judge(library, own(kept), 0, "本人", True)
    judge(library, one, 0, "本人", False)
    judge(library, two, 0, "本人", False)
    assert sorted(each.agrees for each in opinions(library, own(kept))) == [False, False, True]
