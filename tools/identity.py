"""Saudi national ID and Iqama numbers."""

from stdnum import luhn

from .arabic import ascii_digits

# the first digit says whose number it is
FIRST_DIGIT = {"citizen": "1", "resident": "2"}


def clean(number):
    """Return ``number`` without blanks and dashes and with ASCII digits."""
    return "".join(c for c in ascii_digits(number or "") if c not in " -\u200f\u200e\u00a0")


def is_valid(number, identity_type):
    """Tell whether ``number`` is a well-formed Saudi number of ``identity_type``.

    Ten digits, the first one 1 for a citizen and 2 for a resident, with a Luhn check digit.

    :param str number: a cleaned number
    :param str identity_type: ``citizen`` or ``resident``
    """
    return len(number) == 10 and number.isdigit() and number[0] == FIRST_DIGIT[identity_type] and luhn.is_valid(number)
