"""Whether a browser speaks for one of our own pages."""

from urllib.parse import urlsplit

from starlette.datastructures import Headers


def own_page(headers: Headers) -> bool:
    """Whether the page that asks comes from exactly the host and port that it asks. Browsers say so
    (`Origin`) with each web socket; whoever says nothing is refused too. Proxies must hand on the
    `Host` that the browser asked for."""
    asked, page = headers.get("host", ""), urlsplit(headers.get("origin", ""))
    return page.scheme in ("http", "https") and bool(asked) and page.netloc.lower() == asked.lower()
