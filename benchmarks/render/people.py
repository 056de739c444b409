"""Whom the renderer draws: shapes by mixing MakeHuman"s targets, skin, hair and clothes."""

from dataclasses import dataclass, field

Colour = tuple[float, float, float]  # sRGB 0..1


@dataclass(frozen=True)
class Person:
    """One person. ``targets``: shape target (path under targets/, no suffix) -> weight; ``look``:
    skin, hair, style (short or bun), top, bottom (leggings or shorts, colour), shoes (or None);
    ``posture``: bone -> degrees of forward bend that belong to the resting posture."""

    targets: dict[str, float]
    look: dict
    posture: dict[str, float] = field(default_factory=dict)


_MACRO = "macrodetails/"
_MALE, _FEMALE = _MACRO + "universal-male-young-", _MACRO + "universal-female-young-"
_OLD, _OLD_MALE = _MACRO + "universal-female-old-", _MACRO + "universal-male-old-"

PEOPLE = {
    "m_avg": Person(
        {
            _MALE + "averagemuscle-averageweight": 1,
            _MACRO + "caucasian-male-young": 1,
        },
        {
            "skin": (0.8, 0.6, 0.48),
            "hair": (0.1, 0.07, 0.05),
            "style": "short",
            "top": (0.2, 0.33, 0.52),
            "bottom": ("shorts", (0.13, 0.13, 0.15)),
            "shoes": (0.85, 0.85, 0.86),
        },
    ),
    "f_avg": Person(
        {
            _FEMALE + "averagemuscle-averageweight": 1,
            _MACRO + "asian-female-young": 1,
        },
        {
            "skin": (0.86, 0.68, 0.55),
            "hair": (0.05, 0.04, 0.04),
            "style": "bun",
            "top": (0.72, 0.25, 0.32),
            "bottom": ("leggings", (0.12, 0.13, 0.17)),
            "shoes": None,
        },
    ),
    "m_heavy": Person(
        {
            _MALE + "averagemuscle-averageweight": 0.4,
            _MALE + "averagemuscle-maxweight": 0.6,
            _MACRO + "african-male-young": 1,
        },
        {
            "skin": (0.36, 0.23, 0.17),
            "hair": (0.03, 0.03, 0.03),
            "style": "short",
            "top": (0.75, 0.75, 0.72),
            "bottom": ("shorts", (0.3, 0.34, 0.3)),
            "shoes": (0.2, 0.2, 0.22),
        },
    ),
    "f_fit": Person(
        {
            _FEMALE + "averagemuscle-averageweight": 0.6,
            _FEMALE + "maxmuscle-averageweight": 0.4,
            _MACRO + "caucasian-female-young": 1,
        },
        {
            "skin": (0.78, 0.57, 0.45),
            "hair": (0.3, 0.19, 0.1),
            "style": "bun",
            "top": (0.25, 0.45, 0.4),
            "bottom": ("leggings", (0.3, 0.28, 0.38)),
            "shoes": (0.9, 0.5, 0.45),
        },
    ),
    "f_old": Person(
        {
            _OLD + "averagemuscle-averageweight": 0.6,
            _OLD + "averagemuscle-maxweight": 0.4,
            _MACRO + "caucasian-female-old": 1,
        },
        {
            "skin": (0.83, 0.66, 0.57),
            "hair": (0.62, 0.6, 0.58),
            "style": "short",
            "top": (0.55, 0.45, 0.62),
            "bottom": ("leggings", (0.16, 0.18, 0.26)),
            "shoes": (0.5, 0.5, 0.52),
        },
    ),
    "m_slim": Person(
        {
            _MALE + "averagemuscle-averageweight": 0.2,
            _MALE + "minmuscle-minweight": 0.4,
            _MALE + "averagemuscle-minweight": 0.4,
            _MACRO + "asian-male-young": 1,
            _MACRO + "height/male-young-averagemuscle-averageweight-maxheight": 0.35,
        },
        {
            "skin": (0.84, 0.67, 0.54),
            "hair": (0.05, 0.04, 0.04),
            "style": "short",
            "top": (0.82, 0.8, 0.76),
            "bottom": ("shorts", (0.18, 0.22, 0.32)),
            "shoes": (0.9, 0.9, 0.9),
        },
    ),
    "m_belly": Person(
        {
            _OLD_MALE + "averagemuscle-averageweight": 0.5,
            _OLD_MALE + "averagemuscle-maxweight": 0.5,
            _MACRO + "asian-male-old": 1,
            "stomach/stomach-pregnant-incr": 0.7,
        },
        {
            "skin": (0.78, 0.58, 0.46),
            "hair": (0.3, 0.29, 0.28),
            "style": "short",
            "top": (0.4, 0.46, 0.52),
            "bottom": ("shorts", (0.28, 0.26, 0.24)),
            "shoes": (0.25, 0.25, 0.28),
        },
    ),
}
