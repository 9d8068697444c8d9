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


def looked_up(name, model, expression):
    """Return a field whose expression looks at records of ``model`` through ``obj``."""
    return f'        <field name="{name}" model="{model}" eval="{expression}"/>\n'


def call(model, method, xmlids, *rest):
    refs = "".join(f"            ref('{xmlid}'),\n" for xmlid in xmlids)
    head = f'    <function\n        model="{model}"\n        name="{method}"\n'
    rest = "".join(f", {argument}" for argument in rest)
    return f'{head}        eval="[[\n{refs}        ]{rest}]"\n    />\n'


def function(model, method, *values):
    """Return a call whose arguments look at records of ``model`` through ``obj``."""
    lines = "".join(f'        <value model="{model}" eval="{value}"/>\n' for value in values)
    return f'    <function model="{model}" name="{method}">\n{lines}    </function>\n'


def named(model, pairs):
    """Return the call that gives records external ids which the system itself has made.

    :param pairs: external ids and the expressions that find their records
    """
    lines = "".join(
        f"            {{'xml_id': 'beneficiary.{xmlid}', 'record': {found}, 'noupdate': True}},\n"
        for xmlid, found in pairs
    )
    head = '    <function model="ir.model.data" name="_update_xmlids">\n'
    return f'{head}        <value model="{model}" eval="[\n{lines}        ]"/>\n    </function>\n'


def signature(number):
    return f'        <field name="signature" type="base64" file="beneficiary/demo/signature_{number}.png"/>\n'


def html(name, text):
    return f'        <field name="{name}" type="html">{text}</field>\n'
