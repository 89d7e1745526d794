"""What can go wrong, as one tree.

PanjError
├── UsageError            the request makes no sense; exit code 2
├── ReadError             an input could not be read: what, where, what next
│   └── FetchError        the network refused, or we refused the address
├── ModelError            the model of English is missing or does not fit the code
├── WorldError            a row of the world's tables is wrong: file, line, column, reason
├── LedgerError           the ledger cannot be opened, is of another version, or is damaged
│   └── TakenError        a report's id already names another text
└── NotFoundError         nothing has this id
"""


class PanjError(Exception):
    """Root of every error that Panj raises on purpose; its text is one line for a person."""


class UsageError(PanjError):
    """The request makes no sense as it stands."""


class ReadError(PanjError):
    """An input that could not be read; the others are kept.

    `source` names the input as the user named it, `advice` says what to try next.
    """

    def __init__(self, source: str, why: str, *, advice: str = "", offset: int | None = None) -> None:
        where = f" at {offset}" if offset is not None else ""
        hint = f"; {advice}" if advice else ""
        super().__init__(f"{source}{where}: {why}{hint}")
        self.source, self.why, self.advice, self.offset = source, why, advice, offset


class FetchError(ReadError):
    """An address that was not, or must not be, fetched.

    `status` is what the server answered, None if it did not; `later` how many seconds it asks to be left alone.
    """

    def __init__(
        self, source: str, why: str, *, advice: str = "", status: int | None = None, later: float | None = None
    ) -> None:
        super().__init__(source, why, advice=advice)
        self.status, self.later = status, later


class ModelError(PanjError):
    """The model of English is missing, damaged, or made for another version of the code."""


class WorldError(PanjError):
    """A row of the world's tables that breaks its schema."""

    def __init__(self, file: str, line: int, column: str, why: str) -> None:
        super().__init__(f"{file}:{line}: {column}: {why}")
        self.file, self.line, self.column, self.why = file, line, column, why


class LedgerError(PanjError):
    """The ledger cannot be opened, has another version, or is damaged."""


class TakenError(LedgerError):
    """A report's id already names another text; the report is at fault, not the ledger."""


class NotFoundError(PanjError):
    """Nothing in the ledger or the world has this id."""
