"""All measures, found by walking the subject folders: adding one edits nothing else."""

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pathlib import Path
from types import MappingProxyType

from crmeter.measures.measure import Measure
from crmeter.vocabulary import Text

SUBJECTS: Mapping[str, Text] = MappingProxyType(
    {
        "loyalty": Text("Trung thành", "Loyalty"),
        "value": Text("Giá trị", "Value"),
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
