"""Entry point: ``python3 dev/demo_data``; the package says what it does."""

import random
import sys
from pathlib import Path

sys.dont_write_bytecode = True  # nothing is ever written into the checkout
sys.path[0] = str(Path(__file__).resolve().parent.parent)  # the package itself, not its modules

from demo_data.agreements import write_agreements  # noqa: E402
from demo_data.clocks import write_clocks  # noqa: E402
from demo_data.complaints import write_complaints  # noqa: E402
from demo_data.files import DEMO  # noqa: E402
from demo_data.inquiries import write_inquiries, write_liaisons, write_referrals  # noqa: E402
from demo_data.meetings import hold, write_certificates, write_meetings  # noqa: E402
from demo_data.notices import write_notices  # noqa: E402
from demo_data.people import read_people  # noqa: E402
from demo_data.proofs import write_proofs  # noqa: E402
from demo_data.registry import write_people  # noqa: E402
from demo_data.requests import make_requests, old_requests  # noqa: E402
from demo_data.research import write_research  # noqa: E402
from demo_data.signatures import write_signatures  # noqa: E402
from demo_data.staff import write_staff  # noqa: E402
from demo_data.writers import write_activities, write_messages, write_registration, write_requests  # noqa: E402


def main():
    rng = random.Random("beneficiary")
    people = read_people()
    old = old_requests(people["awn"])
    requests = {company: make_requests(company, people[company], rng) for company in people}
    meetings = hold(requests)
    write_people(people, rng)
    write_meetings(meetings)
    write_requests("awn_2024", old, rng)
    for company, own in requests.items():
        write_requests(company, own, rng, company)
    everything = [request for own in requests.values() for request in own]
    write_registration(people)
    write_messages(everything, rng)
    write_activities(everything)
    write_certificates(meetings, requests)
    write_staff()
    write_agreements(people)
    write_research(people)
    write_liaisons()
    write_inquiries(people, requests)
    write_referrals(requests)
    write_notices(requests)
    write_clocks(requests)
    write_complaints()
    write_signatures(rng)
    write_proofs()
    print(f"{sum(map(len, people.values()))} people, {len(everything) + len(old)} requests written to {DEMO}")


if __name__ == "__main__":
    main()
