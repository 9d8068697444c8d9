"""Prepared databases, so that later runs are a matter of seconds.

``…_base_<key>``   the addons we depend on and the Saudi chart of accounts, in English and Arabic, without demo data
``…_ready_<id>``   the same with our addon, without demo data: what tests and translations copy
"""

from . import addon, database
from .locks import lock
from .progress import step
from .settings import ADDON, LANGUAGE, short_hash
from .settings import database as named

# Branches with other dependencies have templates of their own; the latest few are kept.
OLD_TEMPLATES = f"""
SELECT datname FROM pg_database WHERE datname LIKE '{ADDON}\\_base\\_%' ORDER BY oid DESC OFFSET 2
"""
RECIPE = "2"  # raise it when a database is built differently
CHART = "l10n_sa"  # the addon does without it, but the demo and some tests keep books


def base(odoo):
    """Return the template with everything we depend on, building it when needed."""
    depends = addon.depends()
    key = short_hash(RECIPE, odoo.source.key, LANGUAGE, *depends, CHART)
    name = f"{ADDON}_base_{key}"
    with lock("databases"):
        if database.key(name) == key:
            return name
        for (stale,) in database.query(OLD_TEMPLATES):
            database.drop(stale)
        building = f"{ADDON}_building_{key}"
        with step("Preparing a database with the addons we depend on"):
            database.create(building)
            odoo.change(building, "-i", "base", f"--load-language=en_US,{LANGUAGE}", log="prepare")
            odoo.change(building, "-i", ",".join(depends), log="prepare")
            odoo.change(building, "-i", CHART, log="prepare")
            database.mark(building, key)
            database.rename(building, name)
    return name


def state(odoo):
    """Return what stands for the addon as it is now."""
    return addon.fingerprint(RECIPE, odoo.source.key, *addon.depends(), CHART)


def ready(odoo):
    """Return the database with our addon as it is now, building it when needed."""
    template = base(odoo)
    name = named("ready")
    with lock("databases"):
        wanted = state(odoo)
        if database.key(name) == wanted:
            return name
        building = named("building")
        with step("Installing the addon"):
            database.copy(template, building)
            odoo.change(building, "-i", ADDON, log="install")
            if state(odoo) == wanted:  # else someone saved a file meanwhile: build it again
                database.mark(building, wanted)
            database.rename(building, name)
    return name


def fresh_copy(odoo, target):
    """Make ``target`` a copy of the database with our addon."""
    source = ready(odoo)
    with lock("databases"):
        database.copy(source, target)
        database.mark(target, database.key(source))


def fresh_base(odoo, target):
    """Make ``target`` a copy of the database without our addon."""
    source = base(odoo)
    with lock("databases"):
        database.copy(source, target)


def load_books(odoo, db, log):
    """Give the associations of the demo their books and what is booked there; what is there already stays."""
    odoo.script(db, "from demo_data import books\nprint('RESULT:' + books.load(env))", log=log)


def install_with_demo(odoo, db, log):
    """Install our addon with its own demo data, but none of the addons we depend on.

    Odoo installs demo data only where every dependency has some, so their flag is up meanwhile.
    """
    database.query("UPDATE ir_module_module SET demo = true WHERE state = 'installed'", db)
    odoo.change(db, "-i", ADDON, log=log, label="install with demo data")
    database.query(f"UPDATE ir_module_module SET demo = false WHERE name <> '{ADDON}'", db)
