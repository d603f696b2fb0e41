"""What each column tells of a natural person: fields of concepts say it themselves, all others are judged here."""

from collections.abc import Mapping

from django.db import models

from crmeter.records.concept.concept import concept_of
from crmeter.records.concept.field import Subject

_NOTHING, _IDENTITY, _FREE, _DID = Subject.NOTHING, Subject.IDENTITY, Subject.FREE_TEXT, Subject.BEHAVIOUR


def _all(subject: Subject, *columns: str) -> dict[str, Subject]:
    return dict.fromkeys(columns, subject)


# Folded words are made of names; where a record is known elsewhere and what the firm adds may name somebody.
OF_EVERY_RECORD: Mapping[str, Subject] = {
    **_all(_IDENTITY, "by_name", "by_words", "folded", "external_id"),
    **_all(_FREE, "custom"),
    **_all(_NOTHING, "external_source"),
}

# People of the firm are no customers: their accounts are theirs to close, and their names are told as nothing here.
BESIDE: Mapping[str, Mapping[str, Subject]] = {
    "records.adoption": _all(_NOTHING, "source", "imports", "left_in", "left", "made_of", "written", "people", "tags"),
    "records.auditentry": {
        **_all(_NOTHING, "actor_name", "action", "object_kind", "object_id", "previous_hash", "hash"),
        **_all(_NOTHING, "salt", "digest"),
        **_all(_FREE, "before", "after", "why"),
    },
    "records.outboxevent": {**_all(_NOTHING, "topic"), **_all(_FREE, "payload", "error")},
    "records.sealedend": _all(_NOTHING, "hash"),
    "records.restriction": {**_all(_NOTHING, "concept"), **_all(_FREE, "reason")},
    "records.erasure": {**_all(_NOTHING, "concept", "records", "keys", "counts"), **_all(_IDENTITY, "traces")},
    "records.idempotencykey": {**_all(_NOTHING, "owner", "key", "request_hash"), **_all(_FREE, "body")},
    "records.changeentry": _all(_NOTHING, "concept"),
    "records.share": _all(_NOTHING, "concept"),
    "records.tag": _all(_NOTHING, "name", "folded"),
    "records.tagging": _all(_NOTHING, "concept"),
    "records.customerlist": _all(_NOTHING, "run", "choices"),
    "records.customerrow": {
        **_all(_IDENTITY, "name", "phone", "email", "by_name", "by_given_name", "folded", "source_key"),
        **_all(_DID, "kind", "segment", "region", "stage", "of_segment", "of_region"),
        **_all(_DID, "country", "channel", "rfm"),
        **_all(_NOTHING, "source", "of_source", "owner", "of_owner"),
    },
    "records.pipeline": _all(_NOTHING, "name"),
    "records.stage": _all(_NOTHING, "name", "needs"),
    "records.stageevent": _all(_DID, "kind"),
    "records.user": _all(_NOTHING, "password", "email", "display_name", "names_in_data", "start_page", "department"),
    "records.team": _all(_NOTHING, "name", "slug"),
    "records.rolerights": _all(_NOTHING, "decided"),
    "records.signinlink": _all(_NOTHING, "token_hash"),
    "records.ticketqueue": _all(_NOTHING, "name"),
    "records.ticketevent": _all(_DID, "kind", "before", "after"),
    "records.workingweek": _all(_NOTHING, "zone", "hours"),
    "records.specialday": _all(_NOTHING, "name_vi", "name_en"),
    "records.campaigncost": _all(_NOTHING, "currency", "what"),
    "records.campaignmember": _all(_DID, "state"),
    "records.changeset": {**_all(_NOTHING, "concept"), **_all(_FREE, "title", "asked")},
    "records.changesetpart": _all(_NOTHING, "records"),
    "records.changesetrow": {**_all(_NOTHING, "concept"), **_all(_FREE, "before", "error", "undo_error")},
    "records.consentstatement": {
        **_all(_IDENTITY, "address"),
        **_all(_DID, "channel", "purpose"),
        **_all(_FREE, "source"),
        **_all(_NOTHING, "about_kind", "actor_name"),
    },
    "records.attachment": {
        **_all(_FREE, "name"),
        **_all(_NOTHING, "concept", "sha256", "media_type", "place"),
    },
    "records.firm": _all(_NOTHING, "name", "address", "tax_code", "currency", "measures", "sector", "methods"),
    "records.usedcurrency": _all(_NOTHING, "code"),
    "records.exchangerate": _all(_NOTHING, "into", "rate"),
    # A competitor is a firm; who said so may be a person.
    "records.marketfigure": {
        **_all(_NOTHING, "span", "product_set", "who", "name", "currency", "share"),
        **_all(_FREE, "said_by"),
    },
    "records.recordimport": {**_all(_NOTHING, "concept"), **_all(_FREE, "plan", "questions", "unknown", "error")},
    "records.otherkey": {**_all(_IDENTITY, "key"), **_all(_NOTHING, "concept", "source")},
    "records.failedrow": {**_all(_FREE, "cells"), **_all(_NOTHING, "field", "reason")},
    "records.upload": {
        **_all(_FREE, "file_name", "answers", "look", "error", "details"),
        **_all(_NOTHING, "sha256", "place", "source", "headers_sha256", "import_id", "tables"),
    },
    "records.job": {
        **_all(_NOTHING, "name", "dedupe_key", "worker"),
        **_all(_FREE, "payload", "step", "note", "result", "error"),
    },
    "records.schedule": _all(_NOTHING, "name", "job", "payload"),
    "records.notice": {**_all(_NOTHING, "concept"), **_all(_FREE, "words")},
    "records.follow": _all(_NOTHING, "concept"),
    "records.delivery": _all(_NOTHING, "state", "documents"),
    "records.return": {**_all(_NOTHING, "currency"), **_all(_DID, "reason")},
    # The list of those at risk names customers.
    "records.publishedrun": {**_all(_NOTHING, "id", "snapshot", "currency"), **_all(_FREE, "document")},
    "records.publishedpart": {**_all(_NOTHING, "words_hash", "scope_kind", "scope_names"), **_all(_FREE, "document")},
    "records.foretoldmonth": _all(_NOTHING, "currency", "method"),
    "records.readingrow": _all(_NOTHING, "measure", "cut", "slice", "unit", "value", "rest"),
    "records.partreadingrow": _all(_NOTHING, "measure", "cut", "slice", "unit", "value", "rest"),
    "records.savedview": {
        **_all(_NOTHING, "concept", "mode", "columns", "sort", "group"),
        **_all(_FREE, "name", "clauses", "words"),
    },
    "records.segment": _all(_FREE, "name", "rule"),
    "records.toldapart": _all(_NOTHING, "concept"),
    "records.viewmark": _all(_NOTHING, "concept"),
    "records.subscriptionevent": {**_all(_NOTHING, "currency"), **_all(_DID, "kind", "period")},
    "records.survey": _all(
        _NOTHING,
        "name",
        "title_vi",
        "title_en",
        "intro_vi",
        "intro_en",
        "thanks_vi",
        "thanks_en",
        "open_key",
        "embed_hosts",
        "equity",
        "target_shares",
    ),
    "records.surveyquestion": _all(_NOTHING, "title_vi", "title_en", "options"),
    "records.surveyinvitation": {
        **_all(_IDENTITY, "address"),
        **_all(_NOTHING, "language", "token_hash"),
    },
    "records.surveyscenario": _all(_NOTHING, "name", "asked", "figures"),
    "records.surveyreminder": _all(_NOTHING, "token_hash"),
    "records.surveyresponse": _all(_NOTHING, "language"),
    "records.surveyanswer": {**_all(_DID, "driver", "brand"), **_all(_FREE, "text")},
    "records.retentionround": _all(_NOTHING, "kind", "run", "currency"),
    "records.retentioncase": {**_all(_NOTHING, "of_owner"), **_all(_DID, "arm", "reason", "outcome")},
    "records.decision": _all(_NOTHING, "title", "purpose", "about", "criteria", "alternatives", "set_weights"),
    "records.judgement": _all(_NOTHING, "under", "left", "right"),
    "records.brand": _all(_NOTHING, "name"),
    "records.brandsource": _all(_NOTHING, "component", "driver", "measure"),
    "records.featureuse": _all(_NOTHING, "feature"),
    "records.valuetable": {
        **_all(_FREE, "file_name", "answers", "look", "told", "error"),
        **_all(_NOTHING, "sha256", "place", "headers_sha256"),
    },
    "engagement.mailtemplate": _all(
        _NOTHING, "name", "spelled_name", "purpose", "subject_vi", "subject_en", "body_vi", "body_en"
    ),
    "engagement.message": {
        **_all(_IDENTITY, "recipient"),
        **_all(_FREE, "subject", "text", "html", "why"),
        **_all(_NOTHING, "message_id", "purpose", "language", "about_kind"),
    },
    "engagement.messagefile": {**_all(_FREE, "name"), **_all(_NOTHING, "content_type")},
    "engagement.bounce": {
        **_all(_IDENTITY, "address"),
        **_all(_FREE, "words"),
        **_all(_NOTHING, "status", "report"),
    },
    # A sentence of figures names no customer; should one do, an erasure finds it.
    "strategy.watch": _all(_NOTHING, "measure", "currency", "unjudged_vi", "unjudged_en"),
    # Its sentence is made of a measure and figures by rule; the note is what somebody wrote.
    "strategy.alert": {
        **_all(_FREE, "note_vi", "note_en"),
        **_all(_NOTHING, "sentence_vi", "sentence_en", "run"),
    },
    # A benchmark is of a sector; how a proposal came about is made of figures by rule.
    "strategy.target": {
        **_all(_NOTHING, "measure", "whose", "span", "currency", "benchmark_sector", "perspective", "review"),
        **_all(_NOTHING, "way_vi", "way_en"),
        **_all(_FREE, "benchmark_source", "previous"),
    },
    "strategy.mission": _all(_FREE, "statement"),
    "strategy.goal": {**_all(_FREE, "name"), **_all(_NOTHING, "unit")},
    "strategy.headline": _all(_NOTHING, "measures"),
    # Sentences of measures and figures by rule.
    "strategy.summary": _all(_NOTHING, "run", "said"),
    "strategy.targetchance": _all(_NOTHING, "run", "why_vi", "why_en", "method"),
    # What somebody calls a board; the part that it is looked at by can be that of an owner.
    "strategy.board": {**_all(_FREE, "name", "look_code"), **_all(_NOTHING, "teams", "compare", "look_by")},
    "strategy.boardschedule": _all(_NOTHING, "recipients", "waits_since"),
    # Figures of boards name customers by their segment, region or owner at most.
    "strategy.sentreport": {
        **_all(_FREE, "name"),
        **_all(_NOTHING, "run", "why_vi", "why_en", "lacks_vi", "lacks_en", "attached", "scope"),
    },
    "strategy.quiethours": _all(_NOTHING, "days", "whole_days"),
    "strategy.tile": _all(_NOTHING, "measure", "cut"),
    "strategy.ownmeasure": _all(_FREE, "title", "definition"),
    "strategy.scenario": _all(_FREE, "name", "reason"),
    "strategy.finding": {
        **_all(_FREE, "sentence_vi", "sentence_en"),
        **_all(_NOTHING, "source", "page", "currency", "status", "same"),
    },
}


def subject_of(table: type[models.Model], column: str) -> Subject | None:
    """Return what a column tells of a person, or None where nobody has judged it."""
    concept = concept_of(table)
    if concept is not None:
        field = concept.all_fields.get(column)
        return OF_EVERY_RECORD.get(column) if field is None else field.subject
    return BESIDE.get(table._meta.label_lower, {}).get(column)
