"""The same function for Spark, by `mapInArrow`: a table of pieces in, a table of their shards out.

Spark promises less than the shards do, so it need not promise more: a task that is run again finds what was done. A
report that ends a worker costs two tries of its task; let `spark.task.maxFailures` be 50.
"""

from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import msgspec

from panj.scale.engines import Shards
from panj.scale.pieces import Piece
from panj.scale.shard import read_shard


def read_pieces(batches: Iterable[Any], *, folder: str) -> Iterator[Any]:
    """Read the pieces (JSON, column `piece`) of Arrow's record batches and yield them with their shards (`shard`)."""
    import pyarrow

    from panj.world import load_world

    world = load_world()
    for batch in batches:
        given = batch.column("piece").to_pylist()
        read = (read_shard(msgspec.json.decode(x, type=Piece), Path(folder), world) for x in given)
        yield pyarrow.RecordBatch.from_pydict({"piece": given, "shard": [str(shard) for shard in read]})


def in_spark(pieces: Iterable[Piece], folder: Path, *, session: Any) -> Shards:  # noqa: ANN401  pyspark is not required
    """Yield each piece with its shard as a Spark session finishes them; every machine sees the same files."""
    rows = [(msgspec.json.encode(piece).decode(),) for piece in pieces]
    if rows:
        table = session.createDataFrame(rows, "piece string").repartition(len(rows))
        read = partial(read_pieces, folder=str(folder.absolute()))
        for row in table.mapInArrow(read, "piece string, shard string").toLocalIterator():
            yield msgspec.json.decode(row.piece, type=Piece), Path(row.shard)
