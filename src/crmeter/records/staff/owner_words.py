"""By which words data name the people of a scope."""

from crmeter.records.staff.models import Membership, User
from crmeter.vocabulary import Scope
from crmeter.vocabulary.folding import folded


def owner_words(scope: Scope) -> frozenset[str]:
    """Return the folded words by which the people of a scope are written in data: their addresses and names.

    Args:
        scope: of teams or owners; of all rows nobody needs words.
    """
    if scope.kind == "teams":
        people = User.objects.filter(pk__in=Membership.objects.filter(team__slug__in=scope.names).values("user_id"))
    elif scope.kind == "owners":
        people = User.objects.filter(email__in=scope.names)
    else:
        return frozenset()
    named = people.values_list("email", "display_name")
    return frozenset(" ".join(folded(word).split()) for pair in named for word in pair if word.strip())
