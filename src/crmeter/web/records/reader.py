"""Who reads a page of records, and which concept it is about."""

from django.http import Http404, HttpRequest

from crmeter.records.catalogue import CONCEPTS
from crmeter.records.concept.concept import Concept
from crmeter.records.concept.gate import may
from crmeter.records.staff.queries import Person, signed_in
from crmeter.records.staff.rights import Deed


def reader_of(request: HttpRequest) -> Person:
    """Return the person who is signed in.

    Raises:
        Http404: nobody is.
    """
    if not request.user.is_authenticated:
        raise Http404
    return signed_in(request.user)


def opened(request: HttpRequest, name: str) -> tuple[Person, Concept]:
    """Return who reads, and the concept of an address.

    Raises:
        Http404: there is no such concept, or the reader may see none of its records.
    """
    reader, concept = reader_of(request), CONCEPTS.get(name)
    if concept is None or not may(reader, concept, Deed.SEE):
        raise Http404
    return reader, concept
