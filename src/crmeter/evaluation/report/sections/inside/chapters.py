"""The parts of a long page of a department, each with a name to be led to; later ones may begin folded."""

from collections.abc import Sequence
from dataclasses import dataclass

from htpy import Node

from crmeter.vocabulary import Text


@dataclass(frozen=True, slots=True)
class Chapter:
    """A part of a page.

    Args:
        name: its place in the address.
        title: what it is called in the table of contents.
        body: what is drawn; nothing leaves it out.
        is_folded: a page begins with it folded.
    """

    name: str
    title: Text
    body: Node
    is_folded: bool = False

    @property
    def is_there(self) -> bool:
        """Whether there is anything to draw."""
        return has_any_node(self.body)


def has_any_node(body: Node) -> bool:
    """Return whether a node draws anything."""
    if body is None or isinstance(body, bool):
        return False
    if isinstance(body, list | tuple):
        return any(has_any_node(each) for each in body)
    return True


def bodies(chapters: Sequence[Chapter]) -> Node:
    """Return the parts one after the other, as a file shows them."""
    return [chapter.body for chapter in chapters]
