"""The parts of the page of a department: those of the report, and what only this reader sees beside them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from crmeter.evaluation.report.embed import draw_chapters
from crmeter.vocabulary import Text
from crmeter.web.readings.opened import Opened, safe


@dataclass(frozen=True, slots=True)
class Chapter:
    """A part of the page.

    Args:
        name: its place in the address.
        title: what it is called in the table of contents.
        drawn: by the report; nothing where it has nothing of it.
        is_folded: it begins folded.
        beside: the template of what stands below it; nothing for none.
    """

    name: str
    title: Text
    drawn: SafeString
    is_folded: bool = False
    beside: str = ""


def chapters_of(opened: Opened, part: str, beside: Mapping[str, str], quotas: Text | None = None) -> Sequence[Chapter]:
    """Return the parts of a page in their order; none where there is nothing to show yet.

    Args:
        opened: the run.
        part: of the report.
        beside: by the name of a part, the template of what stands below it.
        quotas: what the part of quotas is called, for a page that has them.
    """
    found = [
        Chapter(each.name, each.title, safe(each.drawn), each.is_folded, beside.get(each.name, ""))
        for each in draw_chapters(opened.page, part)
    ]
    if found and quotas is not None:
        found.insert(1, Chapter("quotas", quotas, safe(""), beside="internal/quotas.html"))
    return found
