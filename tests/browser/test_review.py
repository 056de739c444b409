"""Looking at a kept set frame by frame, sharing it, and what strangers get: nothing."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import expect

from clips.access import Access, NoSuchSetError, NoSuchShareError
from clips.limits import lift_limit, limit_of
from clips.models import KeptSet
from clips.sharing import (
    comments,
    judge,
    open_share,
    opinions,
    revoke,
    share,
    shares,
)
from coach.words import words
from pose.video import probe
from tests.browser.conftest import SAMPLES, press, unfold, until

JA = words("ja")
own = Access.of_owner


def shared(visit, library, kept, **how):
    token = share(library, own(kept), "田中先生", **how)
    return visit(f"shared?s={token}")


def frame(page) -> int:
    """Number of the frame that the player is at."""
    page.locator(".koshi-player video").evaluate(
        """async (video) => {
            while (video.seeking || video.readyState < 2)
                await new Promise((done) => setTimeout(done, 50));
        }"""
    )
    page.wait_for_timeout(300)
    return int(page.locator(".koshi-player").get_attribute("data-frame"))


def on_screen(page) -> float:
    """Time of the frame that the browser shows, s: it is left and sought again."""
    return page.locator(".koshi-player video").evaluate(
        """async (video) => {
            const seek = (t) => new Promise((done) => {
                video.addEventListener("seeked", done, { once: true });
                video.currentTime = t;
            });
            const now = video.currentTime;
            await seek(Math.max(0, now - 1));
            let last = null;
            const note = (_, { mediaTime }) => {
                last = mediaTime;
                video.requestVideoFrameCallback(note);
            };
            video.requestVideoFrameCallback(note);
            await seek(now);
            await new Promise((done) => setTimeout(done, 500));
            return last;
        }"""
    )


def test_a_click_on_a_finding_lands_on_its_frame_and_steps_are_single_frames(
    visit, library, kept, result
):
    page = shared(visit, library, kept)
    times = result.checked.track.t
    (finding,) = result.checked.report.findings
    page.locator(".koshi-player .findings button").first.click()
    landed = frame(page)
    nearest = min(range(len(times)), key=lambda i: abs(times[i] - finding.line.t))
    assert abs(landed - nearest) <= 1
    assert on_screen(page) == pytest.approx(times[landed], abs=0.002)
    for step in range(1, 5):
        page.keyboard.press("ArrowRight")
        assert frame(page) == landed + step
        assert on_screen(page) == pytest.approx(times[landed + step], abs=0.002)
    page.keyboard.press("ArrowLeft")
    assert frame(page) == landed + 3
    assert on_screen(page) == pytest.approx(times[landed + 3], abs=0.002)


def test_a_trainer_comments_and_the_client_sees_it(visit, library, kept):
    page = shared(visit, library, kept)
    page.locator(".koshi-player .findings button").first.click()
    text = "腰をもう少し下げて <b>ください</b><script>document.title='x'</script>"
    page.locator(".koshi-player [data-tool=angle]").click()
    for x, y in ((60, 80), (120, 40), (180, 80)):
        page.locator(".koshi-player .stage canvas").click(position={"x": x, "y": y})
    page.locator(".koshi-player textarea").fill(text)
    page.locator(".koshi-player .write button").click()
    page.locator(".koshi-player .comments", has_text="田中先生").wait_for()
    (said,) = comments(library, own(kept))
    assert (said["who"], said["text"]) == ("田中先生", text)
    assert [(shape["kind"], len(shape["points"])) for shape in said["shapes"]] == [("angle", 3)]
    page = visit("my-sets")
    row = page.locator(f".st-key-set-{kept.id}")
    row.get_by_role("button", name=JA.say("kept-open")).click()
    page.locator(".koshi-player .comments", has_text=text).wait_for()
    page.get_by_text(JA.say("share-title"), exact=True).wait_for()  # nobody else has opened it
    assert "Koshi" in page.title()
    page.locator(".koshi-player .comments .remove").click()
    page.locator(".koshi-player .comments", has_text=text).wait_for(state="detached")
    assert comments(library, own(kept)) == []


@pytest.mark.long
def test_a_trainer_speaks_of_a_finding_in_own_words_and_sets_a_limit(visit, library, kept):
    page = shared(visit, library, kept)
    player = page.locator(".koshi-player")
    assert not player.locator(".about").is_visible()
    player.locator(".findings button").first.click()
    assert player.locator(".about input").is_checked()
    player.locator("textarea").fill("ここです")
    player.locator(".write button").click()
    player.locator(".comments .which", has_text=JA.say("fault-over_arch-above_line")).wait_for()
    assert comments(library, own(kept))[0]["finding"] == 0
    player.locator("[data-tool=arrow]").click()  # dragged, and sent without a word
    player.locator(".stage canvas").hover()  # it is scrolled to, and stands still
    box = player.locator(".stage canvas").bounding_box()
    page.mouse.move(box["x"] + 100, box["y"] + 100)
    page.mouse.down()
    page.mouse.move(box["x"] + 200, box["y"] + 150, steps=4)
    page.mouse.up()
    player.locator(".write button").click()
    player.locator(".comments .text", has_text=JA.say("player-drawn")).wait_for()
    (shape,) = [shape for each in comments(library, own(kept)) for shape in each["shapes"]]
    assert shape["kind"] == "arrow"
    assert shape["points"][0] != shape["points"][1]
    unfold(page, JA.say("opinion-title", count=0))
    page.get_by_text(JA.say("opinion-agree"), exact=True).click()
    page.get_by_label(JA.say("opinion-advice")).fill("おへそを見ながら <b>ゆっくり</b>")
    page.get_by_role("button", name=JA.say("opinion-send")).click()
    page.get_by_text(JA.say("proposal-waits")).wait_for(state="attached")
    unfold(page, JA.say("own-limit-title"))
    what = JA.say("own-limit-hip_lift", most=160)
    sent = JA.say("proposal-limit-sent", what=what)

    page.get_by_role("spinbutton").fill("160")
    keep = page.get_by_role("button", name=JA.say("own-limit-keep"))
    press(page, keep, lambda: page.get_by_text(sent).count() > 0)

    page = visit("my-sets")  # nothing holds before the owner has taken it
    row = page.locator(f".st-key-set-{kept.id}")
    row.get_by_role("button", name=JA.say("kept-open")).click()
    assert limit_of(library, kept.person_id, "hip_lift") is None
    waits = page.locator(".st-key-proposals")
    take = waits.get_by_role("button", name=JA.say("proposal-take"), exact=True)
    take.first.wait_for()
    for left in (1, 0):
        press(page, take.first, lambda left=left: take.count() <= left)
    page.locator(".koshi-player .findings small", has_text="おへそを見ながら").wait_for()
    cue = JA.say("cue-over_arch-above_line")
    assert page.get_by_text(cue).count() == 0
    page = visit("check-live")
    page.get_by_text(JA.say("own-limit-note", what=what)).wait_for()
    lift_limit(library, kept.person_id, "hip_lift")


@pytest.mark.long
def test_a_disagreement_is_in_the_headline_and_in_the_table(visit, library, kept):
    judge(library, own(kept), 0, "田中先生", False)
    page = shared(visit, library, kept)
    told = JA.say(
        "opinion-left-out", who="田中先生", fault=JA.say("fault-over_arch-above_line"), when=""
    )
    page.get_by_text(told.split("(")[0]).wait_for()
    page.get_by_text(JA.say("verdict-ok")).first.wait_for()
    assert page.get_by_text(JA.say("verdict-severe")).count() == 0


@pytest.mark.long
def test_names_are_text_and_times_are_those_of_who_looks(visit, library, server):
    name = "*a* [b](http:c) :smile: $x$ ~~d~~ :red[e] `f` <g> #h -> i.mp4"
    row = KeptSet(
        person_id=library.person(), exercise="hip_lift", name=name, source="upload",
        language="ja", state="failed", error="clip-unreadable",
        created=datetime(2026, 3, 1, 20, 30, tzinfo=UTC),
    )  # fmt: skip
    library.add(row)
    try:
        page = visit("my-sets", zone="Asia/Tokyo")
        shown = page.locator(f".st-key-set-{row.id}")
        shown.get_by_text("2026-03-02 05:30").wait_for()
        text = shown.inner_text().replace("\u2060", "")
        assert text.count(name) == 2  # its name, and the sentence why it could not be read
    finally:
        library.delete(Access(row.id, library.person()))


@pytest.mark.long
def test_who_may_only_look_can_write_nothing(visit, library, kept):
    page = shared(visit, library, kept, role="see")
    page.locator(".koshi-player .findings button").first.wait_for()
    assert not page.locator(".koshi-player textarea").is_visible()
    assert page.get_by_text(JA.say("opinion-ask")).count() == 0


@pytest.mark.long
def test_stills_only_means_no_clip(visit, library, kept):
    page = shared(visit, library, kept, shows="stills")
    page.get_by_text(JA.say("result-worst")).wait_for()
    page.get_by_text(JA.say("result-chart")).wait_for()
    assert page.locator("video").count() == 0


@pytest.mark.long
def test_two_reps_play_in_step_at_their_tops(visit, library, kept, prepared):
    """The set beside an earlier one of the same exercise."""
    path, shown = SAMPLES / "hip_lift_ok.mp4", prepared("hip_lift_ok")
    clip = library.add_clip(path, ".mp4", probe(path))
    row = {"person_id": kept.person_id, "clip_sha256": clip.sha256, "exercise": "hip_lift"}
    row |= {"name": "ok.mp4", "source": "upload", "language": "ja", "state": "checking"}
    other = library.add(KeptSet(**row))
    library.finish(other, shown)
    page = visit("my-sets")
    page.locator(f".st-key-set-{kept.id}").get_by_role("button", name=JA.say("kept-open")).click()
    page.get_by_text(JA.say("duo-title")).click()
    videos = page.locator(".koshi-duo video")
    reps = [kept.report.content["reps"][0], shown.checked.report.model_dump()["reps"][0]]
    tops = [(rep["top_start_s"] + rep["top_end_s"]) / 2 for rep in reps]

    def apart():
        times = videos.evaluate_all("all => all.map((video) => video.currentTime)")
        return (times[0] - tops[0]) - (times[1] - tops[1])

    until(page, lambda: videos.count() == 2 and abs(apart()) < 0.02)
    page.locator(".koshi-duo .play").click()
    past_top = f"video => video.currentTime >= {tops[0]} + 0.5"
    # On a busy machine one of them may lag for a moment.
    until(page, lambda: videos.first.evaluate(past_top) and abs(apart()) < 0.3)
    page.locator(".koshi-duo .play").click()
    assert videos.evaluate_all("all => all.every((video) => video.paused)")
    library.delete(Access(other, kept.person_id))


@pytest.mark.long
def test_a_blurred_share_plays_the_blurred_clip_alone(visit, library, kept):
    page = visit("my-sets")
    row = page.locator(f".st-key-set-{kept.id}")
    row.get_by_role("button", name=JA.say("kept-open")).click()
    unfold(page, JA.say("share-title"))
    unfold(page, JA.say("send-link-here"))
    page.get_by_text(JA.say("share-here-only")).wait_for()  # before there is a link
    blurred = page.get_by_role("radio", name=JA.say("share-blurred"))
    press(page, page.get_by_text(JA.say("share-blurred")), blurred.is_checked)
    page.get_by_role("button", name=JA.say("share-make")).click()
    link = page.get_by_test_id("stCode").inner_text().strip()
    page = visit(link.split("/", 3)[3])
    page.locator(".koshi-player .findings button").first.wait_for()
    address = page.locator(".koshi-player video").evaluate("video => video.src")
    assert address.endswith("/blurred.mp4")
    clear = address.replace("blurred", "view")
    blurred = library.files.fetch(f"{kept.folder}/blurred.mp4", Path())
    assert page.request.get(address).body() == blurred.read_bytes()
    assert page.request.get(clear).status == 404
    assert page.get_by_text(JA.say("result-worst")).count() == 0
    assert page.get_by_text(JA.say("export-html")).count() == 0


@pytest.mark.long
def test_the_report_is_taken_away(visit, library, kept):
    page = shared(visit, library, kept)
    with page.expect_download() as download:
        page.get_by_text(JA.say("export-html")).click()
    assert JA.say("fault-over_arch-above_line") in download.value.path().read_text(encoding="utf-8")
    with page.expect_download() as download:
        page.get_by_text(JA.say("export-csv")).click()
    assert JA.say("fault-over_arch-above_line") in download.value.path().read_text(encoding="utf-8")
    with page.expect_download() as download:
        page.get_by_text(JA.say("export-pdf")).click()
    assert download.value.path().read_bytes().startswith(b"%PDF-")
    (link,) = shares(library, own(kept))
    revoke(library, own(kept), link.id)  # the page is still open
    begun: list = []
    page.on("download", lambda download: begun.append(download))
    page.get_by_text(JA.say("export-html")).click()
    page.wait_for_timeout(5000)  # the ones above took less than one
    assert begun == []


@pytest.mark.long
def test_a_file_is_sent_answered_and_read_in(visit, library, kept, tmp_path):
    page = visit("my-sets")
    row = page.locator(f".st-key-set-{kept.id}")
    row.get_by_role("button", name=JA.say("kept-open")).click()
    unfold(page, JA.say("share-title"))
    with page.expect_download() as download:
        page.get_by_text(JA.say("send-file-save")).click()
    report = tmp_path / "送る.html"
    download.value.save_as(report)

    trainer = page.context.new_page()
    wrong: list = []
    trainer.on("pageerror", lambda error: wrong.append(str(error)))
    trainer.on("console", lambda message: wrong.append(message.text))
    trainer.goto(report.as_uri())
    save = trainer.locator("#answers .save")
    state = trainer.locator("#answers .state")
    for do, told in (
        (lambda: None, "answer-name-missing"),
        (lambda: trainer.locator("#answers .who").fill('田中 <b>"'), "answer-empty"),
        (lambda: trainer.locator("fieldset textarea").fill("<i>ゆっくり</i>"), "answer-choose"),
    ):
        do()
        save.click()
        expect(state).to_have_text(JA.say(told))
    trainer.locator("fieldset input[value=no]").check()
    trainer.locator("#answers .written textarea").fill("</script><b>ここ</b>")
    trainer.locator("#answers .written input").fill("2.5")
    with trainer.expect_download() as download:
        save.click()
    answers = tmp_path / download.value.suggested_filename
    download.value.save_as(answers)
    expect(state).to_have_text(JA.say("answer-saved", file=answers.name))
    assert wrong == []

    chooser = page.locator(f"[class*=st-key-answers-{kept.id}] input[type=file]")
    for file, key in ((report, "answers-report"), (SAMPLES / "hip_lift_ok.mp4", "answers-damaged")):
        chooser.set_input_files(file)
        page.get_by_text(JA.say(f"error-{key}")).wait_for()
    assert comments(library, own(kept)) == []
    for _ in range(2):
        chooser.set_input_files(answers)
        counts = {"opinions": 1, "comments": 1}
        page.get_by_text(JA.say("answers-read", who='田中 <b>"', **counts)).wait_for()
        page.wait_for_timeout(1000)
    (said,) = comments(library, own(kept))
    assert (said["t"], said["text"]) == (2.5, "</script><b>ここ</b>")
    (held,) = opinions(library, own(kept))
    assert (held.agrees, held.advice) == (False, "<i>ゆっくり</i>")
    page.locator(".koshi-player .comments", has_text="</script><b>ここ</b>").wait_for()


@pytest.mark.long
def test_a_passphrase_is_asked_for(visit, library, kept):
    page = shared(visit, library, kept, passphrase="ひみつのことばです")
    box = page.get_by_label(JA.say("shared-passphrase"))
    box.fill("ちがう")
    box.press("Enter")
    page.get_by_text(JA.say("shared-wrong")).wait_for()
    assert page.locator("video").count() == 0
    box.fill("ひみつのことばです")
    box.press("Enter")
    page.locator(".koshi-player").wait_for()


@pytest.mark.long
def test_a_link_that_is_no_more_says_what_a_guess_does(visit, library, kept):
    token = share(library, own(kept), "")
    old = share(library, own(kept), "", days=-1)
    (link,) = [each for each in shares(library, own(kept)) if not each.revoked][1:]
    revoke(library, own(kept), link.id)
    for bad in (token, old, "guess"):
        with pytest.raises(NoSuchShareError):
            open_share(library, bad)
        page = visit(f"shared?s={bad}")
        page.get_by_text(JA.say("shared-none")).wait_for()
        assert page.locator("video").count() == 0
        page.context.close()


def test_media_needs_a_grant_and_gives_parts(visit, server, library, kept):
    page = shared(visit, library, kept)
    page.locator(".koshi-player").wait_for()
    address = page.locator(".koshi-player video").evaluate("video => video.src")
    part = page.request.get(address, headers={"Range": "bytes=10-19"})
    assert (part.status, len(part.body())) == (206, 10)
    whole = page.request.get(address)
    assert whole.status == 200
    assert whole.body()[10:20] == part.body()
    grant = address.rsplit("/", 2)[1]
    for wrong in (
        f"{grant}x/view.mp4",
        f"{grant}/annotated.mp4",
        f"{grant}/..%2f..%2fkoshi.sqlite",
        f"{grant}/report.json",
        "guess/view.mp4",
    ):
        assert page.request.get(f"{server}/koshi/media/{wrong}").status in (400, 404)
    (link,) = shares(library, own(kept))
    revoke(library, own(kept), link.id)  # the page is still open
    assert page.request.get(address).status == 404


@pytest.mark.long
def test_a_deleted_set_has_no_media(visit, library, kept):
    page = shared(visit, library, kept)
    page.locator(".koshi-player").wait_for()
    address = page.locator(".koshi-player video").evaluate("video => video.src")
    assert page.request.get(address).status == 200
    library.delete(own(kept))
    assert page.request.get(address).status == 404


@pytest.mark.long
def test_the_owner_saves_the_clip_and_is_told_what_was_deleted(visit, library, kept):
    share(library, own(kept), "")
    page = visit("my-sets")
    row = page.locator(f".st-key-set-{kept.id}")
    row.get_by_role("button", name=JA.say("kept-open")).click()
    address = page.locator("a", has_text=JA.say("download-clip")).evaluate("link => link.href")
    answer = page.request.get(address)
    drawn = library.files.fetch(f"{kept.folder}/annotated.mp4", Path())
    assert answer.body() == drawn.read_bytes()
    assert answer.headers["content-disposition"].startswith('attachment; filename="koshi-hip_lift')
    page.get_by_role("button", name=JA.say("kept-back")).click()
    row.locator("[class*=st-key-ask-delete] button").click()
    files = len(library.files.names(kept.folder)) + 1
    question = page.get_by_role("dialog")
    question.get_by_role("button", name=JA.say("kept-delete"), exact=True).click()
    page.get_by_text(JA.say("kept-deleted", files=files, links=1, comments=0)).wait_for()
    with pytest.raises(NoSuchSetError):
        library.get(own(kept))
    assert library.files.names(kept.folder) == []
