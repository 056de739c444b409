"""Answers that come back in a file: a report is sent as one HTML file (`clips.export.as_html`), in
which a trainer answers; what they save there is read in here.

Where no link can reach, as between two homes, this is how a set is looked at by somebody else.
"""

from typing import Annotated, Literal

import sqlalchemy as sa
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from clips.access import Access, reach
from clips.library import Library
from clips.models import Comment, Opinion
from clips.sharing import MAX_TEXT, MOST_SAID, tidy
from coach.words import Words

MAX_CHARACTERS = 1 << 20  # of a file of answers (J)
VERSION = 1
_MAX_ADVICE, _MAX_NAME = 500, 100
Text = Annotated[str, Field(max_length=MAX_TEXT), AfterValidator(tidy)]


class AnswersError(ValueError):
    """These answers cannot be read in; ``key`` names the message that says why."""

    def __init__(self, key: str):
        super().__init__(key)
        self.key = key


class _Strict(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid", allow_inf_nan=False)


class AnswerOpinion(_Strict):
    """Whether a finding (its number in the report) is right, and what to tell the client instead of
    Koshi's words."""

    number: int = Field(ge=0, lt=10_000)
    agrees: bool
    advice: Annotated[str, Field(max_length=_MAX_ADVICE), AfterValidator(tidy)] = ""


class AnswerComment(_Strict):
    """Something written at a time (s) of the set."""

    t: float = Field(ge=0, lt=1e5)
    text: Text


class Answers(_Strict):
    """What is in the file. ``sheet`` is one and the same each time it is saved from one page, so
    that a later one takes the place of an earlier one."""

    koshi: Literal["answers"]
    version: Literal[1]
    set: str = Field(pattern=r"^[0-9a-f]{32}$")
    sheet: str = Field(pattern=r"^[0-9a-f]{32}$")
    who: str = Field(max_length=_MAX_NAME)
    opinions: list[AnswerOpinion] = Field(max_length=MOST_SAID)
    comments: list[AnswerComment] = Field(max_length=MOST_SAID)


class _Kind(BaseModel):
    """The beginnings of any file of ours."""

    koshi: Literal["answers"]
    version: int


def read_answers(text: str) -> Answers:
    """The answers in that file.

    Raises
    ------
    AnswersError
        It is none of ours, damaged, too large, or of a newer Koshi.
    """
    if len(text) > MAX_CHARACTERS:
        raise AnswersError("answers-too-large")
    text = text.removeprefix("\ufeff").strip()  # what editors and mail programs put round it
    if text[:1] == "<":
        raise AnswersError("answers-report")
    try:
        if _Kind.model_validate_json(text).version > VERSION:
            raise AnswersError("answers-newer")
        return Answers.model_validate_json(text)
    except ValidationError as error:
        raise AnswersError("answers-damaged") from error


def keep_answers(library: Library, access: Access, text: str, words: Words) -> Answers:
    """The owner keeps what a file of answers says of that set, signed with the name in it and
    marked as come by file. Read once more, or saved anew from the same page, it takes the place of
    what was there.

    Raises
    ------
    NoSuchSetError, NoSuchShareError
        The set is not theirs.
    AnswersError
        As in `read_answers`, or the answers are about another set.
    """
    found = read_answers(text)
    name = " ".join(found.who.replace("\0", "").split()) or words.say("shared-somebody")
    who = words.say("signed-by-file", who=name)
    with library.session() as session:
        kept = reach(session, access, "owner", "said")
        if found.set != kept.id:
            raise AnswersError("answers-other-set")
        count = len(kept.report.content["findings"]) if kept.report else 0
        if any(each.number >= count for each in found.opinions):
            raise AnswersError("answers-damaged")
        for table in (Comment, Opinion):
            same = (table.set_id == kept.id, table.sheet == found.sheet)
            session.execute(sa.delete(table).where(*same))
        for opinion in found.opinions:
            row = opinion.model_dump() | {"set_id": kept.id, "who": who, "sheet": found.sheet}
            session.add(Opinion(**row, taken=True))  # to read it in is the owner's own word
        for comment in (each for each in found.comments if each.text):
            row = comment.model_dump() | {"set_id": kept.id, "who": who, "sheet": found.sheet}
            session.add(Comment(**row, number=None, shapes=[]))
    return found
