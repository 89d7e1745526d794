"""Bytes to characters: byte order mark, then UTF-8, then what the page declares, then what the bytes look like."""

import codecs
from typing import NamedTuple

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_NEVER = frozenset(("utf-7", "idna", "punycode", "unicode-escape", "raw-unicode-escape", "undefined"))  # no page is
_SAMPLE = 1 << 16  # bytes that are looked at to guess an encoding


class Decoded(NamedTuple):
    """A text, the encoding that gave it, and how many characters could not be made out."""

    text: str
    encoding: str
    lost: int = 0


def decode(raw: bytes, declared: str | None = None) -> Decoded:
    """Return the characters of `raw`. What is valid UTF-8 is taken for UTF-8, whatever the page declares."""
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return _replacing(raw[len(mark) :], encoding)
    if wide := _wide(raw):
        return _replacing(raw, wide)
    try:
        return Decoded(raw.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        pass
    for guess in (_known(declared), _looks_like(raw)):
        if guess:
            try:
                return Decoded(raw.decode(guess), guess)
            except (UnicodeDecodeError, LookupError):  # LookupError: a codec, but of no text
                continue
    # a few broken bytes in UTF-8 are likelier than a whole page in another encoding that no one names
    return _replacing(raw, "utf-8" if _mostly_utf8(raw) else "windows-1252")


def _replacing(raw: bytes, encoding: str) -> Decoded:
    text = raw.decode(encoding, errors="replace")
    return Decoded(text, encoding, text.count("\ufffd"))


def _wide(raw: bytes) -> str | None:
    """Return the two-byte encoding of Latin text without a mark: every other byte is zero."""
    sample = raw[:4096]
    half = len(sample) // 2
    if half < 2:
        return None
    if sample[1::2].count(0) > 0.7 * half and sample[0::2].count(0) < 0.1 * half:
        return "utf-16-le"
    if sample[0::2].count(0) > 0.7 * half and sample[1::2].count(0) < 0.1 * half:
        return "utf-16-be"
    return None


def _known(declared: str | None) -> str | None:
    try:
        info = codecs.lookup((declared or "").strip().strip("\"'"))
    except (LookupError, ValueError):
        return None
    if info.name in _NEVER:
        return None
    # WHATWG Encoding: pages that declare Latin-1 are read as windows-1252, its superset
    return "windows-1252" if info.name in ("iso8859-1", "ascii") else info.name


def _mostly_utf8(raw: bytes) -> bool:
    sample = raw[:_SAMPLE]
    text = sample.decode("utf-8", errors="replace")
    wide = sum(1 for c in text if c > "\x7f" and c != "\ufffd")
    return text.count("\ufffd") <= 10 * wide  # other encodings hardly ever make a valid sequence by chance


def _looks_like(raw: bytes) -> str | None:
    if _mostly_utf8(raw):
        return None
    from charset_normalizer import from_bytes

    best = from_bytes(raw[:_SAMPLE]).best()
    return best.encoding if best else None
