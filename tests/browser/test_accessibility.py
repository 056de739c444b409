"""Whoever cannot see well, or has no mouse: axe-core on every page and state, and the keyboard."""

import pytest

from benchmarks.axe import SCHEMES, at_camera, findings, furnish, states
from clips.access import Access
from clips.library import Library
from coach.words import words
from tests.browser.conftest import SAMPLES, settled, until

JA = words("ja")
BEFORE_S = 20.0  # of a film's first frame: set-up, countdown and several looks take as long
_HEADINGS = ("heading-order", "page-has-heading-one", "empty-heading")  # moderate, but ours to do
# What stays, by rule and what its selector contains, with the reason. Nothing else may.
ALLOWED: dict[tuple[str, str], str] = {}


@pytest.fixture(scope="module")
def sets(server, server_data, tmp_path_factory):
    """Kept sets of every kind."""
    library = Library(f"sqlite:///{server_data / 'koshi.sqlite'}", str(server_data / "files"))
    before = {kept.id for kept in library.sets(library.person())}
    yield furnish(library, tmp_path_factory.mktemp("sets"))
    for kept in library.sets(library.person()):
        if kept.id not in before:
            library.delete(Access(kept.id, kept.person_id))
    library.close()


def wrong(page, scheme):
    """What is serious and not allowed: rule and element."""
    return [
        (found.rule, node)
        for found in findings(page, scheme)
        if found.impact in ("serious", "critical") or found.rule in _HEADINGS
        for node in found.nodes
        if not any(found.rule == rule and part in node for rule, part in ALLOWED)
    ]


# What would be read out by the name of its sign ("arrow_upward icon"): axe takes that for a name.
SIGNS_ALONE = """all => all.filter((each) => {
  const copy = each.cloneNode(true), sign = "[data-testid=stIconMaterial]";
  if (!copy.querySelector(sign)) return false;
  copy.querySelectorAll(sign).forEach((each) => each.remove());
  return !each.ariaLabel && !copy.textContent.trim();
}).map((each) => each.outerHTML.slice(0, 300))"""


def found_on(walk, language, schemes):
    """What is wrong with the pages of a walk, as lines to read."""
    found = []
    for state, page in walk:
        for scheme in schemes:
            found += [(state, scheme, *each) for each in wrong(page, scheme)]
        spoken = page.evaluate("document.documentElement.lang")
        silent = page.locator("img").evaluate_all("all => all.filter((each) => !each.alt).length")
        found += [(state, "lang", spoken)] if spoken != language else []
        found += [(state, "pictures without words", silent)] if silent else []
        signs = page.locator("button:visible, a[href]:visible").evaluate_all(SIGNS_ALONE)
        found += [(state, "named by its sign alone", each) for each in signs]
    return "\n".join(map(str, found))


# Colours are the same in both languages, and words in both schemes: each is walked through once.
@pytest.mark.long
@pytest.mark.parametrize(("language", "scheme"), [("ja", "light"), ("en", "dark")])
def test_axe_finds_nothing_serious_on_any_page(visit, sets, language, scheme):
    assert found_on(states(visit, sets, words(language)), language, [scheme]) == ""


@pytest.mark.long
@pytest.mark.camera
def test_axe_finds_nothing_serious_at_the_camera(visit, films):
    film = films(SAMPLES / "hip_lift_arched.mp4", BEFORE_S)
    assert found_on(at_camera(visit, JA, film), "ja", SCHEMES) == ""


# The element that has the focus, whichever shadow tree it is in: whether it is `what`, and whether
# one sees that it has it: a line or a glow round it or its neighbours; a text field has its caret.
FOCUSED = """(what) => {
  let at = document.activeElement;
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  const field = at.matches("input:not([type=radio], [type=checkbox], [type=range]), textarea");
  const seen = (each) => {
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(each);
    return (outlineStyle !== "none" && parseFloat(outlineWidth) > 0) || boxShadow !== "none";
  };
  const round = [at, at.parentElement, ...(at.parentElement?.children ?? [])].filter(Boolean);
  const words = [at.getAttribute("aria-label"), at.title, at.innerText, at.value].filter(Boolean);
  return {
    there: what.startsWith("[") ? at.matches(what)
      : !at.matches("main, body") && words.join(" ").includes(what), // the page itself scrolls
    seen: at.matches("main, body") || field || round.some(seen),
    source: at.outerHTML.slice(0, 200),
  };
}"""


def tab_to(page, what, most=80):
    """Press Tab until what has the focus says `what`, or is that by selector; where the focus was
    not to be seen."""
    unseen = []
    for _ in range(most):
        page.keyboard.press("Tab")
        now = page.evaluate(FOCUSED, what)
        unseen += [] if now["seen"] else [now["source"]]
        if now["there"]:
            return unseen
    raise AssertionError(f"{what} is not reached by Tab")


@pytest.mark.long
@pytest.mark.usefixtures("kept")
def test_from_the_first_page_to_a_copied_link_by_keyboard_alone(visit):
    page = visit()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.locator("ol.koshi-weeks").wait_for()
    unseen = tab_to(page, JA.say("page-library"))
    page.keyboard.press("Enter")
    page.get_by_role("button", name=JA.say("kept-open")).first.wait_for()
    unseen += tab_to(page, JA.say("kept-open"))
    page.keyboard.press("Enter")
    page.get_by_text(JA.say("download-json")).wait_for()
    unseen += tab_to(page, JA.say("share-title"))
    page.keyboard.press("Enter")
    unseen += tab_to(page, JA.say("send-link-here"))
    page.keyboard.press("Enter")
    unseen += tab_to(page, JA.say("share-make"))
    page.keyboard.press("Space")
    link = page.get_by_test_id("stCode")
    link.wait_for()
    settled(page)
    unseen += tab_to(page, "[data-testid=stCode] button")
    page.keyboard.press("Enter")
    copied = "navigator.clipboard.readText()"
    until(page, lambda: page.evaluate(copied).strip() == link.inner_text().strip())
    assert unseen == []
