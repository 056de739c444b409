"""Poses of the three exercises with exactly known joints and spine angles.

World: X = the body's left, Y up, exercise axis = Z. Hip lift: head at -Z, feet at +Z, lying on the
back. Plank: head at +Z, feet at -Z. Hinge: standing, facing +Z. Metres, degrees.
The lumbar bend is spread over three rig bones (35/35/30 %), the thoracic bend over two.
"""

import numpy as np

from benchmarks.render.body import N_BODY, Body, Rx, Ry, axis_rotation

LUMBAR = (("spine05", 0.35), ("spine04", 0.35), ("spine03", 0.30))
THORACIC = (("spine02", 0.5), ("spine01", 0.5))
NECK = (("neck01", 0.25), ("neck02", 0.25), ("neck03", 0.2), ("head", 0.3))
SPINE_POINTS = ("spine05", "spine04", "spine03", "spine02", "spine01", "neck01")  # pelvis -> neck
JOINTS = {
    "shoulder": "upperarm01", "elbow": "lowerarm01", "wrist": "wrist",
    "hip": "upperleg01", "knee": "lowerleg01", "ankle": "foot",
}  # fmt: skip
SIDES = (("L", 1), ("R", -1))
MAT = 0.008  # mat thickness, m


def ease(x):
    """Minimum-jerk 0..1 curve (zero speed and acceleration at both ends)."""
    x = np.clip(x, 0, 1)
    return x * x * x * (x * (6 * x - 15) + 10)


def signed_angle(a, b, c, above):
    """Sagittal (Y,Z) angle a-b-c in degrees; over 180 when b lies on the `above` (+1 up) side of
    a-c."""
    a, b, c = (np.asarray(q)[1:] for q in (a, b, c))
    u, v, d = a - b, c - b, c - a
    t = np.degrees(np.arccos(np.clip(u @ v / np.linalg.norm(u) / np.linalg.norm(v), -1, 1)))
    foot = a + d * ((b - a) @ d) / (d @ d)
    return 360 - t if (b - foot)[0] * above > 0 else t


def _frame(a, n):
    """Orthonormal axes (columns): along a, n made perpendicular to it, their cross product."""
    a = a / np.linalg.norm(a)
    n = n - a * (n @ a)
    n = n / np.linalg.norm(n)
    return np.stack([a, n, np.cross(a, n)], 1)


class Pose:
    """Local bone rotations + root placement; `joints()` gives world positions."""

    free: str  # single-leg exercises: the raised leg, L or R
    on_knees = False  # side plank

    def __init__(self, body: Body, local, root_R, root_t, lumbar, thoracic):
        self.props: dict[str, tuple] = {}  # things in the hands: rotation, position
        self.extra: dict[str, float] = {}  # more of the truth
        self.belly = 0.0  # share of its roundest shape
        self.body, self.local, self.root_R, self.root_t = body, local, root_R, root_t
        self.lumbar, self.thoracic = lumbar, thoracic  # flexion +, extension -
        self.R, self.P, _ = body.pose(local, root_R, root_t, full=True)

    def at(self, bone):
        return self.P[self.body.index[bone]]

    def joints(self) -> dict[str, np.ndarray]:
        return {
            f"{side}_{name}": self.at(f"{bone}.{s}")
            for s, side in (("L", "left"), ("R", "right"))
            for name, bone in JOINTS.items()
        }

    def spine(self) -> np.ndarray:
        return np.array([self.at(b) for b in SPINE_POINTS])


class Poser:
    """Builds poses for one body. `arms` only matters for hip lift and hinge (crossed or not)."""

    def __init__(self, body: Body, arms: str = "floor", pillow: bool = False):
        self.body, self.arms = body, arms
        self.head_up = 9.0 if pillow else 0.0  # neck flexion on a pillow
        j = body.joint
        self.thigh = np.linalg.norm(j("lowerleg01.L") - j("upperleg01.L"))
        self.shank = np.linalg.norm(j("foot.L") - j("lowerleg01.L"))
        self.upper_arm = np.linalg.norm(j("lowerarm01.L") - j("upperarm01.L"))
        self.ankle_height = j("foot.L")[1]
        upper_back = (
            "spine01",
            "spine02",
            "clavicle.L",
            "clavicle.R",
            "shoulder01.L",
            "shoulder01.R",
        )
        is_body = np.arange(body.n) < N_BODY
        self.upper_back = np.where(is_body & np.isin(body.dominant, upper_back))[0]
        self._line_lift: dict[float, float] = {}
        self._plank_ends: dict[str, tuple] = {}

    # ------------------------------------------------------------------ limbs
    @staticmethod
    def _spine(lumbar, thoracic, neck):
        return {
            bone: Rx(angle * share)
            for part, angle in ((LUMBAR, lumbar), (THORACIC, thoracic), (NECK, neck))
            for bone, share in part
        }

    def _aim_arm(self, L, root_R, root_t, s, upper, fore, palm, girdle):
        """Point the upper arm and forearm along world directions; turn the palm towards `palm`.

        girdle: share of the shoulder rotation taken by the shoulder-girdle bone.
        """
        B, i, head = self.body, self.body.index, self.body.head
        for bone in ("shoulder01", "upperarm01", "lowerarm01", "lowerarm02", "wrist"):
            L.pop(f"{bone}.{s}", None)
        rest_u = head[i["lowerarm01." + s]] - head[i["upperarm01." + s]]
        rest_f = head[i["wrist." + s]] - head[i["lowerarm01." + s]]
        upper, fore = np.array(upper, float), np.array(fore, float)
        hinge, rest_hinge = np.cross(upper, fore), np.cross(rest_u, rest_f)
        world_u = _frame(upper, hinge) @ _frame(rest_u, rest_hinge).T
        world_f = _frame(fore, hinge) @ _frame(rest_f, rest_hinge).T
        for last in (False, True):
            R, _, _ = B.pose(L, root_R, root_t)
            parent = R[B.parent[i["upperarm01." + s]]]
            if not last:
                Q = parent.T @ world_u
                angle = np.degrees(np.arccos(np.clip((np.trace(Q) - 1) / 2, -1, 1)))
                axis = np.array([Q[2, 1] - Q[1, 2], Q[0, 2] - Q[2, 0], Q[1, 0] - Q[0, 1]])
                axis /= np.linalg.norm(axis) + 1e-9
                L["shoulder01." + s] = axis_rotation(axis, angle * girdle)
        L["upperarm01." + s] = parent.T @ world_u
        L["lowerarm01." + s] = world_u.T @ world_f
        # forearm twist: half in the forearm, half in the wrist
        thumb, little = B.tail[i["metacarpal1." + s]], B.tail[i["metacarpal4." + s]]
        hand = (thumb + little) / 2 - head[i["wrist." + s]]
        normal = np.cross(hand, thumb - little)
        normal *= -np.sign(normal[1]) / np.linalg.norm(normal)  # rest palms face down/in
        d = fore / np.linalg.norm(fore)
        now, want = world_f @ normal, np.array(palm, float)
        now, want = now - d * (now @ d), want - d * (want @ d)
        now, want = now / np.linalg.norm(now), want / np.linalg.norm(want)
        twist = np.clip(np.degrees(np.arctan2(np.cross(now, want) @ d, now @ want)), -100, 100)
        half = axis_rotation(rest_f / np.linalg.norm(rest_f), twist / 2)
        L["lowerarm02." + s] = L["wrist." + s] = half

    def _cross_arm(self, L, root_R, root_t, s, sg, T):
        """Cross an arm on the chest, the left forearm above the right one.

        T: axes of the thorax (columns): left, towards the head, out of the chest.
        """
        upper = T @ np.array([sg * 0.30, -0.75, 0.55])
        fore = T @ np.array([-sg * 0.90, 0.35, -0.04 if s == "L" else -0.12])
        self._aim_arm(L, root_R, root_t, s, upper, fore, T @ np.array([0, 0, -1.0]), 0.1)

    def _place_foot(self, L, root_R, root_t, s, ankle, knee_towards, foot_R):
        """Two-link inverse kinematics: put the ankle at a world point; returns the knee."""
        B, i, head = self.body, self.body.index, self.body.head
        lateral = np.array([1.0, 0, 0])
        R, P, _ = B.pose(L, root_R, root_t)
        hip, parent = P[i["upperleg01." + s]], R[B.parent[i["upperleg01." + s]]]
        v = ankle - hip
        reach = min(np.linalg.norm(v), (self.thigh + self.shank) * 0.9995)
        v = v / np.linalg.norm(v)
        x = (self.thigh**2 - self.shank**2 + reach**2) / (2 * reach)
        y = np.sqrt(np.maximum(0, self.thigh**2 - x * x))
        pole = np.array(knee_towards, float)
        pole -= v * (pole @ v)
        knee = hip + v * x + pole / np.linalg.norm(pole) * y
        rest_t = head[i["lowerleg01." + s]] - head[i["upperleg01." + s]]
        rest_s = head[i["foot." + s]] - head[i["lowerleg01." + s]]
        thigh_R = _frame(knee - hip, lateral) @ _frame(rest_t, lateral).T
        shank_R = _frame(hip + v * reach - knee, lateral) @ _frame(rest_s, lateral).T
        L["upperleg01." + s] = parent.T @ thigh_R
        L["lowerleg01." + s] = thigh_R.T @ shank_R
        L["foot." + s] = shank_R.T @ foot_R
        return knee

    # --------------------------------------------------------------- hip lift
    def hip_lift(self, thorax, arch=0.0, foot_z=None, neck=0.0) -> Pose:
        """thorax: elevation of the thorax above the floor; arch: lumbar extension; foot_z: ankle Z.

        Without foot_z the legs stay in rest pose (used to find the set-up).
        """
        B = self.body
        root_R = Rx(-(90 + thorax - arch))
        L = self._spine(-arch, 0, thorax + 4 + neck + self.head_up)
        R, P, _ = B.pose(L, root_R)
        lowest = B.skin(R, P, B.V[self.upper_back], B.W[self.upper_back])[:, 1].min()
        root_t = np.array([0, MAT - 0.012 - lowest, -0.55 - P[B.index["neck01"]][2]])
        if foot_z is None:
            return Pose(B, L, root_R, root_t, -arch, 0)
        P = P + root_t
        for s, sg in SIDES:
            shoulder = P[B.index["upperarm01." + s]]
            if self.arms == "floor":
                drop = np.clip((shoulder[1] - 0.05) / self.upper_arm, 0, 0.95)
                upper = (sg * 0.25, -drop, np.sqrt(max(0.02, 1 - drop**2 - 0.06)))
                self._aim_arm(L, root_R, root_t, s, upper, (sg * 0.04, -0.02, 1), (0, -1, 0), 0.1)
            elif self.arms == "ceiling":
                upper, fore = (sg * 0.10, 1, -0.05), (0, 1, 0.12)
                self._aim_arm(L, root_R, root_t, s, upper, fore, (-sg, 0, 0), 0.15)
            else:
                self._cross_arm(L, root_R, root_t, s, sg, Rx(-(90 + thorax)))
        for s, sg in SIDES:
            ankle = np.array([sg * 0.12, self.ankle_height + MAT, foot_z])
            self._place_foot(L, root_R, root_t, s, ankle, (0, 1, 0.25), np.eye(3))
        return Pose(B, L, root_R, root_t, -arch, 0)

    def hip_lift_setup(self, knee=85):
        """(thorax elevation with shoulder-hip-knee in line and the knee at `knee` deg, ankle Z)."""
        if not hasattr(self, "_setup"):
            best: tuple[float, ...] = (np.inf,)
            for thorax in np.arange(4, 50 if self.body.posture else 36, 0.25):
                p = self.hip_lift(thorax)
                H, S = p.at("upperleg01.L")[1:], p.at("upperarm01.L")[1:]
                d = (H - S) / np.linalg.norm(H - S)
                K = H + self.thigh * d
                tilt = np.arctan2(d[0], d[1]) + np.radians(knee - 90)
                error = abs(K[0] - (self.ankle_height + MAT + self.shank * np.cos(tilt)))
                if error < best[0]:
                    best = (error, thorax, K[1] + self.shank * np.sin(tilt))
            self._setup = best[1:]
        return self._setup

    def hip_lift_rest(self):
        """Thorax elevation at rest: 0, or where the buttocks touch the floor for a bent resting
        posture."""
        if not self.body.posture:
            return 0.0
        if not hasattr(self, "_rest"):
            B = self.body
            seat = np.where(
                (np.arange(B.n) < N_BODY)
                & np.isin(B.dominant, ("root", "spine05", "pelvis.L", "pelvis.R"))
            )[0]
            lo, hi = -25.0, 10.0
            for _ in range(16):
                mid = (lo + hi) / 2
                p = self.hip_lift(mid)
                low = B.skin(p.R, p.P, B.V[seat], B.W[seat])[:, 1].min()
                lo, hi = (mid, hi) if low < MAT - 0.012 else (lo, mid)
            self._rest = (lo + hi) / 2
        return self._rest

    def line_lift(self, arch):
        """Extra thorax elevation so that shoulder-hip-knee stays 180 deg with `arch` lumbar
        extension."""
        if arch not in self._line_lift:
            top, foot_z = self.hip_lift_setup()
            lo, hi = top - 5, top + arch
            for _ in range(24):
                mid = (lo + hi) / 2
                p = self.hip_lift(mid, arch, foot_z)
                j = p.joints()
                shk = signed_angle(j["left_shoulder"], j["left_hip"], j["left_knee"], 1)
                lo, hi = (mid, hi) if shk < 180 else (lo, mid)
            self._line_lift[arch] = lo - top
        return self._line_lift[arch]

    # ------------------------------------------------------------------ plank
    def _plank(self, inclination, arch, ankle=None, bend=0.0, neck=0.0):
        """Forearm plank with the thorax `inclination` above the horizontal.

        bend: turn of the legs against the shoulder-hip line (used when ankle is None).
        Returns pose, hip (Y,Z), ankle (Y,Z), knee height.
        """
        B = self.body
        root_R = Rx(90 - inclination + arch)
        L = self._spine(-arch, 0, -6 + neck)
        for s, sg in SIDES:
            fore = (-sg * 0.25, -0.03, 1)
            self._aim_arm(L, root_R, np.zeros(3), s, (0, -1, 0.02), fore, (0, -1, 0), 0.15)
        _, P, _ = B.pose(L, root_R)
        S = P[B.index["upperarm01.L"]]
        root_t = np.array([0, self.upper_arm + 0.045 + MAT - S[1], 0.45 - S[2]])
        S, H = (S + root_t)[1:], (P[B.index["upperleg01.L"]] + root_t)[1:]
        if ankle is None:
            v = (H - S) / np.linalg.norm(H - S)
            c, s_ = np.cos(np.radians(bend)), np.sin(np.radians(bend))
            leg = np.array([c * v[0] - s_ * v[1], s_ * v[0] + c * v[1]])
            ankle = H + leg * (self.thigh + self.shank) * 0.998
            return root_R, L, root_t, H, ankle
        for s, sg in SIDES:
            point = np.array([sg * 0.11, ankle[0], ankle[1]])
            self._place_foot(L, root_R, root_t, s, point, (0, -1, 0), Rx(72))
            for k in range(1, 6):
                if f"toe{k}-1.{s}" in B.index:
                    L[f"toe{k}-1.{s}"] = Rx(-55)
        return Pose(B, L, root_R, root_t, -arch, 0)

    def plank(self, sag, neck=0.0) -> Pose:
        """Straight plank with the hips sagging by `sag` degrees (shoulder-hip-ankle = 180 - sag);
        negative = piked. Half of a sag (40 % of a pike) is taken by the lumbar spine."""
        arch = sag * (0.5 if sag > 0 else 0.4)
        inclination, ankle = self._plank_solution(sag, arch)
        return self._plank(inclination, arch, ankle, neck=neck)

    def _plank_solution(self, sag, arch):
        lo, hi = -40.0, 45.0
        for _ in range(
            16
        ):  # higher inclination -> lower feet; the ankle ends 0.135 m above the mat
            mid = (lo + hi) / 2
            ankle = self._plank(mid, arch, bend=sag)[4]
            lo, hi = (mid, hi) if ankle[0] > 0.135 + MAT else (lo, mid)
        return (lo + hi) / 2, ankle

    def plank_get_in(self, u, neck=0.0) -> Pose:
        """u 0..1: from elbows and knees (thighs upright) to the straight plank: feet back, then
        hips."""
        if not self._plank_ends:
            lo, hi = -60.0, 45.0
            for _ in range(16):  # hips one thigh length above the knees
                mid = (lo + hi) / 2
                hip = self._plank(mid, 0)[3]
                lo, hi = (mid, hi) if hip[0] > self.thigh + 0.065 else (lo, mid)
            self._plank_ends = {
                "kneel": (lo, np.array([0.12 + MAT, hip[1] - self.shank * 0.97])),
                "plank": self._plank_solution(0, 0),
            }
        (i0, a0), (i1, a1) = self._plank_ends["kneel"], self._plank_ends["plank"]
        feet, hips = ease(u / 0.75), ease((u - 0.25) / 0.75)
        lift = np.array([0.03 * np.sin(np.pi * feet), 0])
        return self._plank(i0 + (i1 - i0) * hips, 0, a0 + (a1 - a0) * feet + lift, neck=neck)

    # ------------------------------------------------------------------ hinge
    def hinge(
        self,
        pelvis,
        lumbar=0.0,
        thoracic=0.0,
        thigh_back=0.0,
        shank_forward=0.0,
        neck=0.0,
        sway=0.0,
    ) -> Pose:
        """Standing bend. pelvis: forward pitch; lumbar, thoracic: flexion; thigh_back: lean of the
        thigh behind the vertical; shank_forward: lean of the shank in front of it; sway: whole
        body."""
        B = self.body
        root_R = Rx(pelvis)
        L = self._spine(lumbar, thoracic, neck)
        a, b = np.radians(shank_forward + sway), np.radians(thigh_back - sway)
        ankle = np.array([0, self.ankle_height + MAT, -0.05])
        knee = ankle + self.shank * 0.995 * np.array([0, np.cos(a), np.sin(a)])
        hip = knee + self.thigh * 0.998 * np.array([0, np.cos(b), -np.sin(b)])
        _, P, _ = B.pose(L, root_R)
        root_t = hip - (P[B.index["upperleg01.L"]] + P[B.index["upperleg01.R"]]) / 2
        for s, sg in SIDES:
            if self.arms == "crossed":
                self._cross_arm(L, root_R, root_t, s, sg, Rx(pelvis + lumbar + thoracic))
            else:
                upper, fore = (sg * 0.10, -1, 0.02), (sg * 0.02, -1, 0.22)
                self._aim_arm(L, root_R, root_t, s, upper, fore, (-sg, 0, -0.2), 0.08)
            point = np.array([sg * 0.13, ankle[1], ankle[2]])
            self._place_foot(L, root_R, root_t, s, point, (0, 0, 1), Ry(sg * 6))
        return Pose(B, L, root_R, root_t, lumbar, thoracic)
