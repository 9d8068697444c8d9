"""Checks of the addon's files that need no Odoo."""

import csv
import os
import re
import xml.parsers.expat
from collections import Counter

from . import addon
from .settings import ADDON, CHECKOUT

LONGEST = 400
SKIPPED = {".git", "__pycache__", "node_modules", ".venv", ".idea", ".vscode", ".ruff_cache"}
# Folders whose XML and CSV files Odoo does not load through "data" and "demo".
NOT_DATA = ("static/", "tests/", "dev/", "i18n/", "docs/", ".")
BINARY = (".png", ".jpg", ".jpeg", ".gif", ".ico", ".pdf", ".woff", ".woff2", ".ttf", ".xlsx", ".zip", ".webp")
REGISTRY = re.compile(r"\b(?:debian|ubuntu|pypi|pythonhosted|npmjs|crates|rubygems|docker)\.(?:org|com|io|net)\b")
MACHINE_PATH = re.compile(r"(?<![\w.~\"'/}])/(?:root|home|Users|work|tmp)/\w[\w.-]*")
MARKER = re.compile(r"^(?:<{7}|>{7}|={7}$)", re.MULTILINE)


def all_files():
    """Return the repository's files, relative to it."""
    found = []
    for root, folders, names in os.walk(CHECKOUT):
        folders[:] = sorted(set(folders) - SKIPPED)
        found += [os.path.relpath(os.path.join(root, name), CHECKOUT) for name in sorted(names)]
    return [path for path in found if not path.endswith((".pyc", "~", ".swp"))]


def check_texts():
    """Yield traces of one machine, names of registries, conflict markers and overlong modules."""
    for path in all_files():
        if path.endswith(BINARY):
            continue
        try:
            text = (CHECKOUT / path).read_text(encoding="utf-8")
        except UnicodeDecodeError:
            yield f"{path}: not UTF-8"
            continue
        for number, line in enumerate(text.splitlines(), 1):
            for found in (REGISTRY.search(line), MACHINE_PATH.search(line)):
                if found:
                    yield f"{path}:{number}: “{found[0]}” belongs to one machine or registry"
        if MARKER.search(text):
            yield f"{path}: conflict marker"
        if path.endswith(".py") and not path.startswith("tests/"):
            length = text.count("\n")
            if length > LONGEST:
                yield f"{path}: {length} lines; more than {LONGEST} is too long for one module"


def check_manifest():
    """Yield files the manifest names in vain, and data files it does not name."""
    manifest = addon.manifest()
    named = Counter([*manifest.get("data", []), *manifest.get("demo", [])])
    yield from (f"__manifest__.py: {path} is named twice" for path, count in named.items() if count > 1)
    yield from (f"__manifest__.py: {path} is missing" for path in named if not (CHECKOUT / path).is_file())
    for path in all_files():
        if path.endswith((".xml", ".csv")) and not path.startswith(NOT_DATA) and path not in named:
            yield f"{path}: not in the manifest"
    for path in manifest.get("data", []):
        if path.startswith("demo/"):
            yield f"__manifest__.py: {path} is loaded for everybody"
    for bundle, entries in manifest.get("assets", {}).items():
        for entry in entries:
            pattern = entry if isinstance(entry, str) else entry[-1]
            own = pattern.lstrip("/")
            if own.startswith(f"{ADDON}/") and not any(CHECKOUT.glob(own[len(ADDON) + 1 :])):
                yield f"__manifest__.py: {bundle}: nothing matches {pattern}"


def check_data():
    """Yield data files that cannot be read, ids that come twice, demo ids without ``_demo``."""
    for path in all_files():
        if path.endswith(".xml") and not path.startswith("dev/"):
            yield from _check_xml(path)
        elif path.endswith(".csv") and not path.startswith(NOT_DATA):
            with open(CHECKOUT / path, encoding="utf-8", newline="") as handle:
                ids = [(row.get("id") or "", number) for number, row in enumerate(csv.DictReader(handle), 2)]
            yield from _check_ids(path, ids)


def _check_xml(path):
    """Parse one file and check the ids of its records."""
    ids = []
    parser = xml.parsers.expat.ParserCreate()

    def start(tag, attributes):
        if tag in ("record", "template", "menuitem", "report", "act_window") and "id" in attributes:
            ids.append((attributes["id"], parser.CurrentLineNumber))

    parser.StartElementHandler = start
    try:
        parser.Parse((CHECKOUT / path).read_bytes(), True)
    except xml.parsers.expat.ExpatError as error:
        yield f"{path}: {error}"
        return
    if not path.startswith(NOT_DATA):
        yield from _check_ids(path, ids)


def _check_ids(path, ids):
    """Yield ids that come twice; the demo alone may, to write a record again after a function moved it on."""
    seen, demo = set(), path.startswith("demo/")
    for name, number in ids:
        if name in seen and not demo:
            yield f"{path}:{number}: the id {name} comes twice"
        seen.add(name)
        own = name.removeprefix(f"{ADDON}.")
        if demo and own and "." not in own and not own.endswith("_demo"):
            yield f"{path}:{number}: the id {name} of a demo record must end in _demo"
