import ast
import re
from importlib import import_module
from pathlib import Path
from typing import get_args

import pytest
from fluent.syntax import FluentParser
from fluent.syntax import ast as fluent
from fluent.syntax.serializer import serialize_pattern

from coach.session import Stage
from coach.talk import Amount
from coach.words import FOLDER, LANGUAGES, Words, choose_language, words
from pages import player, uploads
from pose.pose import Pose
from rules import EXERCISES, FormChecker
from rules.fault import Fault

ROOT = Path(__file__).parents[2]
CODE = [
    path
    for folder in ("pose", "rules", "coach", "clips", "pages")
    for path in sorted((ROOT / folder).glob("*.py"))
] + [ROOT / "app.py"]
# More than the Faults name: a changed witness; own limits are made for each person.
WITNESSES = {
    "sag": {"line", "change"},
    "pike": {"line", "change"},
    "own_limit": {"overshoot", "trunk_tilt", "hold"},
}
# What the code must not say to anyone, and what only the disclaimer may say (of itself: "not").
NEVER = ("治す", "治る", "治り", "改善", "危険", "壊れる", "ダメ", "だめ", "駄目")
NEVER_EN = ("cure", "heal", "improve", "danger", "harm", "wrong", "bad form", "must not")
ONLY_DISCLAIMER = ("予防", "診断", "治療", "病気", "diagnos", "treat", "prevent")


Message = fluent.Message | fluent.Attribute


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


MESSAGES = {language: messages(language) for language in LANGUAGES}
BOTH = pytest.mark.parametrize("language", LANGUAGES)


def trees():
    for path in CODE:
        yield path, ast.walk(ast.parse(path.read_text(encoding="utf-8")))


def faults() -> dict[str, set[str]]:
    """Every fault of every exercise and what can witness it: {name: witnesses}."""
    found: dict[str, set[str]] = {}
    for exercise in EXERCISES.values():
        for thing in vars(import_module(exercise.__module__)).values():
            for fault in thing.values() if isinstance(thing, dict) else [thing]:
                if isinstance(fault, Fault):
                    found.setdefault(fault.name, set()).add(fault.witness)
    for name, more in WITNESSES.items():
        found.setdefault(name, set()).update(more)
    return found


def reasons() -> set[str]:
    """Every reason that a gate or the checker can give."""
    found = set()
    for path, nodes in trees():
        if path.name not in ("profile.py", "checker.py"):
            continue
        for node in nodes:
            # `return None, "reason"`, `return ["reason"]` and `... or ["reason"]`
            if isinstance(node, ast.Tuple | ast.List):
                found |= {
                    part.value
                    for part in node.elts
                    if isinstance(part, ast.Constant)
                    and isinstance(part.value, str)
                    and re.fullmatch(r"[a-z]+(_[a-z]+)+|hidden|unsteady", part.value)
                }
    return found


def metrics() -> set[str]:
    found = set()
    for _, nodes in trees():
        for node in nodes:
            if not isinstance(node, ast.Assign) or not isinstance(node.value, ast.Dict):
                continue
            if any(isinstance(to, ast.Attribute) and to.attr == "metrics" for to in node.targets):
                found |= {key.value for key in node.value.keys if isinstance(key, ast.Constant)}
    return found | {part.slice.value for part in metric_subscripts()}


def metric_subscripts() -> list[ast.Subscript]:
    """``metrics["name"] = ...``"""
    return [
        node
        for _, nodes in trees()
        for node in nodes
        if isinstance(node, ast.Subscript) and getattr(node.value, "attr", "") == "metrics"
    ]


def errors() -> set[str]:
    pattern = r"(clip|model|disk|write|check|library|answers)-[a-z-]+"
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
    """Ids that the code asks for word by word: ``say("id")`` and ``Line("id")``."""
    return {
        part.value
        for _, nodes in trees()
        for node in nodes
        if isinstance(node, ast.Call) and node.args
        if getattr(node.func, "attr", getattr(node.func, "id", "")) in ("say", "Line")
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
    """Every id that the coach can ask for besides the literal ones."""
    ids = {f"praise-{name}" for name in faults()}
    ids |= {f"cue-{name}-{seen}.plain" for name, all_of in faults().items() for seen in all_of}
    for name, exercise in EXERCISES.items():
        ids |= {f"well-{strength}" for strength in exercise.strengths}
        ids |= {f"say-place-{name}", f"setup-{name}"}
        ids |= {f"say-go-{name}"} if exercise.held else {"say-go"}
        ids |= {f"say-unseen-{exercise.essential}"} if exercise.essential else set()
        ids |= {f"reason-unseen_{exercise.essential}"} if exercise.essential else set()
        for way, seconds in zip(exercise.dose.ways, exercise.dose.tempo or (), strict=False):
            ids |= {f"say-{way}-{n}" for n in range(1, seconds + 1)}
        ids |= {f"way-{way}" for way in exercise.dose.ways}
    ids |= {"say-frame", "say-turn", "say-still"}  # of `coach.ready.Ready`
    ids |= {"say-early-done", "say-nobody", "say-keep"}  # handed on before they are said
    return ids | {f"say-{reason}" for reason in gates()}


def gates() -> set[str]:
    """Every reason that a gate can give in one frame."""
    tree = ast.parse((ROOT / "pose" / "profile.py").read_text(encoding="utf-8"))
    return {
        node.value.elts[1].value
        for node in ast.walk(tree)
        if isinstance(node, ast.Return)
        and isinstance(node.value, ast.Tuple)
        and len(node.value.elts) == 2
        and isinstance(node.value.elts[1], ast.Constant)
        and isinstance(node.value.elts[1].value, str)
    }


def shown() -> set[str]:
    """Every id that the pages and what they are built of can ask for besides the literal ones."""
    ids = {f"stage-{stage}" for stage in get_args(Stage)}
    ids |= {f"talk-{amount}" for amount in get_args(Amount)}
    ids |= {f"tempo-{tempo}" for tempo in ("off", "beep", "voice")}
    ids |= {f"unit-{unit}" for unit in ("reps", "seconds", "left")}
    ids |= {f"plan-{unit}" for unit in ("reps", "seconds")}
    board = ("pause", "resume", "keys", "volume", "mute", "unmute", "sound-off", "paused")
    board = (*board, "lost", "ended")
    ids |= {f"player-{key}" for key in player.KEYS} | {f"upload-{key}" for key in uploads.KEYS}
    ids |= {"duo-left", "duo-right", "say-lost-server", "say-ended-server"}
    return ids | {f"board-{part}" for part in board}


def wanted() -> set[str]:
    """Every id that the code can ask for."""
    ids = {f"fault-{name}" for name in faults()}
    # Names of their own for a witness or an exercise, where there are any.
    own = {f"fault-{name}-{seen}" for name, all_of in faults().items() for seen in all_of}
    own |= {f"metric-{metric}-{name}" for metric in metrics() for name in EXERCISES}
    ids |= own & MESSAGES["ja"].keys()
    ids |= {f"cue-{name}-{seen}" for name, witnesses in faults().items() for seen in witnesses}
    ids |= {f"reason-{reason}" for reason in reasons()}
    ids |= {f"metric-{metric}" for metric in metrics()}
    ids |= {f"error-{key}" for key in errors()}
    for name, exercise in EXERCISES.items():
        ids |= {f"exercise-{name}", f"limits-{name}", f"signal-{exercise.signal}"}
        ids |= {f"own-limit-{name}", f"own-limit-ask-{name}"}
    ids |= {f"verdict-{verdict}" for verdict in ("ok", "mild", "severe", "cannot_judge")}
    ids |= {f"severity-{severity}" for severity in ("mild", "severe")}
    ids |= {f"variant-{variant}" for variant in ("toes", "knees", "none")}
    samples = [path.stem for path in (ROOT / "samples").glob("*.mp4")]
    ids |= {f"sample-{name}{part}" for name in samples for part in ("", ".see")}
    ids |= {f"summary-{kind}" for kind in SUMMARIES}
    return ids | told() | shown() | literal() | templates()


SUMMARIES = (
    *("ok-reps", "ok-hold", "faults-reps", "faults-hold", "faults-attempts", "cannot_judge"),
    *("unseen", "not-judged"),
)


def test_the_walk_sees_the_code():
    """The test of the test: the walkers find what is known to be there."""
    assert set(faults()) >= {
        "over_arch", "not_high_enough", "too_fast", "feet_too_far", "feet_too_near", "sag",
        "pike", "hips_not_back", "too_shallow", "knees_bent",
    }  # fmt: skip
    assert faults()["too_fast"] == {"up", "hold", "down", "bend"}
    assert reasons() >= {
        "no_person", "two_people", "not_side_on", "out_of_frame", "too_far", "hidden", "unsteady",
        "no_frames", "too_short", "other_exercise", "no_movement",
    }  # fmt: skip
    assert metrics() >= {"top_deg", "rest_knee_deg", "tilt_deg", "knee_bend_deg", "down_s"}
    assert errors() >= {
        "clip-missing", "clip-empty", "clip-unreadable", "clip-no-picture", "clip-no-frames",
        "disk-full", "write-failed", "model-unreachable", "model-damaged", "model-path-missing",
    }  # fmt: skip
    assert literal() >= {
        "disclaimer", "summary-cannot_judge", "setup-help", "live-start", "say-safety",
        "say-rest-now", "say-set-done", "say-next", "say-slow",
    }  # fmt: skip
    assert templates() >= {"disclaimer", "chart-time", "answer-save"}
    assert gates() == {
        "no_person", "two_people", "not_side_on", "out_of_frame", "too_far", "hidden", "unsteady",
    }  # fmt: skip
    assert told() >= {
        "praise-sag", "cue-sag-line.plain", "well-over_arch", "say-place-plank", "way-bend",
        "say-unseen-rounded_back", "say-lift-3", "say-lower-4", "say-return-2", "say-hidden",
    }  # fmt: skip
    assert shown() >= {"stage-rest", "talk-few", "tempo-voice", "unit-left", "board-mute"}
    assert not told() & {"say-lift-4", "say-stay-3", "say-bend-3"}


def test_both_languages_have_the_same_messages():
    assert MESSAGES["ja"].keys() == MESSAGES["en"].keys()


@pytest.mark.parametrize("name", MESSAGES["ja"])
def test_both_languages_use_the_same_values(name):
    assert variables(MESSAGES["ja"][name]) == variables(MESSAGES["en"][name])


@BOTH
def test_every_message_that_the_code_asks_for_exists(language):
    assert sorted(wanted() - MESSAGES[language].keys()) == []


@BOTH
def test_there_is_no_message_that_nobody_asks_for(language):
    assert sorted(MESSAGES[language].keys() - wanted() - mentioned()) == []


@BOTH
def test_the_words_know_every_message_there_is(language):
    assert sorted(words(language).keys) == sorted(MESSAGES[language])


@BOTH
def test_the_plain_cue_says_it_in_other_words(language):
    says = words(language)
    for key in (key for key in says.keys if key.endswith(".plain")):
        assert says.say(key) != says.say(key.removesuffix(".plain"))


@BOTH
def test_an_attribute_that_is_not_there_is_refused(language):
    with pytest.raises(KeyError, match="no-such"):
        words(language).say("cue-sag-line.no-such")


@BOTH
@pytest.mark.parametrize("name", MESSAGES["ja"])
def test_every_message_can_be_said(language, name):
    values = dict.fromkeys(variables(MESSAGES[language][name]), 7)
    text = words(language).say(name, **values)
    assert text.strip() == text != ""
    assert "{" not in text
    assert "$" not in text


def test_the_japanese_is_japanese_and_the_english_is_english():
    kana = re.compile(r"[぀-ヿ一-鿿]")
    for name, message in MESSAGES["ja"].items():
        assert name in ("say-count", "band-between") or kana.search(source(message)), name
    for name, message in MESSAGES["en"].items():
        assert name == "app-name" or not kana.search(source(message)), name


@BOTH
@pytest.mark.parametrize("name", MESSAGES["ja"])
def test_no_medical_and_no_frightening_word(language, name):
    text = source(MESSAGES[language][name]).lower()
    for word in NEVER + NEVER_EN:
        assert word not in text
    if name != "disclaimer":
        for word in ONLY_DISCLAIMER:
            assert word not in text


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


def test_english_counts_one_and_many():
    assert words("en").say("live-count", count=1) == "1 rep"
    assert words("en").say("live-count", count=2) == "2 reps"


@pytest.mark.parametrize(
    ("wish", "language"),
    [
        ("ja", "ja"), ("ja-JP", "ja"), ("ja_JP.UTF-8", "ja"), ("JA", "ja"), ("en-GB", "en"),
        ("en_US.UTF-8", "en"), ("fr-FR", "en"), ("C", "en"), (None, "ja"), ("", "ja"),
    ],
)  # fmt: skip
def test_the_language_follows_the_locale(wish, language):
    assert choose_language(wish) == language
