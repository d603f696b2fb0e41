"""Where an installation keeps its files."""

import os
import secrets
import tempfile
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Workspace:
    """One folder that holds everything of one firm: warehouse, imported files, runs, the secret key.

    Args:
        root: the folder; it is made when something is first written.
    """

    root: Path

    @classmethod
    def default(cls) -> "Workspace":
        """Return the workspace that `CRMETER_WORKSPACE` names, else `./workspace`."""
        return cls(Path(os.environ.get("CRMETER_WORKSPACE", "workspace")).absolute())

    @property
    def tables(self) -> Path:
        """The Delta Lake tables, one folder each."""
        return self.root / "warehouse" / "tables"

    @property
    def snapshots(self) -> Path:
        """The snapshot manifests and the name of the current one."""
        return self.root / "warehouse" / "snapshots"

    @property
    def identities(self) -> Path:
        """Names and contact details, without history."""
        return self.root / "warehouse" / "identities"

    @property
    def survey_words(self) -> Path:
        """What people wrote to surveys, without history."""
        return self.identities / "survey_words.parquet"

    @property
    def imports(self) -> Path:
        """Imported files as they were read: staged rows, rejected rows, what was answered."""
        return self.root / "files"

    @property
    def records(self) -> Path:
        """The records of the own database as they were last read."""
        return self.root / "warehouse" / "records"

    @property
    def runs(self) -> Path:
        """Evaluation runs, one folder each."""
        return self.root / "runs"

    @property
    def database(self) -> Path:
        """The file of the records where no other database is named."""
        return self.root / "db.sqlite3"

    @property
    def running_at(self) -> Path:
        """The address at which `crmeter run` serves this workspace; there while it does."""
        return self.root / "running-at"

    def secret(self) -> bytes:
        """Return the secret of this installation, made at first use and readable by its owner only."""
        path = self.root / "secret.key"
        if not path.exists():
            self.root.mkdir(parents=True, exist_ok=True)
            # Written aside and then given its name: another process that starts now sees a whole secret or none.
            handle, aside = tempfile.mkstemp(dir=self.root, prefix="secret.")
            with os.fdopen(handle, "wb") as file:
                file.write(secrets.token_hex(32).encode())
            try:
                os.link(aside, path)
            except FileExistsError:
                pass
            finally:
                Path(aside).unlink()
        return path.read_bytes()
