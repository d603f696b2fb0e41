"""Deals as cards of the board, drawn at once: what is alike on all cards is decided once.

Every value is escaped where it is put in; what is not a value is written here.
"""

from collections.abc import Callable
from functools import lru_cache
from html import escape

from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from crmeter.records.concept.listing import Row
from crmeter.records.deals.queries import StageView
from crmeter.vocabulary import Language, formats
from crmeter.web.records.cells import short_day
from crmeter.web.templatetags.figures import avatar, language
from crmeter.web.templatetags.icons import icon

CardWriter = Callable[[Row, StageView], SafeString]


def card_writer(query: str) -> CardWriter:
    """Return what draws a deal in its stage, in the language of the page.

    Args:
        query: how the address of the board goes on; it stays behind each deal that is opened from it.
    """
    words, now, query = language(), timezone.now(), escape(query)
    root = reverse("record", args=["deals", 0]).removesuffix("0")
    before_move, after_move = reverse("move_deal", args=[0]).split("0")
    too_long, nothing_next = gettext("Too long in this stage"), gettext("Nothing comes next")
    warning = icon("alert-triangle", "s")
    stale = f'<p class="bad-t meta">{warning}{escape(too_long)}</p>'
    no_step = f'<p class="warn-t meta">{warning}{escape(nothing_next)}</p>'
    arrow = icon("arrow-right", "s")

    def write(deal: Row, stage: StageView) -> SafeString:
        values = deal.values
        days = (now - values["entered_stage_at"]).days
        is_open = stage.kind == "open"
        is_stale = is_open and stage.stale_after_days is not None and days > stage.stale_after_days
        step = _step(deal, words)
        lacks_step = is_open and not step
        style = " stale" if is_stale else " no-step" if lacks_step else ""
        customer = "" if values["customer"] is None else f'<p class="t2 meta">{escape(values["customer"].name)}</p>'
        said = (stale if is_stale else "") + (
            f'<p class="meta t2">{arrow}{escape(step)}</p>' if step else no_step if lacks_step else ""
        )
        tags = "".join(f'<span class="tag">{escape(tag)}</span>' for tag in deal.tags)
        return SafeString(
            f'<li class="deal-card{style}" draggable="true" id="deal-{deal.id:d}" data-deal="{deal.id:d}"'
            f' data-version="{deal.version:d}" data-move="{before_move}{deal.id:d}{after_move}">'
            f'<div class="row between"><a class="fw5" href="{root}{deal.id:d}{query}" data-row>{escape(deal.name)}</a>'
            f"{_owner('' if values['owner'] is None else values['owner'].name)}</div>{customer}"
            f'<div class="row between"><b>{escape(_amount(deal, words))}</b>'
            f'<span class="t3 meta">{_days(days, words)}</span></div>{said}{tags}</li>'
        )

    return write


def _step(deal: Row, words: Language) -> str:
    step, on = deal.values["next_step"], deal.values["next_step_on"]
    return f"{step} {short_day(on, words)}" if step and on else step or ""


def _amount(deal: Row, words: Language) -> str:
    amount = deal.values["amount"]
    if amount is None:
        return formats.EMPTY
    return formats.compact_money(amount, deal.values["currency"] or "VND", words)


# The same few people and numbers of days stand on all cards.
@lru_cache(maxsize=512)
def _owner(name: str) -> str:
    if not name:
        return ""
    return f'<span title="{escape(name)}">{avatar(name, 22)}<span class="sr">{escape(name)}</span></span>'


@lru_cache(maxsize=1024)
def _days(days: int, words: Language) -> str:
    return escape(formats.days(days, words))
