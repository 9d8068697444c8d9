"""Writes the people: contacts, files, households and bank accounts."""

from datetime import date
from itertools import cycle

from . import names
from .files import write_csv
from .numbers import iban, identity_number


def write_people(people, rng):
    """Write the contacts, the files built on them, the households and the bank accounts."""
    contacts, files, members, accounts = [], [], [], []
    media, banks = cycle(names.MEDIA), cycle((("80", "rajhi"), ("10", "snb"), ("05", "inma")))
    for index, person in enumerate(p for company in people.values() for p in company):
        medium = person.medium = next(media)
        contacts.append(contact_row(person, medium, rng))
        files.append(file_row(person, index, medium, rng))
        members += household(person, rng)
        if person.status in "rs" and index % 3 != 2:
            code, bank = next(banks)
            accounts.append((f"account_{person.key}_demo", iban(rng, code), person.contact, f"bank_{bank}_demo"))
    write_csv(
        "res.partner.csv",
        ("id", "name", "company_id/id", "phone", "email", "street", "city", "country_id/id"),
        contacts,
    )
    write_csv(
        "beneficiary.beneficiary.csv",
        (
            "id",
            "partner_id/id",
            "company_id/id",
            "branch_id/id",
            "user_id/id",
            "identity_type",
            "national_id",
            "gender",
            "birth_date",
            "nationality_id/id",
            "marital_status",
            "category_ids/id",
            "agreed_medium",
            "monthly_income",
            "health_condition",
        ),
        files,
    )
    write_csv(
        "beneficiary.family.member.csv",
        ("id", "beneficiary_id/id", "name", "relation", "birth_date", "national_id", "is_breadwinner", "is_studying"),
        members,
    )
    write_csv("res.partner.bank.csv", ("id", "acc_number", "partner_id/id", "bank_id/id"), accounts)


def contact_row(person, medium, rng):
    city, streets = names.CITIES[person.place]
    digits = f"{rng.randrange(10**7):07}"
    return (
        person.contact,
        person.name,
        f"company_{person.company}_demo",
        f"+966 51 {digits[:3]} {digits[3:]}",
        f"{person.company}{person.number:02}@example.org" if medium in ("email", "portal") else "",
        rng.choice(streets),
        city,
        "base.sa",
    )


def file_row(person, index, medium, rng):
    numbers = {
        "citizen": lambda: identity_number(rng),
        "resident": lambda: identity_number(rng, resident=True),
        "passport": lambda: f"0{rng.randrange(10**7):07}",
    }
    notes = [note for category in person.categories for note in names.HEALTH.get(category, [])[:1]]
    if person.company == "qader" and "chronically_ill" in person.categories:
        notes = [rng.choice(names.MENTAL)]
    return (
        person.xmlid,
        person.contact,
        f"company_{person.company}_demo",
        f"branch_{person.branch}_demo" if person.branch else "",
        "user_officer_demo",
        person.identity,
        numbers[person.identity](),
        "female" if person.gender == "f" else "male",
        person.birth,
        f"base.{person.country}",
        person.marital,
        ",".join(f"category_{category}" for category in person.categories),
        medium,
        rng.choice(range(1200, 6800, 200)) if index % 3 else "",
        notes[0] if notes and index % 4 else "",
    )


def household(person, rng):
    """Return the people who live with somebody, as rows."""
    rows = []
    family = person.name.split()[-1]

    def add(name, relation, birth, *flags):
        xmlid = f"family_{person.key}_{len(rows) + 1}_demo"
        number = identity_number(rng) if person.identity == "citizen" and rng.random() < 0.6 else ""
        rows.append((xmlid, person.xmlid, name, relation, birth, number, *flags))

    wed = person.marital == "married"
    if not person.children and not wed:
        return rows
    if person.gender == "m":
        parent = " ".join([*person.name.split()[:2], family])
        if wed:
            add(f"{rng.choice(names.WIVES)} {family}", "spouse", born(person.birth.year + 4, rng), False, False)
    else:
        parent = f"{rng.choice(names.HUSBANDS)} {family}"
        if wed:
            add(parent, "spouse", born(person.birth.year - 3, rng), True, False)
    sons, daughters = (rng.sample(given, len(given)) for given in (names.SONS, names.DAUGHTERS))
    year = min(person.birth.year + rng.randrange(22, 30), 2022 - 2 * person.children)
    for _child in range(person.children):
        daughter = rng.random() < 0.5
        birth = born(year, rng)
        name = (daughters if daughter else sons).pop()
        add(f"{name} {parent}", "daughter" if daughter else "son", birth, False, 2008 <= birth.year <= 2019)
        year += rng.randrange(2, 4)
    if person.number % 6 == 5:
        add(f"{rng.choice(names.WIVES)} {family}", "mother", born(person.birth.year - 25, rng), False, False)
    return rows


def born(year, rng):
    return date(year, rng.randrange(1, 13), rng.randrange(1, 29))
