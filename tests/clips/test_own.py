"""One's own data, taken away and erased as a whole."""

import json
import zipfile
from dataclasses import replace
from datetime import date

import pytest

from clips.access import Access
from clips.diary import diary, write
from clips.habits import choose, tell
from clips.limits import set_limit
from clips.models import Base, DiaryDay
from clips.own import OF_NOBODY, belongs, erase, export
from clips.record import keep_sets
from clips.routines import keep, put_by
from clips.sharing import comment, open_share, saw, share
from clips.sign_ins import begin
from coach.plan import Plan
from practice.progress import Choice
from practice.routines import Part, Routine

DAY = date(2026, 3, 2)
SECRETS = (
    "ひみつの一行",
    "ひみつのコメント",
    "ひみつの名前",
    "先生ひみつ",
    "ひみつのメニュー",
    "書きかけひみつ",
)


@pytest.fixture
def lived(library, prepared):
    """`lived(person, clip)`: a person who has used everything that there is."""

    def made(me: str, clip: str, set_id: str) -> Access:
        keep_sets(
            library, me, {set_id: replace(prepared(clip), view=None)}, SECRETS[2], 1, 1,
            plan=Plan("hip_lift", 10), session="one", answer="easy",
        )  # fmt: skip
        mine = Access(set_id, me)
        comment(library, mine, "x", {"t": 0.0, "text": SECRETS[1]})
        link = Access.by_link(open_share(library, share(library, mine, "link")))
        saw(library, link)
        set_limit(library, link, 160, SECRETS[3])
        set_limit(library, mine, 170, SECRETS[3])
        write(library, DiaryDay(person_id=me, day=DAY, note=SECRETS[0], pain=3, places=[]))
        choose(library, me, Choice(DAY, "hip_lift", "sets", "taken"))
        tell(library, me, used="some", likes="evening")
        keep(library, me, Routine(SECRETS[4], (Part("hip_lift", 10),)))
        put_by(library, me, Routine(SECRETS[5], ()), None)
        begin(library, me, f"the word of {set_id}", "")
        return mine

    return made


def test_no_table_is_forgotten():
    """Whose a row is can be told of every table; those that are nobody's are named."""
    nobody = {table.name for table in Base.metadata.sorted_tables if belongs(table, "x") is None}
    assert nobody == OF_NOBODY


def test_everything_is_in_the_file_and_nothing_of_others(library, lived, tmp_path):
    me, other = library.person(), library.person("somebody else")
    lived(me, "hip_lift_arched", "mine")
    lived(other, "hip_lift_arched", "theirs")
    export(library, me, tmp_path / "own.zip")
    with zipfile.ZipFile(tmp_path / "own.zip") as archive:
        names = archive.namelist()
        tables = {
            n: json.loads(archive.read(n)) for n in names if n.endswith(".json") and "/" not in n
        }
        text = b"".join(archive.read(name) for name in names)
    counts = {name.removesuffix(".json"): len(rows) for name, rows in tables.items()}
    assert {name for name, count in counts.items() if not count} == {"opinions"}
    assert tables["diary.json"][0]["note"] == SECRETS[0]
    assert any(name.startswith("clips/") and name.endswith(".mp4") for name in names)
    assert any(name.startswith("sets/mine/") for name in names)
    assert other.encode() not in text
    assert b"theirs" not in text
    assert b"token_sha256" not in text
    assert b"the word of" not in text


def test_after_erasing_no_byte_is_left_and_others_keep_theirs(library, lived, tmp_path):
    me, other = library.person("me"), library.person("somebody else")
    lived(me, "hip_lift_arched", "mine")
    kept = lived(other, "hip_lift_arched", "theirs")
    clip = library.get(kept).clip.key
    assert erase(library, me) == 1
    left = [path for path in tmp_path.rglob("*") if path.is_file()]
    held = b"".join(path.read_bytes() for path in left)
    assert library.files.exists(clip)  # theirs shows it too
    assert me.encode() not in held
    assert "mine" not in {path.parent.name for path in left}
    assert diary(library, other)[0].note == SECRETS[0]

    assert erase(library, other) == 1
    held = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert [word for word in (*SECRETS, other, "theirs") if word.encode() in held] == []
    assert not library.files.exists(clip)
    assert [path for path in (tmp_path / "files").rglob("*") if path.is_file()] == []


def test_what_could_not_be_removed_is_said_and_gone_when_asked_again(library, lived, monkeypatch):
    me = library.person()
    lived(me, "hip_lift_arched", "mine")

    def full(*_):
        raise OSError("no")

    with monkeypatch.context() as patch:
        patch.setattr(type(library.files), "remove", full)
        with pytest.raises(OSError, match="no"):
            erase(library, me)
    assert len(diary(library, me)) == 1
    erase(library, me)
    assert diary(library, me) == []
