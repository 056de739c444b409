"""To read, short: what the source texts teach beside the exercises, each piece with its sources and
with what is not known."""

import streamlit as st

from clips.loops import loop_of, picture_of
from coach.words import Words
from pages.frame import current_words
from pages.offering import today_here
from practice.reading import PIECES, of_the_week


def piece(name: str, opened: bool, says: Words) -> None:
    """One of them, and the way to where it is practised."""
    exercise = PIECES[name].exercise
    with st.expander(says.say(f"reading-{name}"), expanded=opened):
        if exercise and (loop := loop_of(exercise)):
            st.image(picture_of(loop), width=320, alt=says.say(f"exercise-{exercise}"))
        st.markdown(says.say(f"reading-{name}.text"))
        st.markdown(f"**{says.say('reading-open')}**  \n{says.say(f'reading-{name}.open')}")
        st.caption(says.say("reading-sources", sources=says.say(f"reading-{name}.source")))
        if exercise:
            _to_exercise(exercise, says)
        elif PIECES[name].at_desk:
            st.page_link(
                "pages/desk.py", label=says.say("reading-desk"), icon=":material/chair_alt:"
            )


def _to_exercise(exercise: str, says: Words) -> None:
    label = says.say("reading-exercise", exercise=says.say(f"exercise-{exercise}"))
    if st.button(label, icon=":material/menu_book:", key=f"read-{exercise}"):
        st.session_state.exercise_shown = exercise
        st.session_state.exercise_count = st.session_state.get("exercise_count", 0) + 1
        st.switch_page("pages/exercises.py")


says = current_words()
st.title(says.say("page-reading"), anchor=False)
st.markdown(says.say("reading-intro"))
with st.container(key="reading"):
    for each in PIECES:
        piece(each, each == of_the_week(today_here()), says)
st.caption(says.say("reading-texts"))
st.caption(says.say("reading-grades"))
