"""The list of built segments, with the cells of recency, frequency and money as segments that are ready made."""

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from crmeter.records.customers.queries import current_listing
from crmeter.records.customers.rule_queries import Unseen, sums_of, unseen_words
from crmeter.records.segments.queries import SegmentView, memberships_of, segments_of
from crmeter.records.segments.rights import may_build
from crmeter.records.staff.queries import scope_of
from crmeter.vocabulary.customer import RFM_CELLS
from crmeter.web.customers.list import list_root
from crmeter.web.records.reader import reader_of
from crmeter.web.segments.words import rule_told, rule_words


@require_safe
def segments(request: HttpRequest) -> HttpResponse:
    """Show the segments that the reader finds, each with the customers of theirs that it holds.

    Raises:
        PermissionDenied: the reader sees no customers.
    """
    reader = reader_of(request)
    if not may_build(reader):
        raise PermissionDenied
    listing, found = current_listing(), segments_of(reader)
    scope, sums, cells = scope_of(reader), [], []
    if listing is not None:
        asked = memberships_of(listing, found)
        all_sums = sums_of(listing, scope, [*asked, *(Q(rfm=cell) for cell in RFM_CELLS)])
        sums, of_cells = all_sums[: len(found)], all_sums[len(found) :]
        cells = [
            (cell, words, each)
            for (cell, words), each in zip(RFM_CELLS.items(), of_cells, strict=True)
            if each.customers
        ]
    unseen = unseen_words(listing, scope, [each.rule for each in found if each.rule and each.owner != reader.id])
    rows = [
        (each, sums[nth] if sums else None, _said(each, frozenset() if each.owner == reader.id else unseen))
        for nth, each in enumerate(found)
    ]
    context = {
        "rows": rows,
        "cells": cells,
        "listing": listing,
        "customers_root": list_root(),
        "sees_all": scope.kind == "all",
    }
    return render(request, "segments/list.html", context)


def _said(segment: SegmentView, unseen: Unseen) -> str:
    return "" if segment.rule is None else rule_words(rule_told(segment.rule, unseen))
