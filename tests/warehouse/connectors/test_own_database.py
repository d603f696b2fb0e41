"""Reading the own database beside whoever writes it."""

import sqlite3
import subprocess
import sys
import time
from pathlib import Path

READER = """
import sys
from crmeter.warehouse.connectors.own_database.database import Database, reading

with reading(Database("sqlite", sys.argv[1])) as found:
    print(found.horizon())
"""


def test_a_reader_waits_for_whoever_has_the_file_for_themselves(tmp_path: Path) -> None:
    path = tmp_path / "db.sqlite3"
    writer = sqlite3.connect(path, isolation_level=None)
    writer.execute("CREATE TABLE records_changeentry (id INTEGER PRIMARY KEY, concept TEXT)")
    writer.execute("BEGIN EXCLUSIVE")
    writer.execute("INSERT INTO records_changeentry VALUES (7, 'deals')")

    # In a process of its own: two libraries that open one file in one process drop each other's locks.
    reader = subprocess.Popen([sys.executable, "-c", READER, str(path)], stdout=subprocess.PIPE, text=True)
    time.sleep(1)
    assert reader.poll() is None
    writer.execute("COMMIT")
    said, _ = reader.communicate(timeout=60)

    assert (reader.returncode, said.strip()) == (0, "7")
