"""The elements of Odoo's data files."""

from xml.sax.saxutils import escape

HEAD = '<?xml version="1.0" encoding="utf-8"?>\n<odoo noupdate="1" context="{\'tracking_disable\': True}">\n'


def element(name, *, ref=None, expression=None, text=None, extra="", indent=8):
    """Return one ``<field>``."""
    pad = " " * indent
    if ref:
        return f'{pad}<field name="{name}" ref="{ref}"{extra}/>\n'
    if expression is not None:
        return f'{pad}<field name="{name}" eval="{expression}"{extra}/>\n'
    return f'{pad}<field name="{name}"{extra}>{escape(text)}</field>\n'


def user(name, role):
    return element(name, ref=f"user_{role}_demo") if role else element(name, expression="False")


def commands(name, items):
    """Return a field with one command on each line."""
    lines = "".join(f"                {item},\n" for item in items)
    return f'        <field\n            name="{name}"\n            eval="[\n{lines}            ]"\n        />\n'


def record(xmlid, model, *parts):
    return f'    <record id="{xmlid}" model="{model}">\n{"".join(parts)}    </record>\n'


def call(model, method, xmlids):
    refs = "".join(f"            ref('{xmlid}'),\n" for xmlid in xmlids)
    head = f'    <function\n        model="{model}"\n        name="{method}"\n'
    return f'{head}        eval="[[\n{refs}        ]]"\n    />\n'
