"""Tables of the surveys."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from crmeter.records.concept.amount import AmountField
from crmeter.records.consent.addresses import LONGEST
from crmeter.records.contacts.models import Contact
from crmeter.records.customers.models import Customer
from crmeter.records.ledger.models import Versioned
from crmeter.records.products.models import Product
from crmeter.records.surveys.kinds import By, Languages, QuestionKind, Respondents, SurveyState
from crmeter.records.tickets.models import Ticket, TicketQueue

LONGEST_NAME = 120
LONGEST_TITLE = 300


class Survey(Versioned):
    """Questions that people are asked once in a while; a wave of them."""

    name = models.CharField(max_length=LONGEST_NAME)
    respondents = models.CharField(max_length=8, choices=Respondents)
    languages = models.CharField(max_length=4, choices=Languages, default=Languages.BOTH)
    state = models.CharField(max_length=6, choices=SurveyState, default=SurveyState.DRAFT)
    title_vi = models.CharField(max_length=LONGEST_TITLE, blank=True)
    title_en = models.CharField(max_length=LONGEST_TITLE, blank=True)
    intro_vi = models.TextField(blank=True)
    intro_en = models.TextField(blank=True)
    thanks_vi = models.TextField(blank=True)
    thanks_en = models.TextField(blank=True)
    wave = models.PositiveSmallIntegerField(default=1)
    previous = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    # Answers are kept without whose they are.
    is_anonymous = models.BooleanField(default=False)
    # Whoever was asked by any survey within so many days is not asked by this one.
    resting_days = models.PositiveSmallIntegerField(default=90)
    product = models.ForeignKey(Product, models.PROTECT, null=True, related_name="+")
    # Where a low score becomes a ticket; nowhere, if empty.
    queue = models.ForeignKey(TicketQueue, models.PROTECT, null=True, related_name="+")
    # What the link for everybody is known by; empty: there is none.
    open_key = models.CharField(max_length=40, blank=True, default="")
    # Whoever is silent is reminded by itself after so many days, so often; never, if 0.
    remind_after = models.PositiveSmallIntegerField(default=7)
    remind_most = models.PositiveSmallIntegerField(default=0)
    # Sites that may show the page to answer on inside their own pages.
    embed_hosts = models.JSONField(default=list)
    # By what groups are made of, the share of each in percent among all whom the answers stand for; empty: not said.
    target_shares = models.JSONField(default=dict)
    # What evaluations assume where it compares brands, as `EquityAssumed` is kept; the one stated last counts.
    equity = models.JSONField(default=dict)
    equity_stated_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    opened_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["previous"], condition=~models.Q(previous=None), name="survey_followed_once"
            ),
            models.UniqueConstraint(fields=["open_key"], condition=~models.Q(open_key=""), name="survey_open_key_once"),
            models.CheckConstraint(condition=models.Q(wave__gte=1), name="survey_wave_counts"),
        ]

    def __str__(self) -> str:
        return self.name


class SurveyQuestion(Versioned):
    """A question; once its survey was opened, only its words are corrected."""

    survey = models.ForeignKey(Survey, models.CASCADE, related_name="questions")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=QuestionKind)
    title_vi = models.CharField(max_length=LONGEST_TITLE, blank=True)
    title_en = models.CharField(max_length=LONGEST_TITLE, blank=True)
    # As `Options` are kept.
    options = models.JSONField(default=dict)
    is_required = models.BooleanField(default=False)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["survey", "position", "id"], name="survey_question_in_order"),
        ]


class SurveyInvitation(models.Model):
    """Somebody who was asked; the link in their mail is kept as a hash only."""

    survey = models.ForeignKey(Survey, models.PROTECT, related_name="invitations")
    customer = models.ForeignKey(Customer, models.PROTECT, null=True, related_name="+")
    contact = models.ForeignKey(Contact, models.PROTECT, null=True, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    # Identity.
    address = models.CharField(max_length=LONGEST)
    channel = models.CharField(max_length=6, choices=By, default=By.EMAIL)
    language = models.CharField(max_length=2)
    # What they were asked about, where it was their ticket.
    ticket = models.ForeignKey(Ticket, models.PROTECT, null=True, related_name="+")
    # Who looked after the customer when they were asked.
    agent = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    token_hash = models.CharField(max_length=64, unique=True)
    # The number of the mail in the room that sends it.
    message = models.BigIntegerField(null=True)
    sent_at = models.DateTimeField()
    is_answered = models.BooleanField(default=False)
    # Of an anonymous survey not kept: the day would tell which answers came from it.
    answered_at = models.DateTimeField(null=True)
    bounced_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(answered_at=None) | models.Q(is_answered=True), name="survey_answered_has_answered"
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["customer", "-sent_at"], name="survey_asked_customer"),
            models.Index(fields=["address", "-sent_at"], name="survey_asked_address"),
            models.Index(fields=["message"], name="survey_invited_by_mail"),
        ]


class SurveyReminder(models.Model):
    """A mail to somebody silent, with a link of its own: that of the first mail cannot be written again."""

    invitation = models.ForeignKey(SurveyInvitation, models.CASCADE, related_name="reminders")
    token_hash = models.CharField(max_length=64, unique=True)
    message = models.BigIntegerField(null=True)
    sent_at = models.DateTimeField()


class SurveyDraw(models.Model):
    """A sample that was drawn: whoever draws again from the same people by the same seed gets the same ones."""

    survey = models.ForeignKey(Survey, models.PROTECT, related_name="draws")
    seed = models.PositiveIntegerField()
    size = models.PositiveIntegerField()
    # How many it was drawn from.
    of = models.PositiveIntegerField()
    by_segment = models.BooleanField()
    drawn_at = models.DateTimeField()
    drawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")


class SurveyResponse(models.Model):
    """The answers that somebody gave at once; never changed, but for what they count."""

    survey = models.ForeignKey(Survey, models.PROTECT, related_name="responses")
    # None for the link for everybody, and of an anonymous survey.
    invitation = models.OneToOneField(SurveyInvitation, models.PROTECT, null=True, related_name="response")
    came_by = models.CharField(max_length=6, choices=By)
    language = models.CharField(max_length=2)
    answered_at = models.DateTimeField()
    # What it counts where the survey has target shares, of mean 1; 0 where its group is not known.
    weight = AmountField(default=1)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["survey", "-answered_at", "-id"], name="survey_response_newest"),
        ]


class SurveyAnswer(models.Model):
    """One answer, or one cell of a grid: a number, a choice or a text."""

    response = models.ForeignKey(SurveyResponse, models.CASCADE, related_name="answers")
    question = models.ForeignKey(SurveyQuestion, models.PROTECT, related_name="+")
    # Keys of the options of the question.
    driver = models.CharField(max_length=LONGEST_NAME + 10, blank=True, default="")
    brand = models.CharField(max_length=LONGEST_NAME + 10, blank=True, default="")
    number = AmountField(null=True)
    # Free text.
    text = models.TextField(blank=True, default="")
    # Whether something was written, also when the words are gone.
    is_text = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["response", "question", "driver", "brand"], name="survey_answer_once"),
        ]


class SurveyScenario(Versioned):
    """What somebody supposed of customer equity, with the figures that came out on the day it was kept."""

    survey = models.ForeignKey(Survey, models.PROTECT, related_name="scenarios")
    name = models.CharField(max_length=LONGEST_NAME)
    # The address of the page without the path: what was stated and moved.
    asked = models.TextField()
    # As `Kept` figures are kept.
    figures = models.JSONField()
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["survey", "-saved_at", "-id"], name="survey_scenario_newest"),
        ]

    def __str__(self) -> str:
        return self.name
