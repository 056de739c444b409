"""Try a sample: one click, no camera."""

from pathlib import Path

import streamlit as st

from pages.frame import current_words
from pages.result import check_and_prepare, show

_FOLDER = Path(__file__).parent.parent / "samples"
_EXERCISES = {
    "hip_lift_ok": "hip_lift",
    "hip_lift_arched": "hip_lift",
    "plank_sagging": "plank",
    "hinge_rounded": "hip_hinge",
    "hip_lift_folded_arms": "hip_lift",
}

says = current_words()
st.title(says.say("app-name"), anchor=False)
st.markdown(f"{says.say('tagline')}。{says.say('sample-intro')}" if says.language == "ja"
            else f"{says.say('tagline')}. {says.say('sample-intro')}")  # fmt: skip
columns = st.columns(len(_EXERCISES))
for column, (name, exercise) in zip(columns, _EXERCISES.items(), strict=True):
    with column, st.container(border=True):
        st.markdown(f"**{says.say(f'sample-{name}')}**")
        if st.button(says.say("try-sample"), key=f"try-{name}", type="primary", width="stretch"):
            st.session_state.sample = (name, exercise)
            st.session_state.pop("sample_result", None)

wanted = st.session_state.get("sample")
if wanted:
    shown = st.session_state.get("sample_result")
    if shown is None or shown.language != says.language:
        name, exercise = wanted
        shown = check_and_prepare(_FOLDER / f"{name}.mp4", exercise, name)
        st.session_state.sample_result = shown
    if shown:
        show(shown)
