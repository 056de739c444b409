"""Joints to findings: one module per exercise. Knows no pixels, no Streamlit, no files.

To add an exercise write one module here with a subclass of an engine, and register it
(`rules.registry.register`): every module of this package is loaded with it.
"""

from rules.checker import FormChecker, LiveState
from rules.exercise import Event
from rules.registry import EXERCISES, discover
from rules.report import Finding, Hold, Rep, SetReport

discover(__name__)

__all__ = ["EXERCISES", "Event", "Finding", "FormChecker", "Hold", "LiveState", "Rep", "SetReport"]
