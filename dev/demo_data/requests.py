"""The requests of the demo data: who asks for what, when, and what becomes of it."""

from dataclasses import dataclass
from datetime import date
from itertools import cycle

from . import plan, programs, words
from .moments import Moment, working
from .people import Person


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
    meeting: str = ""
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
        return programs.PROGRAMS[self.company][self.program]

    @property
    def third(self):
        return plan.THIRD[self.company]


def make_requests(company, people, rng):
    """Return the requests of one company, in the order in which they were begun."""
    requests = []
    early = cycle((False, False, True, False))
    waiting = {state: iter(days) for state, days in plan.SAMTAH_WAITING.items()}
    channels = cycle(plan.CHANNELS[company])
    served = cycle([p for p in people if p.status in "rsc"])
    for state, count in zip(plan.STATES, plan.COUNTS[company], strict=True):
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


def voters(request):
    """Return who votes on a request, and how: one choice for each member of its committee."""
    kind = "refused" if request.state == "refused" else "approved" if request.decided else "waiting"
    choices = words.VOTES[kind][request.number % len(words.VOTES[kind])].split()
    if request.third in (request.creator, request.user):
        # whoever registered the request takes no part
        choices = [*choices[:2], "recused"] if len(choices) == 3 or request.decided else choices[:2]
    return [pair for pair in zip(("chair", "committee", request.third), choices, strict=False) if pair[1] != "."]


def make_request(company, state, index, start, odd, rng):
    """Return a request with its dates."""
    starts, on_time, off_time = plan.WINDOWS[company]
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
    offered = programs.PROGRAMS[request.company]
    names = [name for name, terms in offered.items() for _i in range(terms["weight"])]
    closed = next((name for name, terms in offered.items() if not terms["weight"]), None)
    while True:
        name = rng.choice(names)
        if closed and request.state == "done" and request.created.day < -150:
            name = closed
        only = offered[name].get("only")
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
    elif request.person.branch in plan.DELEGATE_BRANCHES and rng.random() < 0.6:
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
