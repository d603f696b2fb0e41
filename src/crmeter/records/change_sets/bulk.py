"""What can be done with many records at once."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from crmeter.records.concept.concept import Concept
from crmeter.vocabulary import Text


@dataclass(frozen=True, slots=True)
class Edit:
    """Give fields of each record the same values, as typed or as JSON holds them."""

    what: ClassVar[str] = "edit"
    values: Mapping[str, Any]

    def title(self, concept: Concept, count: int) -> Text:
        """Return what is done, in words."""
        fields = [concept.all_fields[name].title for name in self.values if name in concept.all_fields]
        return Text("Sửa {fields} của {n} {what}", "Change {fields} of {n}: {what}").fill(
            fields=Text.join(fields), n=count, what=concept.title
        )


@dataclass(frozen=True, slots=True)
class Assign:
    """Give each record to somebody, by number, or to nobody."""

    what: ClassVar[str] = "assign"
    owner: int | None

    @property
    def values(self) -> Mapping[str, Any]:
        """The field that is changed."""
        return {"owner": self.owner}

    def title(self, concept: Concept, count: int) -> Text:
        """Return what is done, in words."""
        return Text("Giao {n} {what}", "Assign {n}: {what}").fill(n=count, what=concept.title)


@dataclass(frozen=True, slots=True)
class TagOn:
    """Mark each record with a word, which is made when it is first used."""

    what: ClassVar[str] = "tag"
    name: str

    def title(self, concept: Concept, count: int) -> Text:
        """Return what is done, in words."""
        return Text("Gắn nhãn {name} cho {n} {what}", "Tag with {name} {n}: {what}").fill(
            name=self.name, n=count, what=concept.title
        )


@dataclass(frozen=True, slots=True)
class TagOff:
    """Take a tag, by number, off each record."""

    what: ClassVar[str] = "untag"
    tag: int

    def title(self, concept: Concept, count: int) -> Text:
        """Return what is done, in words."""
        return Text("Bỏ nhãn khỏi {n} {what}", "Take a tag off {n}: {what}").fill(n=count, what=concept.title)


@dataclass(frozen=True, slots=True)
class Remove:
    """Remove each record; they can be brought back."""

    what: ClassVar[str] = "remove"

    def title(self, concept: Concept, count: int) -> Text:
        """Return what is done, in words."""
        return Text("Xóa {n} {what}", "Remove {n}: {what}").fill(n=count, what=concept.title)


@dataclass(frozen=True, slots=True)
class Join:
    """Put each record into one of another concept, such as a campaign.

    Args:
        into: the name of that concept; `joining` knows how it is done.
        record: the number of what is joined.
        name: what that is called.
    """

    what: ClassVar[str] = "join"
    into: str
    record: int
    name: str

    def title(self, concept: Concept, count: int) -> Text:
        """Return what is done, in words."""
        return Text("Thêm {n} {what} vào {name}", "Add to {name} {n}: {what}").fill(
            name=self.name, n=count, what=concept.title
        )


Bulk = Edit | Assign | TagOn | TagOff | Remove | Join
