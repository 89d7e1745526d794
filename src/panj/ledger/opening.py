"""Opening a ledger: which database, its settings, and its schema brought up to date."""

import contextlib
import sqlite3
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import URL, ExceptionContext, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError, DatabaseError, NoSuchModuleError, OperationalError

from panj.errors import LedgerError, NotFoundError
from panj.ledger.dialects import SQLITE_PRAGMAS, writing
from panj.ledger.store import Ledger

_ONE_VIEW = {"isolation_level": "REPEATABLE READ"}  # all queries of one reader see the same moment, as in SQLite
HEAD = "0004"  # the newest file in migrations/versions; a test holds the two together


def open_ledger(location: str | Path, *, make: bool = True) -> Ledger:
    """Open the ledger at an SQLAlchemy URL or a file; where there is none, make it.

    NotFoundError if there is none and it is not to be made. LedgerError if it cannot be opened, is damaged, was made by
    a newer Panj, or is the database of another program, which is left as it is.
    """
    url = _url(str(location))
    where = url.render_as_string(hide_password=True) if "://" in str(location) else str(location)
    if url.get_backend_name() == "sqlite":
        _look_at_file(url.database, where, make=make)
    engine = _engine(url, where)
    try:
        with writing(engine) as connection:
            moved = _bring_up_to_date(connection, where, make=make)
        if moved and engine.dialect.name == "sqlite":
            _shrink(engine)
    except (LedgerError, NotFoundError):
        engine.dispose()
        raise
    except (DatabaseError, UnicodeDecodeError) as error:
        engine.dispose()
        raise LedgerError(f"{where}: cannot be opened as a ledger: {error}") from error
    return Ledger(engine)


def _url(location: str) -> URL:
    try:
        parsed = make_url(location if "://" in location else f"sqlite:///{Path(location).expanduser()}")
    except ArgumentError as error:
        raise _no_address(location, error) from error
    return parsed.set(drivername="postgresql+psycopg") if parsed.drivername in ("postgres", "postgresql") else parsed


def _no_address(location: str, error: Exception) -> LedgerError:
    return LedgerError(f"{location}: not a ledger's address ({error}); give a file or an SQLAlchemy URL")


def _look_at_file(database: str | None, where: str, *, make: bool) -> None:
    """Refuse a file that is none of ours before it is opened to be written, for that alone would change it."""
    if not database or database.startswith((":memory:", "file:")):
        return
    file = Path(database)
    if not file.exists() or not file.stat().st_size:
        if not make:
            raise _none_at(where)
        file.parent.mkdir(parents=True, exist_ok=True)
        return
    with contextlib.suppress(sqlite3.Error):  # what is damaged or no database is told when it is opened
        with contextlib.closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as looking:
            tables = {name for (name,) in looking.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        if tables and "reading" not in tables:
            raise LedgerError(f"{where}: holds the tables of another program; name another file")


def _none_at(where: str) -> NotFoundError:
    return NotFoundError(f"there is no ledger at {where}; name it by --ledger, or read reports with `panj read FILE`")


def _engine(url: URL, where: str) -> Engine:
    sqlite = url.get_backend_name() == "sqlite"
    try:
        engine = create_engine(url, **({} if sqlite else _ONE_VIEW))
    except (ArgumentError, NoSuchModuleError, ModuleNotFoundError) as error:
        raise _no_address(where, error) from error
    if sqlite:
        _settle_sqlite(engine)
    elif engine.dialect.name == "postgresql":
        _settle_postgresql(engine)
    _explain(engine, where)
    return engine


_REFUSALS = {  # what a database says, what that is, and what to do next
    "malformed": ("it is damaged", "`panj doctor` says where; restore a backup with `panj ledger restore`"),
    "UTF-8": ("it is damaged", "`panj doctor` says where; restore a backup with `panj ledger restore`"),
    "not a database": ("it cannot be opened as a ledger: it is no database", "name another file"),
    "is full": ("the disk is full", "make room and read again; what was not kept is read anew"),
    "No space left": ("the disk is full", "make room and read again; what was not kept is read anew"),
    "disk I/O": ("the disk failed", "look at the disk; what was not kept is read anew"),
    "is locked": ("another writer has held it for too long", "try again when it is done"),
    "readonly": ("it may not be written", "give yourself the right to write the file and its folder"),
    "unable to open": ("it cannot be opened", "see that the folder is there and may be written"),
    "resolve host": ("the database cannot be reached", "see that it runs and that the address is right"),
    "connection": ("the database cannot be reached", "see that it runs and that the address is right"),
}


def _settle_postgresql(engine: Engine) -> None:
    """Let no plan be compiled: it takes a third of a second, as far more under keys is guessed than there is."""

    @event.listens_for(engine, "connect")
    def connect(connection: DBAPIConnection, _: object) -> None:
        connection.cursor().execute("SET jit TO off")
        connection.commit()


def _explain(engine: Engine, where: str) -> None:
    """Let what a database refuses say where, what and what next; whatever was being written is not kept."""

    @event.listens_for(engine, "handle_error")
    def refused(context: ExceptionContext) -> None:
        told, error = str(context.original_exception), context.original_exception
        signs = [sign for sign in _REFUSALS if sign in told]
        if type(error) is sqlite3.DatabaseError and not signs:  # no mistake of ours has this type
            signs = ["malformed"]
        if signs and isinstance(context.sqlalchemy_exception, DatabaseError):
            what, then = _REFUSALS[signs[0]]
            raise LedgerError(f"{where}: {what} ({told.splitlines()[0]}); {then}") from error


def _settle_sqlite(engine: Engine) -> None:
    """Set what SQLite needs on each connection; writers take the lock at once so that two never wait for each other."""

    @event.listens_for(engine, "connect")
    def connect(connection: sqlite3.Connection, _: object) -> None:
        connection.isolation_level = None
        for pragma in SQLITE_PRAGMAS:
            connection.execute(pragma)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        immediate = connection.get_execution_options().get("immediate")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")


def _shrink(engine: Engine) -> None:
    """Give back the room that the old tables took."""
    with contextlib.closing(engine.raw_connection()) as connection:
        connection.cursor().execute("VACUUM")


def _bring_up_to_date(connection: Connection, where: str, *, make: bool) -> bool:
    """Bring the schema to the newest; tell whether rows of an older one were moved."""
    found = _revision(connection)
    if found == HEAD:
        return False
    if found is not None and found > HEAD:
        raise LedgerError(f"{where}: made by a newer Panj (schema {found}, this one knows {HEAD}); update Panj")
    if found is None and not make:
        raise _none_at(where)
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
    return found is not None


def _revision(connection: Connection) -> str | None:
    try:
        with connection.begin_nested():
            return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    except OperationalError as error:
        if "no such table" in str(error.orig):
            return None
        raise
    except DatabaseError as error:
        if "alembic_version" in str(error.orig):
            return None
        raise
