"""Fields of a record with their values, in their groups; each is drawn here, wherever it stands."""

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from crmeter.records.concept.concept import Concept
from crmeter.records.concept.field import ERASED_AT, Field
from crmeter.records.concept.listing import Row
from crmeter.web.records.cells import Cell, cell_of
from crmeter.web.templatetags.figures import language
from crmeter.web.templatetags.icons import icon


@dataclass(frozen=True, slots=True)
class ShownField:
    """A field of the record with its value, and whether and where it can be changed."""

    field: Field
    title: str
    cell: Cell
    is_edited: bool
    address: str

    @property
    def drawn(self) -> SafeString:
        """Its title, its value and the button that changes it."""
        return self._drawn("", "")

    @property
    def drawn_as_saved(self) -> SafeString:
        """The same, right after it was changed: it lights up, and the button has the focus again."""
        return self._drawn(' class="flash"', " data-focus")

    def _drawn(self, flash: str, focus: str) -> SafeString:
        # Every value is escaped where it is put in.
        button = ""
        if self.is_edited:
            label = escape(gettext("Change %(title)s") % {"title": self.title})
            button = (
                f'<button class="btn ghost icon sm edit" type="button" hx-get="{escape(self.address)}?edit=1"'
                f' hx-target="closest .field-row" aria-label="{label}"{focus}>{icon("pencil", "s")}</button>'
            )
        return SafeString(f"<dt>{escape(self.title)}</dt><dd{flash}>{_value(self.cell)}{button}</dd>")


@dataclass(frozen=True, slots=True)
class ShownGroup:
    """Fields that stand together."""

    title: str
    fields: tuple[ShownField, ...]

    @property
    def drawn(self) -> SafeString:
        """Its fields, one below the other."""
        return SafeString(
            "".join(
                f'<div class="field-row" id="field-{escape(shown.field.name)}">{shown.drawn}</div>'
                for shown in self.fields
            )
        )


def groups_of(concept: Concept, found: Row, *, may_change: bool) -> tuple[ShownGroup, ...]:
    """Return the fields of a record in their groups; those of no group come last."""
    words = language()
    grouped = {name for group in concept.groups for name in group.fields}
    shown = [ShownGroup(g.title.in_(words), _shown(concept, found, g.fields, may_change)) for g in concept.groups]
    hidden = {"name", "created_by"} | ({ERASED_AT.name} if found.values.get(ERASED_AT.name) is None else set())
    beside = tuple(n for n in concept.all_fields if n not in grouped and n not in hidden)
    return (*shown, ShownGroup("", _shown(concept, found, beside, may_change)))


def shown_field(concept: Concept, found: Row, name: str, *, may_change: bool) -> ShownField:
    """Return one field of a record."""
    return _shown(concept, found, (name,), may_change)[0]


def _shown(concept: Concept, found: Row, names: Iterable[str], may_change: bool) -> tuple[ShownField, ...]:
    root, words = reverse("record_fields", args=[concept.name, found.id]), language()
    fields = [concept.all_fields[name] for name in names]
    return tuple(
        ShownField(
            field,
            field.title.in_(words),
            cell_of(field, found),
            may_change and field.is_edited,
            f"{root}/{field.name}" if may_change and field.is_edited else "",
        )
        for field in fields
    )


def _value(cell: Cell) -> SafeString:
    words = escape(cell.words)
    if cell.address:
        return SafeString(f'<a class="link" href="{escape(cell.address)}">{words}</a>')
    if cell.tone is not None:
        return cell.drawn
    in_full = f' title="{escape(cell.in_full)}"' if cell.in_full else ""
    return SafeString(f"<span{in_full}>{words}</span>")
