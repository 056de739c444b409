"""Joints to findings: one module per exercise. Knows no pixels, no Streamlit, no files.

To add an exercise write one module with a subclass of `rules.exercise.Exercise` and name it in
`rules.checker.EXERCISES`.
"""

from rules.checker import EXERCISES, FormChecker, LiveState
from rules.exercise import Event
from rules.report import Finding, Hold, Rep, SetReport

__all__ = ["EXERCISES", "Event", "Finding", "FormChecker", "Hold", "LiveState", "Rep", "SetReport"]
