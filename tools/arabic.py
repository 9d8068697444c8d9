"""Arabic text helpers: one normal form for searching and matching names and numbers."""

import re
import unicodedata

# Every digit that Arabic and Persian keyboards produce, to ASCII.
_DIGITS = {ord(c): str(i) for digits in ("٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹") for i, c in enumerate(digits)}

# Letters that people write interchangeably. The target is the bare letter.
_LETTERS = str.maketrans(
    {
        "أ": "ا",
        "إ": "ا",
        "آ": "ا",
        "ٱ": "ا",
        "ؤ": "و",
        "ئ": "ي",
        "ى": "ي",
        "ی": "ي",
        "ة": "ه",
        "ک": "ك",
        "ء": None,
        "ـ": None,  # tatweel
    }
)
_SPACES = re.compile(r"[\W_]+")
# a search key must fit into a btree page, whatever name somebody pastes
MAX_KEY = 240


def ascii_digits(text):
    """Return ``text`` with Arabic-Indic and Persian digits turned into ASCII digits."""
    return text.translate(_DIGITS) if text else text


def normalise(text):
    """Return the search form of ``text``.

    Case, diacritics (Arabic and Latin), tatweel, hamza carriers, taa marbuta, alef maqsura, punctuation
    and repeated spaces make no difference; digits of any script are ASCII.

    :param str text: what somebody typed; may be empty or ``False``
    :return: lower-case words parted by one space
    :rtype: str
    """
    if not text:
        return ""
    # map hamza carriers before decomposing, so that both spellings meet
    text = unicodedata.normalize("NFKC", text).translate(_DIGITS).translate(_LETTERS)
    text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return _SPACES.sub(" ", text.translate(_LETTERS).casefold()).strip()


def search_key(*parts):
    """Return one stored search key out of several texts (a name, a file number, …)."""
    return " ".join(filter(None, map(normalise, parts)))[:MAX_KEY]


def ltr(text):
    """Return ``text`` so that a number, a phone or a code keeps its order inside an Arabic sentence."""
    return f"\u200e{text}\u200e" if text else text
