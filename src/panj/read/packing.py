"""Unpacking what may be a bomb: pieces of bounded size, a cap on the whole, a cap on how much larger it grows."""

import zlib
from collections.abc import Callable, Iterable, Iterator

_PIECE = 65_536
_SMALL = 1_000_000  # bytes; what unpacks to no more than that may be packed as tightly as it likes
_PLAIN = ("", "identity")
_PACKED = ("gzip", "x-gzip", "deflate")

Unpack = Callable[[bytes], Iterator[bytes]]


class TooLargeError(ValueError):
    """It unpacks to more than is allowed."""


def unpacked(chunks: Iterable[bytes], packing: str, *, most: int, ratio: int) -> bytes:
    """Return the whole of what the chunks hold; TooLargeError over `most` bytes or `ratio` times what came.

    ValueError if it cannot be unpacked, or is packed in a way that we do not know.
    """
    unpack = _unpacker(packing.strip().lower())
    pieces: list[bytes] = []
    came = size = 0
    for chunk in chunks:
        came += len(chunk)
        for piece in unpack(chunk):
            size += len(piece)
            if size > most:
                raise TooLargeError(f"it is larger than {most:,} bytes")
            if size > _SMALL and size > ratio * came:
                raise TooLargeError(f"it unpacks to more than {ratio} times its size")
            pieces.append(piece)
    return b"".join(pieces)


def _unpacker(packing: str) -> Unpack:
    """Return a function that yields what a chunk unpacks to, in pieces that are never much larger than it."""
    if packing in _PLAIN:
        return lambda chunk: iter((chunk,))
    if packing not in _PACKED:
        raise ValueError(f"it is packed as {packing[:40]!r}")
    state = zlib.decompressobj(wbits=47)  # 32 + 15: gzip or zlib, by its header

    def unpack(chunk: bytes) -> Iterator[bytes]:
        try:
            yield state.decompress(chunk, _PIECE)
            while state.unconsumed_tail:
                yield state.decompress(state.unconsumed_tail, _PIECE)
        except zlib.error as error:
            raise ValueError(f"it cannot be unpacked: {error}") from None

    return unpack
