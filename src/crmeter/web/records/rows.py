"""Rows of a list, drawn at once: what a template would decide for every cell is decided once for its column.

Every value is escaped where it is put in; what is not a value is written here.
"""

from collections.abc import Callable, Mapping, Sequence
from html import escape

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext, pgettext

from crmeter.records.concept.concept import Concept
from crmeter.records.concept.field import Field
from crmeter.records.concept.listing import Row
from crmeter.records.consent.restriction_queries import restricted
from crmeter.records.privacy.erasure_queries import erased_among
from crmeter.records.privacy.keepers import PEOPLE
from crmeter.web.records.asked import Address
from crmeter.web.records.cells import Cell, writer_of
from crmeter.web.templatetags.icons import icon


def rows_drawn(address: Address, rows: Sequence[Row], fields: Sequence[Field], *, may_change: bool) -> SafeString:
    """Return the rows of a list as its table holds them.

    Args:
        address: of the list, which stays behind each record that is opened from it.
        rows: in their order.
        fields: of the columns beside the name.
        may_change: fields that people type can be changed in their cells.
    """
    root, query = reverse("record", args=[address.concept.name, 0]).removesuffix("0"), escape(address.query())
    select = escape(pgettext("a record", "Select"))
    columns = [_column(field, may_change=may_change) for field in fields]
    marks = _marks(address.concept, rows)
    drawn = []
    for row in rows:
        name = escape(row.name)
        tags = "".join(f' <span class="tag">{escape(tag)}</span>' for tag in row.tags)
        cells = "".join([column(row) for column in columns])
        drawn.append(
            f'<tr data-record="{row.id:d}"><th scope="row" class="name"><input type="checkbox" class="tick"'
            f' name="record" value="{row.id:d}" data-tick aria-label="{select} {name}">'
            f'<a href="{root}{row.id:d}{query}" data-row>{name}</a>{marks.get(row.id, "")}{tags}</th>{cells}</tr>\n'
        )
    return SafeString("".join(drawn))


def _marks(concept: Concept, rows: Sequence[Row]) -> Mapping[int, str]:
    """What stands behind the names of people who were erased, or whose data are kept but not used."""
    if concept.name not in PEOPLE:
        return {}
    # Only those without a name can be erased.
    nameless = [row.id for row in rows if row.name == f"#{row.id}"]
    gone = erased_among(concept, nameless) if nameless else ()
    # Said outside of the marks, where the words of the pages are looked for.
    erased_word, restricted_word = escape(gettext("Personal data erased")), escape(gettext("restricted"))
    erased = f' <span class="tag">{erased_word}</span>'
    unused = f' <span class="tag warn">{icon("lock", "s")}{restricted_word}</span>'
    return dict.fromkeys(gone, erased) | dict.fromkeys(restricted(concept.name, [row.id for row in rows]), unused)


def _column(field: Field, *, may_change: bool) -> Callable[[Row], str]:
    write = writer_of(field)
    # The name of a field is the product's own word, never one that somebody typed.
    start = f'<td data-cell="{escape(field.name)}" tabindex="-1"' if may_change and field.is_edited else "<td"

    def column(row: Row) -> str:
        return _cell(start, write(row))

    return column


def _cell(start: str, cell: Cell) -> str:
    style = f' class="{escape(cell.style)}"' if cell.style else ""
    in_full = f' title="{escape(cell.in_full)}"' if cell.in_full else ""
    return f"{start}{style}{in_full}>{cell.drawn}</td>"
