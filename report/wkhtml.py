"""What the ``wkhtmltopdf`` of distributions, built on an unpatched Qt, needs to print Arabic and tables well.

It draws a piece of text that holds Arabic together with digits, Latin letters or a comma with words on top of each
other, and never breaks a line of Arabic words, so that the end of a sentence is lost. It does both well when every word
stands in an element of its own. And it can keep a table on one page, but cuts rows: so every row becomes a table.
"""

import re

from lxml import etree, html
from markupsafe import Markup

_DIGITS = "0-9\u0660-\u0669\u06f0-\u06f9"
_LATIN = "A-Za-z\u00c0-\u024f"
_ARABIC = (
    "\u0610-\u061a\u0620-\u065f\u066e-\u06d3\u06d5-\u06dc\u06df-\u06e8\u06ea-\u06ef\u06fa-\u06ff"
    "\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufefc"
)
_MARK = "\u200e"  # says that a text is read from left to right, whatever its first letter is
_FIRST_STRONG = re.compile(f"[{_ARABIC}{_LATIN}{_MARK}]")
_HAS_ARABIC = re.compile(f"[{_ARABIC}]")
# from the first to the last Arabic letter, as long as no Latin letter comes between
_ARABIC_PHRASE = re.compile(f"[{_ARABIC}](?:[^{_LATIN}\n]*[{_ARABIC}])?")
# a number, date, code or Latin words; brackets only in pairs
_INNER = f"[^{_ARABIC}\u060c\u061b\u061f()\n]"
_CODE = f"\\+?[{_LATIN}{_DIGITS}](?:(?:{_INNER}|\\({_INNER}*\\))*(?:[{_LATIN}{_DIGITS}%]|\\({_INNER}*\\)))?"
_PIECES = re.compile(
    f"(?P<space>\\s+)|(?P<word>[{_ARABIC}]+)|(?P<code>{_CODE})|(?P<other>[^{_ARABIC}{_LATIN}{_DIGITS}\\s])"
)
_NOT_TEXT = {"style", "script", "svg"}


def prepare(content, direction):
    """Return HTML that reads as before and prints well.

    :param content: HTML (``Markup``)
    :param str direction: ``rtl`` or ``ltr``, that of the page
    :return Markup: the HTML within one ``div``
    """
    root = html.fragment_fromstring(str(content), create_parent="div")
    root.set("dir", direction)
    for table in list(root.iter("table")):
        if "o_bnf_rows" in (table.get("class") or "").split():
            _split_rows(table)
    for element in list(root.iter(etree.Element)):
        if element.tag not in _NOT_TEXT:
            _shape_element(element, next(a.get("dir") for a in (element, *element.iterancestors()) if a.get("dir")))
    return Markup(html.tostring(root, encoding="unicode"))


def text_direction(text):
    """Return the direction in which a text is read: that of its first letter or mark, or ``None`` if it has none."""
    letter = _FIRST_STRONG.search(text or "")
    if not letter:
        return None
    return "rtl" if _HAS_ARABIC.match(letter[0]) else "ltr"


def _split_rows(table):
    """Put every row of ``table`` into a table of its own; a heading stays with the first rows."""
    rows = table.xpath("./tr | ./thead/tr | ./tbody/tr")
    if not rows:
        return
    widths = [cell.get("style") for cell in rows[0]]
    keep = len(table.xpath("./thead/tr")) + 1
    together = etree.Element("div", {"class": "o_bnf_keep"})
    heading = table.getprevious()
    table.addprevious(together)
    if heading is not None and heading.tag == "h2":
        heading.tail = None
        together.append(heading)
    for index, row in enumerate(rows):
        for cell, style in zip(row, widths, strict=False):
            if style and not cell.get("style"):
                cell.set("style", style)
        single = etree.Element("table", table.attrib)
        row.tail = None
        single.append(row)
        if index < keep:
            together.append(single)
        else:
            table.addprevious(single)
    table.drop_tree()


def _shape_element(element, direction):
    """Shape the text that stands directly in ``element``, between its children."""
    children = list(element)
    texts = [element.text, *(child.tail for child in children)]
    element.text = None
    for child, text in zip([None, *children], texts, strict=True):
        if child is not None:
            child.tail = None
            element.append(child)  # moves it behind what was added
        _append(element, child, _split(text or "", direction))


def _append(element, last, nodes):
    """Add strings and elements to ``element`` behind its last child ``last`` (or ``None``)."""
    for node in nodes:
        if not isinstance(node, str):
            element.append(node)
            last = node
        elif last is not None:
            last.tail = (last.tail or "") + node
        else:
            element.text = (element.text or "") + node


def _split(text, direction):
    """Return ``text`` as a list of strings and ``span`` elements."""
    if direction == "rtl":
        return _pieces(text)
    if not _HAS_ARABIC.search(text):
        return [text]
    if text_direction(text) == "rtl":
        return [_phrase(text)]
    nodes, end = [], 0
    for match in _ARABIC_PHRASE.finditer(text):
        nodes += [text[end : match.start()], _phrase(match[0])]
        end = match.end()
    return [*nodes, text[end:]]


def _phrase(text):
    """Return an Arabic phrase that stands in a text of another direction."""
    phrase = etree.Element("span", dir="rtl")
    _append(phrase, None, _pieces(text))
    return phrase


def _pieces(text):
    """Return the words, codes and marks of a text that is read from right to left."""
    if re.match(f"[{_LATIN}]", text.strip()) and not _HAS_ARABIC.search(text):
        return [_span(text, "ltr")]  # a Latin sentence, with its full stop
    return [
        match[0] if match.lastgroup == "space" else _span(match[0], "ltr" if match.lastgroup == "code" else None)
        for match in _PIECES.finditer(text)
    ]


def _span(text, direction=None):
    span = etree.Element("span", {"dir": direction} if direction else {})
    span.text = text
    return span
