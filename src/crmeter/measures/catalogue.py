"""All measures, found by walking the subject folders: adding one edits nothing else."""

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from functools import cache
from importlib import import_module
from pathlib import Path
from types import MappingProxyType

from crmeter.measures.measure import Measure
from crmeter.measures.own.known import own_measure_read
from crmeter.vocabulary import Misused, Text

SUBJECTS: Mapping[str, Text] = MappingProxyType(
    {
        "loyalty": Text("Trung thành", "Loyalty"),
        "value": Text("Giá trị", "Value"),
        "satisfaction": Text("Hài lòng", "Satisfaction"),
        "sales": Text("Bán hàng", "Sales"),
        "service": Text("Dịch vụ", "Service"),
        "supply": Text("Cung ứng", "Supply"),
        "brand": Text("Thương hiệu", "Brand"),
        "marketing": Text("Tiếp thị", "Marketing"),
    }
)


OWN_SUBJECT = "own"
OWN = Text("Chỉ số tự đặt", "Own measures")


class Catalogue(Mapping[str, Measure]):
    """Every measure that has a file, by name; own measures that this process has read are found too, and not listed."""

    def __init__(self, filed: Mapping[str, Measure]) -> None:
        self._filed = filed

    def __getitem__(self, name: str) -> Measure:
        """Return a measure.

        Raises:
            KeyError: there is none of that name.
        """
        found = self._filed.get(name) or own_measure_read(name)
        if found is None:
            raise KeyError(name)
        return found

    def tells(self, measure: Measure) -> bool:
        """Whether the name of a measure tells it in any process: it has a file, and is the one that stands there."""
        return self._filed.get(measure.name) is measure

    def __iter__(self) -> Iterator[str]:
        """Go through those that have a file."""
        return iter(self._filed)

    def __len__(self) -> int:
        """Return how many have a file."""
        return len(self._filed)


@cache
def measures() -> Catalogue:
    """Return every measure by name, in the order of subjects and file names."""
    found: dict[str, Measure] = {}
    for subject in SUBJECTS:
        for path in sorted((Path(__file__).parent / subject).glob("[a-z]*.py")):
            measure = getattr(import_module(f"crmeter.measures.{subject}.{path.stem}"), path.stem)
            found[measure.name] = measure
    return Catalogue(MappingProxyType(found))


@cache
def subject_of(name: str) -> str:
    """Return the subject (folder) of a measure."""
    for subject in SUBJECTS:
        if (Path(__file__).parent / subject / f"{name}.py").exists():
            return subject
    if own_measure_read(name) is not None:
        return OWN_SUBJECT
    raise KeyError(name)


def subject_title(name: str) -> Text:
    """Return the label of the subject of a measure."""
    return SUBJECTS.get(subject_of(name), OWN)


def unknown_measure(name: str) -> Misused:
    """Return the complaint about a name that no measure has, with the names that are most like it."""
    close = get_close_matches(name, measures(), n=3)
    near = Text("có phải {names}?", "did you mean {names}?").fill(names=", ".join(close)) if close else None
    words = Text("không có chỉ số {name}", "there is no measure {name}").fill(name=name)
    listed = Text("xem danh mục bằng crmeter measures", "see the catalogue by crmeter measures")
    return Misused("unknown_measure", Text.join([words, *([near] if near else []), listed], "; "))
