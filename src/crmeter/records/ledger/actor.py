"""Who does something: a person, or the product itself."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Actor:
    """Who answers for a change.

    Args:
        user: the number of the person, or None for the product itself.
        name: how the audit names them, also after the account is closed.
    """

    user: int | None
    name: str


SYSTEM = Actor(None, "crmeter")
