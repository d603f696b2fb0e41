"""What each role may do with each concept: shown beside what is usual, decided, and put back."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from crmeter.records.catalogue import CONCEPTS
from crmeter.records.ledger.refusals import NoVersion, Refusal, Stale
from crmeter.records.staff.rights import Deed, Reach, Rights, usual_rights
from crmeter.records.staff.rights_actions import decide_rights
from crmeter.records.staff.role_rights import decided_for
from crmeter.records.staff.roles import Role
from crmeter.web.administrators import for_administrators, who
from crmeter.web.templatetags.figures import language
from crmeter.web.versions import version_in

ALL_CONCEPTS = "*"
DEEDS: Mapping[Deed, Promise] = {
    Deed.SEE: gettext_lazy("See"),
    Deed.CREATE: gettext_lazy("Create"),
    Deed.CHANGE: gettext_lazy("Change"),
    Deed.REMOVE: gettext_lazy("Remove and merge"),
    Deed.EXPORT: gettext_lazy("Export"),
}
REACHES: Mapping[Reach, Promise] = {
    Reach.NONE: gettext_lazy("none"),
    Reach.OWN: gettext_lazy("own"),
    Reach.TEAM: gettext_lazy("the team's"),
    Reach.ALL: gettext_lazy("all"),
}


@dataclass(frozen=True, slots=True)
class RightCell:
    """How far one deed reaches with one concept.

    Args:
        name: of the control.
        label: what a screen reader says of it.
        chosen: how far.
        usual: how far it usually reaches; nothing where that is how far it does.
        stands: how far it reaches by what somebody else has decided meanwhile; nothing where that is the same.
    """

    name: str
    label: str
    chosen: Reach
    usual: str
    stands: str


@dataclass(frozen=True, slots=True)
class RightsLine:
    """One concept: its cells, and whether one of them is not as usual."""

    concept: str
    title: str
    icon: str
    cells: tuple[RightCell, ...]
    differs: bool


@for_administrators
@require_http_methods(["GET", "HEAD", "POST"])
def roles(request: HttpRequest) -> HttpResponse:
    """Show what one role may do, or keep what was decided for it."""
    asked = request.GET.get("role", "")
    role = Role(asked) if asked in Role.values else next(iter(Role))
    decided = decided_for(role)
    standing = {name: decided.rights.get(name) or usual_rights(role, name) for name in CONCEPTS}
    wanted: Mapping[str, Rights] = standing
    version, status = decided.version, 200
    refusal: Refusal | None = None
    if request.method == "POST":
        wanted = _typed(request, role, standing)
        try:
            decide_rights(who(request), role, wanted, version=version_in(request))
        except Stale as stale:
            # What was typed stays, beside what stands now; saved again it takes the place of that.
            refusal, version, status = stale, stale.current, 412
        except NoVersion as without:
            refusal, status = without, 428
        else:
            messages.success(request, _("Saved"))
            return redirect(f"{reverse('roles')}?{urlencode({'role': role.value})}")
    lines = [_line(role, name, wanted[name], standing[name]) for name in CONCEPTS]
    context = {
        "role": role,
        "roles": list(Role),
        "deeds": list(DEEDS.values()),
        "reaches": [(int(reach), words) for reach, words in REACHES.items()],
        "lines": lines,
        "differs": any(line.differs for line in lines),
        "version": version,
        "refusal": refusal,
        "is_stale": isinstance(refusal, Stale),
    }
    return render(request, "people/roles.html", context, status=status)


def _typed(request: HttpRequest, role: Role, standing: Mapping[str, Rights]) -> dict[str, Rights]:
    """What was chosen; with what is asked to be put back as usual."""
    put_back = request.POST.get("usual", "")
    typed = {}
    for name, stands in standing.items():
        if put_back in (name, ALL_CONCEPTS):
            typed[name] = usual_rights(role, name)
            continue
        chosen = {deed: request.POST.get(f"{name}.{deed}", "") for deed in Deed}
        known = {str(int(reach)): reach for reach in Reach}
        typed[name] = Rights(**{deed.value: known.get(chosen[deed], getattr(stands, deed.value)) for deed in Deed})
    return typed


def _line(role: Role, name: str, wanted: Rights, stands: Rights) -> RightsLine:
    concept, usual = CONCEPTS[name], usual_rights(role, name)
    title = concept.title.in_(language())
    cells = tuple(
        RightCell(
            name=f"{name}.{deed}",
            label=f"{title}: {words}",
            chosen=getattr(wanted, deed.value),
            usual=_unless_same(getattr(usual, deed.value), getattr(wanted, deed.value)),
            stands=_unless_same(getattr(stands, deed.value), getattr(wanted, deed.value)),
        )
        for deed, words in DEEDS.items()
    )
    return RightsLine(name, title, concept.icon, cells, any(cell.usual for cell in cells))


def _unless_same(reach: Reach, wanted: Reach) -> str:
    return "" if reach == wanted else str(REACHES[reach])
