"""Runs Odoo's own ``test_lint`` on our addon alone. Runs in the venv's Python, beside Odoo.

Those tests read every addon on the path and every model; here they are shown only ours. Left out:
``test_eslint`` (needs npm's eslint), ``test_markers`` (walks all of Odoo; lint looks for markers
itself), ``test_pylint`` (checks all of Odoo; lint runs its checkers on us), ``test_checkers`` (tests
the checkers themselves) and ``test_l10n`` (only for ``l10n_*`` addons).
"""

import importlib
import inspect
import logging
import sys
import types

from odoo.modules.module import Manifest
from odoo.modules.registry import Registry
from odoo.service import server
from odoo.tools import config

from .settings import ADDON

TESTS = (
    "test_docstring",
    "test_dunderinit",
    "test_i18n",
    "test_index",
    "test_jstranslate",
    "test_manifests",
    "test_naming",
    "test_onchange_domains",
    "test_orm_import",
    "test_override_signatures",
    "test_pofile",
    "test_routes",
    "test_test_holes",
)
OURS = f"odoo.addons.{ADDON}"


class Collector(logging.Handler):
    """Keeps what the tests complain about: they report through the log."""

    def __init__(self):
        super().__init__(logging.WARNING)
        self.found = []

    def emit(self, record):
        """Keep errors, and warnings that name our addon."""
        text = record.getMessage()
        if record.exc_info:
            text += f"\n{logging.Formatter().formatException(record.exc_info)}"
        if record.levelno >= logging.ERROR or ADDON in text:
            self.found.append(text)


def is_ours(cls):
    """Tell whether a class is defined in our addon."""
    return cls.__module__.split(".")[:3] == OURS.split(".")


def only_our_models(registry):
    """Return what stands for the registry, with the models we define or extend."""
    models = {name: cls for name, cls in registry.items() if any(map(is_ours, cls.mro()))}
    return types.SimpleNamespace(items=models.items)


def only_our_members(cls, predicate=None):
    """Return the members of a model that our addon defines or overrides."""
    names = {name for parent in cls.mro() if is_ours(parent) for name in vars(parent)}
    return [member for member in inspect.getmembers(cls, predicate) if member[0] in names]


def show_only_us(module, registry):
    """Make a test module see nothing but our addon."""
    if hasattr(module, "Registry"):
        module.Registry = lambda _db: only_our_models(registry)
    if hasattr(module, "get_modules"):
        module.get_modules = lambda: [ADDON]
    if hasattr(module, "inspect"):
        module.inspect = types.SimpleNamespace(**vars(inspect))
        module.inspect.getmembers = only_our_members
    if hasattr(module, "BTREE_INDEX_IGNORE_FIELDS"):
        fields = (field for cls in registry.values() for field in cls._fields.values())
        module.BTREE_INDEX_IGNORE_FIELDS |= {str(field) for field in fields if field._module != ADDON}


def main(conf, db):
    """Run the tests on ``db``; print what they found and return the exit code."""
    config.parse_config(["-c", conf, "-d", db, "--log-level=critical", "--no-http"])
    server.load_server_wide_modules()
    registry = Registry(db)
    config["test_enable"] = True
    logging.getLogger().handlers[:] = [Collector()]
    collector = logging.getLogger().handlers[0]
    for name in ("odoo.addons.test_lint", "odoo.tests"):
        logging.getLogger(name).setLevel(logging.WARNING)
    ours = Manifest.for_addon(ADDON)
    Manifest.all_addon_manifests = staticmethod(lambda: [ours])
    odoo_loader = importlib.import_module("odoo.tests.loader")
    suite = importlib.import_module("odoo.tests.suite").OdooSuite()
    for name in TESTS:
        module = importlib.import_module(f"odoo.addons.test_lint.tests.{name}")
        show_only_us(module, registry)
        suite.addTests(odoo_loader.get_module_test_cases(module))
    result = odoo_loader.run_suite(suite)
    for text in collector.found:
        print(text)
    print(f"{result.testsRun} of Odoo's own lint tests")
    return 1 if collector.found or not result.wasSuccessful() else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
