"""Value maps on boards: drawn of their source as on their own page, for whoever opens that."""

from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse
from django.utils.safestring import SafeString

from crmeter.evaluation.report.embed import draw_part
from crmeter.evaluation.report.figures import Page
from crmeter.evaluation.report.tiles.map_card import map_card, no_map
from crmeter.records.staff.queries import Person
from crmeter.records.surveys.rights import may_read
from crmeter.vocabulary import Misused, NotEnoughData, Text
from crmeter.web.readings.opened import safe
from crmeter.web.value_map.asked import map_asked
from crmeter.web.value_map.page import hides_answers, opened_source
from crmeter.web.value_map.sources import Source, sources


def maps_to_add(reader: Person) -> tuple[Source, ...]:
    """Return the sources of value maps that somebody may put on a board."""
    return sources() if may_read(reader) else ()


def drawn_map(page: Page, reader: Person, key: str) -> SafeString:
    """Draw the value map of a source, or say why there is none.

    Args:
        page: where.
        reader: who looks; a map is shown to those who read surveys.
        key: the source.
    """
    if not may_read(reader):
        return safe(draw_part(no_map(page, _NOT_YOURS)))
    source = next((each for each in sources() if each.key == key), None)
    if source is None:
        return safe(draw_part(no_map(page, _GONE)))
    if hides_answers(key):
        return safe(draw_part(no_map(page, _FEW, source.name)))
    query = urlencode({"source": key})
    try:
        opened = opened_source(key, map_asked(QueryDict(query)))
    except NotEnoughData as lacking:
        return safe(draw_part(no_map(page, lacking.undefined.reason, source.name)))
    except Misused as wrong:
        return safe(draw_part(no_map(page, wrong.text, source.name)))
    from crmeter.web.value_map import sentences  # noqa: PLC0415 - only a board with a map loads numpy
    from crmeter.web.value_map.shown import map_chart  # noqa: PLC0415 - likewise

    address = f"{reverse('value_map')}?{query}"
    card = map_card(page, map_chart(opened), source=source.name, finding=sentences.finding(opened), address=address)
    return safe(draw_part(card))


_NOT_YOURS = Text("vai trò của bạn không xem bản đồ giá trị", "your role does not see value maps")
_GONE = Text("khảo sát hoặc bảng của bản đồ này không còn", "the survey or table of this map is not there any more")
_FEW = Text(
    "khảo sát ẩn danh này chưa đủ câu trả lời để hiện kết quả",
    "too few have answered this anonymous survey for results to be shown",
)
