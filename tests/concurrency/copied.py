import shutil
from contextlib import closing
from unittest.mock import patch

from odoo import api, sql_db
from odoo.modules.registry import Registry
from odoo.service import db as db_service
from odoo.tests import get_db_name
from odoo.tools import SQL, config


class DatabaseCopy:
    """For tests that commit: a copy of the test database, which nobody else sees and which is dropped afterwards."""

    suffix = "copy"

    @classmethod
    def _make_copy(cls):
        """Make the copy, and return its name."""
        cls.database = f"{get_db_name()}-{cls.suffix}"
        cls.addClassCleanup(cls._drop_copy)
        cls._drop_copy()
        source = get_db_name()
        sql_db.close_db(source)  # PostgreSQL wants nobody to be connected to it meanwhile
        with closing(sql_db.db_connect("postgres").cursor()) as cr:
            cr._cnx.autocommit = True
            db_service._drop_conn(cr, source)
            cr.execute(SQL("CREATE DATABASE %s TEMPLATE %s", SQL.identifier(cls.database), SQL.identifier(source)))
        return cls.database

    @classmethod
    def _drop_copy(cls):
        sql_db.close_db(cls.database)
        with closing(sql_db.db_connect("postgres").cursor()) as cr:
            cr._cnx.autocommit = True
            cr.execute(SQL("DROP DATABASE IF EXISTS %s WITH (FORCE)", SQL.identifier(cls.database)))
        shutil.rmtree(config.filestore(cls.database), ignore_errors=True)


class CommittedCase(DatabaseCopy):
    """Put before a test case: what it sets up is committed in a copy, where its tests open
    transactions of their own.

    The copy uses the models of the test database, so that they are not loaded once more.
    """

    @classmethod
    def setUpClass(cls):
        name, loaded = cls._make_copy(), Registry(get_db_name())
        loaded.clear_all_caches()
        cls.addClassCleanup(loaded.clear_all_caches)
        registry = object.__new__(Registry)
        vars(registry).update(vars(loaded), db_name=name, _db=sql_db.db_connect(name), _db_readonly=None)
        Registry.registries[name] = registry
        cls.addClassCleanup(Registry.delete, name)
        with patch("odoo.tests.common.get_db_name", lambda: name):
            super().setUpClass()

    @classmethod
    def _commit(cls):
        """Let others see what is set up; called at the end of ``setUpClass``."""
        cls.env.flush_all()
        type(cls.cr).commit(cls.cr)  # the case itself forbids it, as it is made for what is never committed

    def _open(self, user):
        """Return an environment of ``user`` in a transaction of its own."""
        cr = self.registry.cursor()
        self.addCleanup(cr.close)
        cr.execute("SET lock_timeout = '20s'")  # a test that waits for itself fails, and hangs not
        return api.Environment(cr, user.id, {"allowed_company_ids": self.company.ids})
