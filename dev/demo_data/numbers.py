"""Numbers that are well formed but nobody's."""


def with_luhn(stem):
    """Return a number with its Luhn check digit."""
    total = 0
    for position, digit in enumerate(reversed(stem)):
        value = int(digit) * (2 if position % 2 == 0 else 1)
        total += value - 9 if value > 9 else value
    return f"{stem}{-total % 10}"


def identity_number(rng, resident=False):
    return with_luhn(f"{'29' if resident else '19'}{rng.randrange(10**7):07}")


def iban(rng, bank):
    """Return a Saudi IBAN with its check digits; S is 28 and A is 10."""
    account = f"{bank}{rng.randrange(10**10):018}"
    return f"SA{98 - int(f'{account}281000') % 97:02}{account}"
