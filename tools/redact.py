"""Taking out of what people write whatever says who they are."""

import re

from .arabic import ascii_digits, normalise

GAP = "[…]"
# parts of names that are ordinary words, too
_COMMON = {normalise(word) for word in "الله عبد بن ابن بنت ال ابو من في the and von van bin bint abu umm mrs".split()}
_DIGIT = r"[\d٠-٩۰-۹]"
_CONTACTS = (
    re.compile(r"\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.UNICODE),
    re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE),
    re.compile(r"(?<!\w)@[\w.]{3,}", re.UNICODE),
    re.compile(r"\b[A-Z]{2}\d{2}[ ]?(?:[A-Z\d]{4}[ ]?){3,7}[A-Z\d]{0,4}\b", re.IGNORECASE),
    # references such as REQ/2026/0012
    re.compile(rf"\b[A-Z]{{2,}}[-/]?{_DIGIT}+(?:[-/]{_DIGIT}+)*\b"),
    # telephones, identities, file and request numbers: five digits and more, however they are parted
    re.compile(rf"(?:\+|00)?{_DIGIT}(?:[\s().\-/\u200e\u200f]{{0,2}}{_DIGIT}){{4,}}"),
)
_WORD = re.compile(r"[^\W\d_](?:[\w\u064b-\u0652\u0670\u0640])*", re.UNICODE)
# and, so, by, for, like; the article and a call: written in one word with the name in Arabic
_PREFIXES = ("", "و", "ف", "ب", "ل", "ك", "ال", "وال", "بال", "لل", "ول", "وب", "يا")


def name_words(*names):
    """Return the words of ``names`` that would betray a person, in their search form."""
    words = {word for name in names for word in normalise(name).split()}
    return {word for word in words if len(word) > 2 and not word.isdigit()} - _COMMON


def redact(text, words=()):
    """Return ``text`` without addresses, numbers that tell a person, and the names in ``words``.

    Names of people who are not in ``words`` cannot be told from other words and stay.

    :param str text: what somebody wrote
    :param words: words of names as :func:`name_words` returns them
    """
    text = (text or "").strip()
    for pattern in _CONTACTS:
        text = pattern.sub(GAP, text)
    words = set(words)
    text = _WORD.sub(lambda match: GAP if _is_name(match[0], words) else match[0], text)
    return re.sub(rf"{re.escape(GAP)}(?:\s*{re.escape(GAP)})+", GAP, text)


def _is_name(word, words):
    word = normalise(ascii_digits(word))
    return any(word.startswith(prefix) and word[len(prefix) :] in words for prefix in _PREFIXES)
