"""Findings to what is said: which cue, when, in which language. Knows no Streamlit."""
