"""Passphrases of links: what Koshi makes up, and what it does not take."""

from clips.passphrases import made_up, too_plain
from coach.words import LANGUAGES, words


def test_what_is_made_up_is_good_and_never_the_same():
    for language in LANGUAGES:
        says = words(language)
        known = says.say("passphrase-words").split()
        assert len(known) == len({*known}) == 128  # bits are counted on it
        made = {made_up(says) for _ in range(200)}
        assert len(made) == 200
        assert {too_plain(each, "Hanako", "花子") for each in made} == {None}


def test_what_is_too_plain_is_told_why():
    for given, why in (
        ("", "short"),
        ("ひみつのことば", "short"),
        ("  a b c   ", "short"),
        ("\ufdfa", "short"),
        ("password", "common"),
        ("ＰＡＳＳＷＯＲＤ１", "common"),
        ("qwertyuiop", "common"),
        ("zyxwvutsrqponm", "common"),
        ("34567890", "common"),
        ("あいうえおかきくけ", "common"),
        ("abababababab", "common"),
        ("koshi2026!", "near"),
        ("Koshi-Koshi", "near"),
        ("Hanako2026", "near"),
        ("花子19991231", "near"),
        ("パスワード1234", "near"),
        ("correct horse", None),
        ("ひみつのことばです", None),
        ("1939-10-27", None),
        ("花子の膝は右がかたい", None),
        ("🐈🐕🦊🐻🐼🦉🐢🐬", None),
        ("x" * 3 + "yz" * 500, None),
    ):
        assert too_plain(given, "Hanako", "花子") == why, given
