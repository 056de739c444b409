"""What was proposed by a link, for the owner of the set to take or leave with one tap."""

from collections.abc import Sequence

import streamlit as st

from clips.access import Access
from clips.models import KeptSet, Opinion
from clips.proposals import Proposal, answer, waiting
from coach.summary import fault_name
from coach.words import Words
from pages.frame import plain
from pages.server import library
from rules import Finding


def proposals(kept: KeptSet, access: Access, findings: Sequence[Finding], says: Words) -> None:
    """Everything that waits for the owner's word, if anything does."""
    found = waiting(library(), access)
    shown = [(each, lines) for each in found if (lines := _lines(each, kept, findings, says))]
    if not shown:
        return
    with st.container(border=True, key="proposals"):
        st.markdown(f":material/mark_email_unread: **{says.say('proposal-title')}**")
        st.caption(says.say("proposal-intro"))
        for each, lines in shown:
            for line in lines:
                st.markdown(line)
            if isinstance(each, Opinion) and each.advice:
                st.text(each.advice)
            with st.container(horizontal=True):
                takes = st.button(says.say("proposal-take"), key=f"take-{each.id}", type="primary")
                leaves = st.button(says.say("proposal-leave"), key=f"leave-{each.id}")
            if takes or leaves:
                answer(library(), access, each.id, takes)
                st.rerun()


def _lines(
    proposal: Proposal, kept: KeptSet, findings: Sequence[Finding], says: Words
) -> list[str]:
    """What it would change; nothing for a finding that the report does not have."""
    who = plain(proposal.who)
    if not isinstance(proposal, Opinion):
        what = says.say(f"own-limit-{kept.exercise}", most=proposal.most)
        return [says.say("proposal-limit", who=who, what=what)]
    if proposal.number >= len(findings):
        return []
    finding = findings[proposal.number]
    about = {"who": who, "fault": fault_name(finding, says)}
    about["when"] = says.say("at-time", seconds=f"{finding.start_s:.1f}")
    lines = []
    if not proposal.agrees:
        lines.append(says.say("proposal-against", **about))
    elif not proposal.advice:
        lines.append(says.say("proposal-for", **about))
    if proposal.advice:
        about.pop("when")
        lines.append(says.say("proposal-advice", **about))
    return lines
