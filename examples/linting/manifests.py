"""Holds manifests against the schemas of Kubernetes, where no key is unknown: ``python manifests.py FOLDER``."""

from __future__ import annotations

import sys
from pathlib import Path

import kubernetes_validate
import yaml

VERSION = "1.37"


def main(folder: Path) -> int:
    """Prints what is wrong, with its place; ends with 1 where something is, or where nothing was looked at."""
    looked, wrong = 0, 0
    for file in sorted(folder.glob("*.yaml")):
        for document in yaml.safe_load_all(file.read_text(encoding="utf-8")):
            if not isinstance(document, dict) or "apiVersion" not in document or "kind" not in document:
                continue  # a file of a ConfigMap, such as weir.yaml
            metadata = document["metadata"]
            # A name is made of it where the object is created, and the validator asks for one.
            metadata.setdefault("name", metadata.get("generateName", ""))
            looked += 1
            try:
                kubernetes_validate.validate(document, VERSION, strict=True)
            except kubernetes_validate.ValidationError as failure:
                wrong += 1
                place = ".".join(str(step) for step in failure.path)
                print(f"{file.name}: {document['kind']} {place}: {failure.message}", file=sys.stderr)
            except kubernetes_validate.SchemaNotFoundError:
                wrong += 1
                print(f"{file.name}: Kubernetes {VERSION} has no {document['kind']}", file=sys.stderr)
    print(f"manifests: {looked - wrong} of {looked} are as Kubernetes {VERSION} has them")
    return 0 if looked and not wrong else 1


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
