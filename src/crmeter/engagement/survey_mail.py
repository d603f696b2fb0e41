"""The mails of surveys: an invitation and its reminders, each with a link of its own."""

from crmeter.engagement.mail.actions import queue_message
from crmeter.engagement.mail.server import NoServer, server
from crmeter.records.consent.purposes import Purpose
from crmeter.records.ledger.actor import Actor
from crmeter.records.ledger.refusals import Refused
from crmeter.records.surveys.kinds import Respondents
from crmeter.records.surveys.queries import SurveyView
from crmeter.records.surveys.tokens import address_of
from crmeter.records.surveys.visitors import Visitor
from crmeter.vocabulary import Language, Text

# For how many days a link holds.
LIFE_DAYS = 30


def purpose_of(survey: SurveyView) -> Purpose:
    """Return what its mail is for: the firm's own people are written to by their firm, who need not say yes first."""
    return Purpose.SERVICE if survey.respondents == Respondents.EMPLOYEE else Purpose.SURVEY


def refuse_without_server() -> None:
    """Refuse to ask anybody while no mail can leave.

    Raises:
        Refused: no server is named.
    """
    try:
        server()
    except NoServer as error:
        raise Refused("no_server", error.text) from error


def write_mail(
    actor: Actor,
    view: SurveyView,
    to: str,
    language: Language,
    words: Text,
    token: str,
    about: int | None,
    whose: Visitor | None,
) -> int:
    """Put a mail into the queue, in the caller's transaction, and return its number.

    Args:
        actor: who asks.
        view: the survey.
        to: the address.
        language: of the mail.
        words: `INVITES`, `REMINDS` or `REMINDS_LAST`.
        token: of the link.
        about: the customer who is asked, or None.
        whose: page of surveys the mail leads to as well; None where they have none.
    """
    # An address that somebody had once must not lead to what is sent to their new one.
    page = f"\n\n{_PAGE.fill(link=whose.link).in_(language)}" if whose and whose.address == to else ""
    anonymous = f"\n\n{_ANONYMOUS.in_(language)}" if view.is_anonymous else ""
    intro = view.intro.in_(language) or view.title.in_(language)
    body = words.fill(intro=intro, link=address_of(token), days=LIFE_DAYS).in_(language)
    return queue_message(
        actor,
        to=to,
        purpose=purpose_of(view),
        language=language,
        subject=view.title.in_(language)[:200],
        body=body + anonymous + page,
        about=None if about is None else ("customers", about),
        # Whoever has the link answers in their name.
        holds_secret=True,
    )


INVITES = Text(
    "{intro}\n\nTrả lời tại đây: {link}\n\nLiên kết dùng được một lần, trong {days} ngày, và là của riêng bạn.",
    "{intro}\n\nAnswer here: {link}\n\nThe link works once, within {days} days, and is yours alone.",
)
REMINDS = Text(
    "{intro}\n\nBạn chưa trả lời lần trước. Nếu có chút thời gian, hãy trả lời tại đây: {link}",
    "{intro}\n\nYou have not answered yet. If you have a moment, do so here: {link}",
)
REMINDS_LAST = Text(
    "{intro}\n\nBạn chưa trả lời lần trước. Nếu có chút thời gian, hãy trả lời tại đây: {link}\n\n"
    "Chúng tôi sẽ không nhắc thêm lần nữa.",
    "{intro}\n\nYou have not answered yet. If you have a moment, do so here: {link}\n\nWe will not remind you again.",
)
_ANONYMOUS = Text("Câu trả lời được giữ mà không ghi là của ai.", "Your answers are kept without whose they are.")
_PAGE = Text(
    "Mọi khảo sát đang chờ bạn, và chọn nhận thư gì: {link}",
    "All surveys that wait for you, and what you want to be written to for: {link}",
)
