"""Body + clothes + hair + colours -> one triangle mesh for the renderer.

Clothes are cut from MakeHuman's "helper-tights" surface: each garment has a signed field in metres
(> 0 inside the garment) that the fragment shader uses to cut a clean hem. Skin, brows, lips, hair,
eyes and shoes are painted per vertex. Colours are sRGB 0..1.

Material ids: 0 plain, 1 skin, 2 cloth, 3 hair (4-8 belong to the room, see shaders.py).
"""

from functools import cache

import cv2
import numpy as np
import scipy.sparse as sp
from scipy.spatial import cKDTree

from benchmarks.render import cloth
from benchmarks.render.assets import read_bytes
from benchmarks.render.body import FACE, N_BODY, Body, Rx, read_obj
from benchmarks.render.cloth import TIGHT, Fit, smoothstep
from benchmarks.render.people import Person

ARM_BONES = ("upperarm", "lowerarm", "wrist", "finger", "metacarpal")
LEG_BONES = ("upperleg", "lowerleg", "foot", "toe")
HEAD_BONES = ("head", "neck03", *FACE)


def _ripple(points, frequency, seed):
    """Cheap smooth 3D noise, about -1..1."""
    rng = np.random.RandomState(seed)
    total = np.zeros(len(points))
    for _ in range(8):
        d = rng.randn(3)
        d /= np.linalg.norm(d)
        total += np.sin(points @ d * frequency * (0.7 + 0.6 * rng.rand()) + rng.rand() * 6.28)
    return total / 4


@cache
def _lips():
    """Lip mask 0..1 per vertex, read through the UV map."""
    V, VT, F, FT = read_obj("3dobjs/base.obj")
    packed = np.frombuffer(read_bytes("textures/mpfb_lips.jpg"), np.uint8)
    image = np.asarray(cv2.imdecode(packed, 0))
    h, w = image.shape
    lips = np.zeros(len(V))
    for face, uv in zip(F, FT, strict=True):
        for a, b in zip(face, uv, strict=True):
            if a < N_BODY and lips[a] == 0:
                x, y = int(VT[b][0] * w), int((1 - VT[b][1]) * h)
                lips[a] = image[min(max(y, 0), h - 1), min(max(x, 0), w - 1)] / 255
    return lips


class Actor:
    """Attributes for the renderer: rest [n,3], col [n,3], mat [n,3] (roughness, id, cut), tri
    [t,3]."""

    rest: np.ndarray
    belly: np.ndarray
    puff: np.ndarray
    col: np.ndarray
    mat: np.ndarray
    tri: np.ndarray
    weights: sp.csr_matrix

    def __init__(self, person: Person, fit: Fit = TIGHT, seed: int = 0):
        """seed: wrinkles of loose clothes."""
        posture = {bone: Rx(a) for bone, a in person.posture.items()}
        self.body = B = Body(person.targets, posture)
        self.look = person.look
        self.fit = fit
        self.drape: list[cloth.Drape] = []
        self.props: dict[str, slice] = {}
        self.height = B.V[:N_BODY, 1].max()
        self._regions()
        self._parts: dict[str, list] = {"src": [], "puff": [], "col": [], "mat": [], "tri": []}
        self._n = 0
        top, bottom = self._garments()
        self._add_skin(hidden_by=(top, bottom))
        self._add_eyes()
        kind, colour = self.look["bottom"]
        V, hip, knee = B.V, self.hip, self.knee
        loose = (
            0.002
            if kind == "leggings"
            else 0.012 * (1 - smoothstep(knee + 0.1, hip, V[:, 1])) + 0.004
        )
        bottom_from = self._n
        self._add(bottom[0], self._cloth(colour), 0.75, 2, loose, bottom[1])
        loose = 0.006 + 0.004 * smoothstep(0, 0.6, self.along_arm) * self.is_arm
        loose = loose + 0.006 * (1 - smoothstep(hip, hip + 0.18, V[:, 1]))
        middle = self._n
        self._add(top[0], self._cloth(self.look["top"]), 0.85, 2, loose, top[1])
        self._finish()
        if fit.loose:
            self._loosen(bottom_from, middle, self._n, seed)

    def mesh(self, pose):
        """Posed vertices and normals [n,3] of a Pose."""
        rest = self.rest + pose.belly * self.belly if pose.belly else self.rest
        V = self.body.skin(pose.R, pose.P, rest, self.weights)
        V = V + self._normals(V) * self.puff[:, None]
        for drape in self.drape:
            drape(self.body, pose, V, self._normals(V), self.cloth_floor)
        for name, span in self.props.items():  # things in the hands: moved as a whole
            R, t = pose.props[name]
            V[span] = self.rest[span] @ R.T + t
        return V, self._normals(V)

    # ---------------------------------------------------------------- set-up
    def _regions(self):
        B = self.body
        V, starts = B.V, lambda names: np.array([d.startswith(names) for d in B.dominant])
        quads = np.array([f if len(f) == 4 else f + [f[-1]] for f in B.F])
        self._faces_of = lambda mask: quads[mask[quads].all(1)]
        self.hip, self.knee = B.joint("upperleg01.L")[1], B.joint("lowerleg01.L")[1]
        self.ankle, self.eye = B.joint("foot.L")[1], B.joint("eye.L")
        self.is_arm, self.is_leg, self.is_head = (
            starts(ARM_BONES),
            starts(LEG_BONES),
            starts(HEAD_BONES),
        )
        shoulder, elbow = B.joint("upperarm01.L"), B.joint("lowerarm01.L")
        dx, dy = abs(elbow[0]) - abs(shoulder[0]), elbow[1] - shoulder[1]
        self.arm_length = np.hypot(dx, dy)
        self.along_arm = (
            (np.abs(V[:, 0]) - abs(shoulder[0])) * dx + (V[:, 1] - shoulder[1]) * dy
        ) / (dx * dx + dy * dy)
        head = V[self.is_head & B.group("body")]
        self.head_points, self.head_mid_z = head, (head[:, 2].min() + head[:, 2].max()) / 2

    def _garments(self):
        """((faces, field) of the T-shirt, (faces, field) of the shorts or leggings)."""
        B, V = self.body, self.body.V
        tights = self._faces_of(B.group("helper-tights"))
        arm_cols = [i for i, b in enumerate(B.bones) if b.startswith(ARM_BONES)]
        arm_weight = np.asarray(B.W[:, arm_cols].sum(1)).ravel()
        neck = B.joint("neck01")
        neck_radius = np.hypot(V[:, 0], V[:, 2] - neck[2] - 0.02)
        collar = np.maximum(neck_radius - 0.082, (neck[1] - 0.035) - V[:, 1])
        fit = self.fit
        sleeve = np.where(arm_weight > 0.5, (fit.sleeve - self.along_arm) * self.arm_length, 0.2)
        hem_y = self.hip + fit.hem
        hem = np.where(arm_weight > 0.5, 0.2, V[:, 1] - hem_y - 0.012 * np.sin(V[:, 0] * 40))
        top = np.minimum(np.minimum(collar, sleeve), hem)
        top = np.where(self.is_leg & (V[:, 1] < hem_y - 0.03), -0.1, top)
        end = self.knee + 0.10 if self.look["bottom"][0] == "shorts" else self.ankle + 0.05
        if fit.long and self.look["bottom"][0] == "shorts":
            end = self.ankle + 0.035
        bottom = np.minimum(self.hip + 0.12 - V[:, 1], V[:, 1] - end)
        bottom = np.where(self.is_arm, -0.1, bottom)
        return tuple((tights[(field[tights] > 0).any(1)], field) for field in (top, bottom))

    def add_prop(self, name, part):
        """Add a thing that moves as a whole: pose.props[name] = (rotation, position)."""
        n, m = len(self.rest), len(part["pos"])
        self.rest = np.concatenate([self.rest, part["pos"]])
        self.belly = np.concatenate([self.belly, np.zeros((m, 3))])
        self.puff = np.concatenate([self.puff, np.zeros(m)])
        self.col = np.concatenate([self.col, part["rgb"]])
        self.mat = np.concatenate([self.mat, part["mat"]])
        self.tri = np.concatenate([self.tri, part["tri"] + n])
        on_root = (np.ones(m), (np.arange(m), np.zeros(m, int)))
        extra = sp.csr_matrix(on_root, shape=(m, len(self.body.bones)))
        self.weights = sp.vstack([self.weights, extra]).tocsr()
        self.props[name] = slice(n, n + m)
        self._sum_faces()

    cloth_floor = 0.008  # height of the mat, m: hanging cloth stays above it

    def _loosen(self, a, b, c, seed):
        """Make the vertices a..b (bottom) and b..c (top) hang loosely."""
        B, fit = self.body, self.fit
        src = np.concatenate(self._parts["src"])
        N = self._normals(self.rest)
        wide_legs = self.look["bottom"][0] != "leggings"
        if wide_legs or fit.long:
            i = np.arange(a, b)
            P, width = self.rest[i], fit.extra * (1.0 if wide_legs else 0.7)
            waist = 1 - smoothstep(self.hip - 0.17, self.hip - 0.05, P[:, 1])
            end = 0.15 + 0.85 * smoothstep(self.ankle + 0.03, self.ankle + 0.16, P[:, 1])
            off = N[i] * (0.004 + width * waist * end)[:, None]
            self.drape.append(
                cloth.Drape(fit, i, P, off, 0.6 * fit.sag * waist * end, self.weights[i], seed)
            )
        i = np.arange(b, c)
        P, v = self.rest[i], src[i]
        arm = self.is_arm[v]
        shoulder = B.joint("upperarm01.L")
        core = ~arm & (P[:, 1] < shoulder[1] - 0.02) & (P[:, 1] > self.hip + fit.hem - 0.02)
        off, low = cloth.hanging_shell(P, core, self.hip, fit.extra)
        trunk = np.where(arm, 0, smoothstep(shoulder[1] + 0.03, shoulder[1] - 0.06, P[:, 1]))
        near_arm = np.clip(self.along_arm[v] / 0.5, 0, 1)
        cuff = smoothstep(1.77, 1.50, self.along_arm[v]) if fit.long else 1.0
        sleeve = (0.006 + fit.extra * near_arm * cuff) * arm
        over = (
            0.012 * (1 - smoothstep(self.hip + 0.02, self.hip + 0.12, P[:, 1])) * ~arm
        )  # over the waistband
        off = off * trunk[:, None] + N[i] * (sleeve + over)[:, None]
        sag = fit.sag * (trunk * (0.25 + 0.75 * low) + 0.6 * near_arm * arm * cuff)
        self.drape.append(cloth.Drape(fit, i, P, off, sag, self.weights[i], seed + 1))

    def _add(self, faces, colour, roughness, material, puff=0.0, cut=None):
        """Append faces. colour: rgb or f(points, vertices); puff: metres outwards; cut: garment
        field."""
        B, parts = self.body, self._parts
        v = np.unique(faces)
        remap = np.full(B.n, -1)
        remap[v] = np.arange(len(v)) + self._n
        q = remap[faces]
        t = np.concatenate([q[:, [0, 1, 2]], q[:, [0, 2, 3]]])
        parts["tri"].append(t[(t[:, 0] != t[:, 1]) & (t[:, 1] != t[:, 2]) & (t[:, 0] != t[:, 2])])
        self._n += len(v)
        parts["src"].append(v)
        parts["puff"].append(
            np.broadcast_to(puff if np.isscalar(puff) else puff[v], len(v)).astype(float)
        )
        rgb = (
            colour(B.V[v], v)
            if callable(colour)
            else np.broadcast_to(np.array(colour, float), (len(v), 3))
        )
        parts["col"].append(rgb)
        material = np.full(len(v), material) if np.isscalar(material) else material[v]
        keep = np.ones(len(v)) if cut is None else cut[v]
        parts["mat"].append(np.stack([np.full(len(v), roughness), material, keep], 1))

    def _add_skin(self, hidden_by):
        B, V, look = self.body, self.body.V, self.look
        covered = np.zeros(B.n, bool)
        for faces, field in hidden_by:  # drop skin well inside a garment
            v = np.unique(faces)
            d, i = cKDTree(V[v]).query(V[:N_BODY])
            covered[:N_BODY] |= (field[v[i]] > 0.022) & (d < 0.05)
        faces = self._faces_of(B.group("body"))
        faces = faces[~covered[faces].all(1)]
        hair = self._hair_mask(V) * self.is_head * B.group("body")
        puff = hair * (0.010 if look["style"] == "short" else 0.006)
        material = np.where(hair > 0.5, 3, 1)
        if look["shoes"] is not None:
            shoe = (
                smoothstep(-0.004, 0.004, self.ankle + 0.012 - V[:, 1])
                * self.is_leg
                * B.group("body")
            )
            puff = puff + shoe * 0.006
            material = np.where(
                (hair <= 0.5) & self.is_leg & (V[:, 1] < self.ankle + 0.05), 2, material
            )
        self._add(faces, self._skin_colour, 0.48, material, puff)

    def _add_eyes(self):
        B = self.body
        self._add(
            self._faces_of(B.group("helper-l-eye") | B.group("helper-r-eye")),
            self._eye_colour,
            0.12,
            0,
        )
        lashes = np.any([B.group(f"helper-{s}-eyelashes-{k}") for s in "lr" for k in "12"], axis=0)
        self._add(self._faces_of(lashes), np.array(self.look["hair"]) * 0.6, 0.8, 0)

    def _finish(self):
        B, p = self.body, {k: np.concatenate(v) for k, v in self._parts.items()}
        self.rest, self.weights = B.V[p["src"]], B.W[p["src"]]
        self.belly = B.belly()[p["src"]]
        self.puff, self.col, self.mat, self.tri = p["puff"], p["col"], p["mat"], p["tri"]
        if self.look["style"] == "bun":
            self._add_bun()
        self._sum_faces()

    def _sum_faces(self):
        rows, cols = self.tri.ravel(), np.repeat(np.arange(len(self.tri)), 3)
        self._face_sum = sp.csr_matrix(
            (np.ones(len(rows)), (rows, cols)), shape=(len(self.rest), len(self.tri))
        )

    def _add_bun(self):
        B, head = self.body, self.head_points
        sphere, tri = _sphere(24, 16)
        centre = np.array([0, head[:, 1].max() - 0.035, head[:, 2].min() + 0.035])
        P = centre + sphere * 0.042 * (1 + 0.06 * _ripple(sphere, 6, 4)[:, None])
        n = len(P)
        self.tri = np.concatenate([self.tri, tri + len(self.rest)])
        self.rest = np.concatenate([self.rest, P])
        self.belly = np.concatenate([self.belly, np.zeros((n, 3))])
        self.puff = np.concatenate([self.puff, np.zeros(n)])
        self.col = np.concatenate([self.col, self._hair_colour(P)])
        self.mat = np.concatenate([self.mat, np.tile([0.48, 3, 1], (n, 1))])
        on_head = (np.ones(n), (np.arange(n), np.full(n, B.index["head"])))
        self.weights = sp.vstack(
            [self.weights, sp.csr_matrix(on_head, shape=(n, len(B.bones)))]
        ).tocsr()

    def _normals(self, V):
        a, b, c = (V[self.tri[:, k]] for k in range(3))
        n = self._face_sum @ np.cross(b - a, c - a)
        return n / (np.linalg.norm(n, axis=1, keepdims=True) + 1e-12)

    # --------------------------------------------------------------- painting
    @staticmethod
    def _cloth(colour):
        return lambda P, v: np.clip(
            np.array(colour)
            * (1 + 0.05 * _ripple(P, 45, 7)[:, None] + 0.04 * _ripple(P, 140, 8)[:, None]),
            0,
            1,
        )

    def _hair_mask(self, P):
        """1 above the hairline (over the brow, down behind the ears to the nape), 0 below."""
        z = (P[:, 2] - self.head_mid_z) / 0.10
        rise = np.where(z > 0, 0.055 * np.clip(z, 0, 1) ** 0.7, -0.085 * np.clip(-z, 0, 1) ** 0.8)
        sideburn = (np.abs(P[:, 0]) > 0.055) & (z > 0) & (z < 0.35)
        above = P[:, 1] - self.eye[1] - 0.012 - rise + sideburn * 0.02 + _ripple(P, 260, 3) * 0.003
        return smoothstep(-0.006, 0.008, above)

    def _hair_colour(self, P):
        return np.array(self.look["hair"]) * (1 + 0.35 * _ripple(P * [3, 1, 1], 420, 5)[:, None])

    def _skin_colour(self, P, v):
        look, eye, head = self.look, self.eye, self.is_head[v]
        skin, x, front = np.array(look["skin"]), np.abs(P[:, 0]), P[:, 2] > self.head_mid_z

        def blend(c, amount, colour):
            return c * (1 - amount[:, None]) + amount[:, None] * colour

        blotch = _ripple(P, 60, 1) * 0.025 + _ripple(P, 300, 2) * 0.015
        c = skin * (1 + blotch[:, None] * np.array([0.8, 1.0, 1.1]))
        cheek = (
            np.exp(-(((x - 0.045) / 0.022) ** 2 + ((P[:, 1] - eye[1] + 0.045) / 0.022) ** 2))
            * front
            * head
        )
        c *= 1 - cheek[:, None] * 0.35 * np.array([0.15, 0.5, 0.5])
        c[head & (x > 0.068) & (np.abs(P[:, 1] - eye[1] + 0.01) < 0.04)] *= [1, 0.9, 0.9]  # ears
        c = blend(c, _lips()[v], np.clip(skin * [0.92, 0.62, 0.60], 0, 1))
        brow_y = eye[1] + 0.021 + 0.006 * np.sin(np.clip((x - 0.012) / 0.045, 0, 1) * np.pi * 0.8)
        brow = np.exp(-(((P[:, 1] - brow_y) / 0.0042) ** 2)) * smoothstep(0.009, 0.014, x)
        brow *= (1 - smoothstep(0.048, 0.055, x)) * (P[:, 2] > self.head_mid_z + 0.05) * head
        c = blend(c, 0.85 * brow, np.array(look["hair"]) * 0.9)
        lid = np.exp(
            -(((x - abs(eye[0])) / 0.016) ** 2 + ((P[:, 1] - eye[1] - 0.004) / 0.010) ** 2)
        )
        c *= 1 - 0.18 * (lid * front * head)[:, None]
        c = blend(c, self._hair_mask(P) * head, self._hair_colour(P))
        if look["shoes"] is not None:
            leg = self.is_leg[v]
            shoe = smoothstep(-0.004, 0.004, self.ankle + 0.012 - P[:, 1]) * leg
            pattern = 1 - 0.25 * (_ripple(P, 120, 9) > 0.3)[:, None]
            c = blend(c, shoe, np.array(look["shoes"]) * pattern)
            c = blend(
                c, smoothstep(-0.002, 0.002, 0.014 - P[:, 1]) * leg, np.array([0.9, 0.9, 0.88])
            )  # sole
            sock = smoothstep(-0.003, 0.003, self.ankle + 0.05 - P[:, 1]) * (1 - shoe) * leg
            c = blend(c, sock, np.array([0.85, 0.85, 0.83]))
        return np.clip(c, 0.01, 1)

    def _eye_colour(self, P, v):
        B, rgb = self.body, np.ones((len(v), 3)) * [0.93, 0.92, 0.90]
        for side in "LR":
            i = B.index["eye." + side]
            axis = B.tail[i] - B.head[i]
            d = P - B.head[i]
            cosine = d @ axis / np.linalg.norm(d, axis=1) / np.linalg.norm(axis)
            angle = np.degrees(np.arccos(np.clip(cosine, -1, 1)))
            same = np.sign(P[:, 0]) == np.sign(B.head[i][0])
            rgb[same & (angle < 26)] = [0.22, 0.14, 0.08]
            rgb[same & (angle < 11)] = [0.01, 0.01, 0.01]
        return rgb


def _sphere(n_around, n_down):
    """Unit sphere: points [n,3], triangles [t,3]."""
    a = np.linspace(0, 2 * np.pi, n_around, endpoint=False)
    b = np.linspace(0, np.pi, n_down + 1)
    P = np.array([[np.sin(q) * np.cos(p), np.cos(q), np.sin(q) * np.sin(p)] for q in b for p in a])
    T = []
    for r in range(n_down):
        for k in range(n_around):
            i, j = r * n_around + k, r * n_around + (k + 1) % n_around
            T += [[i, j, i + n_around], [j, j + n_around, i + n_around]]
    return P, np.array(T)
