"""How boards are shared, and within which bounds their tiles lie."""

from collections.abc import Mapping

from django.db import models

from crmeter.vocabulary import Text


class Shared(models.TextChoices):
    """Who finds a board besides its owner."""

    PRIVATE = "private"
    TEAMS = "teams"
    EVERYBODY = "everybody"


SHARED: Mapping[Shared, Text] = {
    Shared.PRIVATE: Text("chỉ mình tôi", "only me"),
    Shared.TEAMS: Text("các nhóm đã chọn", "chosen teams"),
    Shared.EVERYBODY: Text("mọi người", "everybody"),
}
LONGEST_NAME = 120
MOST_TILES = 30
MOST_BOARDS = 200
# Of the twelve columns of a page.
WIDTHS = (3, 4, 6, 8, 12)
HEIGHTS = (1, 2, 3)
COMPARES = ("", "before", "year")
