"""A connection to SQLite that begins a transaction as soon as another writer lets it.

SQLite rests for up to a tenth of a second between two tries. A long job, which writes batch after batch, lets go of the
lock for a few milliseconds only, so that somebody who saves a field would miss them for many seconds.
"""

import sqlite3
import time

from django.db.backends.sqlite3 import base

# Shorter than what a job needs between two batches.
_REST_SECONDS = 0.002


class DatabaseWrapper(base.DatabaseWrapper):
    """Django's connection; only the beginning of a transaction is another one."""

    def _start_transaction_under_autocommit(self) -> None:
        options = self.settings_dict["OPTIONS"]
        patience = float(options.get("timeout", 5.0))
        until = time.monotonic() + patience
        with self.wrap_database_errors:
            self._let_sqlite_wait(0)
            try:
                while not self._begins(options.get("transaction_mode") or "DEFERRED", until):
                    time.sleep(_REST_SECONDS)
            finally:
                self._let_sqlite_wait(patience)

    def _begins(self, mode: str, until: float) -> bool:
        """Try to begin, and return whether it is done; raise what SQLite says once the patience is over."""
        try:
            self.connection.execute(f"BEGIN {mode}")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() >= until:
                raise
            return False
        return True

    def _let_sqlite_wait(self, seconds: float) -> None:
        self.connection.execute(f"PRAGMA busy_timeout={int(1000 * seconds)}")
