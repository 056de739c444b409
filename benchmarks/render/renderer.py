"""Off-screen renderer: moderngl on EGL (Mesa llvmpipe is enough, no GPU and no display needed).

The camera stands still, so the room is shaded once (`bake`). Per frame only the person, the shadows
and the image region that they touch are drawn.
"""

import cv2
import moderngl
import numpy as np

from benchmarks.render import shaders

SUPERSAMPLE = 2  # per axis, on the person
FLOOR_X = -2.05  # the wall behind the person, m
_TONE_MAX = 4.0


def _tone_table():
    x = np.linspace(0, _TONE_MAX, 4096)
    x = x * (2.51 * x + 0.03) / (x * (2.43 * x + 0.59) + 0.14)
    return (np.clip(x, 0, 1) ** (1 / 2.2) * 255).astype("u1")


TONE = _tone_table()


def look_at(eye, target, up=(0, 1, 0)):
    eye = np.array(eye, float)
    f = np.array(target, float) - eye
    f /= np.linalg.norm(f)
    s = np.cross(f, up)
    s /= np.linalg.norm(s)
    M = np.eye(4)
    M[:3, :3] = s, np.cross(s, f), -f
    M[:3, 3] = -M[:3, :3] @ eye
    return M


def perspective(fov_y, aspect, near=0.1, far=30.0):
    t = 1 / np.tan(np.radians(fov_y) / 2)
    M = np.zeros((4, 4))
    M[0, 0], M[1, 1], M[3, 2] = t / aspect, t, -1
    M[2, 2:] = (far + near) / (near - far), 2 * far * near / (near - far)
    return M


def orthographic(half, near, far):
    return np.array(
        [[1 / half, 0, 0, 0], [0, 1 / half, 0, 0],
         [0, 0, -2 / (far - near), -(far + near) / (far - near)], [0, 0, 0, 1]]
    )  # fmt: skip


class Renderer:
    """Draws one actor in one room. Images are RGB uint8 [h,w,3]; pixels count from the top left."""

    # The person is drawn with 2x2 samples, or with one: half the time, slightly jagged edges.
    aa = "ss2"
    floor_y = 0.0  # height of the room's floor (lower than the mattress when there is a bed)

    def __init__(self, width=640, height=480):
        self.w, self.h = width, height
        self.ctx = c = moderngl.create_context(standalone=True, backend="egl")
        c.gc_mode = "auto"  # what no longer is drawn is freed
        c.enable(moderngl.DEPTH_TEST)
        program = lambda v, f: c.program(vertex_shader=v, fragment_shader=f)
        self.actor_prog = program(shaders.VERTEX, shaders.ACTOR_FRAGMENT)
        self.room_prog = program(shaders.VERTEX, shaders.ROOM_FRAGMENT)
        self.shadow_prog = program(shaders.ROOM_SHADOW_VERTEX, shaders.ROOM_SHADOW_FRAGMENT)
        self.depth_prog = program(shaders.DEPTH_VERTEX, shaders.DEPTH_FRAGMENT)
        self.cut_prog = program(shaders.CUT_VERTEX, shaders.CUT_FRAGMENT)
        big = width * SUPERSAMPLE, height * SUPERSAMPLE
        target = lambda size, **k: c.framebuffer(
            [c.texture(size, 4, **k)], c.depth_renderbuffer(size)
        )
        self.actor_fbo, self.room_fbo = target(big), target(big, dtype="f4")
        self.shadow_fbo = target((width, height))
        self.maps = []
        for size in (1024, 512):  # key light, overhead contact map
            tex = c.depth_texture((size, size))
            tex.compare_func = "<="
            tex.repeat_x = tex.repeat_y = False
            self.maps.append((tex, c.framebuffer(depth_attachment=tex)))

    # ----------------------------------------------------------------- set-up
    def set_light(self, direction, key, sky, ground, seed, centre=(0, 0.6, 0)):
        d = np.array(direction, float) / np.linalg.norm(direction)
        self.key_dir = d
        self.shadows_round(centre)
        self.light = {
            "KEY_DIR": d,
            "KEY_RGB": key,
            "SKY": sky,
            "GROUND": ground,
            "SEED": float(seed),
        }

    def shadows_round(self, centre):
        """Where somebody's shadows are looked for: within 1.9 m of a point."""
        c, d = np.array(centre, float), self.key_dir
        self.light_M = orthographic(1.9, 1, 9) @ look_at(c + d * 5, c)
        self.top_M = orthographic(1.9, 1, 9) @ look_at(c + [0, 5, 0], c, (0, 0, 1))

    def set_camera(self, eye, target, fov_y, roll=0.0):
        """roll: degrees, positive turns the camera clockwise (the picture counter-clockwise)."""
        self.eye = np.array(eye, float)
        view = look_at(eye, target)
        a = np.radians(roll)
        turn = np.eye(4)
        turn[:2, :2] = [[np.cos(a), -np.sin(a)], [np.sin(a), np.cos(a)]]
        self.VP = perspective(fov_y, self.w / self.h) @ turn @ view

    def set_actor(self, actor):
        self.actor = self._mesh(actor.rest, actor.col, actor.mat, actor.tri, self.actor_prog)

    def set_room(self, parts):
        P, N, C, M = (np.concatenate([p[k] for p in parts]) for k in ("pos", "nrm", "rgb", "mat"))
        offset = np.cumsum([0] + [len(p["pos"]) for p in parts])
        tri = np.concatenate([p["tri"] + o for p, o in zip(parts, offset, strict=False)])
        self.room = self._mesh(P, C, M, tri, self.room_prog)
        self._write(self.room, P, N)

    def _mesh(self, rest, rgb, mat, tri, program):
        c = self.ctx
        moving = c.buffer(reserve=len(rest) * 24, dynamic=True)
        fixed = c.buffer(np.concatenate([rest, rgb, mat], 1).astype("f4").tobytes())
        index = c.buffer(np.ascontiguousarray(tri, "i4").tobytes())
        array = lambda p, *b: c.vertex_array(p, list(b), index)
        return {
            "moving": moving,
            "full": array(
                program, (moving, "3f 3f", "pos", "nrm"), (fixed, "3f 3f 3f", "rest", "rgb", "mat")
            ),
            "depth": array(self.depth_prog, (moving, "3f 12x", "pos")),
            "cut": array(self.cut_prog, (moving, "3f 12x", "pos"), (fixed, "24x 3f", "mat")),
            "shadow": array(self.shadow_prog, (moving, "3f 12x", "pos")),
        }

    @staticmethod
    def _write(mesh, V, N):
        mesh["moving"].write(np.concatenate([V, N], 1).astype("f4").tobytes())

    def _uniforms(self, program, **extra):
        values = {"MVP": self.VP, "LIGHT": self.light_M, "TOP": self.top_M, "EYE": self.eye,
                  "KEYMAP": 0, "TOPMAP": 1} | self.light | extra  # fmt: skip
        for name, value in values.items():
            if name in program:
                if np.ndim(value) == 2:
                    program[name].write(np.asarray(value).T.astype("f4").tobytes())
                else:
                    program[name].value = tuple(value) if np.ndim(value) else value

    def bake(self):
        """Shade the empty room for the current camera and light."""
        layers = []
        for part in (0, 1):
            self._uniforms(self.room_prog, PART=part)
            self.room_fbo.use()
            self.room_fbo.clear(depth=1.0)
            self.room["full"].render()
            a = np.frombuffer(self.room_fbo.read(components=3, dtype="f4"), "f4")
            a = a.reshape(self.h * SUPERSAMPLE, self.w * SUPERSAMPLE, 3)[::-1]
            layers.append(cv2.resize(a, (self.w, self.h), interpolation=cv2.INTER_AREA))
        self.ambient, self.key = layers
        self.empty = self._tone(self.ambient + self.key)

    @staticmethod
    def _tone(linear):
        return TONE[np.minimum(linear * (4095 / _TONE_MAX), 4095).astype("u2")]

    # -------------------------------------------------------------- per frame
    def project(self, X):
        """World points [n,3] -> pixels [n,2]."""
        q = np.concatenate([X, np.ones((len(X), 1))], 1) @ self.VP.T
        q = q[:, :2] / q[:, 3:]
        return np.stack([(q[:, 0] * 0.5 + 0.5) * self.w, (0.5 - q[:, 1] * 0.5) * self.h], 1)

    def _region(self, points, margin):
        """Pixel box (x0, y0, x1, y1) around world points, clipped to the image; None if outside."""
        p = self.project(points)
        x0, y0 = np.floor(p.min(0) - margin).astype(int)
        x1, y1 = np.ceil(p.max(0) + margin).astype(int)
        x0, y0, x1, y1 = max(x0, 0), max(y0, 0), min(x1, self.w), min(y1, self.h)
        return (x0, y0, x1, y1) if x1 > x0 and y1 > y0 else None

    def draw(self, V, N):
        """Image of the actor with vertices V and normals N [n,3] in the baked room."""
        self._write(self.actor, V, N)
        for (_, fbo), M in zip(self.maps, (self.light_M, self.top_M), strict=False):
            fbo.use()
            fbo.clear(depth=1.0)
            self.depth_prog["MVP"].write(M.T.astype("f4").tobytes())
            self.actor["depth"].render()
        self.maps[0][0].use(0)
        self.maps[1][0].use(1)
        image = self.empty.copy()
        self._draw_shadows(image, V[::7])
        self.mask = self._draw_actor(image, V)  # (pixel box, coverage 0..1) of the person
        return image

    def _draw_shadows(self, image, points):
        d = self.key_dir
        drop = points[:, 1] / d[1]
        if d[0] > 0:
            drop = np.minimum(drop, (points[:, 0] - FLOOR_X) / d[0])
        cast = points - d * drop[:, None]
        below = points * [1, 0, 1]
        if self.floor_y:  # on a bed: the shadow may fall past its edge
            low = points - d * ((points[:, 1] - self.floor_y) / d[1])[:, None]
            cast = np.concatenate([cast, low, below + [0, self.floor_y, 0]])
        wide = np.concatenate(
            [points, cast]
            + [below + o for o in np.eye(3)[[0, 2]] * 0.25]
            + [below - o for o in np.eye(3)[[0, 2]] * 0.25]
        )
        box = self._region(wide, 6)
        if box is None:
            return
        x0, y0, x1, y1 = box
        self._uniforms(self.shadow_prog)
        view = (x0, self.h - y1, x1 - x0, y1 - y0)
        self.shadow_fbo.use()
        self.shadow_fbo.scissor = view
        self.shadow_fbo.clear(1, 1, 1, 1, depth=1.0)
        self.room["shadow"].render()
        q = np.frombuffer(self.shadow_fbo.read(view, components=2), "u1").reshape(
            y1 - y0, x1 - x0, 2
        )[::-1]
        q = q.astype("f4") / 255
        cut = np.s_[y0:y1, x0:x1]
        image[cut] = self._tone(self.ambient[cut] * q[..., 1:2] + self.key[cut] * q[..., 0:1])

    def set_occluder(self, actor):
        self.occluder = self._mesh(actor.rest, actor.col, actor.mat, actor.tri, self.actor_prog)

    def draw_over(self, image, V, N):
        """Draw the occluder in front of everything; returns its share of the picture."""
        self._write(self.occluder, V, N)
        return self._draw_actor(image, V, self.occluder, False)

    def _draw_actor(self, image, V, actor=None, behind_room=True):
        actor = actor or self.actor
        box = self._region(V[::3], 6)
        if box is None:
            return None
        x0, y0, x1, y1 = box
        k, w, h = 1 if self.aa == "ss1" else SUPERSAMPLE, x1 - x0, y1 - y0
        view = (x0 * k, (self.h - y1) * k, w * k, h * k)
        target = self.shadow_fbo if k == 1 else self.actor_fbo
        target.use()
        target.scissor = view
        target.clear(0, 0, 0, 0, depth=1.0)
        self.depth_prog["MVP"].write(self.VP.T.astype("f4").tobytes())
        if behind_room:
            self.room["depth"].render()  # the floor hides what is pressed into it
        self.cut_prog["MVP"].write(self.VP.T.astype("f4").tobytes())
        actor["cut"].render()  # depth first, so that only visible skin and cloth is shaded
        self.ctx.depth_func = "<="
        self._uniforms(self.actor_prog)
        actor["full"].render()
        self.ctx.depth_func = "<"
        a = np.frombuffer(target.read(view, components=4), "u1").reshape(h * k, w * k, 4)[::-1]
        a = a if k == 1 else cv2.resize(a, (w, h), interpolation=cv2.INTER_AREA)
        alpha = a[..., 3:].astype("f4") / 255
        cut = np.s_[y0:y1, x0:x1]
        image[cut] = (a[..., :3] + image[cut] * (1 - alpha)).astype("u1")
        return box, alpha[..., 0]


class SensorNoise:
    """Lens blur, vignette, exposure, white balance and sensor noise. sigma: about 8-bit levels."""

    def __init__(self, seed, sigma=3.0, gain=1.0, white=(1, 1, 1), size=(640, 480)):
        self.rng, self.sigma = np.random.default_rng([seed, 7]), sigma
        w, h = size
        y, x = np.mgrid[:h, :w].astype("f4")
        r = ((x - w / 2) / (w / 2)) ** 2 + ((y - h / 2) / (h / 2)) ** 2
        self.gain = (1 - 0.10 * r)[..., None] * np.float32(gain) * np.array(white, "f4")
        shape = h + 64, w + 64
        self.luma = [self.rng.standard_normal(shape, dtype="f4") for _ in range(8)]
        self.chroma = [
            cv2.GaussianBlur(self.rng.standard_normal((*shape, 3), dtype="f4"), (0, 0), 1.2)
            * (1.5 * sigma)
            for _ in range(6)
        ]
        self.level = (sigma * (0.6 + 0.8 * np.sqrt(np.arange(256) / 255))).astype("f4")

    def __call__(self, image):
        x = cv2.GaussianBlur(image, (0, 0), 0.6).astype("f4") * self.gain
        h, w = x.shape[:2]

        def patch(bank):
            field = bank[self.rng.integers(len(bank))]
            i, j = self.rng.integers(64, size=2)
            return field[i : i + h, j : j + w]

        level = cv2.LUT(cv2.convertScaleAbs(x[..., 1]), self.level)
        x += (patch(self.luma) * level)[..., None] + patch(self.chroma)
        return np.clip(x, 0, 255).astype("u1")
