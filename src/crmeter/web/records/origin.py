"""Where a lead came from, and which way it has gone since."""

from typing import Any

from crmeter.records.catalogue import CONCEPTS
from crmeter.records.concept.gate import may
from crmeter.records.concept.listing import Row
from crmeter.records.leads.concept import MEMBER_STATES
from crmeter.records.leads.queries import memberships_of
from crmeter.records.staff.queries import Person
from crmeter.records.staff.rights import Deed
from crmeter.vocabulary import Text
from crmeter.web.templatetags.figures import day, moment

_CAME = Text("Ghi nhận", "Recorded")
_ASSIGNED = Text("Giao cho {name}", "Given to {name}")
_ANSWERED = Text("Phản hồi lần đầu", "First answered")
_CONVERTED = Text("Chuyển đổi", "Converted")
_STATES = {each.value: each for each in MEMBER_STATES}


def origin_of(reader: Person, found: Row) -> dict[str, Any]:
    """Return the way of a lead, and the campaigns that reach it, for whoever may see campaigns."""
    values = found.values
    owner = values["owner"]
    way = [(_CAME, moment(values["created_at"]))]
    if owner is not None:
        way.append((_ASSIGNED.fill(name=owner.name), moment(values["assigned_at"])))
    way += [(_ANSWERED, moment(values["first_response_at"])), (_CONVERTED, day(values["converted_on"]))]
    sees_campaigns = may(reader, CONCEPTS["campaigns"], Deed.SEE)
    memberships = memberships_of("leads", found.id) if sees_campaigns else ()
    return {
        "way": way,
        "memberships": [(member.campaign, name, _STATES[member.state]) for name, member in memberships],
    }
