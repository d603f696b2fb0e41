"""The parser of flags, whose complaints are in both languages."""

import argparse
import re
from collections.abc import Callable
from typing import NoReturn

from crmeter.cli.flag_values import WANTED
from crmeter.vocabulary import Misused, Text


class Parser(argparse.ArgumentParser):
    """An argument parser that raises what is wrong instead of writing it and leaving."""

    # What the complaint names for help: a flag that no command knows is found by the parser above the commands.
    helped_by: str | None = None

    def error(self, message: str) -> NoReturn:
        """Raise what the standard library found wrong.

        Raises:
            Misused: always.
        """
        hint = Text("Xem cách dùng: {command} --help", "For usage: {command} --help").fill(
            command=self.helped_by or self.prog
        )
        raise Misused("usage", Text.join((in_both_languages(message), hint), ". "))


def in_both_languages(message: str) -> Text:
    """Return a complaint of the standard library, which speaks English only, in both languages."""
    for shape, words in _COMPLAINTS:
        if found := shape.fullmatch(message):
            return words(found)
    return Text("dòng lệnh không đúng: {message}", "the command line is wrong: {message}").fill(message=message)


def _refused_value(found: re.Match[str]) -> Text:
    words = Text("{flag} cần {wanted}, không phải {value}", "{flag} takes {wanted}, not {value}")
    wanted = WANTED.get(found["kind"], Text("giá trị khác", "another value"))
    return words.fill(flag=found["flag"], wanted=wanted, value=found["value"])


def _filled(vi: str, en: str) -> Callable[[re.Match[str]], Text]:
    return lambda found: Text(vi, en).fill(**found.groupdict())


_FLAG = "argument (?P<flag>.+?): "
_COMPLAINTS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Text]], ...] = (
    (re.compile(_FLAG + "invalid (?P<kind>\\w+) value: (?P<value>.+)"), _refused_value),
    (
        re.compile("argument COMMAND: invalid choice: (?P<value>.+) \\(choose from (?P<choices>.+)\\)"),
        _filled(
            "không có lệnh {value}; có các lệnh {choices}, cờ viết sau lệnh",
            "there is no command {value}; there are {choices}, and flags follow the command",
        ),
    ),
    (
        re.compile(_FLAG + "invalid choice: (?P<value>.+) \\(choose from (?P<choices>.+)\\)"),
        _filled("{flag} không thể là {value}; chọn một trong {choices}", "{flag} cannot be {value}; choose {choices}"),
    ),
    (
        re.compile(_FLAG + "expected (one|1) argument"),
        _filled("sau {flag} còn thiếu một giá trị", "{flag} needs a value after it"),
    ),
    (
        re.compile(_FLAG + "expected at least one argument"),
        _filled("sau {flag} còn thiếu ít nhất một giá trị", "{flag} needs at least one value after it"),
    ),
    (
        re.compile(_FLAG + "ignored explicit argument (?P<value>.+)"),
        _filled("{flag} không nhận giá trị, hãy bỏ {value}", "{flag} takes no value; leave out {value}"),
    ),
    (
        re.compile("unrecognized arguments: (?P<words>.+)"),
        _filled("không có cờ hay tham số {words}", "there is no flag or argument {words}"),
    ),
    (
        re.compile("the following arguments are required: COMMAND"),
        _filled("còn thiếu tên lệnh", "the name of a command is missing"),
    ),
    (
        re.compile("the following arguments are required: (?P<words>.+)"),
        _filled("còn thiếu {words}", "{words} must be given"),
    ),
    (
        re.compile("ambiguous option: (?P<word>.+) could match (?P<choices>.+)"),
        _filled("{word} có thể là {choices}; hãy viết đủ", "{word} could be {choices}; write it out"),
    ),
)
