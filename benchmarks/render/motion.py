"""A spec's sequence -> one body state per video frame, and the pose of each state.

Kinds (end position of a rep, or a stretch of a plank):
  hip_lift  ok | low (half height) | archNN (NN deg lumbar extension, hips above the line)
            | lineNN (NN deg lumbar extension, shoulder-hip-knee still 180)
  plank     get_in | ok | sagNN | pikeNN | get_out
  hinge     ok | mild (20 deg lumbar flexion) | round (40 deg lumbar flexion, hips stay put)
"""

from dataclasses import dataclass

import numpy as np

from benchmarks.render import everyday, motion_more, paced
from benchmarks.render.poses import Pose, ease
from benchmarks.render.poses_more import MorePoser

TEMPO = (
    {  # seconds; used where a sequence step does not say
        "hip_lift": {"up_s": 3.0, "hold_s": 2.0, "down_s": 4.0, "rest_s": 1.0},
        "hinge": {"up_s": 2.0, "hold_s": 1.0, "down_s": 2.0, "rest_s": 1.0},
    }
    | motion_more.TEMPO
    | paced.TEMPO
)
HINGE = {  # end angles: pelvis pitch, lumbar, thoracic, thigh back, shank forward, neck
    "ok": (68, 0, 0, 32, 3, -20.4),
    "mild": (48, 20, 10, 20, 2, 8),
    "round": (14, 40, 32, 3, 1, 8),
}
KINDS = (
    {
        "hip_lift": ["ok", "low", "archNN", "lineNN"],
        "plank": ["get_in", "ok", "sagNN", "pikeNN", "get_out"],
        "hinge": list(HINGE),
    }
    | motion_more.KINDS
    | paced.KINDS
    | everyday.KINDS
)
BOTH_WAYS = ("cat_cow", "worlds_greatest")  # from the middle to one end, then to the other
DOWN_FIRST = ("hinge", "squat", "lift_box")  # the movement begins with the bend


@dataclass
class State:
    """One frame: u = progress to the end position (0..1), amount = size factor or plank sag in
    deg."""

    t: float
    phase: str  # rest | up | hold | down
    rep: int | None
    kind: str
    u: float
    amount: float
    # the fields below matter to the exercises in motion_more.py only
    step: dict | None = None  # the sequence step of the rep
    start: float | None = None  # the rep's first moment
    ready: float = 0.0  # first moment of the first rep
    done: int = 0  # reps finished
    q: float = 0.0  # progress inside a hold
    what: str = ""  # side plank: sag | pike
    lift: float = 0.0  # single-leg stance: foot raised
    clip_kinds: tuple = ()  # all kinds of the clip


class Sway:
    """Slow smooth wobble in about -1..1, a different one per name, same seed -> same wobble."""

    def __init__(self, seed):
        self.seed, self.waves = seed, {}

    def __call__(self, name, t):
        if name not in self.waves:
            rng = np.random.default_rng([self.seed, *name.encode()])
            self.waves[name] = rng.uniform(0.12, 0.5, 3), rng.uniform(0, 6.28, 3)
        f, phase = self.waves[name]
        return float(np.sin(6.2832 * f * t + phase).mean() * 1.4)


def timeline(spec) -> tuple[list[State], list[dict], list[dict]]:
    """Frames, reps and holds of a clip. Times in seconds from the clip's start."""
    if spec["exercise"] in everyday.KINDS:
        return everyday.timeline(spec, State)
    if spec["exercise"] in BOTH_WAYS:
        return _cat_cow_timeline(spec)
    if spec["exercise"] in ("sitting", "single_leg_stance", "hamstring_stretch"):
        return _posture_timeline(spec)
    return _hold_timeline(spec) if spec["exercise"] in motion_more.HOLDS else _rep_timeline(spec)


def _rep_timeline(spec):
    rng = np.random.default_rng(spec["seed"])
    vary = spec["variation"]
    tempo = TEMPO[spec["exercise"]]
    out, back = ("down", "up") if spec["exercise"] in DOWN_FIRST else ("up", "down")
    kinds = tuple(step["kind"] for step in spec["sequence"])
    t, reps, pieces = spec["start_still_s"], [], []
    for index, step in enumerate(spec["sequence"], 1):
        step = tempo | (motion_more.FAST if step["kind"] == "fast" else {}) | step
        amount = 1 + vary * np.clip(rng.normal(0, 0.015), -0.03, 0.03)
        length = {
            k: step[k + "_s"] * (1 + vary * rng.uniform(-0.05, 0.05))
            for k in (out, "hold", back, "rest")
        }
        top = t + length[out]
        top_end = top + length["hold"]
        end = top_end + length[back]
        reps.append(
            {"index": index, "kind": step["kind"], "start_s": t, "top_start_s": top,
             "top_end_s": top_end, "end_s": end}
        )  # fmt: skip
        pieces.append((t, top, top_end, end, index, step["kind"], amount, step))
        t = end + length["rest"]
    states = []
    for frame in range(round(t * spec["fps"])):
        now = frame / spec["fps"]
        state = State(now, "rest", None, "ok", 0.0, 1.0)
        for start, top, top_end, end, index, kind, amount, step in pieces:
            if start <= now < end:
                q = 0.0
                if now < top:
                    phase, u = out, (now - start) / (top - start)
                elif now < top_end:
                    phase, u, q = "hold", 1.0, (now - top) / (top_end - top)
                else:
                    phase, u = back, (end - now) / (end - top_end)
                state = State(now, phase, index, kind, u, amount, step, start, q=q)
        state.ready, state.clip_kinds = pieces[0][0], kinds
        state.done = sum(now >= p[3] for p in pieces)
        states.append(state)
    return states, reps, []


def _cat_cow_timeline(spec):
    """One rep = cat (spine up), across, cow (spine down), back. u: +1 cat .. -1 cow, already
    smooth."""
    rng = np.random.default_rng(spec["seed"])
    vary = spec["variation"]
    t, reps, pieces = spec["start_still_s"], [], []
    for index, step in enumerate(spec["sequence"], 1):
        step = (
            TEMPO[spec["exercise"]]
            | (motion_more.FAST_CAT if step["kind"] == "fast" else {})
            | step
        )
        amount = 1 + vary * np.clip(rng.normal(0, 0.015), -0.03, 0.03)
        rep, at = {"index": index, "kind": step["kind"], "start_s": t}, t
        for part, phase, a, b in (
            ("up", "up", 0, 1),
            ("hold", "hold", 1, 1),
            ("across", "down", 1, -1),
            ("low", "hold", -1, -1),
            ("down", "up", -1, 0),
        ):
            end = at + step[part + "_s"] * (1 + vary * rng.uniform(-0.05, 0.05))
            pieces.append((at, end, phase, a, b, index, step, amount))
            names = {"hold": ("top_start_s", "top_end_s"), "low": ("low_start_s", "low_end_s")}.get(
                part
            )
            if names:
                rep |= {names[0]: at, names[1]: end}
            at = end
        reps.append(rep | {"end_s": at})
        t = at + step["rest_s"] * (1 + vary * rng.uniform(-0.05, 0.05))
    states = []
    for frame in range(round(t * spec["fps"])):
        now = frame / spec["fps"]
        state = State(now, "rest", None, "ok", 0.0, 1.0)
        for start, end, phase, a, b, index, step, amount in pieces:
            if start <= now < end:
                u = a + (b - a) * ease((now - start) / (end - start))
                state = State(now, phase, index, step["kind"], float(u), amount, step, start)
        states.append(state)
    return states, reps, []


def _posture_timeline(spec):
    """Sitting and single-leg stance: stretches of `kind`, `s` seconds each, `grow_s` to get
    there."""
    t, segments, states = spec["start_still_s"], [], []
    value = {"slumped": 1.0, "arched": -1.0}
    previous, before = 0.0, "rest"
    for step in spec["sequence"]:
        full = t + step.get("grow_s", 1.5)
        end = full + step["s"]
        target = value.get(step["kind"], 0.0) * step.get("size", 1.0)
        segments.append(
            {
                "kind": step["kind"],
                "start_s": t,
                "full_s": full,
                "end_s": end,
                "_a": previous,
                "_b": target,
                "_before": before,
            }
        )
        previous, before, t = target, step["kind"], end
    for frame in range(round((t + spec.get("end_still_s", 0.0)) * spec["fps"])):
        now = frame / spec["fps"]
        state = State(now, "rest", None, segments[0]["kind"], 0.0, 0.0, what="rest")
        for seg in segments:
            if seg["start_s"] <= now <= seg["end_s"]:
                e = float(ease((now - seg["start_s"]) / max(1e-6, seg["full_s"] - seg["start_s"])))
                if spec["exercise"] == "sitting":
                    phase = "hold" if now >= seg["full_s"] else "up"
                    state = State(
                        now, phase, None, seg["kind"], 1.0, seg["_a"] + (seg["_b"] - seg["_a"]) * e
                    )
                elif spec["exercise"] == "hamstring_stretch":
                    phase = "hold" if now >= seg["full_s"] else "up"
                    state = State(now, phase, None, seg["kind"], 1.0, e, what=seg["_before"])
                else:  # up on one leg, stand, down again at the end of the stretch
                    down = float(ease((seg["end_s"] - now) / 1.0))
                    lift = min(e, down)
                    if seg["kind"] == "touch":  # the foot comes down in the middle
                        mid = (seg["full_s"] + seg["end_s"]) / 2
                        lift = min(lift, float(ease((abs(now - mid) - 0.15) / 0.5)))
                    phase = "hold" if lift > 0.97 else ("up" if e < 1 else "down")
                    state = State(now, phase, None, seg["kind"], 1.0, 1.0, lift=lift)
        states.append(state)
    for seg in segments:
        seg.pop("_a"), seg.pop("_b"), seg.pop("_before")
    holds = [
        {
            "index": 1,
            "start_s": segments[0]["start_s"],
            "end_s": segments[-1]["end_s"],
            "segments": segments,
        }
    ]
    return states, [], holds


def _hold_timeline(spec):
    rng = np.random.default_rng(spec["seed"])
    vary = spec["variation"]
    t, segments, moves = spec["start_still_s"], [], []
    previous = 0.0
    what = next(
        (
            s["kind"][:4].rstrip("0123456789")
            for s in spec["sequence"]
            if s["kind"][:3] in ("sag", "pik")
        ),
        "",
    )
    for step in spec["sequence"]:
        kind = step["kind"]
        if kind in ("get_in", "get_out"):
            end = t + step.get("s", 2.0) * (1 + vary * rng.uniform(-0.05, 0.05))
            moves.append((t, end, end, kind, 0.0, 0.0))
        else:
            target = {"sag": 1, "pik": -1}.get(kind[:3], 0) * float(kind.lstrip("sagpikeo") or 0)
            if spec["exercise"] == "side_plank":
                target = abs(target)
            full = t + step.get("grow_s", 0.0)
            end = full + step["s"]
            moves.append((t, full, end, kind, previous, target))
            segments.append({"kind": kind, "start_s": t, "full_s": full, "end_s": end})
            previous = target
        t = end
    states = []
    for frame in range(round((t + spec.get("end_still_s", 0.0)) * spec["fps"])):
        now = frame / spec["fps"]
        state = State(now, "rest", None, "get_in", 0.0, 0.0)
        for start, full, end, kind, a, b in moves:
            if kind == "get_out" and now >= end:
                state = State(now, "rest", None, "get_in", 0.0, 0.0)
            elif start <= now and (now < end or end == t):
                if kind in ("get_in", "get_out"):
                    u = (now - start) / (end - start)
                    u, phase = (u, "up") if kind == "get_in" else (1 - u, "down")
                    state = State(now, phase, None, "get_in", u, 0.0)
                else:
                    e = ease((now - start) / (full - start)) if full > start else 1.0
                    state = State(now, "hold", None, kind, 1.0, a + (b - a) * e, what=what)
        states.append(state)
    holds = [
        {
            "index": 1,
            "start_s": segments[0]["start_s"],
            "end_s": segments[-1]["end_s"],
            "segments": segments,
        }
    ]
    return states, [], holds


def pose_of(poser: MorePoser, exercise: str, state: State, sway: Sway) -> Pose:
    """The pose of one frame, with a little natural sway (lumbar +-0.3, trunk +-0.4, head +-1.5
    deg)."""
    if exercise in motion_more.KINDS:
        return motion_more.pose_of(poser, exercise, state, sway)
    if exercise in paced.KINDS:
        return paced.pose_of(poser, exercise, state, sway)
    if exercise in everyday.KINDS:
        return everyday.pose_of(poser, exercise, state, sway)
    t, e, late = state.t, ease(state.u), ease((state.u - 0.25) / 0.75)
    head, trunk, low_back = 1.5 * sway("head", t), sway("trunk", t), 0.3 * sway("lumbar", t)
    if exercise == "hip_lift":
        top, foot_z = poser.hip_lift_setup()
        arch, flat = 0.0, poser.hip_lift_rest()
        top -= flat
        if state.kind == "low":
            thorax = 0.5 * top * e
        elif state.kind.startswith("line"):
            arch_top = float(state.kind[4:])
            arch, thorax = arch_top * late, top * e + poser.line_lift(arch_top) * late
        elif state.kind.startswith("arch"):
            arch_top = float(state.kind[4:])
            arch, thorax = arch_top * late, top * e + 0.72 * arch_top * late
        else:
            thorax = top * e
        thorax = flat + thorax * state.amount + 0.25 * trunk * e
        return poser.hip_lift(thorax, arch * state.amount + low_back * e, foot_z, head)
    if exercise == "plank":
        if state.kind == "get_in":
            return poser.plank_get_in(state.u, head)
        return poser.plank(state.amount + 0.4 * trunk, head)
    pelvis, lumbar, thoracic, thigh, shank, neck = (a * e * state.amount for a in HINGE[state.kind])
    return poser.hinge(
        pelvis + 0.4 * trunk,
        lumbar + low_back,
        thoracic,
        thigh,
        shank,
        neck + head,
        0.4 * sway("body", t),
    )
