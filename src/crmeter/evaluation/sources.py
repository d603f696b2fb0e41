"""From files or folders straight to an evaluation: import, refresh, evaluate."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from crmeter.evaluation.result import Evaluation
from crmeter.evaluation.run import Request, evaluate_snapshot
from crmeter.evaluation.store import pinned_snapshots
from crmeter.vocabulary import Text, Work
from crmeter.warehouse.connectors.files import Answers, FileRefused, NeedsAnswers, Question
from crmeter.warehouse.imported import Imported
from crmeter.warehouse.imports import import_file, slug, supersede
from crmeter.warehouse.refresh import refresh
from crmeter.warehouse.workspace import Workspace

# What is known of all files, or of each.
Known = Answers | Callable[[Path], Answers]
SUFFIXES = (".csv", ".tsv", ".txt", ".xlsx", ".xls", ".parquet", ".csv.gz", ".tsv.gz", ".txt.gz")
# The question that tells of a file in a folder that it is none of ours; alone, it has to be asked.
_NOT_OURS = ("table",)


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file of a folder that was left out, and why."""

    path: Path
    reason: Text


@dataclass(frozen=True, slots=True)
class Taken:
    """What came in from a list of sources.

    Args:
        imported: the files that were taken.
        skipped: files of folders that hold nothing that can be measured.
    """

    imported: tuple[Imported, ...]
    skipped: tuple[Skipped, ...]


def workspace_for(sources: Sequence[Path], root: Workspace) -> Workspace:
    """Return a workspace of its own for a list of sources, so that nothing else is measured with them."""
    names = "\0".join(str(path.absolute()) for path in sources)
    digest = hashlib.sha256(names.encode()).hexdigest()[:12]
    return Workspace(root.root / "sources" / f"{slug(sources[0])}-{digest}")


def take_sources(
    workspace: Workspace, sources: Sequence[Path], answers: Known | None = None, work: Work | None = None
) -> Taken:
    """Import files and all files of folders; the files of one call share one source name.

    Args:
        workspace: where they are staged.
        sources: files or folders.
        answers: what is known of all of them, or of each.
        work: told the progress.

    Raises:
        NeedsAnswers: with the questions of all files at once.
        FileRefused: a file is no table or would do harm, or no file holds anything that can be measured.
    """
    # Files that are given together share their keys; a single file is known by its content alone.
    shared = slug(sources[0]) if len(sources) > 1 or sources[0].is_dir() else None
    imported: list[Imported] = []
    skipped: list[Skipped] = []
    questions: list[Question] = []
    for path, from_folder in _files(sources):
        told = (answers(path) if callable(answers) else answers) or Answers()
        try:
            imported.append(import_file(workspace, path, replace(told, source=told.source or shared), work))
        except NeedsAnswers as needed:
            if from_folder and all(question.code in _NOT_OURS for question in needed.questions):
                skipped.append(Skipped(path, Text.join(question.text for question in needed.questions)))
            else:
                asked = {replace(q, file=None) for q in questions}
                questions += [q for q in needed.questions if replace(q, file=None) not in asked]
        except FileRefused as refused:
            if not from_folder:
                raise
            skipped.append(Skipped(path, refused.reason))
    if questions:
        raise NeedsAnswers(tuple(questions))
    if not imported:
        raise _nothing_in(sources, skipped)
    return Taken(tuple(imported), tuple(skipped))


def _nothing_in(sources: Sequence[Path], skipped: Sequence[Skipped]) -> FileRefused:
    folders = ", ".join(str(source) for source in sources)
    if not skipped:
        words = Text(
            "trong {folders} không có tệp nào đọc được; cần {endings}.",
            "there is no file in {folders} that can be read; {endings} are.",
        )
        return FileRefused("no_files", words.fill(folders=folders, endings=", ".join(SUFFIXES)))
    files = Text.join(
        [Text("{file}: {reason}", "{file}: {reason}").fill(file=s.path.name, reason=s.reason) for s in skipped], "\n"
    )
    words = Text(
        "không tệp nào trong {folders} chứa dữ liệu đo được.\n{files}",
        "no file in {folders} holds anything that can be measured.\n{files}",
    )
    return FileRefused("nothing_to_measure", words.fill(folders=folders, files=files))


def take_only(
    workspace: Workspace, sources: Sequence[Path], answers: Known | None = None, work: Work | None = None
) -> Taken:
    """Import files and folders as they are now: what an earlier call took from the same sources counts no more."""
    taken = take_sources(workspace, sources, answers, work)
    supersede(workspace, {i.import_id for i in taken.imported}, {i.source for i in taken.imported})
    return taken


def evaluate_sources(
    sources: Sequence[Path],
    answers: Known | None = None,
    request: Request = Request(),
    workspace: Workspace | None = None,
    work: Work | None = None,
) -> Evaluation:
    """Evaluate files or folders of orders, customers, leads, tickets, deals, …

    Args:
        sources: files or folders.
        answers: what is known of all of them, or of each.
        request: the day, the settings, the currency.
        workspace: where to keep what is read; by default a folder of its own inside the default workspace.
        work: told the progress; stops it.

    Raises:
        NeedsAnswers: something must be said that no reader may guess.
        FileRefused: a file is no table or would do harm.
        NotEnoughData: there is nothing that can be measured.
    """
    workspace = workspace or workspace_for(sources, Workspace.default())
    take_only(workspace, sources, answers, work)
    refresh(workspace, work, pinned_snapshots(workspace), request.memory_limit)
    return evaluate_snapshot(workspace, request, work)


def _files(sources: Sequence[Path]) -> list[tuple[Path, bool]]:
    found: list[tuple[Path, bool]] = []
    for source in sources:
        if source.is_dir():
            inside = sorted(path for path in source.iterdir() if path.name.lower().endswith(SUFFIXES))
            found += [(path, True) for path in inside]
        elif source.exists():
            found.append((source, False))
        else:
            raise FileRefused(
                "not_found",
                Text(
                    "không có tệp hay thư mục này; hãy xem lại đường dẫn.",
                    "there is no such file or folder; check the path.",
                ),
                str(source),
            )
    return found
