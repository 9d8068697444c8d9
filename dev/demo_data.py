"""Writes the larger part of the demo data: people, households, bank accounts, requests and what became of them.

    python3 dev/demo_data.py        (with a Python that has Pillow)

The seed is fixed, so the files change only when this program does. Companies, users, policies, committees and
programmes are written by hand; who the people are and what is said stands in ``demo_words.py``. The numbers are
well formed but nobody's: national IDs begin with 19 and Iqamas with 29, which are not given out yet, and phones with
051, a network that is closed.

Dates are relative to the day of installation. One week is a grid: day 0 is the Sunday of the week of installation,
-7 the Sunday before it. So working days stay working days, and what lies between two dates is always the same.
"""

import csv
import random
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import cycle
from pathlib import Path
from xml.etree import ElementTree
from xml.sax.saxutils import escape

import demo_words as words
from PIL import Image, ImageDraw

DEMO = Path(__file__).resolve().parent.parent / "demo"
HEAD = '<?xml version="1.0" encoding="utf-8"?>\n<odoo noupdate="1" context="{\'tracking_disable\': True}">\n'
QUIET = "{'tracking_disable': True, 'mail_activity_quick_update': True}"
FRIDAY, LAST_DAY = 5, -3  # day 5 of the grid's week; day -3 is the last one that always lies in the past
SIGNATURES = 4


# ------------------------------------------------------------------------------ moments
@dataclass(frozen=True)
class Moment:
    """A time that the data file computes when it is loaded, in UTC (three hours behind Riyadh)."""

    day: int
    hour: int = 7
    minute: int = 0
    fixed: date | None = None  # a date of its own, for the years past
    hours_ago: int = 0  # counted from the installation itself

    def __str__(self):
        return self.written("%Y-%m-%d %H:%M:00" if self.hours_ago else f"%Y-%m-%d {self.hour:02}:{self.minute:02}:00")

    def written(self, pattern):
        """Return the expression of this moment in a pattern of ``strftime``."""
        if self.fixed:
            return f"'{(self.fixed + timedelta(days=self.day)).strftime(pattern)}'"
        if self.hours_ago:
            step = f"hours=-{self.hours_ago}, minutes=-{60 - self.minute}"
        else:
            step = f"days={self.day - 6}, weekday={(6 + self.day) % 7}"
        return f"(DateTime.now() + relativedelta({step})).strftime('{pattern}')"

    def plain(self, days):
        """Return the expression of a date that lies at least ``days`` days from this one, in the same direction."""
        if self.fixed:
            when = self.fixed + timedelta(days=self.day + days)
            return f"'{when}'"
        return f"DateTime.now() + relativedelta(days={self.day + days - (6 if days < 0 else 0)})"

    def earlier(self, minutes):
        """Return the moment some minutes before, on the same day."""
        total = self.hour * 60 + self.minute - minutes
        if self.hours_ago:
            return replace(self, minute=max(0, self.minute - minutes))
        return replace(self, hour=total // 60, minute=total % 60)

    def after(self, days, hour, minute=0):
        """Return a time on the first working day at least ``days`` days later, but never in the future."""
        day = self.day + days
        return replace(self, day=day if self.fixed else working(day), hour=hour, minute=minute, hours_ago=0)

    @property
    def order(self):
        return (1 if self.hours_ago else self.day, -self.hours_ago, self.hour, self.minute)


def working(day):
    """Return the first working day (Sunday to Thursday) on or after ``day``, never later than last Thursday."""
    while day % 7 >= FRIDAY:
        day += 1
    return min(day, LAST_DAY)


# ------------------------------------------------------------------------------- people
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


@dataclass
class Request:
    company: str
    state: str
    program: str
    person: Person
    created: Moment
    submitted: Moment | None = None
    complete: Moment | None = None
    decided: Moment | None = None
    delivered: Moment | None = None
    number: int = 0
    creator: str = "officer"
    user: str = "officer"
    channel: str = "interview"
    origin: str = "staff"
    priority: int = 0
    amount: int = 0
    approved: int = 0
    early: bool = False
    agenda: bool = False
    description: str = ""
    reason: str = ""

    @property
    def key(self):
        return f"{self.company}_{self.number:03}"

    @property
    def xmlid(self):
        return f"request_{self.key}_demo"

    @property
    def terms(self):
        return words.PROGRAMS[self.company][self.program]

    @property
    def third(self):
        return words.THIRD[self.company]


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


def read_people():
    """Return the people of every company."""
    people = {}
    for company, lines in words.PEOPLE.items():
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


def write_csv(name, header, rows):
    with (DEMO / name).open("w", encoding="utf-8", newline="") as target:
        writer = csv.writer(target, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def write_people(people, rng):
    """Write the contacts, the files built on them, the households and the bank accounts."""
    contacts, files, members, accounts = [], [], [], []
    media, banks = cycle(words.MEDIA), cycle((("80", "rajhi"), ("10", "snb"), ("05", "inma")))
    for index, person in enumerate(p for company in people.values() for p in company):
        medium = next(media)
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
    city, streets = words.CITIES[person.place]
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
    notes = [note for category in person.categories for note in words.HEALTH.get(category, [])[:1]]
    if person.company == "qader" and "chronically_ill" in person.categories:
        notes = [rng.choice(words.MENTAL)]
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
            add(f"{rng.choice(words.WIVES)} {family}", "spouse", born(person.birth.year + 4, rng), False, False)
    else:
        parent = f"{rng.choice(words.HUSBANDS)} {family}"
        if wed:
            add(parent, "spouse", born(person.birth.year - 3, rng), True, False)
    sons, daughters = (rng.sample(names, len(names)) for names in (words.SONS, words.DAUGHTERS))
    year = min(person.birth.year + rng.randrange(22, 30), 2022 - 2 * person.children)
    for _child in range(person.children):
        daughter = rng.random() < 0.5
        birth = born(year, rng)
        name = (daughters if daughter else sons).pop()
        add(f"{name} {parent}", "daughter" if daughter else "son", birth, False, 2008 <= birth.year <= 2019)
        year += rng.randrange(2, 4)
    if person.number % 6 == 5:
        add(f"{rng.choice(words.WIVES)} {family}", "mother", born(person.birth.year - 25, rng), False, False)
    return rows


def born(year, rng):
    return date(year, rng.randrange(1, 13), rng.randrange(1, 29))


# ----------------------------------------------------------------------------- requests
def make_requests(company, people, rng):
    """Return the requests of one company, in the order in which they were begun."""
    requests = []
    early = cycle((False, False, True, False))
    waiting = {state: iter(days) for state, days in words.SAMTAH_WAITING.items()}
    channels = cycle(words.CHANNELS[company])
    served = cycle([p for p in people if p.status in "rsc"])
    for state, count in zip(words.STATES, words.COUNTS[company], strict=True):
        for index in range(count):
            start = next(waiting[state]) if company == "samtah" and state in waiting else None
            request = make_request(company, state, index, start, next(early), rng)
            program, person = choose(request, next(served) if state == "done" else None, people, rng)
            request.program, request.person = program, person
            person.requests.append(request)
            tell(request, index, next(channels), rng)
            requests.append(request)
    requests.sort(key=lambda r: r.created.order)
    for number, request in enumerate(requests, 1 if company != "awn" else 36):
        request.number = number
    return requests


def make_request(company, state, index, start, odd, rng):
    """Return a request with its dates."""
    starts, on_time, off_time = words.WINDOWS[company]
    first, last = starts[state]
    day = working(start if start is not None else rng.randrange(first, last))
    at = Moment(day, rng.randrange(5, 8), rng.choice(range(0, 60, 5)))
    if state in ("draft", "submitted") and index == 0:
        at = Moment(0, minute=40, hours_ago=rng.randrange(2, 20))
    request = Request(company, state, "", None, at.earlier(45))
    if state == "draft":
        return request
    request.agenda = state in ("review", "approved", "refused", "done")
    if state in ("returned", "cancelled"):
        request.agenda = (index + len(company)) % 2 == 0 if state == "cancelled" else index % 2 == 1
    if state == "returned":
        return request
    request.submitted = at
    if state == "submitted" or (state == "cancelled" and not request.agenda):
        return request
    request.complete = at if company == "samtah" else at.after(1 + index % 3, 9, 30)
    if state in ("approved", "refused", "done"):
        request.decided = at.after(rng.randrange(*(off_time if odd else on_time)), 12)
        request.early = odd and company != "samtah"
    if state == "done":
        request.delivered = request.decided.after(rng.randrange(2, 9), 8)
    return request


def choose(request, person, people, rng):
    """Return a programme and a person for a request; nobody asks twice for the same thing at once."""
    programs = words.PROGRAMS[request.company]
    names = [name for name, terms in programs.items() for _i in range(terms["weight"])]
    closed = next((name for name, terms in programs.items() if not terms["weight"]), None)
    while True:
        name = rng.choice(names)
        if closed and request.state == "done" and request.created.day < -150:
            name = closed
        only = programs[name].get("only")
        pool = [person] if person else [p for p in people if p.status in "rp"]
        pool = [p for p in pool if not only or only & set(p.categories)]
        if not person:
            pool = [p for p in pool if all(r.program != name or r.decided for r in p.requests)]
        if pool:
            fewest = min(len(p.requests) for p in pool)
            return name, rng.choice([p for p in pool if len(p.requests) == fewest])


def tell(request, index, channel, rng):
    """Give a request its words, amounts, channel and people."""
    terms = request.terms
    request.description = terms["needs"][index % len(terms["needs"])]
    request.amount = rng.choice(terms["amounts"])
    request.priority = int(rng.random() < 0.12)
    request.channel = channel
    recent = request.created.hours_ago
    if recent:
        request.channel = "website"
    elif request.person.branch in words.DELEGATE_BRANCHES and rng.random() < 0.6:
        request.channel, request.creator = "delegate", "delegate"
    elif index % 7 == 3:
        request.creator = request.user = "manager"
    if request.channel == "website":
        request.origin, request.creator = "portal", ""
        request.user = "" if recent else "officer"
    elif request.channel == "email":
        request.origin = "email"
    elif request.channel == "phone" and index % 2:
        request.origin = "outreach"
    elif request.channel == "social_media":
        request.origin = "inquiry"
    judge(request, index)


def judge(request, index):
    service = request.terms["kind"] == "service"
    if request.state in ("approved", "done"):
        request.approved, reasons = request.amount, words.APPROVED_SERVICE if service else words.APPROVED
        request.reason = reasons[index % len(reasons)]
        if index % 3 == 2 and request.amount >= 1000:
            request.approved, request.reason = request.amount * 7 // 1000 * 100, words.APPROVED_PART
    elif request.state == "refused":
        reasons = words.REFUSED_SERVICE if service else words.REFUSED
        request.reason = reasons[index % len(reasons)]


def old_requests(people):
    """Return what Awn decided under the first version of its policy."""
    requests = []
    for number, (start, program, who, state, days) in enumerate(
        [
            (date(2024, 9, 8), "awn_food", 0, "done", 16),
            (date(2024, 9, 22), "awn_rent", 2, "done", 9),
            (date(2024, 10, 6), "awn_orphan", 1, "done", 18),
            (date(2024, 10, 20), "awn_rent", 16, "refused", 21),
            (date(2024, 11, 3), "awn_food", 4, "done", 15),
        ],
        31,
    ):
        at = Moment(0, 7, 20, fixed=start)
        request = Request("awn", state, program, people[who], at.earlier(40), at, at.after(2, 9), at.after(days, 12))
        request.number, request.agenda = number, True
        request.delivered = at.after(days + 7, 8) if state == "done" else None
        request.description = request.terms["needs"][number % len(request.terms["needs"])]
        request.amount = request.terms["amounts"][number % 3]
        judge(request, number % 2)
        requests.append(request)
        people[who].requests.insert(0, request)
    return requests


# -------------------------------------------------------------------------------- XML
def element(name, *, ref=None, expression=None, text=None, extra="", indent=8):
    """Return one ``<field>``."""
    pad = " " * indent
    if ref:
        return f'{pad}<field name="{name}" ref="{ref}"{extra}/>\n'
    if expression is not None:
        return f'{pad}<field name="{name}" eval="{expression}"{extra}/>\n'
    return f'{pad}<field name="{name}"{extra}>{escape(text)}</field>\n'


def user(name, role):
    return element(name, ref=f"user_{role}_demo") if role else element(name, expression="False")


def commands(name, items):
    """Return a field with one command on each line."""
    lines = "".join(f"                {item},\n" for item in items)
    return f'        <field\n            name="{name}"\n            eval="[\n{lines}            ]"\n        />\n'


def record(xmlid, model, *parts):
    return f'    <record id="{xmlid}" model="{model}">\n{"".join(parts)}    </record>\n'


class Story:
    """Writes one request and everything that hangs on it, in the order in which it happened."""

    def __init__(self, request, rng):
        self.request = request
        self.rng = rng
        self.void = request.state == "submitted" and request.number % 3 == 0 and not request.created.hours_ago
        self.papers = self._papers()
        self.key = f"{request.key}_demo"
        self.committee = f"committee_{request.company}_{words.COMMITTEES[request.company]}_demo"

    def xml(self):
        request = self.request
        parts = [self._request()]
        if request.submitted or request.state == "returned":
            parts.append(self._declaration())
        parts.append(self._matched())
        if request.agenda:
            parts += self._withdrawn() if request.state in ("returned", "cancelled") else self._item()
        parts.append(self._delivery())
        return f"    <!-- {request.person.name} -->\n" + "".join(filter(None, parts))

    # --------------------------------------------------------------------- papers
    def _papers(self):
        """Return for every paper its kind and the state it ends in."""
        request = self.request
        kinds = request.terms["papers"]
        if request.complete:
            return [(kind, "verified") for kind in kinds]
        if request.state == "draft":
            return [(kind, "received" if i < request.number % 3 else "missing") for i, kind in enumerate(kinds)]
        if request.state == "cancelled":
            return [(kind, "received") for kind in kinds]
        states = cycle(
            ("verified", "rejected", "missing") if request.state == "returned" else ("received", "missing", "verified")
        )
        papers = [(kind, next(states)) for kind in kinds]
        if request.state == "submitted" and request.number % 2 and request.company != "samtah":
            # everything is there: the officer has only to say so
            papers = [(kind, "verified") for kind in kinds]
        elif request.state == "submitted" and request.number % 4 == 0:
            papers[-1] = (papers[-1][0], "rejected")
        return papers

    def _paper_dates(self, kind):
        """Return the values of a paper that was handed in."""
        moment = self.request.submitted or self.request.created
        if kind in ("identity", "lease_contract"):
            expiry = self.rng.randrange(200, 1500) if kind == "identity" else self.rng.randrange(190, 330)
            return f"'number': '{self._serial()}', 'expiry_date': {moment.plain(expiry)}"
        if kind in ("income_statement", "school_letter", "iban_letter", "medical_report_demo"):
            return f"'issue_date': {moment.plain(-self.rng.randrange(2, 60))}"
        return f"'number': '{self._serial()}'"

    def _serial(self):
        return self.rng.randrange(10**8, 10**9)

    def _document_commands(self):
        items = []
        for kind, state in self.papers:
            values = f"'type_id': ref('document_type_{kind}')"
            if state != "missing":
                values += f", 'state': 'received', {self._paper_dates(kind)}"
            items.append(f"Command.create({{{values}}})")
        return items

    def _matched(self):
        """Return what the officer did with the papers: after their contents, which a change would put back."""
        request = self.request
        parts = []
        if (request.submitted or request.state == "returned") and not self.void:
            parts.append(element("declaration_id", ref=f"declaration_{self.key}"))
        moment = request.complete or request.submitted or request.created
        moment = moment.earlier(15)
        matched = {
            "verified": f"{{'state': 'verified', 'verified_by': ref('user_officer_demo'), 'verified_on': {moment}}}",
            "rejected": f"{{'state': 'rejected', 'reject_reason': '{words.REJECTED[request.number % 2]}'}}",
        }
        lines = []
        for wanted, values in matched.items():
            types = [f"ref('document_type_{kind}')" for kind, state in self.papers if state == wanted]
            if types:
                lines.append(f"                    ([{', '.join(types)}], {values}),\n")
        if lines:
            parts.append(
                '        <field\n            name="document_ids"\n            model="beneficiary.request"\n'
                '            eval="[\n                Command.update(paper.id, values)\n'
                f"                for paper in obj(ref('{request.xmlid}')).document_ids\n"
                f"                for types, values in [\n{''.join(lines)}                ]\n"
                '                if paper.type_id.id in types\n            ]"\n        />\n'
            )
        return record(request.xmlid, "beneficiary.request", *parts) if parts else ""

    # -------------------------------------------------------------------- request
    def _request(self):
        request = self.request
        state = "draft" if request.state == "returned" else request.state
        parts = [
            element("name", expression=request.created.written(f"REQ/%Y/{request.number:05}")),
            element("company_id", ref=f"company_{request.company}_demo"),
            element("beneficiary_id", ref=request.person.xmlid),
            element("program_id", ref=f"program_{request.program}_demo"),
            element("channel_id", ref=f"channel_{request.channel}"),
            element("origin", text=request.origin),
            user("user_id", request.user),
            user("create_uid", request.creator) if request.creator else "",
            element("create_date", expression=request.created),
            element("state", text=state),
            element("priority", text="1") if request.priority else "",
            element("description", text=request.description),
            element("amount_requested", expression=request.amount) if request.amount else "",
            element("date_submitted", expression=request.submitted) if request.submitted else "",
            element("date_complete", expression=request.complete) if request.complete else "",
            *self._outcome(),
            commands("document_ids", self._document_commands()),
        ]
        return record(request.xmlid, "beneficiary.request", *parts)

    def _outcome(self):
        request = self.request
        if request.state == "returned":
            yield element("return_reason", text=words.RETURNED[request.number % 3])
        if request.state == "cancelled":
            yield element("cancel_reason", text=words.CANCELLED[request.number % 2])
        incomplete = any(state != "verified" for _kind, state in self.papers)
        if request.company == "samtah" and request.submitted and (incomplete or self.void):
            yield element("incomplete_reason", text=words.INCOMPLETE[request.number % 3])
        if request.agenda:
            yield element("committee_id", ref=self.committee)
        if request.decided:
            yield element("date_decided", expression=request.decided)
            yield element("date_replied", expression=request.decided)
            yield element("decision_reason", text=request.reason)
            if request.approved:
                yield element("amount_approved", expression=request.approved)
            if request.early:
                yield element("early_reply_reason", text=words.EARLY[request.number % 3])

    def _signature(self):
        number = self.request.person.number % SIGNATURES + 1
        return f'        <field name="signature" type="base64" file="beneficiary/demo/signature_{number}.png"/>\n'

    def _declaration(self):
        request = self.request
        moment = (request.submitted or request.created).earlier(5)
        void = (
            element("state", text="void")
            + element("void_reason", text="تغيّر بعد التوقيع شيء مما وُقِّع عليه.")
            + element("voided_on", expression=moment.earlier(-90))
            if self.void
            else ""
        )
        return record(
            f"declaration_{self.key}",
            "beneficiary.declaration",
            element("request_id", ref=request.xmlid),
            element("signer_name", text=request.person.name),
            self._signature(),
            element("signed_on", expression=moment),
            user("collected_by", request.creator),
            void,
        )

    # ------------------------------------------------------------------ committee
    def _item(self):
        request = self.request
        begun = self._not_after_decision(request.complete.after(1 if request.company != "samtah" else 2, 10))
        item = f"item_{self.key}"
        voters = ("chair", "committee", request.third)
        ballots = zip(voters, self._choices(), strict=False)
        yield record(
            item,
            "beneficiary.committee.item",
            element("committee_id", ref=self.committee),
            element("request_id", ref=request.xmlid),
            element("create_uid", ref="user_officer_demo"),
            element("create_date", expression=begun),
            element("reason", text=request.reason) if request.reason else "",
            element("amount_approved", expression=request.approved)
            if request.approved and request.approved != request.amount
            else "",
            element("early_reason", text=words.EARLY[request.number % 3]) if request.early else "",
        )
        for voter, choice in ballots:
            if choice != ".":
                yield self._vote(voter, choice, begun)
        if request.decided:
            yield record(
                item,
                "beneficiary.committee.item",
                element("outcome", text="refused" if request.state == "refused" else "approved"),
                element("decided_by", ref="user_chair_demo"),
                element("decided_on", expression=request.decided),
            )

    def _not_after_decision(self, moment):
        decided = self.request.decided
        return replace(moment, day=min(moment.day, decided.day)) if decided else moment

    def _choices(self):
        request = self.request
        kind = "refused" if request.state == "refused" else "approved" if request.decided else "waiting"
        choices = words.VOTES[kind][request.number % len(words.VOTES[kind])].split()
        if self.request.third in (request.creator, request.user):
            # whoever registered the request takes no part
            choices = [*choices[:2], "recused"] if len(choices) == 3 or request.decided else choices[:2]
        return choices

    def _vote(self, voter, choice, begun):
        moment = begun.after(self.rng.randrange(0, 3), 11, self.rng.randrange(0, 59))
        moment = self._not_after_decision(moment)
        comment = self.rng.choice(words.COMMENTS[choice])
        return record(
            f"vote_{self.request.key}_{voter}_demo",
            "beneficiary.committee.vote",
            element("item_id", ref=f"item_{self.key}"),
            element("user_id", ref=f"user_{voter}_demo"),
            element("choice", text=choice),
            element("date", expression=moment),
            element("comment", text=comment) if comment else "",
        )

    def _withdrawn(self):
        """Return an item that the committee gave back, or that left the agenda with its request."""
        request = self.request
        returned = request.state == "returned"
        begun = (request.complete or request.created).after(2, 10)
        item = f"item_{self.key}"
        yield record(
            item,
            "beneficiary.committee.item",
            element("committee_id", ref=self.committee),
            element("request_id", ref=request.xmlid),
            element("create_uid", ref="user_officer_demo"),
            element("create_date", expression=begun),
            element(
                "reason",
                text=words.RETURNED[request.number % 3] if returned else words.CANCELLED[request.number % 2],
            ),
        )
        yield record(
            item,
            "beneficiary.committee.item",
            element("outcome", text="returned"),
            element("decided_by", ref=f"user_{'chair' if returned else 'officer'}_demo"),
            element("decided_on", expression=begun.after(3, 12)),
        )

    # ------------------------------------------------------------------- delivery
    def _delivery(self):
        request = self.request
        moment, signed = request.delivered, True
        if request.state == "approved" and request.person.status == "r" and request.number % 2:
            # on its way: the first part is received, or the receipt waits for its signature
            moment, signed = request.decided.after(2, 8), request.terms["kind"] == "cash"
        if not moment:
            return ""
        amount = request.approved if request.state == "done" else request.approved // 2
        return record(
            f"delivery_{self.key}",
            "beneficiary.delivery",
            element("request_id", ref=request.xmlid),
            element("date", expression=moment),
            element("kind", text=request.terms["kind"]),
            element("description", text=request.terms["delivered"]),
            element("amount", expression=amount) if amount else "",
            element("user_id", ref="user_officer_demo"),
            element("receiver_name", text=request.person.name),
            self._signature() if signed else "",
            element("signed_on", expression=moment.earlier(-10)) if signed else "",
            element("state", text="signed") if signed else "",
        )


# ------------------------------------------------------------------------------- files
def write(name, text):
    (DEMO / name).write_text(f"{text}</odoo>\n", encoding="utf-8")


def write_requests(name, requests, rng, company=None):
    """Write the requests of one file; then say where the company's own numbering goes on."""
    stories = "\n".join(Story(request, rng).xml() for request in requests)
    if company:
        stories += f"""
    <!-- the numbers above are taken -->
    <function model="ir.sequence" name="write">
        <value
            model="ir.sequence"
            eval="obj().search([
                ('code', '=', 'beneficiary.request'),
                ('company_id', '=', ref('company_{company}_demo')),
            ]).ids"
        />
        <value eval="{{'number_next': {requests[-1].number + 1}}}"/>
    </function>
"""
    write(f"request/beneficiary_request_{name}_demo.xml", f"{HEAD}{stories}")


def write_registration(people):
    """Write since when people have their files; then register them through the gate that gives the file numbers."""
    text, registered = HEAD, []
    for person in (p for company in people.values() for p in company):
        parts = []
        if person.requests:
            first = min(person.requests, key=lambda r: (not r.created.fixed, r.created.order))
            created = first.created
            parts.append(element("create_date", expression=created.earlier(10)))
        done = [r for r in person.requests if r.state == "done"]
        if person.status in "rsc":
            first = min(done, key=lambda r: (not r.created.fixed, r.created.order))
            registered.append((not first.created.fixed, first.decided.order, first.created.fixed or date.max, person))
            parts.append(element("date_registered", expression=first.decided))
        if parts:
            text += record(person.xmlid, "beneficiary.beneficiary", *parts)
    registered.sort(key=lambda row: (row[0], row[2], row[1]))
    text += "\n    <!-- in the order of their registration -->\n" + call(
        "beneficiary.beneficiary", "action_register", [row[-1].xmlid for row in registered]
    )
    for status, action in (("s", "action_suspend"), ("c", "action_close")):
        xmlids = [row[-1].xmlid for row in registered if row[-1].status == status]
        text += call("beneficiary.beneficiary", action, xmlids)
    write("beneficiary_registration_demo.xml", text)


def call(model, method, xmlids):
    refs = "".join(f"            ref('{xmlid}'),\n" for xmlid in xmlids)
    head = f'    <function\n        model="{model}"\n        name="{method}"\n'
    return f'{head}        eval="[[\n{refs}        ]]"\n    />\n'


def write_messages(requests, rng):
    """Write some of the talk about the requests."""
    text = HEAD
    names = program_names()
    spoken = [r for r in requests if r.submitted and r.number % 3 == 0][:30]
    for request in spoken:
        committee = "اللجنة المختصة" if request.company == "samtah" else "لجنة البحث"
        body = f"استلمنا طلبكم إلى برنامج «{names[request.program]}»، وسيُعرض على {committee}."
        text += message(request, "ack", "mt_comment", "officer", request.submitted.earlier(-5), body)
        if request.complete:
            author, body = ("officer", rng.choice(words.NOTES[1:]))
            if request.program == "awn_rent":
                author, body = "researcher", words.NOTES[0]
            text += message(request, "note", "mt_note", author, request.complete.earlier(-20), body)
        if request.decided:
            body = "نأسف لعدم قبول طلبكم." if request.state == "refused" else "يسرنا إبلاغكم بقبول طلبكم."
            body += f" السبب: {request.reason}"
            text += message(request, "decision", "mt_comment", "officer", request.decided.earlier(-15), body)
    write("mail_message_demo.xml", text)


def program_names():
    """Return the names that the programmes have in the file written by hand."""
    tree = ElementTree.parse(DEMO / "beneficiary_program_demo.xml")
    return {
        node.get("id").removeprefix("program_").removesuffix("_demo"): node.findtext("field[@name='name']")
        for node in tree.iter("record")
    }


def message(request, what, subtype, author, moment, body):
    return record(
        f"message_{request.key}_{what}_demo",
        "mail.message",
        element("model", text="beneficiary.request"),
        element("res_id", ref=request.xmlid),
        element("message_type", text="comment"),
        element("subtype_id", ref=f"mail.{subtype}"),
        element("author_id", ref=f"user_{author}_demo_res_partner"),
        element("date", expression=moment),
        f'        <field name="body" type="html"><p>{escape(body)}</p></field>\n',
    )


def write_activities(requests):
    """Write what waits to be done, some of it overdue."""
    text, days, seen = HEAD.replace("{'tracking_disable': True}", QUIET), cycle((0, 2, -1, 4, 1, -3)), {}
    for request in requests:
        wanted = words.ACTIVITIES.get(request.state)
        seen[request.company, request.state] = seen.get((request.company, request.state), 0) + 1
        if not wanted or seen[request.company, request.state] > 2:
            continue
        kind, summary = wanted
        day = next(days)
        text += record(
            f"activity_{request.key}_demo",
            "mail.activity",
            element("res_model_id", ref="model_beneficiary_request"),
            element("res_id", ref=request.xmlid),
            element("activity_type_id", ref=f"mail_activity_type_{kind}"),
            element("summary", text=summary),
            element("user_id", ref=f"user_{request.user or 'officer'}_demo"),
            element("date_deadline", expression=f"DateTime.now() + relativedelta(days={day})"),
        )
    write("mail_activity_demo.xml", text)


def write_signatures(rng):
    """Draw signatures: a few joined loops."""
    for number in range(1, SIGNATURES + 1):
        image = Image.new("L", (720, 240), 255)
        draw = ImageDraw.Draw(image)
        points, x, y = [], 60.0, 130.0
        for _stroke in range(rng.randrange(5, 8)):
            end = (x + rng.randrange(60, 110), 130 + rng.randrange(-70, 60))
            bends = [(x + rng.randrange(-40, 90), y + rng.randrange(-110, 90)) for _i in range(2)]
            points += [bezier((x, y), *bends, end, step / 24) for step in range(24)]
            x, y = end
        draw.line(points, fill=20, width=6, joint="curve")
        image = image.resize((240, 80), Image.Resampling.LANCZOS).quantize(16)
        image.save(DEMO / f"signature_{number}.png", optimize=True)


def bezier(a, b, c, d, t):
    return tuple(
        (1 - t) ** 3 * p + 3 * (1 - t) ** 2 * t * q + 3 * (1 - t) * t**2 * r + t**3 * s
        for p, q, r, s in zip(a, b, c, d, strict=True)
    )


def main():
    rng = random.Random("beneficiary")
    people = read_people()
    old = old_requests(people["awn"])
    requests = {company: make_requests(company, people[company], rng) for company in people}
    write_people(people, rng)
    write_requests("awn_2024", old, rng)
    for company, own in requests.items():
        write_requests(company, own, rng, company)
    everything = [request for own in requests.values() for request in own]
    write_registration(people)
    write_messages(everything, rng)
    write_activities(everything)
    write_signatures(rng)
    print(f"{sum(map(len, people.values()))} people, {len(everything) + len(old)} requests written to {DEMO}")


if __name__ == "__main__":
    main()
