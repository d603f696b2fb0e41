"""How campaigns reached somebody, as timelines tell it."""

from collections.abc import Callable

from django.db.models import Q

from crmeter.records.campaigns.models import Campaign
from crmeter.records.leads.models import CampaignMember
from crmeter.records.timeline.entry import Entry, Place, Question, entry_of
from crmeter.vocabulary import Text

_TITLES = {
    "planned": Text("Được đưa vào chiến dịch {campaign}", "Added to campaign {campaign}"),
    "sent": Text("Được gửi {campaign}", "Was sent {campaign}"),
    "opened": Text("Mở {campaign}", "Opened {campaign}"),
    "clicked": Text("Bấm liên kết trong {campaign}", "Clicked a link in {campaign}"),
    "replied": Text("Trả lời {campaign}", "Replied to {campaign}"),
    "converted": Text("Chuyển đổi từ {campaign}", "Converted by {campaign}"),
    "unsubscribed": Text("Hủy nhận sau {campaign}", "Unsubscribed after {campaign}"),
    "complained": Text("Báo {campaign} là thư rác", "Marked {campaign} as spam"),
}
_MOMENTS = tuple(f"{state}_at" for state in _TITLES)
_LINKS = {"customers": "customer", "contacts": "contact", "leads": "lead"}


def campaigns(question: Question, _stretch: Callable[[str, str], Q]) -> list[Entry]:
    """Return when a customer, a contact or a lead came to which state of the campaigns that reach them.

    One row has up to an entry for each state, and few campaigns reach one person: all of theirs are read, and those
    that follow are chosen here.
    """
    link = _LINKS.get(question.concept.name)
    if link is None:
        return []
    seen = Campaign.objects.filter(question.sight["campaigns"], removed_at=None)
    rows = CampaignMember.objects.filter(campaign__in=seen, **{link: question.pk})
    entries = [
        entry_of(
            question,
            # The number of an entry is made of the member and the state.
            Place(at, "campaigns", pk * len(_TITLES) + which),
            "campaign",
            title.fill(campaign=name),
            None,
            ("campaigns", campaign),
            event=state,
        )
        for pk, campaign, name, *moments in rows.values_list("pk", "campaign_id", "campaign__name", *_MOMENTS)
        for which, ((state, title), at) in enumerate(zip(_TITLES.items(), moments, strict=True))
        if at is not None
    ]
    found = [entry for entry in entries if question.follows(entry.place)]
    return sorted(found, key=lambda entry: (entry.at, entry.place.id), reverse=True)[: question.most]
