"""What the processes that tests of the command line begin have loaded before (`loaded`)."""

import clips.__main__
import clips.annotate
import clips.work  # noqa: F401
from coach.words import LANGUAGES, words

for language in LANGUAGES:
    words(language)
