"""Where a text may be broken into lines, as Japanese and English want it."""

import re
from collections.abc import Callable

# What is broken only when wider than a line: marks that open; a run of katakana, a run of Latin
# letters (a number keeps its counter) or one letter; marks that may begin no line.
_PIECE = re.compile(
    r"[（「『【〔〈《“‘(\[]*"
    r"(?:[ァ-ヺー]+|[!-~¡-ɏ‐-―]+(?:(?<=\d)[一-龠])?|.)"
    r"[、。，．・：；？！）」』】〕〉》”’)\]!,.:;?%°…‥ー々ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮ]*"
    r"[ \u3000]*"
)


def pieces(text: str) -> list[str]:
    """What a text of one paragraph is broken between, the spaces behind each piece with it."""
    return _PIECE.findall(text)


def broken(text: str, width: float, wide: Callable[[str], float]) -> list[str]:
    """A text of one paragraph in lines of at most `width`, in the unit in which `wide` measures,
    but for the spaces at their ends; a piece that is wider than a line is broken anywhere."""
    lines: list[str] = []
    line, used = "", 0.0
    for piece in pieces(text):
        whole = wide(piece.rstrip()) <= width
        for part in [piece] if whole else piece:  # one that is not may begin on this line
            if line and used + wide(part.rstrip()) > width:
                lines.append(line)
                line, used = "", 0.0
            line, used = line + part, used + wide(part)
    return [*lines, line]
