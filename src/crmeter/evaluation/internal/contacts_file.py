"""After how many contacts people no longer reply, told by a file with a row for each person."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from crmeter.estimators.outreach.silence_point import SilencePoint, silence_point
from crmeter.evaluation.external.said_words import is_said, nobody_says, rows_that_say
from crmeter.vocabulary import LeftOut, Misused, Text, Work
from crmeter.warehouse.connectors.files import Answers
from crmeter.warehouse.connectors.files.columns import read_columns

MOST_CONTACTS = 1_000


@dataclass(frozen=True, slots=True)
class ContactsFile:
    """Which columns of a file tell what.

    Args:
        contacts: how often somebody was contacted, up to the last time.
        replied: says who replied, or did what was wanted, to that last contact.
        replied_is: what stands there of who did.
    """

    contacts: str
    replied: str
    replied_is: str


@dataclass(frozen=True, slots=True)
class FileContacts:
    """What the file tells.

    Args:
        point: where replies end.
        people: who were contacted.
        left_out: people who were not counted.
    """

    point: SilencePoint
    people: int
    left_out: tuple[LeftOut, ...]


def contacts_of_file(
    path: Path, told: ContactsFile, answers: Answers, *, break_even: float, level: float = 0.8, work: Work | None = None
) -> FileContacts:
    """Read how often people were contacted and who replied to the last contact.

    Whoever was contacted five times was contacted a first, a second, … and a fifth time, and replied to none but the
    fifth, if to any: nobody is contacted again after the reply.

    Args:
        path: the file, a row for each person.
        told: what its columns are.
        answers: encoding, sheet and decimal mark, as far as they were said.
        break_even: the reply rate at which a contact pays for itself.
        level: of the intervals.
        work: told the progress.

    Raises:
        Misused: a column is not there, nobody has the word that was named, or somebody was contacted too often.
        NotEnoughData: nobody was contacted.
    """
    found = read_columns(path, answers, words=[told.replied], numbers=[told.contacts], work=work)
    often, said = found.numbers[told.contacts], found.words[told.replied]
    replied = rows_that_say(said, told.replied_is)
    if not replied.any():
        raise nobody_says("nobody_replied", told.replied, told.replied_is, said)
    is_known = np.isfinite(often) & (often >= 1) & (often == np.floor(often)) & is_said(said)
    counts = often[is_known].astype(np.int64)
    if len(counts) and counts.max() > MOST_CONTACTS:
        raise Misused("too_many_contacts", _TOO_MANY.fill(column=told.contacts, n=int(counts.max())))
    last = np.bincount(counts, minlength=2)[1:]
    sent = np.cumsum(last[::-1])[::-1]
    answered = np.bincount(counts[replied[is_known]], minlength=len(last) + 1)[1:]
    left = LeftOut("unknown", _UNKNOWN, int((~is_known).sum()))
    point = silence_point(sent, answered, break_even, level)
    return FileContacts(point, len(counts), (left,) if left.n else ())


_UNKNOWN = Text(
    "người không rõ số lần liên hệ (số nguyên từ 1) hoặc không rõ có trả lời không",
    "people of whom the number of contacts (a whole number from 1), or whether they replied, is not known",
)
_TOO_MANY = Text(
    "cột {column} có tới {n} lần liên hệ cho một người: đó có phải số lần không?",
    "the column {column} says {n} contacts of one person: is it a number of contacts?",
)
