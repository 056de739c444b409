"""Recorded sets: read, check, annotate. ``python -m clips check CLIP --exercise NAME``."""
