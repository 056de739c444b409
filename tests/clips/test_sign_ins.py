"""Where somebody is signed in: what holds, what ends it, whose it is, and what is kept of it."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from clips.models import SignIn, now
from clips.own import erase, export
from clips.sign_ins import (
    begin,
    end,
    end_others,
    end_this,
    holds,
    lately,
    sign_ins,
    told_by,
    word_of,
)

CLAIMS = {"iss": "https://a.example", "sub": "7", "iat": 1_800_000_000, "nonce": "abc"}
MAC = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/"
CHROME, SAFARI = "537.36 (KHTML, like Gecko) Chrome/140.0.0.0", "605.1.15 (KHTML, like Gecko)"
PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/"
ANDROID = "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/"


def aged(library, word: str, **how: timedelta) -> None:
    with library.session() as session:
        row = session.scalars(sa.select(SignIn).where(SignIn.word_sha256 == word)).one()
        for name, age in how.items():
            setattr(row, name, now() - age)


@pytest.fixture
def both(library):
    """Two people, the first signed in twice."""
    me, other = library.person("oidc:https://a.example 7"), library.person("oidc:https://b.x 77")
    for person, word in ((me, "one"), (me, "two"), (other, "three")):
        begin(library, person, word, "")
    return me, other


def held(library) -> set[str]:
    return {word for word in ("one", "two", "three", "guess", "") if holds(library, word)}


def test_one_sign_in_is_told_from_all_others():
    words = {word_of(CLAIMS)}
    for name in CLAIMS:
        words |= {word_of(CLAIMS | {name: "x"}), word_of({**CLAIMS, name: ""})}
    assert len(words) == 9
    assert word_of({**CLAIMS, "sub": "7\n1"}) != word_of({**CLAIMS, "sub": "7", "iat": "1"})
    assert "abc" not in word_of(CLAIMS)


def test_a_browser_is_told_in_plain_words():
    for agent, browser, system in (
        (f"{MAC}{CHROME} Safari/537.36", "Chrome", "macOS"),
        (f"{MAC}{CHROME} Safari/537.36 Edg/140.0.0.0", "Edge", "macOS"),
        (f"{MAC}{SAFARI} Version/18.6 Safari/605.1.15", "Safari", "macOS"),
        (f"{PHONE}{SAFARI} Version/18.6 Mobile/15E148 Safari/604.1", "Safari", "iPhone"),
        (f"{PHONE}{SAFARI} CriOS/140.0 Mobile/15E148 Safari/604.1", "Chrome", "iPhone"),
        (f"{PHONE}{SAFARI} FxiOS/140.0 Mobile/15E148 Safari/605.1.15", "Firefox", "iPhone"),
        (f"{ANDROID}{CHROME} Mobile Safari/537.36", "Chrome", "Android"),
        (f"{ANDROID}{CHROME} SamsungBrowser/29.0 Safari/537.36", "Samsung Internet", "Android"),
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:142.0) Gecko/20100101 Firefox/142.0",
         "Firefox", "Windows"),
        (f"Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/{CHROME} OPR/120.0.0.0", "Opera", "Linux"),
        (f"Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/{CHROME}", "Chrome", "ChromeOS"),
        ("curl/8.5 <b>膝</b>", "", ""),
        ("", "", ""),
    ):  # fmt: skip
        assert told_by(agent) == (browser, system), agent


def test_what_is_ended_holds_no_longer_and_the_others_do(library, both):
    me, other = both
    assert held(library) == {"one", "two", "three"}
    (last, first) = sign_ins(library, me)
    assert end(library, other, first.id) == 0  # not theirs
    assert end(library, me, first.id) == 1
    assert end(library, me, first.id) == 0
    assert held(library) == {last.word_sha256, "three"}
    begin(library, me, "again", "")
    assert end_others(library, me, "again") == 1
    assert [each.word_sha256 for each in sign_ins(library, me)] == ["again"]
    assert held(library) == {"three"}
    assert end_this(library, "three") == 1
    assert held(library) == set()


def test_a_sign_in_ends_by_itself(library, both, monkeypatch):
    me, _ = both
    aged(library, "one", began=timedelta(days=6.9))
    aged(library, "two", seen=timedelta(days=2.9))
    assert held(library) == {"one", "two", "three"}
    aged(library, "one", began=timedelta(days=7.1))
    aged(library, "two", seen=timedelta(days=3.1))
    assert held(library) == {"three"}
    assert sign_ins(library, me) == []
    monkeypatch.setenv("KOSHI_SIGN_IN_DAYS", "30")
    assert held(library) == {"one", "three"}
    monkeypatch.delenv("KOSHI_SIGN_IN_DAYS")
    begin(library, me, "new", "")
    with library.session() as session:  # what is over leaves nothing
        assert set(session.scalars(sa.select(SignIn.word_sha256))) == {"new", "three"}


def test_who_has_just_signed_in_is_known(library, both):
    aged(library, "one", began=timedelta(minutes=9))
    aged(library, "two", began=timedelta(minutes=11))
    told = {word for word in ("one", "two", "three", "guess", "") if lately(library, word)}
    assert told == {"one", "three"}
    end_this(library, "one")
    assert not lately(library, "one")


def test_when_it_was_last_used_is_known(library, both):
    me, _ = both
    aged(library, "one", seen=timedelta(hours=2))
    assert holds(library, "one")
    (one,) = (each for each in sign_ins(library, me) if each.word_sha256 == "one")
    assert now() - one.seen < timedelta(minutes=1)


def test_nobody_has_sign_ins_without_end(library, both):
    me, other = both
    for n in range(60):
        begin(library, me, f"more {n}", "")
    assert len(sign_ins(library, me)) == 50
    assert holds(library, "more 59")
    assert not holds(library, "one")
    assert len(sign_ins(library, other)) == 1


def test_whoever_runs_it_ends_one_person_s_or_all(library, both, koshi, tmp_path):
    env = {"KOSHI_DATABASE_URL": library.url, "KOSHI_FILES_URL": str(tmp_path / "files")}
    for told, left in ((["77"], {"one", "two"}), (["a.example 7"], {"one", "two"}),
                       (["7"], set())):  # fmt: skip
        done = koshi("sign-out", *told, "--lang", "en", env=env)
        assert (done.returncode, held(library)) == (0, left), done.stderr
    begin(library, both[0], "one", "")
    for wrong in ([], ["7", "--all"]):
        assert koshi("sign-out", *wrong, env=env).returncode == 1
    assert held(library) == {"one"}
    assert "1" in koshi("sign-out", "--all", "--lang", "en", env=env).stdout
    assert held(library) == set()


def test_they_go_with_the_person_and_what_is_handed_out_opens_nothing(library, both, tmp_path):
    me, _ = both
    export(library, me, tmp_path / "own.zip")
    told = (tmp_path / "own.zip").read_bytes()
    assert b"sign_ins.json" in told
    assert b"word_sha256" not in told
    erase(library, me)
    assert held(library) == {"three"}
