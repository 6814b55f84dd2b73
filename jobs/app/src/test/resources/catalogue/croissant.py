"""Reads Croissant documents as training scripts do: a line of JSON for each record set, with what mlcroissant gave and what is in its files."""

import json
import os
import sys
from pathlib import Path

import mlcroissant
import pyarrow.parquet


def plain(value):
    """A value as both readers have it: bytes are text, and what numpy and pandas wrap is bare."""
    if isinstance(value, bytes):
        return value.decode()
    if isinstance(value, (list, tuple)):
        return [plain(each) for each in value]
    if value is None or value != value:
        return None
    if hasattr(value, "isoformat"):
        return value.isoformat().replace("T00:00:00", "")
    if isinstance(value, bool):
        return value
    return float(value) if hasattr(value, "__float__") and not isinstance(value, str) else str(value)


for document in sys.argv[1:]:
    dataset = mlcroissant.Dataset(jsonld=document)
    issues = dataset.metadata.ctx.issues
    sets = {each.id: each.includes for each in dataset.metadata.distribution if getattr(each, "includes", None)}
    for records in dataset.metadata.record_sets:
        fields = [(field.uuid, field.name) for field in records.fields]
        given = sorted(json.dumps([plain(record[uuid]) for uuid, _ in fields]) for record in dataset.records(records.uuid))
        files = [Path(document).parent / path for path in sets[records.uuid + "/files"]]
        held = sorted(
            json.dumps([plain(row[name]) for _, name in fields])
            for file in files
            for row in pyarrow.parquet.read_table(file).to_pylist()
        )
        print(json.dumps({
            "name": records.name,
            "errors": sorted(issues.errors),
            "warnings": sorted(str(each) for each in issues.warnings),
            "rows": len(given),
            "same": given == held,
        }))
sys.stdout.flush()
os._exit(0)
