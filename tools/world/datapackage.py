"""Writes tables/datapackage.json, a Frictionless Table Schema, from the types of the rows.

`python tools/world/datapackage.py`
"""

import json
from pathlib import Path
from typing import Any

import msgspec

from panj.world.check import KEYS
from panj.world.rows import TABLES, Row
from panj.world.tables import SHIPPED

TARGETS = {"state": "states", "org": "orgs", "person": "people", "treaty": "treaties", "source": "sources"}


def package() -> dict[str, Any]:
    """Return the description of all tables."""
    return {
        "profile": "tabular-data-package",
        "name": "panj-world",
        "title": "What Panj knows of the world, each fact with its day and source",
        "resources": [resource(name, kind) for name, kind in TABLES.items()],
    }


def resource(name: str, kind: type[Row]) -> dict[str, Any]:
    """Return the description of one table; a key that may lead into several tables is not listed as a foreign key."""
    fields = [field(f.name, f.type, f.required) for f in msgspec.structs.fields(kind)]
    targets = KEYS.get(name, {}) | ({"source": "source"} if any(f["name"] == "source" for f in fields) else {})
    schema: dict[str, Any] = {"fields": fields, "missingValues": [""]}
    if any(f["name"] == "id" for f in fields):
        schema["primaryKey"] = "id"
    keys = [
        {"fields": column, "reference": {"resource": TARGETS[target], "fields": "id"}}
        for column, target in targets.items()
        if target in TARGETS
    ]
    if keys:
        schema["foreignKeys"] = keys
    about = (kind.__doc__ or "").strip().splitlines()[0]
    return {"name": name, "path": f"{name}.csv", "encoding": "utf-8", "description": about, "schema": schema}


def field(name: str, kind: Any, required: bool) -> dict[str, Any]:  # noqa: ANN401 - whatever a type may be
    """Return the description of one column."""
    spec = msgspec.json.schema(kind)
    spec = next((one for one in spec.get("anyOf", []) if one.get("type") != "null"), spec)
    constraints = {"required": True} if required else {}
    constraints |= {ours: spec[theirs] for theirs, ours in LIMITS.items() if theirs in spec}
    described = {"name": name, "type": spec.get("type", "string")}
    return described | ({"constraints": constraints} if constraints else {})


LIMITS = {"pattern": "pattern", "maxLength": "maxLength", "minLength": "minLength", "enum": "enum",
          "minimum": "minimum", "maximum": "maximum"}  # fmt: skip


def written() -> str:
    """Return the file's text."""
    return json.dumps(package(), indent=1, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    Path(SHIPPED / "datapackage.json").write_text(written(), encoding="utf-8")
