"""Words of templates ask for a few known things, and what stands in for them is text and nothing else."""

from dataclasses import replace

import pytest
from tests.engagement.conftest import MailServer

from crmeter.engagement.mail.actions import queue_message
from crmeter.engagement.mail.composing import composed
from crmeter.engagement.mail.models import MailTemplate, Message
from crmeter.engagement.mail.placeholders import filled, filled_html
from crmeter.engagement.mail.queries import template, templates
from crmeter.engagement.mail.template_actions import TemplateWords, add_template, change_template, remove_template
from crmeter.records.consent.purposes import Purpose
from crmeter.records.firm.actions import change_firm
from crmeter.records.ledger.actor import SYSTEM, Actor
from crmeter.records.ledger.models import AuditEntry
from crmeter.records.ledger.refusals import NoVersion, Refused, Stale
from crmeter.vocabulary import Text

THANKS = TemplateWords(
    name="Cảm ơn",
    purpose=Purpose.TRANSACTIONAL,
    subject=Text("Cảm ơn {name}", "Thank you, {name}"),
    body=Text("Chào {name},\n\n{record} đã giao.", "Dear {name},\n\n{record} was delivered."),
)


def test_values_are_put_in_once() -> None:
    assert filled("{name}: {record}", {"name": "{record}", "record": "DH-1"}) == "{record}: DH-1"


def test_braces_that_ask_for_nothing_stay() -> None:
    assert filled("a { b } {1} {} {{name}}", {"name": "Giang"}) == "a { b } {1} {} {Giang}"


def test_html_in_words_and_values_is_shown_and_not_run() -> None:
    html = filled_html("<b>Hi</b> {name}\nline\n\n\nnext", {"name": '<script>alert(1)</script> & "co"'})

    assert html == (
        "<p>&lt;b&gt;Hi&lt;/b&gt; &lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;co&quot;<br>line</p><p>next</p>"
    )


def test_addresses_in_the_words_are_links_and_those_in_values_only_where_a_link_is_asked_for() -> None:
    link = '<a href="https://a.example/?x=1&amp;y=2">https://a.example/?x=1&amp;y=2</a>'

    assert filled_html("See https://a.example/?x=1&y=2.", {}) == f"<p>See {link}.</p>"
    assert filled_html("{link}", {"link": "https://a.example/?x=1&y=2"}) == f"<p>{link}</p>"
    assert filled_html("{name}", {"name": "https://a.example"}) == "<p>https://a.example</p>"
    assert filled_html("{link}", {"link": "javascript:alert(1)"}) == "<p>javascript:alert(1)</p>"


def test_words_without_a_template_are_shown_as_they_are() -> None:
    made = composed("{name}", "<b>{name}</b>\n\nhttps://a.example/b/", None, "en")

    assert (made.subject, made.text) == ("{name}", "<b>{name}</b>\n\nhttps://a.example/b/\n")
    link = '<a href="https://a.example/b/">https://a.example/b/</a>'
    assert made.fragment == f"<p>&lt;b&gt;{{name}}&lt;/b&gt;</p><p>{link}</p>"


def test_a_value_never_becomes_part_of_an_address() -> None:
    html = filled_html("https://a.example/{name}", {"name": '"><script>'})

    assert html == '<p><a href="https://a.example/">https://a.example/</a>&quot;&gt;&lt;script&gt;</p>'


def test_a_value_that_is_missing_or_empty_is_said() -> None:
    for values in ({}, {"name": " "}):
        with pytest.raises(Refused) as refused:
            filled("Dear {name}", values)
        assert "{name}" in refused.value.text.en


def test_a_value_cannot_end_the_subject() -> None:
    with pytest.raises(Refused) as refused:
        composed("Dear {name}", "Body", {"name": "Giang\r\nBcc: x@y.example"}, "en")
    assert refused.value.code == "no_line"


def test_a_template_is_kept_changed_and_taken_out_of_use(actor: Actor) -> None:
    pk = add_template(actor, THANKS)
    found = template(pk)
    assert found is not None
    assert (found.name, found.version, found.subject, found.body) == ("Cảm ơn", 1, THANKS.subject, THANKS.body)

    assert change_template(actor, pk, replace(THANKS, name="Đã giao"), version=1) == 2
    with pytest.raises(Stale):
        change_template(actor, pk, THANKS, version=1)
    with pytest.raises(NoVersion):
        remove_template(actor, pk, version=None)
    assert [each.name for each in templates()] == ["Đã giao"]
    remove_template(actor, pk, version=2)
    assert (templates(), template(pk)) == ([], None)
    with pytest.raises(Refused):
        change_template(actor, pk, THANKS, version=3)
    actions = AuditEntry.objects.filter(action__startswith="mail_template").order_by("id")
    assert [entry.action.split(".")[1] for entry in actions] == ["added", "changed", "removed"]


def test_two_templates_in_use_have_two_names(actor: Actor) -> None:
    first = add_template(actor, THANKS)
    with pytest.raises(Refused) as refused:
        add_template(actor, replace(THANKS, name="cảm  ơn".upper()))
    assert refused.value.code == "taken"

    remove_template(actor, first, version=1)
    add_template(actor, THANKS)
    assert MailTemplate.objects.count() == 2


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (replace(THANKS, name=" "), "no_name"),
        (replace(THANKS, name="a" * 121), "no_name"),
        (replace(THANKS, purpose=Purpose.ALL), "no_purpose"),
        (replace(THANKS, subject=Text("Chào {tên}", "Dear {nane}")), "unknown_placeholder"),
        (replace(THANKS, body=Text("Chào", "Dear {request.user}{password}")), "unknown_placeholder"),
        (replace(THANKS, subject=Text("Chào", "")), "no_subject"),
        (replace(THANKS, body=Text("", "Dear")), "no_body"),
        (replace(THANKS, subject=Text("Chào\nBcc: x@y.example", "Dear")), "no_line"),
    ],
)
def test_what_could_not_be_sent_is_not_kept(actor: Actor, words: TemplateWords, code: str) -> None:
    with pytest.raises(Refused) as refused:
        add_template(actor, words)
    assert (refused.value.code, templates()) == (code, [])


@pytest.mark.parametrize(("language", "subject"), [("vi", "Cảm ơn Giang"), ("en", "Thank you, Giang")])
def test_a_message_has_the_words_of_its_template_in_its_language(actor: Actor, language: str, subject: str) -> None:
    pk = add_template(actor, THANKS)
    sent = queue_message(
        actor,
        to="giang@khach.example",
        purpose=Purpose.TRANSACTIONAL,
        language="en" if language == "en" else "vi",
        template=pk,
        values={"name": "Giang", "record": "DH-1042"},
    )

    row = Message.objects.get(pk=sent)
    assert (row.subject, row.template_id, row.template_version) == (subject, pk, 1)
    assert "DH-1042" in row.text
    with pytest.raises(Refused) as lacking:
        queue_message(
            actor, to="a@b.example", purpose=Purpose.TRANSACTIONAL, language="vi", template=pk, values={"name": "A"}
        )
    assert lacking.value.code == "no_value"


def test_an_offer_does_not_pass_as_an_invoice(actor: Actor) -> None:
    pk = add_template(actor, replace(THANKS, purpose=Purpose.MARKETING))
    with pytest.raises(Refused) as refused:
        queue_message(actor, to="a@b.example", purpose=Purpose.TRANSACTIONAL, language="vi", template=pk)
    assert refused.value.code == "other_purpose"


def test_the_firm_is_known_once_it_has_a_name(actor: Actor, mail_server: MailServer) -> None:
    words = replace(THANKS, subject=Text("{firm} chào chị", "{firm} says hello"), body=Text("Chào", "Hello"))
    pk = add_template(actor, words)
    with pytest.raises(Refused):
        queue_message(actor, to="a@b.example", purpose=Purpose.TRANSACTIONAL, language="vi", template=pk)

    change_firm(SYSTEM, version=1, name="An Khang", currency="", measures={})
    sent = queue_message(actor, to="a@b.example", purpose=Purpose.TRANSACTIONAL, language="vi", template=pk)
    assert Message.objects.get(pk=sent).subject == "An Khang chào chị"
