"""All measures, found by walking the subject folders: adding one edits nothing else."""

from collections.abc import Mapping
from difflib import get_close_matches
from functools import cache
from importlib import import_module
from pathlib import Path
from types import MappingProxyType

from crmeter.measures.measure import Measure
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


@cache
def measures() -> Mapping[str, Measure]:
    """Return every measure by name, in the order of subjects and file names."""
    found: dict[str, Measure] = {}
    for subject in SUBJECTS:
        for path in sorted((Path(__file__).parent / subject).glob("[a-z]*.py")):
            measure = getattr(import_module(f"crmeter.measures.{subject}.{path.stem}"), path.stem)
            found[measure.name] = measure
    return MappingProxyType(found)


@cache
def subject_of(name: str) -> str:
    """Return the subject (folder) of a measure."""
    for subject in SUBJECTS:
        if (Path(__file__).parent / subject / f"{name}.py").exists():
            return subject
    raise KeyError(name)


def unknown_measure(name: str) -> Misused:
    """Return the complaint about a name that no measure has, with the names that are most like it."""
    close = get_close_matches(name, measures(), n=3)
    near = Text("có phải {names}?", "did you mean {names}?").fill(names=", ".join(close)) if close else None
    words = Text("không có chỉ số {name}", "there is no measure {name}").fill(name=name)
    listed = Text("xem danh mục bằng crmeter measures", "see the catalogue by crmeter measures")
    return Misused("unknown_measure", Text.join([words, *([near] if near else []), listed], "; "))
