"""Files that came with a request become files that are looked at."""

import re
import unicodedata

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from crmeter.records.imports.actions import NewFile, receive
from crmeter.records.imports.queries import UploadView, is_first_import
from crmeter.records.ledger.actor import Actor
from crmeter.records.readings.queries import current_run
from crmeter.vocabulary import Scope
from crmeter.web.imports.incoming import IncomingFile, too_large
from crmeter.web.sample.views import at_work

MOST_FILES = 50
_MOST_OF_A_SOURCE = 80
_ENDINGS = re.compile(r"\.(csv|tsv|txt|xlsx|xlsm|xls|parquet|gz)$")


def take_in(
    request: HttpRequest,
    actor: Actor,
    *,
    source: str = "",
    mends: UploadView | None = None,
) -> tuple[list[int], list[str]]:
    """Take in the files of a request, and return their numbers and what is wrong with the others.

    Args:
        request: with files under the name `files`.
        actor: who sends them.
        source: the name that they share; by default made of the name of the first.
        mends: the file that they mend.
    """
    wrong = [_("%(file)s is larger than is allowed here.") % {"file": name} for name in too_large(request)]
    came = [file for file in request.FILES.getlist("files") if isinstance(file, IncomingFile)]
    for file in came[MOST_FILES:]:
        file.remove()
    if len(came) > MOST_FILES:
        left = len(came) - MOST_FILES
        wrong.append(
            ngettext(
                "%(count)d file was left out: send at most %(most)d at once.",
                "%(count)d files were left out: send at most %(most)d at once.",
                left,
            )
            % {"count": left, "most": MOST_FILES}
        )
    numbers = []
    shared = slug(source) if source.strip() else ""
    for file in came[:MOST_FILES]:
        name = file.name or ""
        if not file.size:
            file.remove()
            wrong.append(_("%(file)s is empty. Export it again from where it came.") % {"file": name})
            continue
        # Files that are sent together are of one firm.
        shared = shared or slug(_ENDINGS.sub("", _ENDINGS.sub("", name.lower())))
        new = NewFile(
            file_name=name,
            size=file.size,
            sha256=file.sha256,
            place=file.place,
            source=shared,
            mends=None if mends is None else mends.id,
            without_sample=(sample_is_shown() or at_work() is not None) and is_first_import(),
        )
        numbers.append(receive(actor, new))
    if not came and not wrong:
        wrong.append(_("No file was chosen. Choose one or more files first."))
    return numbers, wrong


def slug(words: str) -> str:
    """Return the name of a source as it is kept: lower case, without accents."""
    plain = unicodedata.normalize("NFD", words.lower().replace("đ", "d"))
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:_MOST_OF_A_SOURCE].strip("-") or "file"


def sample_is_shown() -> bool:
    """Return whether pages show the sample company now."""
    run = current_run(Scope())
    return run is not None and run.is_sample
