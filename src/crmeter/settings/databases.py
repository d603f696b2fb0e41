"""Which database the product runs on: the workspace's own file, or what DATABASE_URL names."""

from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from crmeter.records.sqlite_journal import WAL_IS_SAFE
from crmeter.vocabulary import Misused, Text
from crmeter.warehouse.workspace import Workspace

# How long somebody waits for a writer before the request fails.
_PATIENCE_SECONDS = 20
# Web and worker are small: ten connections of one process are more than its threads.
_NO_NAME = Text(
    "DATABASE_URL chưa nêu tên cơ sở dữ liệu: postgresql://user:password@host:5432/name",
    "DATABASE_URL names no database: postgresql://user:password@host:5432/name",
)
_OTHER_KIND = Text(
    "DATABASE_URL bắt đầu bằng {kind}; chỉ nhận postgresql hoặc sqlite",
    "DATABASE_URL begins with {kind}; it may begin with postgresql or sqlite",
)
_POOL = {"min_size": 1, "max_size": 10, "timeout": 10}


def database(url: str, workspace: Workspace, *, pooled: bool = True) -> dict[str, Any]:
    """Return Django's settings of one database.

    Args:
        url: `postgresql://user:password@host:port/name?option=value`, `sqlite:///path`, or nothing for the file of
            the workspace.
        workspace: whose file it is where nothing else is named.
        pooled: keep connections to PostgreSQL open between requests.

    Raises:
        Misused: the address is of another kind of database, or names none.
    """
    if not url:
        workspace.root.mkdir(parents=True, exist_ok=True)
        return _sqlite(str(workspace.database))
    parts = urlsplit(url)
    name = unquote(parts.path.removeprefix("/"))
    if not name:
        raise Misused("database_url", _NO_NAME)
    match parts.scheme:
        case "sqlite":
            return _sqlite(name)
        case "postgresql" | "postgres":
            options: dict[str, Any] = dict(parse_qsl(parts.query))
            if pooled:
                options["pool"] = _POOL
            return {
                "ENGINE": "django.db.backends.postgresql",
                "NAME": name,
                "USER": unquote(parts.username or ""),
                "PASSWORD": unquote(parts.password or ""),
                "HOST": unquote(parts.hostname or ""),
                "PORT": str(parts.port or ""),
                "OPTIONS": options,
            }
    raise Misused("database_url", _OTHER_KIND.fill(kind=parts.scheme or "–"))


def _sqlite(path: str) -> dict[str, Any]:
    # In a rollback journal only a full sync survives a loss of power; a write-ahead log does with less.
    journal = "journal_mode=WAL; PRAGMA synchronous=NORMAL" if WAL_IS_SAFE else "journal_mode=DELETE"
    return {
        "ENGINE": "crmeter.settings.patient_sqlite3",
        "NAME": path,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": _PATIENCE_SECONDS,
            # What is erased must not be left in pages that are free. Pages of a long change stay in memory until its
            # end: written earlier, they would shut readers out.
            "init_command": f"PRAGMA {journal}; PRAGMA secure_delete=ON; PRAGMA cache_spill=OFF;",
        },
    }
