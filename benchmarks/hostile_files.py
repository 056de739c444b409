"""What files from anywhere do to Koshi: a clear answer to each, it is hoped, and nothing else.

    python -m benchmarks.hostile_files [--files 1000] [--seed 7]

Makes hostile files from one seed: clips that are cut, whose bits are turned, that lie about their
length, rate and size, that grow in the middle; containers in containers, playlists, lists of other
files, bombs of frames, pixels and streams, fonts and texts, photos, sound, noise, and names that
mean something elsewhere. Each is looked at as an upload is (`clips.intake.examine`), and read to
its end where it was taken. Prints how often each answer was given to each kind, the longest time
and the most memory of a process behind the wall (Unix).
"""

import argparse
import gzip
import random
import struct
import tempfile
import time
import zipfile
from collections import Counter, defaultdict
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import av
import numpy as np

from clips import wall
from clips.intake import examine
from clips.wall import Limits, read_frames
from pose.video import ClipError, ClipWriter

ANSWERS = {
    *("clip-missing", "clip-empty", "clip-unreadable", "clip-photo", "clip-no-picture"),
    *("clip-no-frames", "clip-too-large", "clip-too-long", "clip-too-fast", "clip-too-much"),
}
TAKEN = "taken"
_NAMES = ("a.mp4", "12:30.mp4", "http:x.mp4", "-i.mp4", "%d.mp4", "a;b.mkv", "名 前.mov", "x" * 200)
_Make = Callable[[random.Random, Path, dict[str, bytes]], bytes]


def clips(folder: Path) -> dict[str, bytes]:
    """Small honest clips by their suffix, to be spoilt."""
    found = {}
    for suffix, codec in (("mp4", "libx264"), ("mkv", "libx264"), ("avi", "mpeg4"),
                          ("webm", "libvpx"), ("ts", "mpeg2video")):  # fmt: skip
        path = folder / f"honest.{suffix}"
        _write(path, codec, 12, 64)
        found[suffix] = path.read_bytes()
    return found


def _write(path: Path, codec: str, count: int, side: int, step: int = 1) -> None:
    with av.open(str(path), "w") as out:
        stream = out.add_stream(codec, rate=25)
        assert isinstance(stream, av.VideoStream)
        stream.width = stream.height = side
        stream.pix_fmt = "yuv420p"
        for n in range(count):
            image = np.full((side, side, 3), 9 * n % 250, np.uint8)
            frame = av.VideoFrame.from_ndarray(image, format="rgb24")
            frame.pts, frame.time_base = n * step, Fraction(1, 25)
            out.mux(stream.encode(frame))
        out.mux(stream.encode())


def _any(chance: random.Random, honest: dict[str, bytes]) -> bytes:
    return honest[chance.choice(sorted(honest))]


def _cut(chance, folder, honest):
    whole = _any(chance, honest)
    return whole[: chance.randrange(len(whole))]


def _turned(chance, folder, honest):
    spoilt = bytearray(_any(chance, honest))
    for _ in range(chance.choice((1, 4, 30, 400))):
        spoilt[chance.randrange(len(spoilt))] ^= 1 << chance.randrange(8)
    return bytes(spoilt)


def _shuffled(chance, folder, honest):
    whole = _any(chance, honest)
    a, b = sorted(chance.randrange(len(whole)) for _ in range(2))
    return whole[:a] + whole[b:] + whole[a:b]


def _lying(chance, folder, honest):
    """Large numbers where lengths, rates, counts and sizes stand."""
    spoilt = bytearray(honest["mp4"])
    for kind in (b"mvhd", b"mdhd", b"stts", b"stsz", b"stco", b"tkhd", b"avcC", b"trak"):
        at = spoilt.find(kind)
        if at > 0 and chance.random() < 0.5:
            place = at + 4 * chance.randrange(-1, 6)
            number = chance.choice((0, 1, 0x7FFFFFFF, 0xFFFFFFFF, 0x10000))
            spoilt[place : place + 4] = struct.pack(">I", number)
    return bytes(spoilt)


def _nested(chance, folder, honest):
    inner, outer = _any(chance, honest), _any(chance, honest)
    return chance.choice((outer + inner, outer[: len(outer) // 2] + inner, inner * 40))


def _playlist(chance, folder, honest):
    target = chance.choice((str(folder / "secret.mp4"), "/etc/passwd", "http://127.0.0.1:9/x.mp4",
                            "concat:a|b", "subfile,,start,0,end,9,,:/etc/passwd"))  # fmt: skip
    return chance.choice((
        f"ffconcat version 1.0\nfile '{target}'\n",
        f"#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\n{target}\n#EXT-X-ENDLIST\n",
        f'<?xml version="1.0"?><MPD><Period><BaseURL>{target}</BaseURL></Period></MPD>',
        f"[playlist]\nFile1={target}\n", f"v=0\nm=video 5004 RTP/AVP 96\na=control:{target}\n",
        f'<svg xmlns="http://www.w3.org/2000/svg"><image href="{target}"/></svg>',
        f"[Script Info]\nFontname: {target}\n", f"1\n00:00:00,000 --> 09:00:00,000\n{target}\n",
    )).encode()  # fmt: skip


def _long(chance, folder, honest):
    path = folder / "long.mkv"
    _write(path, "mpeg4", 40, 16, step=chance.choice((5_000, 60_000)))
    if chance.random() < 0.5:  # Matroska's length made void
        return path.read_bytes().replace(b"\x44\x89\x88", b"\xec\x89\x88")
    return path.read_bytes()


def _large(chance, folder, honest):
    """A picture that grows in the middle."""
    first, second = folder / "small.ts", folder / "large.ts"
    _write(first, "mpeg2video", 12, 64)
    _write(second, "mpeg2video", 2, chance.choice((1024, 4000)))
    return first.read_bytes() + second.read_bytes()


def _streams(chance, folder, honest):
    path = folder / "many.mkv"
    with av.open(str(path), "w") as out:
        streams = [out.add_stream("mpeg4", rate=25) for _ in range(chance.choice((20, 200)))]
        for stream in streams:
            stream.width = stream.height = 16
            stream.pix_fmt = "yuv420p"
        for stream in streams:
            image = av.VideoFrame.from_ndarray(np.zeros((16, 16, 3), np.uint8), format="rgb24")
            out.mux(stream.encode(image))
            out.mux(stream.encode())
    return path.read_bytes()


def _other(chance, folder, honest):
    noise = chance.randbytes(chance.choice((99, 999, 4096)))
    beginnings = (
        *(b"%PDF-1.7\n", b"MZ", b"OggS\0\x02", b"\x1aE\xdf\xa3", b"RIFF\xff\xff\xff\x7fAVI LIST"),
        *(b"\0\1\0\0", b"\0\0\0\x20ftypisom", b"FLV\x01\5\0\0\0\x09", b"\xff\xd8\xff\xe0"),
        *(b"GIF89a\xff\xff\xff\xff", (b"G" + b"\xff" * 187) * 20, b"\x1aE\xdf\xa3" * 99, b""),
    )
    whole = (b"", b"\0" * 4096, gzip.compress(b"\0" * (8 << 20)), _zip())
    return chance.choice((*(each + noise for each in beginnings), *whole))


def _zip() -> bytes:
    with tempfile.SpooledTemporaryFile() as file:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as out:
            out.writestr("../../a.mp4", b"\0" * 100_000)
        file.seek(0)
        return file.read()


KINDS: dict[str, _Make] = {
    "cut": _cut,
    "bits turned": _turned,
    "pieces moved": _shuffled,
    "lying numbers": _lying,
    "one in another": _nested,
    "lists of other files": _playlist,
    "longer than it says": _long,
    "grows in the middle": _large,
    "many streams": _streams,
    "something else": _other,
}


def make(n: int, seed: int, folder: Path, honest: dict[str, bytes]) -> tuple[str, Path]:
    """The n-th hostile file of a seed: its kind, and where it is."""
    chance = random.Random(f"{seed}/{n}")
    kind = list(KINDS)[n % len(KINDS)]
    content = KINDS[kind](chance, folder, honest)
    path = folder / chance.choice(_NAMES)
    path.write_bytes(content)
    return kind, path


def answer(path: Path, limits: Limits, whole: bool = True) -> str:
    """What is said of a file: the name of a message, or that it was taken, and, if it is to be
    looked at as a `whole`, read to its end."""
    try:
        examine(path, limits)
        for frame in read_frames(path, limits=limits) if whole else ():
            assert frame.image.ndim == 3
    except ClipError as error:
        return error.key
    return TAKEN


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--files", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()
    said: dict[str, Counter[str]] = defaultdict(Counter)
    slowest: dict[str, float] = defaultdict(float)
    unclear = 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with ClipWriter(folder / "secret.mp4") as secret:  # what a list may want to open
            secret.write(np.zeros((64, 64, 3), np.uint8), 0.0)
        honest = clips(folder)
        for n in range(options.files):
            kind, path = make(n, options.seed, folder, honest)
            begun = time.monotonic()
            try:
                got = answer(path, Limits(wait_s=60.0))
            except Exception as error:
                got, unclear = f"UNCLEAR {type(error).__name__}", unclear + 1
                print(n, kind, path.name, repr(error))
            said[kind][got] += 1
            slowest[kind] = max(slowest[kind], time.monotonic() - begun)
            path.unlink()
    for kind, counts in said.items():
        told = ", ".join(f"{count} {what}" for what, count in counts.most_common())
        print(f"{kind}: {told}; {slowest[kind]:.1f} s at most")
    total: Counter[str] = sum(said.values(), Counter())
    print(f"all: {total.total()} files, {total.total() - unclear} clear answers, {unclear} unclear")
    try:
        import resource

        if wall.ORIGINAL is not None:
            wall.ORIGINAL.end()  # what its copies took is then known
        most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
        print(f"most memory of a process behind the wall: {most / 1024:.0f} MB")
    except ImportError:
        pass
    return bool(unclear)


if __name__ == "__main__":
    raise SystemExit(main())
