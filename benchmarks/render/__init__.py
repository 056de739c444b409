"""Draws people whose joints and spine angles are known, doing exercises in a room: see README.md.

Needs requirements-render.txt and EGL (Debian: libegl1, libegl-mesa0, libgl1-mesa-dri); no GPU, no
display, and nothing of it to run Koshi.
"""
