"""Answers that come back in a file: read in once, as text, into the set they are about."""

import json
import re
from dataclasses import replace

import pytest

from clips.access import Access
from clips.answers import MAX_CHARACTERS, AnswersError, keep_answers, read_answers
from clips.export import as_html
from clips.models import KeptSet
from clips.sharing import comments, judge, opinions
from coach.words import words

JA, EN = words("ja"), words("en")
SHEET = "ab" * 16
own = Access.of_owner


@pytest.fixture
def shown(prepared):
    return replace(prepared("hip_lift_arched"), name="x")


@pytest.fixture
def kept(library, shown):
    row = {"exercise": "hip_lift", "name": "x", "source": "upload", "language": "ja"}
    set_id = library.add(KeptSet(person_id=library.person(), state="checking", **row))
    library.finish(set_id, shown)
    return library.get(Access(set_id, library.person()))


def written(kept, **other) -> str:
    answers = {"koshi": "answers", "version": 1, "set": kept.id, "sheet": SHEET, "who": "田中"}
    answers["opinions"] = [{"number": 0, "agrees": False, "advice": "おへそを見て"}]
    answers["comments"] = [{"t": 3.5, "text": "<script>alert(1)</script>\n\n\n\nここ"}]
    return json.dumps(answers | other)


def test_answers_are_kept_signed_and_marked(library, kept):
    keep_answers(library, own(kept), written(kept), JA)
    (opinion,) = opinions(library, own(kept))
    assert (opinion.number, opinion.agrees, opinion.advice) == (0, False, "おへそを見て")
    (said,) = comments(library, own(kept))
    assert (said["t"], said["text"]) == (3.5, "<script>alert(1)</script>\n\nここ")
    assert opinion.who == said["who"] == JA.say("signed-by-file", who="田中")
    assert "田中" in said["who"]
    assert said["who"] != "田中"


def test_read_twice_is_once_and_saved_anew_takes_its_place(library, kept):
    for _ in range(2):
        keep_answers(library, own(kept), "\ufeff" + written(kept) + "\n", JA)
    assert (len(opinions(library, own(kept))), len(comments(library, own(kept)))) == (1, 1)
    keep_answers(library, own(kept), written(kept, opinions=[]), JA)
    assert (len(opinions(library, own(kept))), len(comments(library, own(kept)))) == (0, 1)
    keep_answers(library, own(kept), written(kept, sheet="cd" * 16), JA)  # of somebody else
    assert (len(opinions(library, own(kept))), len(comments(library, own(kept)))) == (1, 2)


def test_the_owners_own_opinion_stays_beside_it(library, kept):
    judge(library, own(kept), 0, "本人", True)
    keep_answers(library, own(kept), written(kept), JA)
    judge(library, own(kept), 0, "本人", True)
    assert sorted(each.agrees for each in opinions(library, own(kept))) == [False, True]


WRONG = {
    "": "answers-damaged",
    "[": "answers-damaged",
    "null": "answers-damaged",
    "{}": "answers-damaged",
    "[" * 100_000: "answers-damaged",
    '{"koshi": "answers", "version": 1}': "answers-damaged",
    '{"koshi": "answers", "version": 2, "new": []}': "answers-newer",
    " \n<!doctype html>": "answers-report",
    "x" * (MAX_CHARACTERS + 1): "answers-too-large",
}


@pytest.mark.parametrize(("text", "key"), WRONG.items(), ids=range(len(WRONG)))
def test_what_is_no_file_of_answers_is_said(text, key):
    with pytest.raises(AnswersError) as raised:
        read_answers(text)
    assert raised.value.key == key
    assert JA.say(f"error-{key}") != EN.say(f"error-{key}")


@pytest.mark.parametrize(
    "other",
    [
        {"set": "../x"},
        {"sheet": 5},
        {"who": "x" * 101},
        {"who": None},
        {"opinions": [{"number": -1, "agrees": True}]},
        {"opinions": [{"number": 1, "agrees": True}]},  # the report has one finding
        {"opinions": [{"number": 0, "agrees": "yes"}]},
        {"opinions": [{"number": 0, "agrees": True, "advice": "x" * 501}]},
        {"opinions": [{"number": 0, "agrees": True}] * 501},
        {"comments": [{"t": -1.0, "text": "x"}]},
        {"comments": [{"t": float("nan"), "text": "x"}]},
        {"comments": [{"t": 1e9, "text": "x"}]},
        {"comments": [{"t": 1.0, "text": "x" * 2001}]},
        {"comments": [{"t": 1.0, "text": "x", "shapes": []}]},
        {"more": 1},
    ],
)
def test_damaged_answers_change_nothing(library, kept, other):
    keep_answers(library, own(kept), written(kept), JA)
    with pytest.raises(AnswersError) as raised:
        keep_answers(library, own(kept), written(kept, **other), JA)
    assert raised.value.key == "answers-damaged"
    assert len(comments(library, own(kept))) == 1


def test_answers_to_another_set_are_refused(library, kept):
    with pytest.raises(AnswersError) as raised:
        keep_answers(library, own(kept), written(kept, set="0" * 32), JA)
    assert raised.value.key == "answers-other-set"


def test_they_go_with_the_set(library, kept):
    keep_answers(library, own(kept), written(kept), JA)
    assert library.delete(own(kept)).comments == 2


def test_who_gives_no_name_is_somebody(library, kept):
    keep_answers(library, own(kept), written(kept, who=" \0\n "), JA)
    assert JA.say("shared-somebody") in comments(library, own(kept))[0]["who"]


@pytest.mark.parametrize("says", [JA, EN])
def test_the_file_to_send_asks_for_answers_and_asks_nobody(shown, kept, says):
    page = as_html(shown, "2026-11-22", [], says, answer_to=kept.id)
    assert f'data-set="{kept.id}"' in page
    assert page.count("<fieldset") == len(shown.checked.report.findings)
    assert not re.search(r"(src|href)=\"(?!data:)|https?://|@import|url\(", page)
    (policy,) = re.findall(r'Content-Security-Policy" content="([^"]*)"', page)
    assert "default-src 'none'" in policy
    assert "unsafe-inline" not in policy.partition("script-src")[2]


def test_the_usual_report_has_no_script(shown):
    assert "<script" not in as_html(shown, "", [], JA)
    assert "<fieldset" not in as_html(shown, "", [], JA)
