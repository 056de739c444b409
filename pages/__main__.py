"""Serve Koshi: ``python -m pages``, with Streamlit's own options behind it."""

import locale
import sys

import click
from streamlit.web import cli

from clips import logs, quotas
from coach.words import choose_language, words
from pages.patches import own_navigation, sent_at_once

# Python's threads take turns every 5 ms by default. The event loop that carries the pictures takes
# many short turns and would wait that long for each while poses are computed (D: 9 against 15
# pictures/s for each of two sessions on two cores, one run).
_TURN_S = 0.0005

if __name__ == "__main__":
    logs.set_up()
    try:
        quotas.look()
    except quotas.QuotaError as error:
        says = words(choose_language(locale.getlocale()[0] or "en"))
        sys.exit(says.say("error-quota", name=error.name, given=error.given))
    own_navigation()
    sent_at_once()
    sys.setswitchinterval(_TURN_S)
    sys.argv = ["streamlit", "run", "server.py", *sys.argv[1:]]
    try:
        cli.main(standalone_mode=False)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except click.Abort:  # Ctrl+C is how Koshi is ended: nothing to be alarmed about
        pass
