"""What the security tests need to know about each part of the addon, one module a part.

A module may define any of:

``RIGHTS``
    model → role → what the role may do, a string of the letters r, w, c, d (read, write, create, delete)
``CONFIGURATION``
    the models among them whose records are in use, so that deleting is tried on a new one
``SHARED``
    the models that have no company because all associations share them
``UNREAD``
    the models that no role reads
``METHODS``
    model → public method → :class:`Method`
``targets(test)``
    model → (a record that the roles meet in their work, or ``None`` for a wizard; values to create another one;
    a harmless change), called at the end of ``setUpClass`` of the test of rights; or, where every role meets another
    record, a function of the role that returns the three
``prepare(test)``
    sets the records on ``test`` that the ``METHODS`` name as targets
``wizards(test)``
    name of a target → (model of the wizard, its values)
``foreign(test, env, other)``
    returns records of another association, name → record; ``env`` is in that company and ``other`` has its basic
    records, see ``SecurityCommon._second_company``
``frozen(test)``
    model → a record of it that is final
"""

from importlib import import_module
from pkgutil import iter_modules
from typing import NamedTuple

STAFF = ("delegate", "officer", "manager")
READ_FILES = ("delegate", "officer", "researcher", "committee_member", "management", "manager")
READ_CONFIGURATION = (*READ_FILES, "finance", "chair", "plain")
MEMBERS = ("committee_member", "chair")
OFFICERS = ("officer", "manager")
MANAGERS = ("manager",)
RESEARCHERS = ("researcher", "manager")


class Method(NamedTuple):
    """Who may call a method, on which record of the fixture, with what."""

    roles: tuple
    target: str
    args: tuple = ()


def _modules():
    """Return the modules of the parts, the spine first: the others build on its records."""
    names = sorted((module.name for module in iter_modules(__path__)), key=lambda name: (name != "spine", name))
    return [import_module(f"{__name__}.{name}") for name in names]


def collect_dict(name):
    """Return the tables ``name`` of all parts as one dict; a part adds to what another says of the same model."""
    result = {}
    for module in _modules():
        for model, table in getattr(module, name, {}).items():
            result[model] = result.get(model, {}) | table
    return result


def collect_set(name):
    """Return the sets ``name`` of all parts as one set."""
    return set().union(*(getattr(module, name, ()) for module in _modules()))


def run(name, *args):
    """Call the function ``name`` of all parts and return what they return as one dict."""
    result = {}
    for module in _modules():
        if hasattr(module, name):
            result |= getattr(module, name)(*args) or {}
    return result
