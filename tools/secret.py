"""Secrets that visitors send back: in a link, a form or a call."""

from odoo.tools import consteq


def same_secret(known, given):
    """Tell whether ``given`` is the secret ``known``; every wrong one takes as long as any other.

    Visitors send what they like. Odoo's ``consteq`` raises on anything but ASCII, and what raises only where there is
    a record tells that there is one.

    :param known: the secret; nothing equals an empty one
    :param given: as the visitor sent it, of whatever type
    :rtype: bool
    """
    if not known or not isinstance(given, str):
        return False
    return consteq(known.encode(), given.encode("utf-8", "surrogatepass"))
