"""Databases and their filestores: made under another name, then renamed."""

import os
import shutil

from . import postgres
from .errors import DevError
from .process import capture
from .settings import work

UNACCENT = """
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS unaccent;
DO $$ BEGIN ALTER FUNCTION unaccent(text) IMMUTABLE; EXCEPTION WHEN OTHERS THEN NULL; END $$;
"""


def data_dir():
    """Return Odoo's data folder."""
    return work() / "data"


def filestore(name):
    """Return the filestore of a database."""
    return data_dir() / "filestore" / name


def query(sql, database="postgres"):
    """Run SQL; return its rows as lists of text."""
    server = postgres.ready()
    code, out, err = capture(
        [postgres.program("psql"), "-XqAt", "-F", "\t", "-v", "ON_ERROR_STOP=1", database],
        env=server.environment(),
        text=sql,
    )
    if code:
        raise DevError(f"PostgreSQL: {err.strip()}")
    return [line.split("\t") for line in out.splitlines()]


def key(name):
    """Return the key a database was built with: nothing when there is no such database."""
    rows = query(
        f"SELECT coalesce(shobj_description(oid, 'pg_database'), '-') FROM pg_database WHERE datname = '{name}'"
    )
    return rows[0][0] if rows else ""


def mark(name, value):
    """Write the key of a database."""
    query(f"COMMENT ON DATABASE \"{name}\" IS '{value}'")


def drop(name):
    """Drop a database with its filestore, whoever is connected."""
    query(f"""
        SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}';
        DROP DATABASE IF EXISTS "{name}";
    """)
    shutil.rmtree(filestore(name), ignore_errors=True)


def create(name):
    """Make an empty database as Odoo would."""
    drop(name)
    query(f"CREATE DATABASE \"{name}\" TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C'")
    query(UNACCENT, name)


def copy(source, target):
    """Copy a database with its filestore; files are linked, since Odoo never rewrites one."""
    drop(target)
    if filestore(source).is_dir():
        shutil.copytree(filestore(source), filestore(target), copy_function=_link)
    query(f'CREATE DATABASE "{target}" TEMPLATE "{source}"')


def rename(source, target):
    """Put a finished database into its place."""
    drop(target)
    if filestore(source).is_dir():
        filestore(source).rename(filestore(target))
    query(f'ALTER DATABASE "{source}" RENAME TO "{target}"')


def _link(source, target):
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)
