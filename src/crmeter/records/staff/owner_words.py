"""By which words the data name the people of a scope."""

from collections.abc import Mapping

from django.db.models import QuerySet

from crmeter.records.staff.models import User
from crmeter.vocabulary import Scope
from crmeter.vocabulary.folding import spelled


def owner_words(scope: Scope) -> frozenset[str]:
    """Return the words by which the people of a scope are written in the data, in the form of `spelled`.

    Those are their address, their name and the names that files call them by. Somebody whose account is closed is
    still an owner of what files say is theirs.

    Args:
        scope: of all, it names everybody who has an account.
    """
    return _words(_people(scope))


def words_of(pk: int) -> frozenset[str]:
    """Return the words by which one person is written in the data."""
    return _words(User.objects.filter(pk=pk))


def words_by_person() -> Mapping[int, frozenset[str]]:
    """Return the words by which each person is written in the data, by their number; of closed accounts too."""
    rows = User.objects.values_list("pk", "email", "display_name", "names_in_data")
    return {
        pk: frozenset(word for each in (email, name, *others) if (word := spelled(each)))
        for pk, email, name, others in rows
    }


def people_by_word() -> Mapping[str, int]:
    """Return the numbers of those whose account is open, by each word that the data name one of them alone by."""
    found: dict[str, set[int]] = {}
    rows = User.objects.filter(is_active=True).values_list("pk", "email", "display_name", "names_in_data")
    for pk, email, name, others in rows:
        for word in (email, name, *others):
            found.setdefault(spelled(word), set()).add(pk)
    return {word: people.pop() for word, people in found.items() if word and len(people) == 1}


def _people(scope: Scope) -> QuerySet[User]:
    if scope.kind == "all":
        return User.objects.all()
    if scope.kind == "teams":
        return User.objects.filter(memberships__team__slug__in=scope.names)
    return User.objects.filter(email__in=scope.names)


def _words(people: QuerySet[User]) -> frozenset[str]:
    named = people.values_list("email", "display_name", "names_in_data")
    words = (spelled(word) for email, name, others in named for word in (email, name, *others))
    return frozenset(word for word in words if word)
