"""Live: choose, answer the safety questions once, press Start; the rest goes by ear."""

from contextlib import suppress
from dataclasses import replace
from typing import get_args
from uuid import uuid4

import av
import streamlit as st
from streamlit_webrtc import VideoProcessorBase, WebRtcMode, webrtc_streamer

from clips.access import Access, NoSuchSetError
from clips.diary import hurts
from clips.limits import limit_of, limits
from clips.live import LiveSession
from clips.record import keep_sets
from clips.result import Shown
from coach.session import Plan
from pages.arrive import arrive
from pages.board import board
from pages.camera import press_start, start_button
from pages.door import known_by, me
from pages.events import note
from pages.frame import (
    choose_exercise,
    choose_number,
    choose_of,
    current_words,
    show_failure,
)
from pages.live_sessions import Running, TooManySessionsError
from pages.offering import (
    TODAY,
    asked_today,
    chosen_parts,
    how_it_goes,
    in_a_line,
    known_today,
    listed,
    of_each_side,
    settle,
    today_here,
    todays_plan,
)
from pages.patches import is_active, no_waiting, visitor
from pages.result import draw, show
from pages.routines import (
    MOST,
    MOST_SETS,
    called,
    choose_routine,
    half_done,
    putting_together,
)
from pages.server import library, server
from practice.progress import HIGH_PAIN, StepUp, offer
from practice.routines import Part, easier
from practice.weeks import Answer
from rules import EXERCISES

_VIDEO = {"width": {"ideal": 640}, "height": {"ideal": 480}}
_FPS, _FPS_SHARED = 30, 15  # asked of the camera; less when others are at theirs on this machine
# No camera frame for so long after the first one: the camera is gone. On a machine that others use
# too, pictures may stop for seconds while another session starts.
_LOST_S, _LOST_SHARED_S = 4.0, 12.0
_NO_START_S, _NO_START_SHARED_S = 20.0, 40.0
_WATCH_S = 3.0  # the camera is looked at so often; each look takes 30 ms of every session

# While a set goes on nothing but the picture and the board is on the page; people see themselves
# as in a mirror. That the server is gone is told by the board, in words for people: Streamlit's own
# dialog would lie over it.
_STAGE_STYLE = """
<style>
[data-testid=stMainBlockContainer] { padding: 0.75rem 1.25rem !important; max-width: 100%; }
[data-testid=stHeader], .st-key-language-switch { display: none; }
[data-testid=stDialog], [data-baseweb=modal] { display: none !important; }
/* On a phone the pause is in the picture without scrolling. */
@media (max-width: 640px) {
  [data-testid=stColumn] [data-testid=stVerticalBlock] { gap: 0; }
  [data-testid=stHorizontalBlock] { gap: 0.25rem; }
}
</style>
"""


class Camera(VideoProcessorBase):
    """Hands camera frames to the session; runs on the server's event loop, so it never waits."""

    def __init__(self, live: LiveSession):
        self._live = live

    def recv(self, frame: av.VideoFrame) -> av.VideoFrame:
        """Take the camera's picture and give the newest one that is drawn."""
        return av.VideoFrame.from_ndarray(self._live.picture(frame), format="rgb24")


def safe() -> bool:
    """Whether they have been answered today, and nothing has been told since."""
    return bool(st.session_state.get("safe") == today_here())


def safety() -> bool:
    """The questions before a visit's first set of a day; True when nothing speaks against a
    start."""
    if safe():
        with st.container(horizontal=True, vertical_alignment="center"):
            st.caption(f":material/check: {says.say('safety-done')}")
            if st.button(says.say("safety-again"), type="tertiary"):
                st.session_state.safe = False
                st.rerun()
        return True
    yes_no = {"no": says.say("answer-no"), "yes": says.say("answer-yes")}
    with st.container(border=True):
        st.header(says.say("safety-title"), anchor=False)
        st.markdown(says.say("safety-flags"))
        flag = st.segmented_control(
            says.say("safety-any"), yes_no, format_func=yes_no.__getitem__, key="safety-any"
        )
        # An illness that a doctor knows of need not keep anybody from moving; what is new does.
        if flag == "yes" and st.checkbox(says.say("safety-agreed"), key="safety-agreed"):
            flag = "agreed"
        pain = choose_number(says.say("safety-pain"), "pain-before")
        stops: str | None = "no"
        if pain:
            stops = st.segmented_control(
                says.say("safety-stops"),
                yes_no,
                format_func=yes_no.__getitem__,
                key="safety-stops",
            )
    if flag == "yes" or stops == "yes" or (pain or 0) >= HIGH_PAIN:
        st.info(says.say("safety-doctor"), icon=":material/favorite:")
        return False
    if flag is None or pain is None or stops is None:
        st.caption(says.say("safety-unanswered"))
        return False
    st.session_state.pain = pain
    return True


def choose_plan(last: Plan | None) -> Plan | None:
    """One exercise or a routine, and how much is said: as `last` time; to begin with the source
    texts' doses. None while a routine is being put together."""
    routine = bool(last and last.routine and last.routine != TODAY)
    # One that has just been put together stays chosen.
    routine |= putting_together() or "live-routine" in st.session_state
    half_done(says)
    what = choose_of("plan-what", "what", ("one", "routine"), "routine" if routine else "one")
    if what == "routine":
        return choose_routine(last, says)
    return _choose_one(None if last and last.routine else last)


def choose_today(which: str) -> tuple[Plan | None, StepUp | None]:
    """What Today offers, by the pain that is told here, and the step that is in it; no plan where
    that is rest."""
    state = st.session_state
    pain = state.get("pain-before", state.get("pain") if safe() else None)
    offered = offer(today_here(), known_today(pain))
    parts = chosen_parts(offered, which)
    st.markdown(says.say(f"today-why-{offered.why}"))
    if not parts:
        return None, None
    with st.container(border=True):
        st.markdown(listed(parts, says))
        st.caption(how_it_goes(parts, says))
    if st.button(says.say("today-other"), type="tertiary", icon=":material/list:"):
        st.session_state.pop("today")
        st.rerun()
    step = offered.step if parts == offered.with_step else None
    return todays_plan(parts, limits(library(), me())), step


def _choose_one(last: Plan | None) -> Plan:
    exercise = choose_exercise("live-exercise", last.exercise if last else None)
    last = last or Plan(exercise, 0)
    st.caption(says.say(f"setup-{exercise}"))
    kind = EXERCISES[exercise]
    how_much, how_often, resting = st.columns(3)
    counted = kind.dose.counted
    highest, usual = MOST[counted], kind.dose.amount
    if last.target and last.exercise == exercise:
        usual = last.target
    limit = limit_of(library(), me(), exercise)
    own = kind.own_limit
    if limit and own and (own.of_amount or own.unit == "s"):
        highest = limit.most  # what is limited is how much of it is done
    target = how_much.number_input(
        of_each_side(says.say(f"plan-{counted}"), exercise, says),
        1,
        highest,
        min(usual, highest),
        key=f"target-{exercise}-{highest}",
    )
    sets = how_often.number_input(says.say("plan-sets"), 1, MOST_SETS, last.sets)
    rest_s = resting.number_input(
        says.say("plan-rest"), 15, 120, last.rest_s, step=15, disabled=int(sets) == 1
    )
    talk = choose_of("plan-talk", "talk", ("few", "normal", "many"), last.talk)
    tempo = choose_of("plan-tempo", "tempo", ("off", "beep", "voice"), last.tempo)
    if limit:
        what = says.say(f"own-limit-{exercise}", most=limit.most)
        st.info(says.say("own-limit-note", what=what), icon=":material/straighten:")
    most = {each.exercise: float(each.most) for each in limits(library(), me())}
    plan = Plan(exercise, int(target), int(sets), int(rest_s), talk, tempo, most.get(exercise))
    return replace(plan, easier=easier(exercise, most))


def end(running: Running, message: str | None = None) -> None:
    """End the session; `message` tells why when nobody asked for it."""
    running.live.stop()
    state = st.session_state
    state.pop("live", None)
    state.live_ended = running.token
    state.live_error = running.live.error or running.recorder.error
    state.live_done = running.recorder.sets
    if not running.recorder.sets and message in (None, "live-reloaded"):
        message = None if running.live.error else "live-ended-nothing"
    hurt = running.live.session.hurt
    if hurt:
        message = "live-hurt"
        state["after-answer"], state.safe = "pain", False  # what speaks against a start is asked
        try:
            hurts(library(), me(), today_here(), hurt)
        except Exception as error:  # the database may be away: then it is not said to be kept
            message, state.live_error = None, error
    state.live_message = message
    st.query_params.pop("set", None)


def watch() -> None:
    """End the session when it is done, when its camera is gone, or when nobody else can."""
    running: Running | None = st.session_state.get("live")
    if running is None:
        return
    live, silent = running.live, running.silence()
    alone = server().live.pose_time.sessions < 2
    stopped = running.stop_asked and silent > 1.0  # no frame to take it with
    message = None
    if live.last_frame_at and silent > (_LOST_S if alone else _LOST_SHARED_S):
        message = "error-camera-lost"
    elif not live.last_frame_at and silent > (_NO_START_S if alone else _NO_START_SHARED_S):
        message = "error-camera-busy"
    if message or stopped or live.error or live.session.stage == "done":
        end(running, message)
        st.rerun()


def at_the_camera(running: Running) -> None:
    """The picture and the board while a session goes on."""
    watch()
    st.html(_STAGE_STYLE)
    left, right = st.columns([3, 2], gap="medium")
    with left:
        player = webrtc_streamer(
            key=running.key,
            mode=WebRtcMode.SENDRECV,
            rtc_configuration={"iceServers": running.ice},
            media_stream_constraints={"video": _video(running), "audio": False},
            video_processor_factory=lambda: Camera(running.live),
            async_processing=False,
            media_toggle_controls=False,
            translations={
                "start": says.say("live-start"),
                "stop": says.say("live-stop"),
                "select_device": says.say("live-device"),
            },
            video_html_attrs={
                "autoPlay": True,
                "muted": True,
                "style": {"width": "100%", "transform": "scaleX(-1)"},
            },
        )
        press_start(f"press-{running.key}", says.say("live-stop"))
    with right:
        steps = running.live.session.steps
        board(f"board-{running.key}", f"koshi/board/{running.token}", steps, says)
    st.fragment(watch, run_every=_WATCH_S)()
    running.played = running.played or player.state.playing
    if running.played and not player.state.playing:  # the player's own Stop, or a lost connection
        end(running)
        st.rerun()


def _video(running: Running) -> dict:
    """What is asked of the camera; a chosen one that has gone is done without."""
    chosen = {"deviceId": {"ideal": running.camera}} if running.camera else {}
    return _VIDEO | {"frameRate": {"ideal": running.fps}} | chosen


def before(again: bool) -> None:
    """Everything that is chosen and asked before Start; `again`: with what was chosen last time,
    by one press."""
    state = st.session_state
    intro, first = st.container(), st.container()
    which = state.get("today")
    wanted = state.get("wanted")  # on the page of the exercises
    again = again and not which and not wanted
    last = None if wanted else state.get("live_plan")
    with st.expander(says.say("live-change")) if again else first:
        plan, step = choose_today(which) if which else (choose_plan(last), None)
    if plan is None:
        return
    if not again:
        front = EXERCISES[plan.exercise].view == "front"
        intro.markdown(says.say("live-intro-front" if front else "live-intro"))
    with first:
        pain = state.get("pain-after") if safe() else None
        if again:
            st.markdown(in_words(plan))
        if again and (pain or 0) >= HIGH_PAIN:
            st.info(says.say("safety-doctor"), icon=":material/favorite:")
            return
        if not safety():
            return
        st.caption(f":material/volume_up: {says.say('live-sound')}")
        label = says.say("live-again" if again else "live-start")
        error, camera = start_button(label, says)
        if error:  # the camera may not be used: said where the finger is
            st.error(says.say(error), icon=":material/videocam_off:")
        if error or camera is None:
            return
    fps = _FPS_SHARED if server().live.pose_time.sessions else _FPS
    try:
        begun = server().live.begin(plan, says, whose(), visitor(), fps, camera, known_by())
    except TooManySessionsError as full:
        note("too_many_sessions")
        st.info(says.say(full.key), icon=":material/groups:")
        return
    if state.pop("live_kept", None):
        state.pop("live_results", None)
        state.pop("live_ids", None)
    for old in ("live_message", "live_error"):
        state.pop(old, None)
    state.pop("after-answer", None)
    # Told after the last set, it is what there is before the next, unless that was asked anew.
    after_last, known = state.pop("pain-after", None), safe()
    if known and after_last is not None:
        state.pain = after_last
    if step:
        settle(step, "taken")
    begun.pain = state.get("pain")  # a page that is read anew knows nothing of it
    for chosen in ("today", "wanted", "pain-before"):
        state.pop(chosen, None)
    state.safe, state.live_plan, state.live = today_here(), plan, begun
    st.query_params["set"] = state.live.token
    st.rerun()


def in_words(plan: Plan) -> str:
    """A plan in one line, as it is said before it is done once more."""
    if plan.routine:
        return called(plan.routine, says)
    return in_a_line(Part(plan.exercise, plan.target, plan.sets, plan.stay_s), says)


def prepare_results() -> None:
    """Draw what the sets that have just ended show."""
    done = st.session_state.get("live_done")
    if not done:
        return
    bar = st.progress(0.0, text=says.say("live-finishing"))
    # What was not kept yet stays beside what was done since.
    earlier = st.session_state.get("live_results") or []
    try:
        st.session_state.live_results = earlier + [
            draw(checked, f"{says.say(f'exercise-{checked.report.exercise}')}-{n}", bar)
            for n, checked in enumerate(done, len(earlier) + 1)
        ]
        st.session_state.live_done = None  # not before: a run may be broken off by the next one
    except Exception as error:
        st.session_state.live_done = None
        show_failure(error)
    finally:
        bar.empty()


def after(results: list) -> None:
    """The results, how it feels now, and whether to keep it."""
    with st.container(key="live-result"):
        if len(results) == 1:
            show(results[0])
        else:
            names = [_set_name(n, shown, results) for n, shown in enumerate(results, 1)]
            for tab, shown in zip(st.tabs(names, default=names[-1]), results, strict=True):
                with tab:
                    show(shown)
    arrive("live-result", results[-1].name)
    with st.container(border=True):
        pain = choose_number(says.say("after-pain"), "pain-after")
        answer = st.segmented_control(
            says.say("after-easy"),
            get_args(Answer),
            format_func=lambda each: says.say(f"easy-{each}"),
            key="after-answer",
        )
        before_pain = st.session_state.get("pain")
        more = pain is not None and before_pain is not None and pain > before_pain
        if more or answer == "pain":
            st.info(says.say("after-more" if more else "after-hurt"), icon=":material/favorite:")
        kept = st.session_state.get("live_kept")
        if kept:
            told = {"pain_after": pain, "answer": answer}
            told = {name: value for name, value in told.items() if value is not None}
            for set_id in kept if told else ():
                with suppress(NoSuchSetError):  # deleted in another window
                    library().update(Access(set_id, me()), **told)
            st.success(says.say("after-kept"), icon=":material/save:")
            return
        if st.button(says.say("after-keep"), icon=":material/save:", type="primary"):
            try:
                # Of the results, not of the press: pressed again after a run that was broken off,
                # nothing is kept twice.
                ids = st.session_state.setdefault("live_ids", [])
                ids += [uuid4().hex for _ in results[len(ids) :]]
                # Streamlit may break a run off wherever it is spoken to: once, before any is kept.
                person, by_id = me(), dict(zip(ids, results, strict=True))
                name, plan = says.say("kept-live"), st.session_state.get("live_plan")
                how = {"plan": plan, "session": ids[0], "answer": answer}
                keep_sets(library(), person, by_id, name, before_pain, pain, **how)
                st.session_state.live_kept = ids
                st.rerun()
            except OSError as error:
                show_failure(error)
        st.caption(says.say("after-left"))


def _set_name(n: int, shown: Shown, results: list[Shown]) -> str:
    """What one of several results is called: by its exercise too, where they differ."""
    every = [each.checked.report.exercise for each in results]
    name = says.say("live-set", n=n)
    if len({*every}) == 1:
        return name
    return f"{name} · {says.say(f'exercise-{shown.checked.report.exercise}')}"


def whose() -> str:
    """The person a session belongs to; where that cannot be asked now, only this visit."""
    try:
        return me()
    except Exception:
        return visitor()


def come_back(token: str) -> None:
    """The page was read anew in the middle of a set: end it with what it has, or say that it is
    gone."""
    st.query_params.pop("set", None)
    lost = server().live.claim(token, whose(), visitor(), is_active, known_by())
    if lost is None:  # the server was started anew
        st.session_state.live_message = "live-gone"
        return
    st.session_state.live_plan, st.session_state.safe = lost.live.session.plan, today_here()
    st.session_state.pain = lost.pain
    end(lost, "live-reloaded")


no_waiting()
asked_today()
says = current_words()
running: Running | None = st.session_state.get("live")
token = st.query_params.get("set")
# What the browser sent before it heard that its set has ended names it still.
if running is None and token and token != st.session_state.get("live_ended"):
    come_back(token)
if running is not None:
    at_the_camera(running)
else:
    st.title(says.say("page-live"), anchor=False)
    message = st.session_state.get("live_message")
    if message:
        if message.startswith("error-"):
            st.error(says.say(message), icon=":material/videocam_off:")
        else:
            st.info(says.say(message), icon=":material/info:")
    if st.session_state.get("live_error"):
        show_failure(st.session_state.live_error)
    prepare_results()
    results = st.session_state.get("live_results")
    if results:
        after(results)
        st.header(says.say("live-once-more"), anchor=False)
    before(again=bool(results))
