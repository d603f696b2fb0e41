"""What a kind of file is."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Form:
    """A kind of file, named after the table that one of its rows is about.

    Args:
        table: the principal table.
        fields: what its columns can mean.
        needs: groups of fields, of each of which at least one must be there; first what no row can be without.
        marks: fields that tell it from other forms.
    """

    table: str
    fields: tuple[str, ...]
    needs: tuple[tuple[str, ...], ...]
    marks: tuple[str, ...]
