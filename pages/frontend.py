"""Streamlit's own files, sooner than Streamlit has them: from memory, and those that a page needs
asked for with the page itself. A browser that has not been here loads some ninety of them, a third
only when the first elements come; one that has been here keeps them all for a year.
"""

import json
import mimetypes
from pathlib import Path

from starlette.responses import HTMLResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from pages.patches import frontend

# What draws the elements of a page, as Streamlit calls it, by the page's address. Other pages find
# out by themselves. The charts of the weeks too: asked for with the elements, they were run before
# the circles above them were drawn (D: 3.7 s against 3.3 s without any of this; asked for at once
# 2.2 s against 2.3 s).
NEEDED = {
    "/": ("Html", "ButtonGroup", "Button", "PageLink"),
    "/my-weeks": (
        *("Html", "ButtonGroup", "Button", "TextInput", "ArrowVegaLiteChart"),
        *("Selectbox", "DownloadButton"),
    ),
}
_ICONS = "MaterialSymbols-Rounded"  # the font of the icons, which every page has
# Their names tell of their content.
_FOR_A_YEAR = {"Cache-Control": "public, immutable, max-age=31536000"}
# Where the system is dark the room may be too: nothing flashes white before the first element.
_DARK = "<style>@media (prefers-color-scheme: dark) { html { background: #171614 } }</style>"


class Frontend:
    """Answers with Streamlit's files, and with the page of addresses whose needs are known; hands
    on everything else."""

    def __init__(self, app: ASGIApp):
        self._app, self._folder = app, frontend()
        static = self._folder / "static"
        self._there = {
            f"/{each.relative_to(self._folder).as_posix()}": each
            for each in static.rglob("*")
            if each.is_file()
        }
        self._read: dict[str, bytes] = {}
        self._pages = {
            address: with_needs(self._folder, names) for address, names in NEEDED.items()
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """As ASGI has it."""
        asked = scope["type"] == "http" and scope["method"] in ("GET", "HEAD") and scope["path"]
        answer: ASGIApp = self._app
        if asked in self._there:
            answer = self._file(asked)
        elif asked in self._pages:
            # To be asked for each time: after an update other files are needed.
            answer = HTMLResponse(self._pages[asked], headers={"Cache-Control": "no-cache"})
        await answer(scope, receive, send)

    def _file(self, path: str) -> Response:
        """A file, from memory from the second time on (26 MB, when all were asked for)."""
        content = self._read.get(path)
        if content is None:
            content = self._read[path] = self._there[path].read_bytes()
        # Not every system knows, and modules are held to it.
        kind = "text/javascript" if path.endswith(".js") else mimetypes.guess_type(path)[0]
        return Response(content, media_type=kind, headers=_FOR_A_YEAR)


def with_needs(folder: Path, names: tuple[str, ...]) -> str:
    """Streamlit's page, which asks at once for what these of its parts are made of."""
    page = (folder / "index.html").read_text(encoding="utf-8")
    files = [each for each in needed(folder, names) if each not in page]
    links = [f'<link rel="modulepreload" crossorigin href="./{each}">' for each in files]
    font = next(iter(folder.glob(f"static/media/{_ICONS}*.woff2"))).relative_to(folder).as_posix()
    links.append(f'<link rel="preload" as="font" crossorigin href="./{font}">')
    return page.replace("</head>", "\n".join((*links, _DARK, "</head>")), 1)


def needed(folder: Path, names: tuple[str, ...]) -> list[str]:
    """The scripts of which these parts are made, by Streamlit's own list of them.

    Raises
    ------
    KeyError
        Streamlit has no such part.
    """
    made = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    parts = {source.rpartition("/")[2].removesuffix(".tsx"): source for source in made}
    found: dict[str, None] = {}
    left = [parts[name] for name in reversed(names)]
    while left:
        part = made[left.pop()]
        if part["file"] not in found:
            found[part["file"]] = None
            left += part.get("imports", ())
    return [*found]
