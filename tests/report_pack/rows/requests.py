"""Files, requests, and what hangs on them."""

from .base import DAYS, LONG_AGO, MEANWHILE, MOMENTS


def add_files(rows, category, purpose):
    """Registered files with and without category, consent and means of contact; one that is not, one archived."""
    people = {}
    for name, values in {
        "full": {"state": "registered", "agreed_medium": "email", "volunteer_record_reviewed_on": LONG_AGO},
        "bare": {"state": "registered"},
        "withdrawn": {"state": "registered", "agreed_medium": "phone"},
        "prospect": {"state": "prospect", "agreed_medium": "phone"},
        "archived": {"state": "registered", "active": False},
    }.items():
        person = {"partner_id": rows.contact(name), "identity_type": "none", "active": True}
        people[name] = rows.add("beneficiary", **person | values)
    for name in ("full", "prospect"):
        link = {"beneficiary_beneficiary_id": people[name], "beneficiary_category_id": category}
        rows.add("beneficiary_beneficiary_category_rel", **link)
    for name, withdrawn in (("full", None), ("withdrawn", LONG_AGO), ("prospect", None)):
        consent = {"purpose_id": purpose, "method": "paper", "given_on": LONG_AGO, "withdrawn_on": withdrawn}
        rows.add("consent", beneficiary_id=people[name], **consent)
    return people


def add_requests(rows, people, strange_channel, paper):
    """Requests at every step, and what hangs on them; return some that other rows are about."""
    programs = {
        kind: rows.add("program", program_type=kind, state="draft", seriousness="none", name='{"en_US": "Any"}')
        for kind in ("support", "academic", "volunteer")
    }

    def request(**values):
        base = {"name": f"T-{rows.number()}", "origin": "staff", "state": "draft", "priority": "0"}
        who = {"beneficiary_id": people["full"], "program_id": programs["support"]}
        return base | who | values

    rows.spread(
        "request",
        "date_submitted",
        MOMENTS,
        {"origin": "portal"},
        {"channel_id": strange_channel},
        {"origin": "email", "channel_id": strange_channel},
        **request(state="submitted"),
    )
    submitted = rows.spread("request", "date_submitted", MOMENTS[:2], {}, {}, {}, **request(state="submitted"))
    rows.spread("request", "create_date", MOMENTS, {"origin": "outreach"}, {}, **request())
    # what was found of their papers and declarations when nothing was missing any more
    complete = rows.spread(
        "request", "date_complete", MOMENTS, {}, {}, {}, **request(state="complete", date_submitted=LONG_AGO)
    )
    for place, request_id in enumerate(complete):
        kept = place % 3 == 0
        verified = {"state": "verified", "verified_on": LONG_AGO, "required": True}
        other = {"state": "received", "required": place % 3 == 1}
        for values in (verified, verified if kept else other):
            rows.add("document", request_id=request_id, type_id=paper, **values)
        signed = {"content_hash": "-", "signer_name": "-", "capacity": "self", "text": "-", "signed_on": LONG_AGO}
        rows.add(
            "declaration",
            request_id=request_id,
            state="valid" if kept else "void",
            voided_on=None if kept else LONG_AGO,
            **signed,
        )
    rows.add("request", **request(state="complete"), date_complete=MOMENTS[1])
    # decided, by a committee or without it
    decided = rows.spread(
        "request",
        "date_decided",
        MOMENTS,
        {"state": "done"},
        {"state": "approved", "beneficiary_id": people["prospect"]},
        {"state": "refused"},
        {"state": "cancelled"},
        *(
            {"state": state, "program_id": programs[kind], "eligibility": verdict}
            for kind in ("academic", "volunteer")
            for state, verdict in (
                ("approved", "eligible"),
                ("approved", "ineligible"),
                ("approved", None),
                ("refused", "eligible"),
            )
        ),
        **request(date_submitted=LONG_AGO),
    )
    studied = rows.add(
        "assessment", beneficiary_id=people["full"], state="superseded", date="2026-01-01", date_done=LONG_AGO
    )
    begun = rows.add("assessment", beneficiary_id=people["full"], state="draft", date="2026-01-01")
    for place, request_id in enumerate(decided):
        if place % 2:
            outcome = "approved" if place % 3 else "refused"
            rows.add("committee_item", request_id=request_id, outcome=outcome, decided_on=LONG_AGO)
        # another research has begun since, whether one was done or not
        rows.add("assessment_request_rel", request_id=request_id, assessment_id=begun)
        valid_until = "2026-12-31" if place % 3 == 0 else None
        if valid_until:
            rows.add("assessment_request_rel", request_id=request_id, assessment_id=studied)
        rows.cursor.execute(
            "UPDATE beneficiary_request SET research_state = 'ongoing', research_valid_until = %s WHERE id = %s",
            [valid_until, request_id],
        )
    rows.spread(
        "request",
        "date_replied",
        MOMENTS,
        {"reply_state": "replied", "reply_earliest": "2025-12-01", "reply_deadline": "2026-12-31"},
        {"reply_state": "replied"},
        {"reply_state": "replied_early", "reply_earliest": "2026-12-31"},
        {"reply_state": "replied_late", "reply_deadline": "2025-12-01"},
        {"reply_state": "replied", "date_submitted": None},
        **request(state="refused", date_submitted="2025-11-01 08:00:00"),
    )
    for state, deadline in (("late", "2026-02-01"), ("open", "2026-03-20"), ("open", "2026-05-01"), ("none", None)):
        rows.add("request", **request(state="submitted", reply_state=state, reply_deadline=deadline))
    rows.add("request", **request(state="cancelled", reply_state="none", reply_deadline="2026-02-01"))
    return submitted


def add_handling(rows, people, requests):
    """Contacts, notices, referrals, research and deliveries."""
    rows.spread(
        "contact_log",
        "date_start",
        MOMENTS,
        {"question": "When?", "answer": "Tomorrow"},
        {"question": "When?"},
        {"question": "When?", "answer": ""},
        {"answer": "Hello"},
        {"direction": "out", "question": "Are you well?"},
        direction="in",
        beneficiary_id=people["full"],
    )

    def notice(**values):
        number = rows.number()
        base = {"name": f"T-{number}", "key": f"test-{number}", "subject": "News", "kind": "update", "medium": "email"}
        about = {"res_model": "beneficiary.request", "res_id": requests[0]}
        return base | about | {"key": lambda: f"test-{rows.number()}"} | values

    gone = {"date_sent": LONG_AGO}
    rows.spread(
        "notice",
        "create_date",
        MOMENTS,
        {"state": "sent", **gone},
        {"state": "delivered", **gone},
        {"state": "handed_over", **gone},
        {"state": "failed", **gone},
        {"state": "queued"},
        {"state": "cancelled"},
        {"state": "sent", "request_id": None, **gone},
        **notice(request_id=requests[0]),
    )
    for request_id, kind, state in (
        (requests[0], "acknowledgement", "sent"),
        (requests[1], "acknowledgement", "failed"),
        (requests[2], "missing", "sent"),
    ):
        values = notice(request_id=request_id, kind=kind, state=state, **gone)
        rows.add("notice", **values | {"key": values["key"]()})
    rows.spread(
        "notice",
        "date_handed",
        DAYS,
        {"letter_number": "1", "letter_date": "2025-12-01"},
        {"letter_number": "2"},
        {"letter_date": "2025-12-01"},
        {"state": "queued"},
        {"medium": "fax", "letter_number": "3", "letter_date": "2025-12-01"},
        # handed over then, written down later
        **notice(medium="letter", state="handed_over", date_sent=MEANWHILE),
    )
    rows.spread(
        "referral",
        "create_date",
        MOMENTS[1:4],
        {"state": "answered", "answer": "Yes", "date_closed": LONG_AGO},
        {"state": "declined", "decline_reason": "No", "date_closed": LONG_AGO},
        {"state": "revoked", "revoke_reason": "No", "date_closed": LONG_AGO},
        request_id=requests[0],
        referred_by=rows.known["user_id"],
        reason="?",
        question="?",
    )
    rows.add(
        "referral",
        request_id=requests[1],
        referred_by=rows.known["user_id"],
        reason="?",
        question="?",
        create_date=MOMENTS[2],
        state="open",
    )
    rows.spread(
        "assessment",
        "visit_date",
        MOMENTS,
        {"visit_kind": "home", "state": "done", "date_done": LONG_AGO},
        {"visit_kind": "home", "state": "draft"},
        {"visit_kind": "office", "state": "done", "date_done": LONG_AGO},
        beneficiary_id=people["full"],
        date="2026-01-01",
    )
    rows.spread(
        "delivery",
        "date",
        DAYS,
        {"state": "signed", "signed_on": LONG_AGO},
        {"state": "draft"},
        request_id=requests[0],
        beneficiary_id=people["full"],
        kind="cash",
    )
