"""rtlcss, with which Odoo turns its styles right to left; without it Arabic pages are laid out left to right."""

import shutil

from . import node


def ready():
    """Return the folder that holds the command ``rtlcss``, or ``None`` when the machine has it anyway."""
    if shutil.which("rtlcss"):
        return None
    return node.ready("rtlcss") / "node_modules" / ".bin"
