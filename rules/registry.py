"""Every exercise there is. A module that declares one registers it; nobody else lists them."""

import importlib
import importlib.util
import pkgutil
import sys
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from rules.exercise import Exercise

_kinds: dict[str, type["Exercise"]] = {}
EXERCISES: Mapping[str, type["Exercise"]] = MappingProxyType(_kinds)

_Kind = TypeVar("_Kind", bound="Exercise")


def register(kind: type[_Kind]) -> type[_Kind]:
    """Class decorator: make an exercise known under its name.

    Raises
    ------
    ValueError
        Another exercise has that name.
    """
    if kind.name in _kinds:
        raise ValueError(f"two exercises are called {kind.name!r}")
    every: list[type[Exercise]] = [*_kinds.values(), kind]
    every.sort(key=lambda each: (each.order, each.name))
    _kinds.clear()
    _kinds.update({each.name: each for each in every})
    return kind


def forget(name: str) -> None:
    """Take an exercise out again, as if its module had never been loaded."""
    _kinds.pop(name, None)


def discover(package: str) -> None:
    """Import every module of a package, and with it the exercises declared there."""
    path = importlib.import_module(package).__path__
    for module in pkgutil.iter_modules(path, f"{package}."):
        importlib.import_module(module.name)


def load(folder: Path | str) -> list[str]:
    """Import every module of a folder that is no package; names of the exercises found there."""
    before = set(_kinds)
    for path in sorted(Path(folder).glob("*.py")):
        name = f"exercises.{path.stem}"
        spec = importlib.util.spec_from_file_location(name, path)
        assert spec is not None
        assert spec.loader is not None
        sys.modules[name] = module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
    return [name for name in _kinds if name not in before]
