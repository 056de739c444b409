"""Poses of the other exercises, built like those in poses.py: spine angles are exact inputs, hands
and
feet reach fixed points by two-link inverse kinematics.

All fours, side plank: head at +Z (side plank belly view: head at -Z). Lying on the back: head at
-Z.
Standing and sitting: facing +Z.
"""

import numpy as np

from benchmarks.render.body import N_BODY, Rx, Ry, axis_rotation
from benchmarks.render.poses import LUMBAR, MAT, SIDES, Pose, Poser, _frame, ease

KNEE_H = 0.058  # height of the knee joint's centre when kneeling on it


def Rz(deg):
    c, s = np.cos(np.radians(deg)), np.sin(np.radians(deg))
    return np.array([[c, -s, 0], [s, c, 0], [0, 0, 1]])


def turn(deg, start=(-1.0, 0.0), towards=(0.0, 1.0)):
    """Direction (0, y, z): `start` turned by deg towards `towards` (both y, z)."""
    c, s = np.cos(np.radians(deg)), np.sin(np.radians(deg))
    return np.array([0, c * start[0] + s * towards[0], c * start[1] + s * towards[1]])


def mix(a, b, e):
    return np.asarray(a, float) * (1 - e) + np.asarray(b, float) * e


class MorePoser(Poser):
    """`variant` and `facing` only matter for the side plank; leg: the raised leg of a single-leg
    lift."""

    def __init__(self, body, arms="floor", pillow=False, variant=None, facing="belly", leg="left"):
        super().__init__(body, arms, pillow)
        self.variant, self.facing, self.free = variant, facing, leg[0].upper()
        j = body.joint
        self.forearm = np.linalg.norm(j("wrist.L") - j("lowerarm01.L"))
        self.leg_len = self.thigh + self.shank
        self.arm_len = self.upper_arm + self.forearm
        is_body = np.arange(body.n) < N_BODY
        bones = ("root", "spine05", "pelvis.L", "pelvis.R", "upperleg01.L", "upperleg01.R")
        self.seat = np.where(is_body & np.isin(body.dominant, bones) & (body.V[:, 2] < 0))[0]
        self._cache: dict = {}

    # ------------------------------------------------------------------ limbs
    def _leg(self, L, root_R, root_t, s, ankle, pole, foot_R, lateral=(1.0, 0, 0)):
        """Put the ankle at a point with the knee towards `pole`. lateral: where the body's left
        points."""
        B, i = self.body, self.body.index
        _, P, _ = B.pose(L, root_R, root_t)
        hip = P[i["upperleg01." + s]]
        v = np.asarray(ankle, float) - hip
        reach = min(np.linalg.norm(v), self.leg_len * 0.9995)
        v = v / np.linalg.norm(v)
        x = (self.thigh**2 - self.shank**2 + reach**2) / (2 * reach)
        y = np.sqrt(np.maximum(0, self.thigh**2 - x * x))
        pole = np.array(pole, float)
        pole -= v * (pole @ v)
        knee = hip + v * x + pole / np.linalg.norm(pole) * y
        self._leg_dirs(
            L, root_R, root_t, s, knee - hip, hip + v * reach - knee, lateral, foot_R=foot_R
        )

    def _leg_dirs(
        self, L, root_R, root_t, s, thigh, shank, lateral=(1.0, 0, 0), point=0.0, foot_R=None
    ):
        """Point thigh and shank along directions; the foot is pointed by `point` deg or turned to
        foot_R."""
        B, i, head = self.body, self.body.index, self.body.head
        lateral, X = np.array(lateral, float), np.array([1.0, 0, 0])
        for bone in ("upperleg01", "lowerleg01", "foot"):
            L.pop(f"{bone}.{s}", None)
        R, _, _ = B.pose(L, root_R, root_t)
        parent = R[B.parent[i["upperleg01." + s]]]
        rest_t = head[i["lowerleg01." + s]] - head[i["upperleg01." + s]]
        rest_s = head[i["foot." + s]] - head[i["lowerleg01." + s]]
        thigh_R = _frame(np.asarray(thigh, float), lateral) @ _frame(rest_t, X).T
        shank_R = _frame(np.asarray(shank, float), lateral) @ _frame(rest_s, X).T
        L["upperleg01." + s] = parent.T @ thigh_R
        L["lowerleg01." + s] = thigh_R.T @ shank_R
        L["foot." + s] = Rx(point) if foot_R is None else shank_R.T @ foot_R

    def _hand(self, L, root_R, root_t, s, wrist, elbow_to, palm, girdle=0.1, rounds=2):
        """Put the wrist at a point with the elbow towards `elbow_to`."""
        B, i = self.body, self.body.index
        for bone in ("shoulder01", "upperarm01", "lowerarm01", "lowerarm02", "wrist"):
            L.pop(f"{bone}.{s}", None)
        for _ in range(rounds):
            _, P, _ = B.pose(L, root_R, root_t)
            S = P[i["upperarm01." + s]]
            v = np.asarray(wrist, float) - S
            reach = np.clip(
                np.linalg.norm(v), abs(self.upper_arm - self.forearm) + 0.05, self.arm_len * 0.998
            )
            v = v / np.linalg.norm(v)
            x = (self.upper_arm**2 - self.forearm**2 + reach**2) / (2 * reach)
            y = np.sqrt(max(0, self.upper_arm**2 - x * x))
            pole = np.array(elbow_to, float)
            pole -= v * (pole @ v)
            elbow = S + v * x + pole / np.linalg.norm(pole) * y
            self._aim_arm(L, root_R, root_t, s, elbow - S, S + v * reach - elbow, palm, girdle)

    def _flat_hand(self, L, root_R, root_t, s, direction, palm):
        """Turn the hand so that the fingers point along `direction` and the palm faces `palm`."""
        B, i, head = self.body, self.body.index, self.body.head
        thumb, little = B.tail[i["metacarpal1." + s]], B.tail[i["metacarpal4." + s]]
        hand = (thumb + little) / 2 - head[i["wrist." + s]]
        normal = np.cross(hand, thumb - little)
        normal *= -np.sign(normal[1]) / np.linalg.norm(normal)
        R, _, _ = B.pose(L, root_R, root_t)
        world = _frame(np.array(direction, float), np.array(palm, float)) @ _frame(hand, normal).T
        L["wrist." + s] = R[B.parent[i["wrist." + s]]].T @ world

    def _arm_at(
        self, L, root_R, root_t, s, angle, start, towards, bend=8, out=0.08, palm=None, girdle=0.12
    ):
        """Arm in the sagittal plane, `angle` deg from `start` (y, z) towards `towards`, almost
        straight."""
        sg = 1 if s == "L" else -1
        upper, fore = turn(angle, start, towards), turn(angle + bend, start, towards)
        upper[0], fore[0] = sg * out, sg * out * 0.3
        self._aim_arm(
            L, root_R, root_t, s, upper, fore, (-sg, 0, 0) if palm is None else palm, girdle
        )

    def _hips_at(self, L, root_R, point):
        """Root translation that puts the middle of the hips at a point."""
        _, P, _ = self.body.pose(L, root_R)
        i = self.body.index
        return np.asarray(point, float) - (P[i["upperleg01.L"]] + P[i["upperleg01.R"]]) / 2

    def _middle(self, L, root_R, root_t, bone):
        _, P, _ = self.body.pose(L, root_R, root_t)
        i = self.body.index
        return (P[i[bone + ".L"]] + P[i[bone + ".R"]]) / 2

    def _pose(self, L, root_R, root_t, lumbar, thoracic, props=None, **extra):
        pose = Pose(self.body, L, root_R, root_t, lumbar, thoracic)
        pose.props, pose.extra = props or {}, extra
        return pose

    # -------------------------------------------------------------- all fours
    def _fours_points(self):
        """Middle of hands and knees on the floor, found in the neutral position."""
        if "fours" not in self._cache:
            hip_y = KNEE_H + MAT + self.thigh * 0.999
            wrist_y = 0.062 + MAT
            want = wrist_y + self.arm_len * 0.985
            lo, hi = 40.0, 110.0
            for _ in range(18):
                mid = (lo + hi) / 2
                L = self._spine(0, 0, 0)
                t = self._hips_at(L, Rx(mid), (0, hip_y, 0))
                S = self._middle(L, Rx(mid), t, "upperarm01")
                lo, hi = (mid, hi) if S[1] > want else (lo, mid)
            span = S[2]
            self._cache["fours"] = (
                np.array([0, wrist_y, span / 2]),
                np.array([0, KNEE_H + MAT, -span / 2]),
            )
        return self._cache["fours"]

    def fours(self, lumbar=0.0, thoracic=0.0, neck=0.0, rock=0.0, arm=None, leg=None) -> Pose:
        """Hands and knees. rock: hips moved back by metres.

        arm: (side, degrees from hanging down to forward); leg: (side, degrees of the thigh from
        down to
        backward, knee bend).
        """
        B = self.body
        hands, knees = self._fours_points()
        L = self._spine(lumbar, thoracic, neck)
        lo, hi = 20.0 - min(lumbar, 0), 125.0
        t_rest = self._hips_at(L, np.eye(3), (0, 0, 0))
        S_rest = self._middle(L, np.eye(3), t_rest, "upperarm01")
        for _ in range(16):
            mid = (lo + hi) / 2
            root_R = Rx(mid)
            t0, S = root_R @ t_rest, root_R @ S_rest
            middle = (hands[2] + knees[2]) / 2 - rock
            hip_z = middle - S[2] / 2
            lean = np.clip(hip_z - knees[2], -0.9 * self.thigh, 0.9 * self.thigh)
            hip = np.array([0, knees[1] + np.sqrt((self.thigh * 0.999) ** 2 - lean**2), hip_z])
            far = np.hypot(*((S + hip - hands)[1:]))
            lo, hi = (mid, hi) if far > self.arm_len * 0.985 else (lo, mid)
        root_t = t0 + hip
        for s, sg in SIDES:
            if leg and leg[0] == s:
                _, angle, bend = leg
                thigh, shank = turn(angle, (-1, 0), (0, -1)), turn(angle + bend, (-1, 0), (0, -1))
                thigh[0] = shank[0] = 0.0
                self._leg_dirs(
                    L, root_R, root_t, s, thigh, shank, point=25 + 48 * min(1, bend / 85)
                )
            else:
                _, P, _ = B.pose(L, root_R, root_t)
                hip_s = P[B.index["upperleg01." + s]]
                knee = np.array([sg * 0.11, knees[1], knees[2]])
                self._leg_dirs(L, root_R, root_t, s, knee - hip_s, (0, 0.035, -1), foot_R=Rx(163))
        for s, sg in SIDES:
            if arm and arm[0] == s:
                up = ease(arm[1] / 60)
                bend = 8 + 22 * np.sin(np.pi * min(1, arm[1] / 95))
                self._arm_at(
                    L, root_R, root_t, s, arm[1], (-1, 0), (0, 1), bend=bend, out=0.10, girdle=0.15
                )
                direction = mix((0, -0.15, 1), turn(arm[1] + bend, (-1, 0), (0, 1)), up)
                self._flat_hand(
                    L, root_R, root_t, s, direction, mix((0, -1, 0), (-sg * 0.9, -0.4, 0), up)
                )
            else:
                point = (sg * 0.17, hands[1], hands[2])
                self._hand(L, root_R, root_t, s, point, (sg * 0.35, 0, -1), (0, -1, 0), 0.12)
                self._flat_hand(L, root_R, root_t, s, (-sg * 0.08, -0.15, 1), (0, -1, -0.15))
        return self._pose(L, root_R, root_t, lumbar, thoracic)

    # ------------------------------------------------------------- side plank
    def side_plank(self, sag=0.0, pike=0.0, neck=0.0) -> Pose:
        """On the left forearm. sag: hips below the shoulder-ankle (knees: -knee) line, in the
        frontal
        plane; half of it is side bend of the lumbar spine. pike: hip bend, a quarter from the
        lumbar spine."""
        belly, on_knees = self.facing == "belly", self.variant == "knees"
        hz = -1 if belly else 1
        base = np.array(
            [[0, -1, 0], [0, 0, hz], [-hz, 0, 0]], float
        ).T  # images of the body's X, Y, Z
        front = base[:, 2]
        lumbar = 0.25 * pike
        side = sag * 0.5
        L = self._spine(lumbar, 0, -4 + neck)
        for bone, share in LUMBAR:
            L[bone] = Rz(side * share) @ Rx(lumbar * share)
        i = self.body.index
        length = self.thigh if on_knees else self.leg_len * 0.998
        end_y = (0.095 if on_knees else 0.100) + MAT
        fore = front + [0, -0.03, -0.35 * hz * -1]
        lo, hi = -25.0, 70.0
        _, P_rest, _ = self.body.pose(L)
        for _ in range(18):
            mid = (lo + hi) / 2
            root_R = Rx(-hz * mid) @ base
            P = P_rest @ root_R.T
            S_low, S = P[i["upperarm01.L"]], (P[i["upperarm01.L"]] + P[i["upperarm01.R"]]) / 2
            H = (P[i["upperleg01.L"]] + P[i["upperleg01.R"]]) / 2
            up = self.upper_arm * 0.995 + 0.048 + MAT - S_low[1]
            v = (H - S) / np.linalg.norm(H - S)
            a = np.radians(sag * hz)
            c, n = np.cos(a), np.sin(a)
            leg = np.array([v[0], c * v[1] - n * v[2], n * v[1] + c * v[2]])
            b, ahead = np.radians(pike), front - leg * (leg @ front)
            leg = leg * np.cos(b) + ahead / np.linalg.norm(ahead) * np.sin(b)
            end = H + leg * length
            lo, hi = (mid, hi) if end[1] + up > end_y else (lo, mid)
        line = (
            end - S
        )  # turn about the vertical so that shoulders and feet stay on the exercise axis
        yaw = np.degrees(np.arctan2(-line[0] * -hz, line[2] * -hz))
        Y = Ry(yaw)
        root_R, front, fore = Y @ root_R, Y @ front, mix(fore, Y @ fore, 0.4)
        S_low, end, leg = Y @ S_low, Y @ end, Y @ leg
        root_t = np.array([-S_low[0], up, -0.42 * -hz - S_low[2]])
        end = end + root_t
        lateral = root_R @ [1.0, 0, 0]
        foot_R = np.stack([np.cross(-leg, front), -leg, front], 1)
        foot_R /= np.linalg.norm(foot_R, axis=0)
        for s, sg in SIDES:
            off = sg * 0.045 * lateral  # feet (knees) lie on each other
            if on_knees:
                knee = end + off + front * (0.02 if s == "R" else 0)
                _, P, _ = self.body.pose(L, root_R, root_t)
                hip = P[i["upperleg01." + s]]
                shank = -front + [0, -0.02 if s == "R" else 0.03, 0]
                self._leg_dirs(L, root_R, root_t, s, knee - hip, shank, lateral, point=40)
            else:
                ankle = end + off + front * (0.05 if s == "R" else -0.01)
                self._leg(L, root_R, root_t, s, ankle, front, foot_R, lateral)
        self._aim_arm(L, root_R, root_t, "L", (0, -1, 0.01), fore, (0, -1, 0), 0.2)
        trunk = root_R @ [0, 1.0, 0]
        if self.arms == "ceiling":
            self._aim_arm(
                L,
                root_R,
                root_t,
                "R",
                (0, 1, 0) - 0.05 * front,
                (0, 1, 0) + 0.1 * front,
                front,
                0.2,
            )
        else:  # hand on the upper hip
            upper = -trunk * 0.9 + np.array([0, 0.36, 0]) - front * 0.08
            self._aim_arm(
                L,
                root_R,
                root_t,
                "R",
                upper,
                -trunk + [0, -0.30, 0] + front * 0.30,
                (0, -1, 0),
                0.1,
            )
        return self._pose(L, root_R, root_t, lumbar, 0, lateral_deg=side)

    # ---------------------------------------------------------- on the back
    def flat_on_back(self, arch):
        """Thorax elevation at which upper back and buttocks both touch the floor with `arch` deg
        extension."""
        if "flat" not in self._cache:
            grid, values = np.arange(0, 46, 5.0), []
            seat = np.where(
                (np.arange(self.body.n) < N_BODY)
                & np.isin(self.body.dominant, ("root", "spine05", "pelvis.L", "pelvis.R"))
            )[0]
            for a in grid:
                lo, hi = -25.0, a + 20
                for _ in range(12):
                    mid = (lo + hi) / 2
                    p = self.hip_lift(mid, a)
                    low = self.body.skin(p.R, p.P, self.body.V[seat], self.body.W[seat])[:, 1].min()
                    lo, hi = (mid, hi) if low < MAT - 0.012 else (lo, mid)
                values.append((lo + hi) / 2)
            self._cache["flat"] = grid, values
        return float(np.interp(arch, *self._cache["flat"]))

    def dead_bug(self, arch, limbs, neck=0.0) -> Pose:
        """limbs: side -> (arm degrees from the ceiling to overhead, leg 0 table top .. 1 fully
        out)."""
        p = self.hip_lift(self.flat_on_back(arch), arch, None, neck)
        L, root_R, root_t = p.local, p.root_R, p.root_t + [0, 0, 0.12]
        for s, sg in SIDES:
            arm, out = limbs[s]
            self._arm_at(
                L, root_R, root_t, s, arm - 4, (1, 0), (0, -1), bend=8, out=0.10, girdle=0.15
            )
            thigh, shank = turn(76 * out - 2, (1, 0), (0, 1)), turn(92 - 14 * out, (1, 0), (0, 1))
            thigh[0] = shank[0] = sg * 0.02
            self._leg_dirs(L, root_R, root_t, s, thigh, shank, point=10 + 12 * out)
        return self._pose(L, root_R, root_t, -arch, 0)

    def single_leg_lift(self, thorax, arch, foot_z, raised, knee, drop=0.0, neck=0.0) -> Pose:
        """Hip lift on one leg. raised: 0 foot on the floor .. 1 leg to the ceiling; knee: its knee
        angle
        when raised; drop: tilt of the pelvis towards the free side."""
        p = self.hip_lift(thorax, arch, foot_z, neck)
        L, i, free = p.local, self.body.index, self.free
        thigh = p.at("lowerleg01." + free) - p.at("upperleg01." + free)
        shank = p.at("foot." + free) - p.at("lowerleg01." + free)
        root_R, root_t = p.root_R, p.root_t
        if drop:
            tilt = Rz(drop if free == "R" else -drop)
            p.at("root")
            root_R = root_R @ tilt
            for bone, share in LUMBAR:
                L[bone] = Rz((-drop if free == "R" else drop) * share) @ L[bone]
            stance = "R" if free == "L" else "L"
            moved = self.body.pose(L, root_R, root_t)[1][i["upperleg01." + stance]]
            root_t = root_t + (p.at("upperleg01." + stance) - moved) * [0, 1, 1]
            ankle = np.array([0.12 if stance == "L" else -0.12, self.ankle_height + MAT, foot_z])
            self._leg(
                L, root_R, root_t, stance, ankle, (0, 1, 0.25), np.eye(3), root_R @ [1.0, 0, 0]
            )
        angle = lambda d: np.degrees(np.arctan2(d[2], d[1]))
        a0, b0 = angle(thigh), angle(shank)
        b0 = b0 if b0 > 0 else b0 + 360
        a1 = 2.0 - 0.25 * (178 - knee)
        b1 = a1 + (178 - knee)
        e = raised
        t, q = turn(a0 + (a1 - a0) * e, (1, 0), (0, 1)), turn(b0 + (b1 - b0) * e, (1, 0), (0, 1))
        L.pop("foot." + free, None)
        self._leg_dirs(
            L, root_R, root_t, free, t, q, root_R @ [1.0, 0, 0], point=12 * e + (1 - e) * (180 - b0)
        )
        return self._pose(L, root_R, root_t, -arch, 0, pelvis_drop_deg=round(drop, 2))

    # --------------------------------------------------------------- standing
    def stand(
        self,
        pelvis,
        lumbar,
        thoracic,
        thigh_back,
        shank_forward,
        neck=0.0,
        heel=0.0,
        width=0.13,
        toes=6,
        knees=None,
        arm=None,
        hands=None,
        crossed=False,
        ankle_z=-0.05,
        props=None,
        **extra,
    ) -> Pose:
        """Feet on the floor (squat, sit, lift). heel: foot pitch; arm: degrees of the arms in front
        of the
        vertical; knees: degrees outward that they point, if not where the toes do; hands: world
        point of the left wrist (mirrored for the right)."""
        root_R = Rx(pelvis)
        L = self._spine(lumbar, thoracic, neck)
        a, b, h = np.radians(shank_forward), np.radians(thigh_back), np.radians(heel)
        lift = 0.13 * np.sin(h) - self.ankle_height * (1 - np.cos(h))
        ankle = np.array(
            [
                0,
                self.ankle_height + MAT + lift,
                ankle_z + 0.13 * (1 - np.cos(h)) + self.ankle_height * np.sin(h),
            ]
        )
        knee = ankle + self.shank * 0.995 * np.array([0, np.cos(a), np.sin(a)])
        hip = knee + self.thigh * 0.998 * np.array([0, np.cos(b), -np.sin(b)])
        root_t = self._hips_at(L, root_R, hip)
        for s, sg in SIDES:
            point = np.array([sg * width, ankle[1], ankle[2]])
            out = np.tan(np.radians(toes if knees is None else knees))
            self._leg(
                L,
                root_R,
                root_t,
                s,
                point,
                (sg * out, 0.02, 1),
                Ry(sg * toes) @ Rx(heel),
                root_R @ [1.0, 0, 0],
            )
            if heel:
                for k in range(1, 6):
                    if f"toe{k}-1.{s}" in self.body.index:
                        L[f"toe{k}-1.{s}"] = Rx(-heel)
            if hands is not None:
                wrist = np.array(hands) * [sg, 1, 1]
                self._hand(L, root_R, root_t, s, wrist, (sg * 0.5, -0.2, -1), (-sg, 0, 0), 0.10)
            elif crossed:
                T = Rx(pelvis + lumbar + thoracic)
                upper = T @ np.array([sg * 0.30, -0.80, 0.50])
                fore = T @ np.array([-sg * 0.90, 0.35, 0.10 if s == "L" else 0.02])
                self._aim_arm(L, root_R, root_t, s, upper, fore, T @ np.array([0, 0, -1.0]), 0.1)
            else:
                self._arm_at(
                    L,
                    root_R,
                    root_t,
                    s,
                    4 if arm is None else arm,
                    (-1, 0),
                    (0, 1),
                    bend=10,
                    out=0.10,
                    girdle=0.1,
                )
        return self._pose(L, root_R, root_t, lumbar, thoracic, props, **extra)

    # ------------------------------------------------------------------- chair
    SEAT = 0.45

    def seat_drop(self):
        """Height of the hip joints over the seat."""
        if "seat" not in self._cache:
            p = self.stand(-3, 0, 0, 90, 5)
            low = self.body.skin(p.R, p.P, self.body.V[self.seat], self.body.W[self.seat])
            hip = (p.at("upperleg01.L") + p.at("upperleg01.R")) / 2
            near = np.abs(low[:, 2] - hip[2]) < 0.12
            self._cache["seat"] = float(hip[1] - low[near, 1].min()) - 0.012
        return self._cache["seat"]

    def stretch(self, pelvis, lumbar, thoracic, knee, neck=0.0) -> Pose:
        """Sitting with the heel of the `free` leg in front (knee angle `knee`), the other foot
        below the knee."""
        root_R, L = Rx(pelvis), self._spine(lumbar, thoracic, neck)
        a, b = np.radians(9.0), np.radians(self.sitting_legs(9.0))
        foot = np.array([0, self.ankle_height + MAT, -0.05])
        hip = (
            foot
            + self.shank * 0.995 * np.array([0, np.cos(a), np.sin(a)])
            + self.thigh * 0.998 * np.array([0, np.cos(b), -np.sin(b)])
        )
        root_t = self._hips_at(L, root_R, hip)
        span = np.sqrt(
            self.thigh**2 + self.shank**2 - 2 * self.thigh * self.shank * np.cos(np.radians(knee))
        )
        heel_y = self.ankle_height + MAT - 0.012
        ahead = hip[2] + np.sqrt(span**2 - (hip[1] - heel_y) ** 2)
        lateral = root_R @ [1.0, 0, 0]
        for s, sg in SIDES:
            if s == self.free:
                self._leg(
                    L, root_R, root_t, s, (sg * 0.11, heel_y, ahead), (0, 1, 0.3), Rx(-22), lateral
                )
            else:
                self._leg(
                    L,
                    root_R,
                    root_t,
                    s,
                    (sg * 0.13, foot[1], foot[2]),
                    (sg * 0.1, 0, 1),
                    np.eye(3),
                    lateral,
                )
            _, P, _ = self.body.pose(L, root_R, root_t)
            i = self.body.index
            thigh = mix(P[i["upperleg01." + s]], P[i["lowerleg01." + s]], 0.70)
            self._hand(
                L, root_R, root_t, s, thigh + [0, 0.085, 0], (sg * 0.5, -0.3, -1), (0, -1, 0), 0.08
            )
        return self._pose(L, root_R, root_t, lumbar, thoracic, stretch_knee_deg=float(knee))

    def clamshell(self, opening, roll, neck=0.0) -> Pose:
        """Lying on the left side, hips and knees bent, feet together. opening: turn of the upper
        leg about
        the hip-ankle line; roll: pelvis and trunk turned backwards."""
        hz = -1 if self.facing == "belly" else 1
        base = np.array([[0, -1, 0], [0, 0, hz], [-hz, 0, 0]], float).T
        root_R = base @ Ry(-roll)
        L = self._spine(0, 0, 6 + neck)
        i, B = self.body.index, self.body
        if "side" not in self._cache:
            side = np.where(
                (np.arange(B.n) < N_BODY)
                & (B.V[:, 0] > 0.04)
                & np.isin(
                    B.dominant,
                    (
                        "root",
                        "pelvis.L",
                        "upperleg01.L",
                        "spine05",
                        "spine03",
                        "spine02",
                        "spine01",
                    ),
                )
            )[0]
            R, P, _ = B.pose(L, base, full=True)
            self._cache["side"] = MAT - 0.02 - B.skin(R, P, B.V[side], B.W[side])[:, 1].min()
        root_t = np.array([0, self._cache["side"], 0])
        root_t -= (
            B.pose(L, root_R)[1][i["upperleg01.L"]] - B.pose(L, base)[1][i["upperleg01.L"]]
        ) * [1, 1, 0]
        root_t[2] -= B.pose(L, root_R, root_t)[1][i["spine03"]][2]
        body_dir = lambda a: np.array([0, -np.cos(np.radians(a)), np.sin(np.radians(a))])
        for s, _sg in SIDES:
            thigh, shank = base @ body_dir(50), base @ body_dir(-42)
            lateral = base @ [1.0, 0, 0]
            if s == "R":  # the upper knee rests on the lower one
                thigh = thigh + [0, -0.30, 0]
                thigh /= np.linalg.norm(thigh)
                axis = thigh * self.thigh + shank * self.shank
                axis /= np.linalg.norm(axis)
                T = axis_rotation(axis, opening)
                if (T @ thigh)[1] < thigh[1]:
                    T = T.T
                thigh, shank, lateral = T @ thigh, T @ shank, T @ lateral
            self._leg_dirs(L, root_R, root_t, s, thigh, shank, lateral, point=20)
        front, head = base @ [0, 0, 1.0], base @ [0, 1.0, 0]
        self._aim_arm(
            L,
            root_R,
            root_t,
            "L",
            head * 0.8 + front * 0.55 + [0, -0.05, 0],
            -front * 0.2 + head * 0.9 + [0, 0.12, 0],
            (0, 1, 0),
            0.2,
        )
        _, P, _ = B.pose(L, root_R, root_t)
        S = P[i["upperarm01.R"]]
        wrist = np.array([0, 0.06 + MAT, 0]) + (S + front * 0.30 - head * 0.10) * [1, 0, 1]
        self._hand(L, root_R, root_t, "R", wrist, -head + [0, 0.4, 0], (0, -1, 0), 0.1)
        self._flat_hand(L, root_R, root_t, "R", front * 0.3 + head + [0, -0.1, 0], (0, -1, 0))
        return self._pose(
            L,
            root_R,
            root_t,
            0,
            0,
            opening_deg=round(float(opening), 2),
            roll_deg=round(float(roll), 2),
        )

    def sitting_legs(self, shank_forward):
        """Thigh lean from the vertical with the hips on the seat and the shanks leaning forward."""
        knee_y = self.ankle_height + MAT + self.shank * 0.995 * np.cos(np.radians(shank_forward))
        rise = (self.SEAT + self.seat_drop() - knee_y) / (self.thigh * 0.998)
        return float(np.degrees(np.arccos(np.clip(rise, -0.5, 0.5))))

    def chair_back(self, shank_forward=8):
        """Z of the front of the backrest for a person who sits well back."""
        a, b = np.radians(shank_forward), np.radians(self.sitting_legs(shank_forward))
        hip = -0.05 + self.shank * 0.995 * np.sin(a) - self.thigh * 0.998 * np.sin(b)
        depth = self.body.V[self.seat, 2].min() - self.body.joint("upperleg01.L")[2]
        return hip + depth - 0.03
