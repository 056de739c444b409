"""Koshi's door: pages and language, nothing else. Run with ``python -m pages``."""

from pathlib import Path

import streamlit as st

from pages.door import may_enter
from pages.frame import choose_words, show_failure
from pages.people import chooser, known
from pages.reminding import notify
from pages.visitor import been_here

st.set_page_config(page_icon="pages/icon.png", layout="wide")
st.html(Path(__file__).parent / "pages" / "style.css")
words = choose_words(chooser)
# Who has been here comes to what is on today, who has not to the samples.
been = been_here()
samples = {"title": words.say("page-sample"), "icon": ":material/play_circle:"}
today = {"title": words.say("page-today"), "icon": ":material/today:"}
first = ("pages/today.py", today) if been else ("pages/sample.py", samples)
# Addresses differ from file names: under those, Streamlit would run a page without this door.
page = st.navigation(
    [
        st.Page(first[0], **first[1], default=True),
        st.Page(
            "pages/exercises.py",
            title=words.say("page-exercises"),
            icon=":material/menu_book:",
            url_path="exercises",
        ),
        st.Page(
            "pages/upload.py",
            title=words.say("page-upload"),
            icon=":material/upload_file:",
            url_path="check-clip",
        ),
        st.Page(
            "pages/live.py",
            title=words.say("page-live"),
            icon=":material/videocam:",
            url_path="check-live",
        ),
        st.Page(
            "pages/desk.py",
            title=words.say("page-desk"),
            icon=":material/chair_alt:",
            url_path="at-the-desk",
        ),
        st.Page(
            "pages/library.py",
            title=words.say("page-library"),
            icon=":material/inventory_2:",
            url_path="my-sets",
        ),
        st.Page(
            "pages/weeks.py",
            title=words.say("page-weeks"),
            icon=":material/calendar_month:",
            url_path="my-weeks",
        ),
        st.Page(
            "pages/reading.py",
            title=words.say("page-reading"),
            icon=":material/local_library:",
            url_path="reading",
        ),
        st.Page(
            "pages/sample.py",
            **samples,
            url_path="samples",
            visibility="visible" if been else "hidden",
        ),
        st.Page(
            "pages/shared.py",
            title=words.say("page-shared"),
            url_path="shared",
            visibility="hidden",
        ),
    ],
    position="top",
)
st.set_page_config(page_title=f"{page.title} · Koshi 腰")
try:
    if page.url_path == "shared" or (may_enter(words) and known(words)):
        page.run()
except Exception as error:  # the kept sets cannot be had, say; samples need none
    show_failure(error)
st.caption(words.say("disclaimer"))
if page.url_path != "shared":
    notify(words)
