"""Reads citation files as their readers do: a line of JSON for each file, with what is wrong with it."""

import importlib.util
import json
import sys
from pathlib import Path

import jsonschema
import yaml
from pybtex.database import parse_string


def schema(package, file):
    """A schema that a package brings; the package itself is not run."""
    folder = importlib.util.find_spec(package).submodule_search_locations[0]
    return json.loads((Path(folder) / "schemas" / file).read_text())


CFF = jsonschema.Draft7Validator(schema("cffconvert", "1.2.0/schema.json"))
DATACITE = jsonschema.Draft7Validator(schema("datacite", "datacite-v4.5.json"))


def bibtex(text):
    entries = parse_string(text, "bibtex").entries.values()
    missing = [
        name
        for entry in entries
        for name in ("title", "year", "version", "note")
        if name not in entry.fields
    ]
    return missing if len(entries) == 1 else [f"{len(entries)} entries"]


def errors(validator, document):
    return [f"{error.json_path}: {error.message}" for error in validator.iter_errors(document)]


# a day stays the text that the schema asks for
FORMS = {
    ".cff": lambda text: errors(CFF, yaml.load(text, yaml.BaseLoader)),
    ".bib": bibtex,
    ".json": lambda text: errors(DATACITE, json.loads(text)),
}

for name in sys.argv[1:]:
    file = Path(name)
    try:
        wrong = FORMS[file.suffix](file.read_text())
    except Exception as error:
        wrong = [f"{type(error).__name__}: {error}"]
    print(json.dumps({"file": name, "wrong": wrong}))
