"""Parametric human body: MakeHuman "hm08" base mesh, shape targets, 163-bone rig, skin weights.

World axes of the rest pose: X = the body's left, Y = up, Z = the body's front. Metres, degrees.
Bone rotations are 3x3 matrices; a bone's rotation is given in the axes carried by its parent.
"""

from functools import cache

import numpy as np
import scipy.sparse as sp

from benchmarks.render.assets import read_json, read_lines

FACE = (
    "jaw", "tongue", "special", "eye", "orbicularis", "levator", "temporalis", "risorius", "oculi",
    "oris",
)  # fmt: skip
N_BODY = 13380  # vertices below this index are the body itself; the rest are helper surfaces


class Body:
    """Rest-pose mesh (`V` [n,3]), faces (`F`), bones (`head`, `tail` [b,3]) and weights (`W`
    [n,b])."""

    def __init__(self, targets: dict[str, float], posture: dict | None = None):
        """targets: shape target (path under targets/, no suffix) -> weight.

        posture: bone -> rotation that becomes part of the rest shape (e.g. a rounded upper back).
        """
        self.V: np.ndarray
        self.head: np.ndarray
        self.tail: np.ndarray
        V, _, self.F, _ = read_obj("3dobjs/base.obj")
        self.n = len(V)
        for target, weight in targets.items():
            V = V + weight * _read_target(target, self.n)
        V = V * 0.1  # decimetres -> metres
        self.groups = _groups()
        self._read_rig(V)
        self.W, self.dominant = _weights(self.n)
        floor = V[:N_BODY, 1].min()
        self.V = V - [0, floor, 0]
        self.head, self.tail = self.head - [0, floor, 0], self.tail - [0, floor, 0]
        self.posture = posture or {}
        if posture:
            R, P, tail = self.pose(posture, root_t=self.head[0])
            self.V = self.skin(R, P)
            self.head, self.tail = P, tail

    def _read_rig(self, V):
        rig, self.bones = _rig()
        self.index = {b: i for i, b in enumerate(self.bones)}
        self.core_only = False
        far = (*FACE, "finger", "toe")
        self._core = [i for i, b in enumerate(self.bones) if not b.startswith(far)]
        self.parent = np.array(
            [self.index[rig[b]["parent"]] if rig[b].get("parent") else -1 for b in self.bones]
        )

        def position(end):
            if end["strategy"] == "CUBE":
                spans = self.groups[end["cube_name"]]
                return V[np.concatenate([np.arange(a, b + 1) for a, b in spans])].mean(0)
            if end["strategy"] == "VERTEX":
                return V[end["vertex_index"]]
            return V[np.array(end["vertex_indices"])].mean(0)

        self.head = np.array([position(rig[b]["head"]) for b in self.bones])
        self.tail = np.array([position(rig[b]["tail"]) for b in self.bones])

    def joint(self, bone: str) -> np.ndarray:
        """Rest position of a bone's head."""
        return self.head[self.index[bone]]

    def belly(self) -> np.ndarray:
        """How the belly's surface moves when it is at its roundest, m [n,3]."""
        return 0.1 * _read_target("stomach/stomach-pregnant-incr", self.n)

    def group(self, name: str) -> np.ndarray:
        """Boolean vertex mask of a named MakeHuman vertex group."""
        mask = np.zeros(self.n, bool)
        for a, b in self.groups[name]:
            mask[a : b + 1] = True
        return mask

    def pose(self, local: dict, root_R=np.eye(3), root_t=np.zeros(3), full=False):
        """Forward kinematics. local: bone -> 3x3 rotation. Returns world R [b,3,3], head [b,3],
        tail [b,3].

        With `core_only` set (while a pose is being searched) face, fingers and toes are left out
        unless `full`.
        """
        R = np.zeros((len(self.bones), 3, 3))
        P = np.zeros((len(self.bones), 3))
        for i in self._core if self.core_only and not full else range(len(self.bones)):
            bone, p = self.bones[i], self.parent[i]
            base = root_R if p < 0 else R[p]
            R[i] = base @ local[bone] if bone in local else base
            P[i] = root_t if p < 0 else P[p] + R[p] @ (self.head[i] - self.head[p])
        return R, P, P + np.einsum("bij,bj->bi", R, self.tail - self.head)

    def skin(self, R, P, rest=None, W=None):
        """Linear-blend skinning of `rest` (default: the whole mesh) -> posed points [n,3]."""
        rest = self.V if rest is None else rest
        W = self.W if W is None else W
        t = P - np.einsum("bij,bj->bi", R, self.head)
        M = W @ np.concatenate([R.reshape(-1, 9), t], 1)
        return np.einsum("nij,nj->ni", M[:, :9].reshape(-1, 3, 3), rest) + M[:, 9:]


@cache
def _groups():
    return read_json("mesh_metadata/basemesh_vertex_groups.json")


@cache
def _rig():
    """Bones by name, and their names with parents before children."""
    rig = read_json("rigs/standard/rig.default.json")
    order: list[str] = []

    def visit(bone):
        if bone in order:
            return
        if rig[bone].get("parent"):
            visit(rig[bone]["parent"])
        order.append(bone)

    for bone in rig:
        visit(bone)
    return rig, order


@cache
def _weights(n):
    """Skin weights [n,b], each row's sum 1, and every vertex' strongest bone."""
    bones = _rig()[1]
    index = {b: i for i, b in enumerate(bones)}
    rows, cols, vals = [], [], []
    for bone, entries in read_json("rigs/standard/weights.default.json")["weights"].items():
        if bone in index:
            for vertex, weight in (e[:2] for e in entries):
                rows.append(vertex)
                cols.append(index[bone])
                vals.append(weight)
    W = sp.csr_matrix((vals, (rows, cols)), shape=(n, len(bones)))
    total = np.asarray(W.sum(1)).ravel()
    total[total == 0] = 1
    W = (sp.diags(1 / total) @ W).tocsr()
    return W, np.array(bones)[np.asarray(W.argmax(1)).ravel()]


@cache
def read_obj(name):
    V, VT, F, FT = [], [], [], []
    for line in read_lines(name):
        if line.startswith("v "):
            V.append([float(x) for x in line.split()[1:4]])
        elif line.startswith("vt "):
            VT.append([float(x) for x in line.split()[1:3]])
        elif line.startswith("f "):
            corners = [c.split("/") for c in line.split()[1:]]
            F.append([int(c[0]) - 1 for c in corners])
            FT.append([int(c[1]) - 1 if len(c) > 1 and c[1] else 0 for c in corners])
    return np.array(V), np.array(VT), F, FT


@cache
def _read_target(name, n):
    offset = np.zeros((n, 3))
    for line in read_lines(f"targets/{name}.target.gz"):
        if line.strip() and not line.startswith("#"):
            a = line.split()
            offset[int(a[0])] = [float(x) for x in a[1:4]]
    return offset


def Rx(deg):
    c, s = np.cos(np.radians(deg)), np.sin(np.radians(deg))
    return np.array([[1, 0, 0], [0, c, -s], [0, s, c]])


def Ry(deg):
    c, s = np.cos(np.radians(deg)), np.sin(np.radians(deg))
    return np.array([[c, 0, s], [0, 1, 0], [-s, 0, c]])


def axis_rotation(axis, deg):
    """Rotation by `deg` about a unit axis (Rodrigues)."""
    a = np.radians(deg)
    K = np.array([[0, -axis[2], axis[1]], [axis[2], 0, -axis[0]], [-axis[1], axis[0], 0]])
    return np.eye(3) + np.sin(a) * K + (1 - np.cos(a)) * K @ K
