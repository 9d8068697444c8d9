"""Hijri dates after the Umm al-Qura calendar, by the ``hijridate`` library (1343–1500 AH)."""

import re
from datetime import date

from hijridate import Gregorian, Hijri

from .arabic import ascii_digits

_PARTS = re.compile(r"^\s*(\d{1,4})\s*[-/.]\s*(\d{1,2})\s*[-/.]\s*(\d{1,4})\s*(?:هـ?|AH)?\s*$", re.IGNORECASE)

MONTHS_AR = (
    "محرم",
    "صفر",
    "ربيع الأول",
    "ربيع الآخر",
    "جمادى الأولى",
    "جمادى الآخرة",
    "رجب",
    "شعبان",
    "رمضان",
    "شوال",
    "ذو القعدة",
    "ذو الحجة",
)


def parse(text):
    """Read a Hijri date somebody typed.

    Year first or day first, parted by ``-``, ``/`` or ``.``, in any digits, with or without ``هـ``.

    :param str text: such as ``1442/12/22`` or ``٢٢-١٢-١٤٤٢``
    :return hijridate.Hijri: the date
    :raise ValueError: when it is not a date of the Umm al-Qura calendar
    """
    match = _PARTS.match(ascii_digits(text or ""))
    if not match:
        raise ValueError(text)
    first, month, last = map(int, match.groups())
    year, day = (first, last) if first > 31 else (last, first)
    try:
        return Hijri(year, month, day)
    except OverflowError as error:
        raise ValueError(text) from error


def to_gregorian(text):
    """Return the ``datetime.date`` of a typed Hijri date; see :func:`parse` for what is raised."""
    found = parse(text).to_gregorian()
    return date(found.year, found.month, found.day)


def from_gregorian(value):
    """Return ``value`` (a ``datetime.date``) as ``YYYY/MM/DD`` in Hijri, or ``""`` outside the calendar's range."""
    if not value:
        return ""
    try:
        return Gregorian(value.year, value.month, value.day).to_hijri().isoformat().replace("-", "/")
    except OverflowError:
        return ""


def long_text(value):
    """Return ``value`` (a ``datetime.date``) written out in Arabic, such as ``22 ذو الحجة 1442 هـ``."""
    if not value:
        return ""
    try:
        hijri = Gregorian(value.year, value.month, value.day).to_hijri()
    except OverflowError:
        return ""
    return f"{hijri.day} {MONTHS_AR[hijri.month - 1]} {hijri.year} هـ"
