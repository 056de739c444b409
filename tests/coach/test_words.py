import ast
import re
from functools import cache
from pathlib import Path
from typing import get_args

import pytest
from fluent.syntax import FluentParser
from fluent.syntax import ast as fluent
from fluent.syntax.serializer import serialize_pattern

from clips.diary import PLACES
from clips.models import FIND_OUT, Colour, Did, TimeOfDay
from clips.passphrases import Plain
from coach.desk import SAYS
from coach.terms import Amount, Camera, Missing, Sitting, Stage, Tempo
from coach.words import FOLDER, LANGUAGES, Words, choose_language, needed, welcome, words
from pages import player, uploads
from pose.pose import Pose
from pose.profile import Reason
from practice.progress import Kind, Used, What, Why
from practice.reading import PIECES
from practice.reference import REFERENCES, Group
from practice.routines import ROUTINES
from practice.weeks import Answer, Change
from rules import EXERCISES, FormChecker
from rules.find import Sure
from rules.terms import Counted, Severity, Side, Verdict

ROOT = Path(__file__).parents[2]
CODE = [
    path
    for folder in ("pose", "rules", "coach", "clips", "practice", "pages")
    for path in sorted((ROOT / folder).glob("*.py"))
] + [ROOT / "app.py"]
WHYS = get_args(Why)
PACED_IN = ("breaths", "reps")
# Why a whole set has no verdict, besides the reasons of the gates.
NO_VERDICT = {"no_frames", "too_short", "other_exercise", "no_movement", "undecided"}
# What the code must not say to anyone, and what only the disclaimer may say (of itself: "not").
NEVER = ("治す", "治る", "治り", "改善", "危険", "壊れる", "ダメ", "だめ", "駄目")
NEVER_EN = ("cure", "heal", "improve", "danger", "harm", "wrong", "bad form", "must not")
ONLY_DISCLAIMER = ("予防", "診断", "治療", "病気", "diagnos", "treat", "prevent")


Message = fluent.Message | fluent.Attribute


@cache
def messages(language: str) -> dict[str, Message]:
    """Every message of a language, and ``message.attribute`` for each attribute."""
    texts = [path.read_text(encoding="utf-8") for path in (FOLDER / language).glob("*.ftl")]
    entries = [entry for text in texts for entry in FluentParser().parse(text).body]
    broken = [entry.content for entry in entries if isinstance(entry, fluent.Junk)]
    assert broken == []
    found = [entry for entry in entries if isinstance(entry, fluent.Message)]
    names = [entry.id.name for entry in found]
    assert len(names) == len(set(names)), "a message is there twice"
    every: dict[str, Message] = {}
    for entry in found:
        every[entry.id.name] = entry
        every |= {f"{entry.id.name}.{part.id.name}": part for part in entry.attributes}
    return every


def variables(node) -> set[str]:
    return set(re.findall(r"\$(\w+)", source(node)))


def source(message: Message) -> str:
    """What a message says, without its name, as it is written."""
    return serialize_pattern(message.value)


BOTH = pytest.mark.parametrize("language", LANGUAGES)


def trees():
    for path in CODE:
        yield path, ast.walk(ast.parse(path.read_text(encoding="utf-8")))


def errors() -> set[str]:
    pattern = r"(clip|model|disk|write|check|library|answers|backup)-[a-z-]+"
    return {
        node.value
        for path, nodes in trees()
        if path.parent.name in ("pose", "clips")
        for node in nodes
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and re.fullmatch(pattern, node.value)
    }


def literal() -> set[str]:
    """Ids that the code asks for word by word: ``say("id")``, ``own("id")``, ``Line("id")``."""
    return {
        part.value
        for _, nodes in trees()
        for node in nodes
        if isinstance(node, ast.Call) and node.args
        if getattr(node.func, "attr", getattr(node.func, "id", "")) in ("say", "own", "Line")
        for part in branches(node.args[0])
        if isinstance(part, ast.Constant) and re.fullmatch(r"[a-z]+[a-z_-]*", str(part.value))
    }


def templates() -> set[str]:
    """Ids that the report asks for: ``{{ say("id") }}``."""
    return {
        key
        for path in (ROOT / "clips").glob("*.j2")
        for key in re.findall(r"say\(\"([a-z_-]+)\"", path.read_text(encoding="utf-8"))
    }


def branches(node: ast.expr) -> list[ast.expr]:
    """An expression, or both of ``one if ... else other``."""
    return [node.body, node.orelse] if isinstance(node, ast.IfExp) else [node]


def mentioned() -> set[str]:
    """Every hyphenated string in the code: an id may be handed on before it is said."""
    return {
        node.value
        for _, nodes in trees()
        for node in nodes
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and "-" in node.value
    }


def told() -> set[str]:
    """Every id that the coach can ask for besides the literal ones and those of one exercise."""
    ids = {f"say-{missing}" for missing in get_args(Missing) if missing != "place"}
    ids |= {f"say-side-{side}" for side in get_args(Side)}
    ids |= {f"say-{less}-{side}" for less in ("fewer", "none") for side in get_args(Side)}
    ids |= {f"say-ask-{what}" for what in ("pain", "easier", "skip", "on")}
    ids |= {"say-frame", "say-go", "fault-own_limit", "praise-own_limit", "way-stay"}
    ids |= {*SAYS}
    return ids | {"say-early-done", "say-nobody", "say-keep"}  # handed on before they are said


def shown() -> set[str]:
    """Every id that the pages and what they are built of can ask for besides the literal ones."""
    ids = {f"stage-{stage}" for stage in get_args(Stage)}
    ids |= {f"talk-{amount}" for amount in get_args(Amount)}
    ids |= {f"tempo-{tempo}" for tempo in get_args(Tempo)}
    ids |= {f"reason-{reason}" for reason in {*get_args(Reason), *NO_VERDICT}}
    ids |= {f"verdict-{verdict}" for verdict in get_args(Verdict)}
    ids |= {f"observed-{how}" for how in ("seen", "not-seen", "not-visible")}
    ids |= {f"observed-held-{how}" for how in ("seen", "not-seen")}
    ids |= {f"severity-{severity}" for severity in get_args(Severity)}
    ids |= {f"error-{key}" for key in errors()}
    counted = get_args(Counted)
    ids |= {f"{what}-{unit}" for what in ("unit", "plan", "live") for unit in counted}
    ids |= {f"{what}-{unit}" for what in ("summary-guided", "column-paced") for unit in PACED_IN}
    ids |= {f"column-paced-{column}" for column in ("s", "in", "out", "moves")}
    ids |= {"unit-left", "live-many-own", "live-many", "library-newer", "library-older"}
    board = (
        "pause",
        "resume",
        "skip",
        "hands",
        "keys",
        "volume",
        "mute",
        "unmute",
        "sound-off",
        "paused",
    )
    board = (*board, "lost", "ended", "easier", "hurts")
    ids |= {f"player-{key}" for key in player.KEYS} | {f"upload-{key}" for key in uploads.KEYS}
    ids |= {"duo-left", "duo-right", "say-lost-server", "say-ended-server", "variant-none"}
    ids |= {f"found-{sure}" for sure in get_args(Sure)} | {f"exercise-{FIND_OUT}"}
    ids |= {f"exercises-{each}" for each in ("camera", "looks", "much", "easier", "harder")}
    ids |= {"setup-help-front"}  # `Words.own`, by the exercise's view
    ids |= {f"place-{place}" for place in PLACES} | {
        f"weeks-pain-{way}" for way in get_args(Change)
    }
    ids |= {f"weeks-{span}" for span in ("month", "quarter", "year")}
    ids |= {f"weeks-{what}-{time}" for what in ("dots", "column") for time in ("week", "month")}
    ids |= {"copied-done", "copied-restored", "signed-began", "signed-seen"}
    ids |= {f"did-{did}" for did in get_args(Did)}
    ids |= {f"share-passphrase-{why}" for why in get_args(Plain)}
    ids |= {f"routine-{name}{part}" for name in ROUTINES for part in ("", ".why")}
    ids |= {
        "order-given",
        "order-place",
        "what-one",
        "what-routine",
        "routine-today",
        "live-hurt",
        "after-more",
        "after-hurt",
    }
    ids |= {f"today-{what}" for what in get_args(What)} | {f"today-why-{why}" for why in WHYS}
    ids |= {f"today-begin-{side}" for side in get_args(Side)}
    ids |= {"today-instead-more", "today-instead-gently"}
    ids |= {f"step-{part}{kind}" for kind in get_args(Kind) for part in ("", "back-")}
    ids |= {f"easy-{answer}" for answer in get_args(Answer)}
    ids |= {f"used-{used}" for used in get_args(Used)} | {"welcome-used", "welcome-likes"}
    ids |= {f"colour-{colour}" for colour in get_args(Colour)}
    ids |= {f"people-{who}{what}" for who in ("own", "other") for what in ("", "-colour")}
    ids |= {f"likes-{time}" for time in get_args(TimeOfDay)}
    ids |= {f"diary-{name}" for name in ("numb", "stopped", "condition", "good", "pain", "worst")}
    ids |= {f"diary-{name}" for name in ("places", "note", "told-condition", "told-pain", "hurt")}
    columns = ("day", "exercise", "verdict", "done", "judged", "clean", "reps", "seconds", "found")
    columns = (*columns, "sides", *get_args(Side), "before", "after", "felt", "seen")
    ids |= {f"weeks-column-{name}" for name in columns}
    columns = ("week", "days", "done", "judged", "clean", "condition", "pain")
    ids |= {f"paper-{name}" for name in columns}
    ids |= {f"weekday-{day}" for day in range(7)}
    parts = ("", ".text", ".open", ".source")
    ids |= {f"reading-{piece}{part}" for piece in PIECES for part in parts}
    ids |= {f"reference-{group}" for group in get_args(Group)}
    ids |= {f"reference-of-{exercise}" for exercise in REFERENCES}
    ids |= {f"desk-{each}" for each in (*get_args(Camera), *get_args(Sitting))}
    ids |= {f"desk-setup-{camera}" for camera in get_args(Camera)}
    ids |= {f"desk-{key}" for key in ("snooze", "stood", "lost", "ended", "no-picture")}
    ids |= {f"notices-{key}" for key in ("ask", "stop", "denied", "none")}
    ids |= {f"notices-{key}-{what}" for key in ("how", "on") for what in ("remind", "desk")}
    samples = [path.stem for path in (ROOT / "samples").glob("*.mp4")]
    ids |= {f"sample-{name}{part}" for name in samples for part in ("", ".see")}
    return ids | {f"board-{part}" for part in board}


def wanted() -> set[str]:
    """Every id that the code can ask for."""
    of_exercises = set().union(*(needed(kind) for kind in EXERCISES.values()))
    return of_exercises | told() | shown() | literal() | templates()


def test_the_walk_sees_the_code():
    """The test of the test: the walkers find what is known to be there."""
    assert errors() >= {
        "clip-missing", "clip-empty", "clip-unreadable", "clip-no-picture", "clip-no-frames",
        "disk-full", "write-failed", "model-unreachable", "model-damaged", "model-path-missing",
    }  # fmt: skip
    assert literal() >= {
        "disclaimer", "summary-cannot_judge", "setup-help", "live-start", "say-safety",
        "say-rest-now", "say-set-done", "say-next", "say-slow",
    }  # fmt: skip
    assert templates() >= {"disclaimer", "chart-time", "answer-save"}
    assert told() >= {"say-hidden", "say-two_people", "say-still", "say-turn", "say-not_front_on"}
    assert shown() >= {"stage-rest", "talk-few", "tempo-voice", "unit-left", "board-mute"}
    assert shown() >= {"reason-unsteady", "reason-other_exercise", "verdict-guided"}


def test_what_an_exercise_needs_follows_from_its_declaration():
    lift, plank, hinge = (needed(EXERCISES[name]) for name in ("hip_lift", "plank", "hip_hinge"))
    assert lift >= {
        "exercise-hip_lift", "limits-hip_lift", "setup-hip_lift", "say-place-hip_lift", "say-go",
        "signal-overshoot", "own-limit-hip_lift", "own-limit-ask-hip_lift",
        "fault-over_arch", "praise-over_arch", "well-over_arch", "cue-over_arch-contour",
        "cue-over_arch-contour.plain", "cue-too_fast-up", "cue-own_limit-overshoot.plain",
        "say-unseen-over_arch", "reason-unseen_over_arch", "metric-top_deg",
        "say-lift-3", "say-lower-4", "way-stay",
    }  # fmt: skip
    assert plank >= {
        "say-go-plank", "cue-sag-line", "cue-sag-change.plain", "cue-own_limit-hold", "way-stay",
        "variant-toes", "variant-knees",
    }  # fmt: skip
    assert hinge >= {"cue-too_fast-bend", "say-return-2", "metric-tilt_deg", "way-bend"}
    assert not lift & {"say-lift-4", "say-stay-3", "say-go-hip_lift", "well-feet_too_far"}
    assert not plank & {"say-go", "say-lift-1", "say-unseen-None"}


@BOTH
def test_every_exercise_has_the_words_it_needs(language):
    keys = set(words(language).keys)
    missing = {kind.name: sorted(needed(kind) - keys) for kind in EXERCISES.values()}
    assert {name: ids for name, ids in missing.items() if ids} == {}


@BOTH
def test_in_an_exercise_s_file_is_nothing_that_it_does_not_need(language):
    homes = words(language).homes
    own = {name: needed(kind) | welcome(kind) for name, kind in EXERCISES.items()}
    assert set(homes.values()) <= {"common", *own}
    strays = [key for key, home in homes.items() if home != "common" and key not in own[home]]
    assert strays == []


def test_both_languages_have_the_same_messages_in_the_same_files():
    assert words("ja").homes == words("en").homes


def test_both_languages_use_the_same_values():
    other = [
        name
        for name in messages("ja")
        if variables(messages("ja")[name]) != variables(messages("en")[name])
    ]
    assert other == []


@BOTH
def test_every_message_that_the_code_asks_for_exists(language):
    assert sorted(wanted() - messages(language).keys()) == []


@BOTH
def test_there_is_no_message_that_nobody_asks_for(language):
    own = set().union(*(welcome(kind) for kind in EXERCISES.values()))
    assert sorted(messages(language).keys() - wanted() - own - mentioned()) == []


@BOTH
def test_the_words_know_every_message_there_is(language):
    assert sorted(words(language).keys) == sorted(messages(language))


@BOTH
def test_the_plain_cue_says_it_in_other_words(language):
    says = words(language)
    for key in (key for key in says.keys if key.endswith(".plain")):
        assert says.say(key) != says.say(key.removesuffix(".plain")), key


@BOTH
def test_an_attribute_that_is_not_there_is_refused(language):
    with pytest.raises(KeyError, match="no-such"):
        words(language).say("cue-sag-line.no-such")


@BOTH
def test_every_message_can_be_said(language):
    for name, message in messages(language).items():
        text = words(language).say(name, **dict.fromkeys(variables(message), 7))
        assert text.strip() == text != "", name
        assert "{" not in text, name
        assert "$" not in text, name


def test_the_japanese_is_japanese_and_the_english_is_english():
    kana = re.compile(r"[぀-ヿ一-鿿]")
    for name, message in messages("ja").items():
        assert name in ("say-count", "band-between") or kana.search(source(message)), name
    for name, message in messages("en").items():
        assert name == "app-name" or not kana.search(source(message)), name


@BOTH
def test_no_medical_and_no_frightening_word(language):
    for name, message in messages(language).items():
        never = NEVER + NEVER_EN + (() if name == "disclaimer" else ONLY_DISCLAIMER)
        text = source(message).lower()
        assert [word for word in never if word in text] == [], name


def test_the_disclaimer_says_what_koshi_is_not():
    text = words("ja").say("disclaimer")
    for word in ("診断", "治療", "予防", "目的としたものではありません", "医師"):
        assert word in text
    text = words("en").say("disclaimer")
    for word in ("not for diagnosis, treatment or prevention", "doctor"):
        assert word in text


@BOTH
def test_the_reason_of_a_checker_without_frames_can_be_said(language):
    for name in EXERCISES:
        checker = FormChecker(name)
        assert words(language).say(f"signal-{checker.signal}")
        checker.update(Pose.empty(0.0, (640, 480)))
        for reason in checker.finish().reasons:
            assert words(language).say(f"reason-{reason}")


def test_an_unknown_message_or_a_missing_value_is_refused():
    with pytest.raises(KeyError, match="no-such"):
        words("ja").say("no-such")
    with pytest.raises(KeyError, match="at-time"):
        words("ja").say("at-time")


def test_an_unknown_language_is_refused():
    with pytest.raises(ValueError, match="'fr'"):
        Words("fr")


def test_a_message_that_is_there_twice_is_refused(tmp_path):
    (tmp_path / "ja").mkdir()
    (tmp_path / "ja" / "common.ftl").write_text("say-go = では、どうぞ\n", encoding="utf-8")
    (tmp_path / "ja" / "other.ftl").write_text("say-go = さあ\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"say-go .*common\.ftl.*other\.ftl"):
        Words("ja", tmp_path)


def test_what_has_no_name_any_more_is_called_in_plain_text():
    assert words("ja").name("fault-sag") == "腰の落ち"
    assert words("ja").name("fault-left_leg_low") == "left leg low"


def test_english_counts_one_and_many():
    assert words("en").say("live-reps", count=1) == "1 rep"
    assert words("en").say("live-reps", count=2) == "2 reps"


def test_the_language_follows_the_locale():
    wishes = {
        "ja": ("ja", "ja-JP", "ja_JP.UTF-8", "JA", None, ""),
        "en": ("en-GB", "en_US.UTF-8", "fr-FR", "C"),
    }
    for language, some in wishes.items():
        for wish in some:
            assert choose_language(wish) == language, wish
