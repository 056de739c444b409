"""What may come in, judged by a process of its own."""

import pytest

from benchmarks import hostile_files
from clips import intake
from clips.intake import examine
from clips.wall import Limits
from pose.video import ClipError, probe
from tests.films import film, sample, shots


def test_a_clip_is_known_by_its_length_rate_and_size():
    assert examine(sample("hip_lift_ok")) == probe(sample("hip_lift_ok"))


@pytest.mark.parametrize(
    ("content", "key"),
    [(b"", "clip-empty"), (b"no video at all", "clip-unreadable")],
)
def test_what_is_no_clip_is_told(tmp_path, content, key):
    path = tmp_path / "x.mp4"
    path.write_bytes(content)
    with pytest.raises(ClipError) as error:
        examine(path)
    assert error.value.key == key


@pytest.mark.parametrize(
    ("limits", "fps", "key"),
    [
        (Limits(seconds=5.0), 500, "clip-too-long"),
        (Limits(frames=100), 500, "clip-too-long"),
        (Limits(), 5, "clip-too-fast"),
        (Limits(wait_s=0.0), 500, "clip-too-much"),
    ],
)
def test_a_clip_beyond_the_limits_is_told(monkeypatch, limits, fps, key):
    monkeypatch.setattr(intake, "MAX_FPS", fps)
    with pytest.raises(ClipError) as error:
        examine(sample("hip_lift_ok"), limits)
    assert error.value.key == key


def test_times_and_not_the_container_tell_the_rate(tmp_path):
    """Browsers' recordings claim 1000 frames per second; a clip that has them is too fast."""
    image = next(shots("plank_sagging"))[1][::4, ::4]
    recorded = ((0.07 * n, image) for n in range(15))
    webm = {"codec": "libvpx", "options": {"deadline": "realtime", "cpu-used": "8"}}
    assert examine(film(tmp_path / "browser.webm", recorded, **webm)).fps == pytest.approx(
        14.3, 0.1
    )
    with pytest.raises(ClipError) as error:
        examine(film(tmp_path / "fast.mkv", ((n / 900, image) for n in range(90))))
    assert error.value.key == "clip-too-fast"


@pytest.mark.parametrize("suffix", ["ts", "mkv"])
def test_half_an_hour_is_counted_where_no_length_is_told(tmp_path, suffix):
    image = next(shots("plank_sagging"))[1][::8, ::8]
    long = film(tmp_path / f"long.{suffix}", ((20 * n, image) for n in range(92)))
    whole = long.read_bytes()
    long.write_bytes(whole.replace(b"\x44\x89\x88", b"\xec\x89\x88"))  # Matroska's length made void
    with pytest.raises(ClipError) as error:
        examine(long)
    assert error.value.key == "clip-too-long"


def test_a_playlist_is_no_clip_and_opens_nothing_beside_it(tmp_path):
    (tmp_path / "b.mp4").write_bytes(sample("plank_sagging").read_bytes())
    path = tmp_path / "a.mp4"
    for text in (
        "ffconcat version 1.0\nfile b.mp4\n",
        "#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\nb.mp4\n#EXT-X-ENDLIST\n",
        "v=0\no=- 0 0 IN IP4 127.0.0.1\nm=video 5004 RTP/AVP 96\n",
    ):
        path.write_text(text)
        with pytest.raises(ClipError) as error:
            examine(path)
        assert error.value.key == "clip-unreadable"


def test_hostile_files_get_clear_answers(tmp_path):
    """One of each kind; a thousand: `python -m benchmarks.hostile_files`."""
    honest = hostile_files.clips(tmp_path)
    for n in range(len(hostile_files.KINDS)):
        kind, path = hostile_files.make(n, 7, tmp_path, honest)
        told = hostile_files.answer(path, Limits(), whole=False)
        assert told in hostile_files.ANSWERS | {hostile_files.TAKEN}, kind
