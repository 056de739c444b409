"""The report of `clips.export` as a PDF of A4 pages, to print or to send."""

import re
from collections.abc import Callable
from functools import partial
from io import BytesIO
from typing import Any, Literal, get_args
from unicodedata import category, normalize

import noto_cjk_sans_jp_regular
from fpdf import FPDF, ViewerPreferences
from fpdf.fonts import TTFFont
from PIL import Image

from clips.export import cell, content
from clips.result import Shown
from clips.sharing import Advice
from clips.telling import COLOURS
from coach.words import Words
from pose.lines import broken, pieces
from rules.terms import Severity

# The colours of export.html.j2.
_INK, QUIET, _LINE, _RULE = "#263238", "#607d8b", "#00796b", "#cfd8dc"
_TINT, _HEAD, _PAPER = "#f1f6f5", "#eceff1", "#f5f5f5"
# Lengths in mm, sizes of letters in pt.
MARGIN, _FOOT, GAP, _PAD, _COLUMN, _LONG_SIDE = 15.0, 18.0, 4.0, 3.0, 180.0, 297.0
BODY, SMALL, _HEADING, TITLE = 10.0, 8.0, 12.5, 20.0
_EDGE_WIDTH, _PICTURE_HEIGHT, _TOGETHER = 1.8, 55.0, 60.0
# Ways to set a table, the first that fits is taken: upright or on its side, the letters, units on
# lines of their own, how much of the width that it asks for it must get.
_TABLES: list[tuple[Literal["P", "L"], float, bool, float]] = [
    ("P", 9, False, 1),
    ("P", 9, True, 1),
    ("P", 8, True, 0.3),
    ("P", 7.5, True, 0),
    ("L", 8.5, True, 0),
    ("L", 7, True, 0),
]
_FEW, _NAME, _MANY = 4, 7, 12  # letters: for words at least, for a column's name, at most
_CELL = 1.3  # beside the text of a table
_PAGES = "\ue000" * 4  # the number of pages; no text can hold it, the font lacks this letter
_MISSING = "〓"  # what Japanese printers set for a letter they lack


def as_pdf(
    shown: Shown,
    when: str,
    comments: list[dict[str, Any]],
    words: Words,
    advice: Advice | None = None,
) -> bytes:
    """The report that `clips.export.as_html` makes, as a PDF. What people wrote is only text."""
    said, say = content(shown, when, comments, words, advice), words.say
    sheet = Sheet(f"Koshi 腰 · {said['exercise']} · {said['when']}", said["language"])
    sheet.add_page()
    sheet.tell(said["exercise"], TITLE, bold=True)
    sheet.tell(said["when"], BODY, QUIET)
    sheet.ln(GAP)
    _verdict(sheet, said)
    for each in said["observed"]:
        sheet.tell(each.name, BODY, bold=True)
        sheet.tell(each.told, BODY)
    for note in said["notes"]:
        sheet.tell(note, SMALL, QUIET)
    for n, finding in enumerate(said["findings"]):
        explained = say("result-contour") if finding["compared"] else ""
        _finding(sheet, finding, explained, "" if n else said["findings_title"])
    if said["chart"]:
        _chart(sheet, said["chart"], say, said["signal"])
    if said["reps"]:
        table(sheet, said["table_title"], said["columns"], said["reps"])
    if said["comments"] and sheet.cur_orientation == "L":
        sheet.add_page("P")
    for n, comment in enumerate(said["comments"]):
        _comment(sheet, comment, "" if n else said["comments_title"])
    sheet.ln(GAP)
    sheet.tell(say("disclaimer"), SMALL, QUIET)
    return bytes(sheet.output())


class Sheet(FPDF):
    """A4 pages with our letters and a foot, on which text runs as Japanese wants it."""

    def __init__(self, title: str, language: str):
        super().__init__(format="A4")
        self.set_margin(MARGIN)
        self.set_auto_page_break(True, _FOOT)
        self.c_margin = 0
        self.alias_nb_pages(_PAGES)
        self.add_font("noto", fname=noto_cjk_sans_jp_regular.FONT_PATH)
        font = self.fonts["noto"]
        # Width of each letter, in thousandths of its size; fpdf's own measure is ten times slower.
        self._letters = dict(font.cw) if isinstance(font, TTFFont) else {}
        self.set_font("noto", size=BODY)
        self.set_title(title)
        self.set_lang(language)
        self.set_creator("Koshi")
        self.viewer_preferences = ViewerPreferences(display_doc_title=True)
        self._foot = title

    def footer(self) -> None:
        """What stands below on each page."""
        self.c_margin, inset = 0, self.c_margin  # a comment may be running over this page's end
        self.set_y(-12)
        self.set_font_size(SMALL)
        self.set_text_color(QUIET)
        self.cell(0, 4, self._foot, align="R")
        self.set_x(self.l_margin)
        self.cell(0, 4, f"{self.page_no()} / {_PAGES}")
        self.c_margin = inset

    def keep(self, height: float) -> None:
        """A new page where `height` (mm) is not left on this one."""
        if self.will_page_break(height):
            self.add_page(same=True)

    def heading(self, text: str, height: float) -> None:
        """A heading that stays with the `height` (mm) after it."""
        self.ln(GAP)
        self.keep(height + self.leading(_HEADING) + 1)
        self.tell(text, _HEADING, bold=True)
        self.ln(1)

    def leading(self, size: float) -> float:
        """The height of a line in mm."""
        return size / self.k * 1.55

    def wide(self, text: str, size: float) -> float:
        """The width of a readable line in mm."""
        return sum(self._letters[ord(letter)] for letter in text) / 1000 * size / self.k

    def broken(self, text: str, width: float, size: float) -> list[str]:
        """The text in lines of at most `width` mm, with the letters the font has."""
        paragraphs = self._readable(text).split("\n")
        measure = partial(self.wide, size=size)
        return [line.rstrip() for each in paragraphs for line in broken(each, width, measure)]

    def widest(self, texts: list[str], size: float) -> tuple[float, float]:
        """The widest text and the widest piece that should stay whole, mm."""
        lines = [line for text in texts for line in self._readable(text).split("\n")]
        parts = [piece.rstrip() for line in lines for piece in pieces(line)]
        return (
            max((self.wide(line, size) for line in lines), default=0.0),
            max((self.wide(part, size) for part in parts), default=0.0),
        )

    def write_lines(
        self,
        lines: list[str],
        size: float,
        color: str = _INK,
        width: float = _COLUMN,
        bold: bool = False,
        **cell: Any,
    ) -> None:
        """Lines from here downwards, over as many pages as they need; x stays."""
        x = self.x
        # The font has one weight: a bold line is drawn round its letters too.
        drawn = {"text_mode": "FILL_STROKE", "line_width": size * 0.01} if bold else {}
        with self.local_context(text_color=color, draw_color=color, font_size_pt=size, **drawn):
            for line in lines:
                self.cell(width, self.leading(size), line, new_y="NEXT", new_x="LEFT", **cell)
        self.x = x

    def tell(self, text: str, size: float, color: str = _INK, bold: bool = False) -> None:
        """A text across the page."""
        self.write_lines(self.broken(text, _COLUMN, size), size, color, bold=bold)

    def _readable(self, text: str) -> str:
        """The text in letters of the font: marks joined to theirs, what has no shape left out."""
        text = "\n".join(str(text).replace("\t", " ").splitlines())
        # Only where there are marks: names keep their compatibility ideographs.
        text = re.sub(r".[\u0300-\u036f\u3099\u309a]+", lambda m: normalize("NFC", m[0]), text)
        return "".join(
            letter if letter == "\n" or ord(letter) in self._letters else _MISSING
            for letter in text
            if letter == "\n" or category(letter) not in ("Cc", "Cf", "Mn", "Me")
        )


def _verdict(sheet: Sheet, said: dict[str, Any]) -> None:
    width = _COLUMN - 2 * _PAD - _EDGE_WIDTH
    title = sheet.broken(said["title"], width, _HEADING)
    lines = sheet.broken(said["summary"], width, BODY)
    height = len(title) * sheet.leading(_HEADING) + len(lines) * sheet.leading(BODY) + _PAD
    top = sheet.y
    _edged(sheet, top, height, COLOURS[said["verdict"]], _TINT)
    sheet.set_xy(MARGIN + _PAD + _EDGE_WIDTH, top + _PAD / 2)
    sheet.write_lines(title, _HEADING, width=width, bold=True)
    sheet.write_lines(lines, BODY, width=width)
    sheet.set_xy(MARGIN, top + height + _PAD)


def _finding(sheet: Sheet, finding: dict[str, Any], explained: str, heading: str) -> None:
    """One picture has its words beside it, two have them below."""
    left, room = MARGIN + _PAD + _EDGE_WIDTH, _COLUMN - _PAD - _EDGE_WIDTH
    sizes = [_fitted(jpeg, (room - GAP) / 2, _PICTURE_HEIGHT) for jpeg in finding["pictures"]]
    high = max((height for _, height in sizes), default=0.0)
    right, down = (sizes[0][0] + GAP, 0.0) if len(sizes) == 1 else (0.0, high + 1)
    width = room - right
    texts = [
        (finding["name"], BODY + 1, _INK),
        (f"{finding['how']} · {finding['when']}", SMALL, QUIET),
        (f"→ {finding['cue']}", BODY, _INK),
        (finding["against"], BODY, QUIET),
        (explained, SMALL, QUIET),
    ]
    told = [(sheet.broken(text, width, size), size, color) for text, size, color in texts if text]
    words = sum(len(lines) * sheet.leading(size) for lines, size, _ in told)
    whole = max(high, down + words)
    if heading:
        sheet.heading(heading, whole)
    sheet.keep(whole)
    top, x = sheet.y, left
    _edged(sheet, top, whole, COLOURS[finding["severity"]])
    for jpeg, (w, h) in zip(finding["pictures"], sizes, strict=True):
        sheet.image(BytesIO(jpeg), x, top, w, h, alt_text=finding["name"])
        x += w + GAP
    sheet.set_xy(left + right, top + down)
    for lines, size, color in told:
        sheet.write_lines(lines, size, color, width, bold=size > BODY)
    sheet.set_xy(MARGIN, top + whole + _PAD)


def _edged(sheet: Sheet, top: float, height: float, color: str, fill: str = "") -> None:
    if fill:
        sheet.set_fill_color(fill)
        sheet.rect(MARGIN, top, _COLUMN, height, "F")
    sheet.set_fill_color(color)
    sheet.rect(MARGIN, top, _EDGE_WIDTH, height, "F")


def _fitted(jpeg: bytes, width: float, height: float) -> tuple[float, float]:
    """Width and height (mm) of a picture that fits in these; one from an upright phone may be
    higher, or it would be too small to see anything."""
    with Image.open(BytesIO(jpeg)) as picture:
        height *= 1.5 if picture.height > 1.3 * picture.width else 1
        scale = min(width / picture.width, height / picture.height)
        return picture.width * scale, picture.height * scale


def _chart(sheet: Sheet, chart: dict[str, Any], say: Callable[..., str], signal: str) -> None:
    left, above, below = 11.0, 4.5 if chart["reps"] else 0.5, 10.0
    mm = (_COLUMN - left) / chart["width"]
    width, height = chart["width"] * mm, chart["height"] * mm
    sheet.heading(say("result-chart"), above + height + below + sheet.leading(SMALL))
    sheet.tell(signal, SMALL, QUIET)
    x0, y0 = MARGIN + left, sheet.y + above
    sheet.set_font_size(SMALL)
    sheet.set_text_color(QUIET)
    with sheet.local_context(line_width=0.15, draw_color=_RULE, fill_color="#fafafa"):
        sheet.rect(x0, y0, width, height, "DF")
        for y, label in chart["values"]:
            sheet.line(x0, y0 + y * mm, x0 + width, y0 + y * mm)
            sheet.set_xy(MARGIN, y0 + y * mm - 2)
            sheet.cell(left - 1.5, 4, label, align="R")
        for x, label in chart["times"]:
            sheet.line(x0 + x * mm, y0 + height, x0 + x * mm, y0 + height + 1)
            sheet.set_xy(x0 + x * mm - 5, y0 + height + 1)
            sheet.cell(10, 4, label, align="C")
    with sheet.local_context(fill_opacity=0.25):
        for shade in chart["shades"]:
            sheet.set_fill_color(COLOURS[shade["kind"]])
            sheet.rect(x0 + shade["x"] * mm, y0, shade["width"] * mm, height, "F")
    with sheet.local_context(line_width=0.4, draw_color=_LINE):
        for line in chart["lines"]:
            sheet.polyline([(x0 + x * mm, y0 + y * mm) for x, y in line])
    for rep in chart["reps"]:
        sheet.set_xy(x0 + rep["x"] * mm - 5, y0 - 4.2)
        sheet.cell(10, 4, str(rep["n"]), align="C")
    sheet.set_xy(x0, y0 + height + 5)
    sheet.cell(width, 4, say("chart-time"), align="C")
    sheet.set_x(x0)
    for kind in get_args(Severity):
        if any(shade["kind"] == kind for shade in chart["shades"]):
            with sheet.local_context(fill_color=COLOURS[kind], fill_opacity=0.4):
                sheet.rect(sheet.x, sheet.y + 0.8, 2.4, 2.4, "F")
            sheet.set_x(sheet.x + 3.2)
            label = say(f"severity-{kind}")
            sheet.cell(sheet.get_string_width(label) + GAP, 4, label)
    sheet.set_xy(MARGIN, y0 + height + below)


def table(sheet: Sheet, title: str, columns: list[str], rows: list[list[Any]]) -> None:
    """The rows across the page, or across a page on its side where they are too wide for that."""
    body = [[cell(value) for value in row] for row in rows]
    for way, size, apart, share in _TABLES:
        room = _COLUMN if way == "P" else _LONG_SIDE - 2 * MARGIN
        heads = [name.replace("(", "\n(") if apart else name for name in columns]
        widths, pad, got = _widths(sheet, [heads, *body], size, room)
        if got >= share:
            break
    head, *others = [
        # What fits exactly must not break.
        [sheet.broken(text, w - 2 * pad + 0.01, size) for text, w in zip(row, widths, strict=True)]
        for row in [heads, *body]
    ]
    numbers = [_are_numbers(column) for column in zip(*rows, strict=True)]
    tall = [_height(sheet, row, size) for row in (head, *others)]
    if way == "L":
        sheet.add_page("L")
    sheet.heading(title, sum(tall[:3]))
    _row(sheet, head, widths, size, pad, numbers, _HEAD)
    for row, height in zip(others, tall[1:], strict=True):
        if sheet.will_page_break(height):
            sheet.add_page(same=True)
            _row(sheet, head, widths, size, pad, numbers, _HEAD)
        _row(sheet, row, widths, size, pad, numbers)


def _are_numbers(values: tuple[Any, ...]) -> bool:
    known = [value for value in values if value is not None]
    return bool(known) and not any(isinstance(value, str) for value in known)


def _widths(
    sheet: Sheet, table: list[list[str]], size: float, room: float
) -> tuple[list[float], float, float]:
    """The columns' widths and the space beside their text, mm, and how much they got of what they
    ask for beyond whole words: 1 is all, below 0 is not even those."""
    letter = size / sheet.k
    asked, least = [], []
    for column in zip(*table, strict=True):
        text, piece = sheet.widest(list(column), size)
        name, _ = sheet.widest([column[0]], size)
        piece = max(piece, min(name, _NAME * letter))
        least.append(max(piece, min(text, _FEW * letter)) + 2 * _CELL)
        asked.append(max(piece, min(text, _MANY * letter)) + 2 * _CELL)
    spare, wanted = room - sum(least), sum(asked) - sum(least)
    if spare < 0:
        return [width * room / sum(least) for width in least], _CELL, -1
    if spare < wanted:
        got = spare / wanted
        return [a + (b - a) * got for a, b in zip(least, asked, strict=True)], _CELL, got
    more = min((spare - wanted) / len(asked) / 2, GAP)
    return [width + 2 * more for width in asked], _CELL + more, 1


def _height(sheet: Sheet, row: list[list[str]], size: float) -> float:
    return max(map(len, row)) * sheet.leading(size) + _CELL


def _row(
    sheet: Sheet,
    row: list[list[str]],
    widths: list[float],
    size: float,
    pad: float,
    numbers: list[bool],
    fill: str = "",
) -> None:
    top, x, height = sheet.y, MARGIN, _height(sheet, row, size)
    with sheet.local_context(line_width=0.15, draw_color=_RULE, fill_color=fill or None):
        if fill:
            sheet.rect(x, top, sum(widths), height, "F")
        sheet.line(x, top + height, x + sum(widths), top + height)
    for lines, width, number in zip(row, widths, numbers, strict=True):
        sheet.set_xy(x + pad, top + _CELL / 2)
        align = "R" if number else "L"
        sheet.write_lines(lines, size, width=width - 2 * pad, align=align)
        x += width
    sheet.set_xy(MARGIN, top + height)


def _comment(sheet: Sheet, comment: dict[str, Any], heading: str) -> None:
    """Who and when, then the text, on a grey ground that runs on over the pages."""
    width = _COLUMN - 2 * _PAD
    about = " · ".join(filter(None, (comment["when"], comment["who"], comment["which"])))
    who = sheet.broken(about, width, SMALL)
    lines = sheet.broken(comment["text"], width, BODY)
    whole = len(who) * sheet.leading(SMALL) + len(lines) * sheet.leading(BODY) + _PAD
    if heading:
        sheet.heading(heading, min(whole, _TOGETHER))
    sheet.keep(min(whole, _TOGETHER))
    sheet.c_margin = _PAD
    sheet.set_fill_color(_PAPER)
    sheet.cell(_COLUMN, _PAD / 2, "", new_x="LEFT", new_y="NEXT", fill=True)
    sheet.write_lines(who, SMALL, QUIET, fill=True)
    sheet.write_lines(lines, BODY, fill=True)
    sheet.cell(_COLUMN, _PAD / 2, "", new_x="LEFT", new_y="NEXT", fill=True)
    if comment["picture"]:
        w, h = _fitted(comment["picture"], _COLUMN / 2, _PICTURE_HEIGHT)
        sheet.keep(h + 2)
        sheet.image(BytesIO(comment["picture"]), MARGIN, sheet.y + 2, w, h)
        sheet.set_xy(MARGIN, sheet.y + h + 2)
    sheet.c_margin = 0
    sheet.ln(2)
