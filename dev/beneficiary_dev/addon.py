"""What the addon's own files say."""

import ast
import hashlib
import os

from .errors import DevError
from .settings import CHECKOUT

# What Odoo never loads when it installs the addon.
NOT_LOADED = {".git", ".ci", ".github", "dev", "tests", "docs", "Makefile", "__pycache__"}
NOT_LOADED_SUFFIXES = (".md", ".toml", ".txt", ".pyc", ".rst", ".pot", "~")


def manifest():
    """Return the manifest as a dictionary."""
    path = CHECKOUT / "__manifest__.py"
    try:
        return ast.literal_eval(path.read_text(encoding="utf-8"))
    except (OSError, SyntaxError, ValueError) as error:
        raise DevError(f"__manifest__.py cannot be read: {error}") from error


def depends():
    """Return the addons the manifest depends on, in a stable order."""
    return sorted(set(manifest().get("depends", ["base"])))


def files():
    """Yield the files Odoo may load, as paths relative to the checkout."""
    for root, folders, names in os.walk(CHECKOUT):
        top = os.path.relpath(root, CHECKOUT)
        skipped = NOT_LOADED if top == "." else {"__pycache__"}
        folders[:] = sorted(set(folders) - skipped)
        for name in sorted(set(names) - skipped):
            if not name.endswith(NOT_LOADED_SUFFIXES):
                yield os.path.normpath(os.path.join(top, name))


def fingerprint(*extra):
    """Return a hash of the addon's files; it changes when an upgrade may be needed."""
    digest = hashlib.sha256("\0".join(extra).encode())
    for path in files():
        digest.update(path.encode() + b"\0")
        try:
            digest.update((CHECKOUT / path).read_bytes())
        except OSError:  # an editor's temporary file, gone by now
            continue
    return digest.hexdigest()[:16]
