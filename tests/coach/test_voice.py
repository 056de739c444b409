import hashlib
import json
import shutil
from functools import cache
from pathlib import Path

import av
import numpy as np
import pytest

from coach import voice
from coach.voice import NUMBERS, Clip, Line, clips, spoken
from coach.words import LANGUAGES, Words, words
from rules import EXERCISES
from rules.guided import GuidedExercise

LENGTH_S = 0.1  # a clip may differ so much from its stated length
LOUD = 0.01  # of full scale; a Japanese voiceless "f" is 0.015
STARTS_S, LONGEST_S = 0.1, 5.0
BOTH = pytest.mark.parametrize("language", LANGUAGES)


@cache
def decoded(path: Path) -> tuple[np.ndarray, int]:
    """Samples -1..1 of a sound file, and how many there are in a second."""
    with av.open(str(path)) as container:
        rate = container.streams.audio[0].rate
        resampler = av.AudioResampler(format="fltp", layout="mono")
        parts = [
            part.to_ndarray()[0]
            for frame in container.decode(audio=0)
            for part in resampler.resample(frame)
        ]
    return np.concatenate(parts), rate


def wrong_files(language: str, folder: Path, table: dict[str, Clip], says: Words) -> list[str]:
    """What is wrong with the voice of a language, as far as texts and files tell: "what: name"."""
    wanted = {line.name: line.text(says) for line in spoken(says)}
    files = {path.stem: path for path in (folder / language).iterdir()}
    wrong = [f"no clip: {name}" for name in wanted.keys() - table.keys()]
    wrong += [f"nobody says: {name}" for name in table.keys() - wanted.keys()]
    wrong += [f"no file: {name}" for name in table.keys() - files.keys()]
    wrong += [f"a file too many: {name}" for name in files.keys() - table.keys()]
    for name in wanted.keys() & table.keys():
        if table[name].text != wanted[name]:
            wrong.append(f"other words: {name}")
    for name in files.keys() & table.keys():
        if hashlib.sha256(files[name].read_bytes()).hexdigest() != table[name].sha256:
            wrong.append(f"another file: {name}")
    return sorted(wrong)


def wrong_sound(path: Path, seconds: float) -> list[str]:
    """What is wrong with the sound of a clip that is stated to last so long."""
    samples, rate = decoded(path)
    wrong = []
    if abs(len(samples) / rate - seconds) > LENGTH_S:
        wrong.append("length")
    loud = np.flatnonzero(np.abs(samples) > LOUD)
    if len(loud) < 0.05 * rate:
        return [*wrong, "silent"]
    return wrong + ["late"] * bool(loud[0] > STARTS_S * rate)


@BOTH
def test_every_sentence_has_the_clip_of_its_words(language):
    assert wrong_files(language, voice.FOLDER, clips(language), words(language)) == []


@BOTH
def test_every_clip_can_be_heard_at_once_and_is_as_long_as_stated(language):
    wrong = {
        name: wrong_sound(voice.FOLDER / language / f"{name}.mp3", clip.seconds)
        for name, clip in clips(language).items()
    }
    assert {name: what for name, what in wrong.items() if what} == {}


@BOTH
def test_no_sentence_is_long(language):
    longest = max(clips(language).values(), key=lambda clip: clip.seconds)
    assert longest.seconds < LONGEST_S, longest.text


@BOTH
def test_what_is_told_of_a_paced_part_is_over_before_it_ends(language):
    for kind in EXERCISES.values():
        for part in kind.pace if issubclass(kind, GuidedExercise) else ():
            how = f"say-{part.name}-{kind.name}"
            for name in (how, f"{how}.plain", f"say-{part.name}"):
                assert clips(language)[name].seconds < part.seconds - 0.2, name


@BOTH
def test_the_reps_are_counted_up_to_sixty(language):
    assert {f"say-count.{n}" for n in range(1, 61)} <= clips(language).keys()


@BOTH
def test_the_numbers_that_are_told_have_clips(language):
    told = {
        "say-left": [3],
        "say-seconds": [10, 20, 60, 120],
        "say-seconds-left": [5, 10],
        "say-set": range(2, 11),
        "say-rest": range(15, 121, 15),
    }
    for key, numbers in told.items():
        assert {f"{key}.{n}" for n in numbers} <= clips(language).keys(), key
        assert set(numbers) <= set(NUMBERS[key]), key


@BOTH
def test_no_two_numbers_sound_alike(language):
    counts = [clips(language)[f"say-count.{n}"].sha256 for n in range(1, 61)]
    assert len(set(counts)) == 60


def test_only_the_languages_have_voices():
    names = {path.name for path in voice.FOLDER.iterdir()}
    assert names == {*LANGUAGES, "voices.json"}
    table = json.loads((voice.FOLDER / "voices.json").read_text(encoding="utf-8"))
    assert table.keys() == set(LANGUAGES)


def test_a_sentence_without_a_clip_takes_no_time():
    assert voice.seconds(Line("say-count", 61), "ja") == 0
    assert voice.seconds(Line("say-go"), "fr") == 0
    assert voice.seconds(Line("say-go"), "ja") == clips("ja")["say-go"].seconds


def test_a_machine_without_voices_has_none(monkeypatch, tmp_path):
    monkeypatch.setattr(voice, "FOLDER", tmp_path)
    clips.cache_clear()
    assert clips("ja") == {}
    clips.cache_clear()


# --- the tests of the test: each change below is found --------------------------------------


class OtherWords:
    """The words of a language, but one message says something else, is gone, or is new."""

    def __init__(self, language: str, key: str, text: str | None):
        self.real, self.key, self.text = words(language), key, text
        self.keys = [other for other in self.real.keys if other != key]
        self.keys += [key] if text else []

    def say(self, key: str, **values) -> str:
        return self.text if key == self.key else self.real.say(key, **values)


@BOTH
def test_a_change_of_words_is_found(language):
    before = wrong_files(language, voice.FOLDER, clips(language), words(language))
    for key, text, wrong in (
        ("cue-sag-line", "Belly up", ["other words: cue-sag-line"]),
        ("cue-sag-line.plain", "Belly up", ["other words: cue-sag-line.plain"]),
        ("praise-sag", "Better", ["other words: praise-sag"]),
        ("well-some", "Fine", ["other words: well-some"]),
        ("say-go", "Go", ["other words: say-go"]),
        ("say-go", None, ["nobody says: say-go"]),
        ("say-new", "News", ["no clip: say-new"]),
        ("say-set", "Round", [f"other words: say-set.{n}" for n in range(2, 11)]),
        ("board-pause", "Stop", []),
    ):
        other = OtherWords(language, key, text)
        found = wrong_files(language, voice.FOLDER, clips(language), other)
        assert found == sorted(before + wrong), (key, text)


def test_a_change_of_files_is_found(tmp_path):
    shutil.copytree(voice.FOLDER / "ja", tmp_path / "ja")
    path = tmp_path / "ja" / "say-go.mp3"
    before, whole = wrong_files("ja", tmp_path, clips("ja"), words("ja")), path.read_bytes()

    def wrong() -> list[str]:
        after = wrong_files("ja", tmp_path, clips("ja"), words("ja"))
        return [what for what in after if what not in before]

    path.write_bytes(whole[:-1] + b"\0")
    assert wrong() == ["another file: say-go"]
    path.unlink()
    assert wrong() == ["no file: say-go"]
    path.write_bytes(whole)
    path.with_name("say-old.mp3").write_bytes(b"")
    assert wrong() == ["a file too many: say-old"]


def test_a_change_of_sound_is_found(tmp_path):
    speech, rate = decoded(voice.FOLDER / "ja" / "say-go.mp3")
    stated_s = clips("ja")["say-go"].seconds
    for silence_s, gain, more_s, wrong in (
        (0.0, 1.0, 0.0, []),
        (0.3, 1.0, 0.3, ["late"]),
        (0.3, 1.0, 0.0, ["length", "late"]),
        (0.0, 0.0, 0.0, ["silent"]),
        (0.0, 1.0, 0.2, ["length"]),
    ):
        samples = np.concatenate([np.zeros(round(silence_s * rate)), speech * gain])
        path = tmp_path / f"{silence_s}-{gain}-{more_s}.wav"
        write(samples, rate, path)
        assert wrong_sound(path, stated_s + more_s) == wrong, path.name


def write(samples: np.ndarray, rate: int, path: Path) -> None:
    """Samples -1..1 as a sound file."""
    with av.open(str(path), "w") as container:
        stream = container.add_stream("pcm_s16le", rate=rate, layout="mono")
        frame = av.AudioFrame.from_ndarray(
            (samples * 32767).astype(np.int16)[None], format="s16", layout="mono"
        )
        frame.sample_rate = rate
        container.mux(stream.encode(frame))
        container.mux(stream.encode())
