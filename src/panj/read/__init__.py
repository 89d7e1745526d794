"""Bytes to documents: one door a format.

`documents` takes what a user names (a file, a folder, an address, `-` for standard input) and yields one Document a
report. What cannot be read is yielded as a ReadError (what, where, what next) and the rest goes on.
"""

from panj.read.clean import Given
from panj.read.doors import documents, documents_of_answer, documents_of_bytes, files

__all__ = ["Given", "documents", "documents_of_answer", "documents_of_bytes", "files"]
