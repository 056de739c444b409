"""The weeks on one page of paper."""

from datetime import date, timedelta

import pypdfium2
import pytest

from clips.paper import Told, as_paper
from coach.words import LANGUAGES, words
from practice.weeks import DoneSet, together, weeks
from rules import EXERCISES

TODAY = date(2026, 3, 4)


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def pages(pdf: bytes) -> list[str]:
    return [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(pdf)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_full_year_stands_on_one_page(language):
    says = words(language)
    names = list(EXERCISES)
    sets = [
        DoneSet(str(n), ago(n), names[n % len(names)], "mild", 10, faults=frozenset({"too_fast"}))
        for n in range(364)
    ]
    told = [Told(ago(n), n % 11, n % 5, ("plank",)) for n in range(364)]
    (page,) = pages(as_paper("あきら", ago(365), TODAY, sets, told, says))
    for part in (says.say("paper-title"), "あきら", says.say("paper-exercises"), "2026-03-04"):
        assert "".join(part.split()) in "".join(page.split())
    assert says.say("paper-more", count=len(names) - 6) in page


def test_of_each_week_what_was_done_and_what_was_told():
    sets = [
        DoneSet("a", ago(1), "hip_lift", "ok", 10),
        DoneSet("b", ago(1), "hip_lift", "cannot_judge", 8),
        DoneSet("c", ago(8), "draw_in", "guided", hold_s=50),
    ]
    told = [Told(ago(1), 7, 2), Told(ago(0), 4, None, ("hip_lift",)), Told(ago(9), None, 6)]
    (page,) = pages(as_paper("", ago(28), TODAY, sets, told, words("en")))
    assert "3/2–3/4 1 2 1 1 5.5 2.0" in " ".join(page.split())
    assert "2/23–3/1 1 1 0 0 – 6.0" in " ".join(page.split())
    assert "2026-03-04 Hip lift" in page
    # The first day that is counted, in the heading, the first week and under the dots.
    assert page.count("2026-02-05") == 2
    assert "2/5–2/8 0 0 0 0 – –" in " ".join(page.split())


def test_weeks_together_lose_nothing():
    sets = [DoneSet(str(n), ago(n), "hip_lift", "ok") for n in range(0, 360, 3)]
    single = weeks(sets, TODAY, 53)
    joined = together(single, 4)
    assert len(joined) == 14
    assert joined[0].monday == single[0].monday
    assert joined[-1].done == sum(week.done for week in single[-4:])
    assert sum(each.done for each in joined) == sum(each.done for each in single)
