"""Links: who gets in, who does not, what they may write."""

import time
from concurrent.futures import ThreadPoolExecutor

import pytest
import sqlalchemy as sa

from clips import sharing
from clips.library import NoSuchSetError, Removed
from clips.models import KeptSet, Share
from clips.sharing import (
    NoSuchShareError,
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
    passes,
    remove_comment,
    revoke,
    saw,
    share,
    shares,
    verdicts,
    voices,
)
from coach.words import words
from rules import Finding, Rep, SetReport


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
    token = share(library, kept.id, kept.person_id, "")
    assert len(token) >= 32  # 24 random bytes
    assert open_share(library, token).set_id == kept.id
    with library.session() as session:
        (row,) = session.execute(sa.select(Share.__table__)).all()
    assert token not in map(str, row)


def test_guessed_old_and_revoked_links_are_told_the_same(library, kept):
    old = share(library, kept.id, kept.person_id, "", days=-1)
    back = share(library, kept.id, kept.person_id, "")
    revoke(library, open_share(library, back).id, kept.person_id)
    gone = share(library, kept.id, kept.person_id, "")
    assert open_share(library, gone)
    library.delete(kept.id, kept.person_id)
    told = set()
    for token in (old, back, gone, "guess", ""):
        with pytest.raises(NoSuchShareError) as error:
            open_share(library, token)
        told.add(str(error.value))
    assert len(told) == 1


def test_nobody_shares_or_revokes_for_another(library, kept):
    other = library.person("other")
    token = share(library, kept.id, kept.person_id, "")
    with pytest.raises(NoSuchSetError):
        share(library, kept.id, other, "")
    with pytest.raises(NoSuchSetError):
        shares(library, kept.id, other)
    with pytest.raises(NoSuchSetError):
        revoke(library, open_share(library, token).id, other)


def test_a_passphrase_opens_and_cannot_be_tried_for_ever(library, kept):
    found = open_share(library, share(library, kept.id, kept.person_id, "", passphrase="ひみつ"))
    assert "ひみつ" not in found.passphrase
    assert passes(found, "ひみつ", 0.0)
    for n in range(10):
        assert not passes(found, f"wrong {n}", float(n))
    assert not passes(found, "ひみつ", 20.0)
    assert passes(found, "ひみつ", 20.0 + 3600)


def test_many_tries_at_once_are_many_tries(library, kept, monkeypatch):
    found = open_share(library, share(library, kept.id, kept.person_id, "", passphrase="ひみつ"))
    tried = []

    def slowly(passphrase, salt):
        tried.append(passphrase)
        time.sleep(0.05)
        return "wrong"

    monkeypatch.setattr(sharing, "_stretched", slowly)
    with ThreadPoolExecutor(30) as pool:
        assert not any(pool.map(lambda n: passes(found, f"{n}", 0.0), range(30)))
    assert len(tried) == 10


@pytest.mark.parametrize(
    ("link", "who", "signed"),
    [
        ("田中", "田中", "田中"),
        ("田中", "本人", "本人 (田中)"),
        ("", "本人", "本人 (link)"),
        ("田中", " 本人\n===\n\0x ", "本人 === x (田中)"),
    ],
)
def test_who_came_by_a_link_takes_nobodys_name(library, kept, link, who, signed):
    by = open_share(library, share(library, kept.id, kept.person_id, link))
    comment(library, kept.id, who, {"t": 0.0, "text": "x"}, by)
    judge(library, kept.id, 0, who, True, by=by)
    assert comments(library, kept.id)[0]["who"] == opinions(library, kept.id)[0].who == signed


def test_a_link_cannot_write_without_end(library, kept, monkeypatch):
    monkeypatch.setattr(sharing, "MOST_SAID", 2)
    by = open_share(library, share(library, kept.id, kept.person_id, ""))
    for text in ("a", "b\n\n\n\n\0b"):
        comment(library, kept.id, "x", {"t": 0.0, "text": text}, by)
    with pytest.raises(ValueError, match="too many"):
        comment(library, kept.id, "x", {"t": 0.0, "text": "c"}, by)
    comment(library, kept.id, "x", {"t": 1.0, "text": "the owner may"})
    assert [each["text"] for each in comments(library, kept.id)] == ["a", "b\n\nb", "the owner may"]
    assert voices(library, kept.person_id) == {kept.id: 3}


def test_advice_is_the_last_and_whoever_disagrees_is_named(library, kept):
    one, two = (open_share(library, share(library, kept.id, kept.person_id, n)) for n in "AB")
    judge(library, kept.id, 0, "A", True, "slowly", by=one)
    judge(library, kept.id, 0, "B", False, by=two)
    judge(library, kept.id, 3, "A", True, by=one)
    told = advice(opinions(library, kept.id), [found("over_arch", "contour", n) for n in range(4)])
    others = {n: Word("slowly", "A") for n in (1, 2, 3)}
    assert told == {0: Word("slowly", "A", against=("B",), struck="B")} | others


@pytest.mark.parametrize(("last", "struck"), [(False, "B"), (True, "")])
def test_the_last_opinion_strikes_a_finding_out_or_leaves_it(library, kept, last, struck):
    one, two = (open_share(library, share(library, kept.id, kept.person_id, n)) for n in "AB")
    judge(library, kept.id, 0, "A", not last, by=one)
    judge(library, kept.id, 0, "B", last, by=two)
    word = advice(opinions(library, kept.id), [found("sag", "line", 1)])[0]
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
        judge(library, kept.id, number, "A", True, words_of_theirs)
    told = advice(opinions(library, kept.id), findings)
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
    found = open_share(library, share(library, kept.id, kept.person_id, ""))
    saw(library, found)
    saw(library, found)
    (again,) = shares(library, kept.id, kept.person_id)
    assert len(again.views) == 2


def test_who_may_only_look_and_who_has_another_set_cannot_comment(library, kept):
    looks = open_share(library, share(library, kept.id, kept.person_id, "", role="see"))
    may = open_share(library, share(library, kept.id, kept.person_id, ""))
    for by, set_id in ((looks, kept.id), (may, "another")):
        with pytest.raises(NoSuchShareError):
            comment(library, set_id, "x", {"t": 1.0, "text": "hello"}, by)
    comment(library, kept.id, "x", {"t": 1.0, "text": " hello "}, may)
    assert [each["text"] for each in comments(library, kept.id)] == ["hello"]


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
        comment(library, kept.id, "x", written)


def test_a_long_comment_is_cut(library, kept):
    comment(library, kept.id, "x" * 500, {"t": 0.0, "text": "長" * 9000})
    (said,) = comments(library, kept.id)
    assert (len(said["text"]), len(said["who"])) == (sharing.MAX_TEXT, 100)


def test_deleting_a_set_removes_what_was_said_of_it(library, kept):
    token = share(library, kept.id, kept.person_id, "")
    saw(library, open_share(library, token))
    comment(library, kept.id, "x", {"t": 0.0, "text": "hello"})
    judge(library, kept.id, 0, "x", True, "more")
    removed = library.delete(kept.id, kept.person_id)
    assert removed == Removed(files=0, links=1, comments=2, clip_stays=False)
    with library.session() as session:
        for table in ("sets", "reports", "findings", "comments", "opinions", "shares", "views"):
            assert session.scalar(sa.text(f"SELECT count(*) FROM {table}")) == 0, table


def test_no_byte_of_a_deleted_set_stays_in_the_database(library, kept, tmp_path):
    library.update(kept.id, name="secret-name")
    share(library, kept.id, kept.person_id, "secret-trainer")
    comment(library, kept.id, "x", {"t": 0.0, "text": "secret-words" * 100})

    def found() -> list[str]:
        return [f.name for f in tmp_path.glob("koshi.sqlite*") if b"secret" in f.read_bytes()]

    assert found()
    (said,) = comments(library, kept.id)
    remove_comment(library, kept.id, said["id"])
    assert not any(b"words" in f.read_bytes() for f in tmp_path.glob("koshi.sqlite*"))
    with library.session() as reading:
        reading.scalar(sa.select(KeptSet))
        library.delete(kept.id, kept.person_id)  # who reads meanwhile is not waited for
    library.sweep()
    assert found() == []


def test_an_opinion_is_a_label_and_the_last_word_counts(library, kept, prepared):
    library.update(kept.id, state="checking")
    library.finish(kept.id, prepared("hip_lift_arched"))
    by = open_share(library, share(library, kept.id, kept.person_id, "田中"))
    judge(library, kept.id, 0, "田中", False, by=by)
    judge(library, kept.id, 0, "田中", True, "骨盤から", by=by)
    assert verdicts(library, kept.person_id) == {}
    judge(library, kept.id, 0, "本人", False)
    assert verdicts(library, kept.person_id) == {kept.id: "ok"}
    judge(library, kept.id, 0, "田中", True, "骨盤から", by=by)
    assert verdicts(library, kept.person_id) == {kept.id: "severe"}
    label = next(each for each in labels(library, kept.person_id) if each["agrees"])
    assert (label["fault"], label["agrees"], label["advice"]) == ("over_arch", True, "骨盤から")


def test_nobody_takes_back_anothers_opinion_by_taking_their_name(library, kept):
    one, two = (open_share(library, share(library, kept.id, kept.person_id, "")) for _ in range(2))
    judge(library, kept.id, 0, "本人", True)
    judge(library, kept.id, 0, "本人", False, by=one)
    judge(library, kept.id, 0, "本人", False, by=two)
    assert sorted(each.agrees for each in opinions(library, kept.id)) == [False, False, True]
    looks = open_share(library, share(library, kept.id, kept.person_id, "", role="see"))
    with pytest.raises(NoSuchShareError):
        judge(library, kept.id, 0, "本人", False, by=looks)
