"""How people and teams are called, as it is kept."""

from crmeter.records.ledger.refusals import Refused
from crmeter.vocabulary import Text

LONGEST_NAME = 200
LONGEST_TEAM_NAME = 120


def named(words: str, longest: int) -> str:
    """Return a name with single spaces, and without the one character that databases refuse.

    Raises:
        Refused: it is too long.
    """
    name = " ".join(words.replace("\0", "").split())
    if len(name) > longest:
        raise Refused(
            "name_too_long",
            Text("tên không quá {longest} ký tự", "a name has {longest} characters at most").fill(longest=longest),
        )
    return name
