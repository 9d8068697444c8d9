"""The people of the demo data."""

from dataclasses import dataclass, field
from datetime import date

from . import names


@dataclass
class Person:
    company: str
    number: int
    name: str
    gender: str
    marital: str
    categories: list
    birth: date
    branch: str
    status: str
    children: int
    identity: str
    country: str
    medium: str = ""
    requests: list = field(default_factory=list)

    @property
    def key(self):
        return f"{self.company}_{self.number:02}"

    @property
    def xmlid(self):
        return f"beneficiary_{self.key}_demo"

    @property
    def contact(self):
        return f"contact_{self.key}_demo"

    @property
    def place(self):
        return self.branch or self.company


def read_people():
    """Return the people of every company."""
    people = {}
    for company, lines in names.PEOPLE.items():
        people[company] = []
        for number, line in enumerate(lines.strip().splitlines(), 1):
            name, gender, marital, categories, birth, branch, status, children, other = line.split("|")
            identity, _space, country = other.partition(" ")
            branch = {"-": "", "qader": "qader"}.get(branch, f"{company}_{branch}")
            people[company].append(
                Person(
                    company,
                    number,
                    name,
                    gender,
                    marital,
                    categories.split(","),
                    date.fromisoformat(birth),
                    branch,
                    status,
                    int(children),
                    identity or "citizen",
                    country or "sa",
                )
            )
    return people
