"""One shard in, one shard out."""
