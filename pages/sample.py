"""Try a sample: one click, no camera."""

import streamlit as st

from clips.samples import SAMPLES, clip_of, picture_of
from pages.arrive import VERDICT, arrive
from pages.frame import current_words
from pages.result import check_and_prepare, show
from pages.visitor import been_here
from pages.welcome import welcome


def card(name: str) -> None:
    """A sample: its picture, what is to be seen in it, and the button."""
    title, to_see = says.say(f"sample-{name}"), says.say(f"sample-{name}.see")
    with st.container(border=True, key=f"card-sample-{name}", gap="small"):
        st.image(picture_of(name), width="stretch", alt=f"{title}: {to_see}")
        st.markdown(f"**{title}**")
        st.caption(to_see)
        if st.button(says.say("try-sample"), key=f"try-{name}", type="primary", width="stretch"):
            st.session_state.sample = name
            st.session_state.sample_count = st.session_state.get("sample_count", 0) + 1
            st.session_state.pop("sample_result", None)


def result(name: str) -> None:
    """The result of the sample that was chosen last, in view from its check on."""
    count = st.session_state.sample_count
    with st.container(key="sample-result"):
        st.header(says.say(f"sample-{name}"), anchor=False)
        st.caption(says.say(f"sample-{name}.see"))
        arrive("sample-result", count)
        shown = st.session_state.get("sample_result")
        if shown is None or shown.language != says.language:
            shown = check_and_prepare(clip_of(name), SAMPLES[name].exercise, name)
            st.session_state.sample_result = shown
        if shown:
            show(shown)
            arrive("sample-result", f"{count} done", VERDICT)


says = current_words()
st.title(says.say("app-name"), anchor=False)
st.markdown(says.say("tagline"))
if been_here() is False:
    welcome(says)
st.caption(says.say("sample-intro"))
with st.container(key="cards-samples"):
    for each in SAMPLES:
        card(each)
chosen = st.session_state.get("sample")
if chosen:
    result(chosen)
