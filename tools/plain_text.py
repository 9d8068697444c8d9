"""Messages as plain text, for telephones and people who read aloud."""

import re

from odoo.tools import html2plaintext

_EMPHASIS = re.compile(r"</?(?:strong|b|em|i)\b[^>]*>")
_SPACES = re.compile(r"\s+")
_BEFORE_STOP = re.compile(r"[ \t]+(?=[.,;:؛،])")


def from_html(html):
    """Return the words of ``html``, a line for each paragraph, without the marks that stand for emphasis."""
    text = html2plaintext(_SPACES.sub(" ", _EMPHASIS.sub("", str(html or ""))))
    return _BEFORE_STOP.sub("", text).strip()


def one_line(html):
    """Return the words of ``html`` in one line."""
    return " ".join(from_html(html).split())
