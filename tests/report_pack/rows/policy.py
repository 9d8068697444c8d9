"""Agreements, the policy and its staff, programmes and partners."""

from .base import DAYS, LONG_AGO, MOMENTS


def add_agreements(rows, people):
    """Agreements, what is due by them, and works; return agreements by what became of them."""
    base = {"subject": "Rent", "kind": "support", "date_start": "2025-01-01", "beneficiary_id": people["full"]}
    party, both = {"party_signed_on": LONG_AGO}, {"party_signed_on": LONG_AGO, "association_signed_on": LONG_AGO}
    rows.spread(
        "agreement",
        "date_sent",
        MOMENTS,
        {"state": "active", **both},
        {"state": "ended", **both},
        {"state": "signed", **party},
        {"state": "sent"},
        {"state": "sent", "association_signed_on": LONG_AGO},
        {"state": "cancelled"},
        {"state": "draft"},
        **base,
    )
    agreements = {
        "active": rows.add("agreement", state="active", **base, **both),
        "signed": rows.add("agreement", state="signed", **base, **party),
        "ours": rows.add("agreement", state="sent", **base, association_signed_on=LONG_AGO),
        "cancelled": rows.add("agreement", state="cancelled", **base),
        "over": rows.add("agreement", state="active", **base | {"date_end": "2025-12-31"}, **both),
    }
    line = {"kind": "duty", "whose": "association", "description": "Pay", "recurrence": "none"}
    for state in ("active", "signed", "cancelled"):
        rows.spread(
            "agreement_line",
            "due_date",
            DAYS,
            {"state": "performed", "performed_on": "2025-12-01"},
            {"state": "missed", "missed_on": "2025-12-01"},
            {"state": "open"},
            {"state": "waived", "waived_on": "2025-12-01"},
            **line | {"agreement_id": agreements[state], "agreement_state": state},
        )
    rows.spread(
        "agreement_line",
        "missed_on",
        DAYS,
        {"state": "remedied", "remedied_on": "2026-04-01"},
        {"state": "missed"},
        {"state": "waived", "waived_on": "2026-04-01"},
        **line | {"agreement_id": agreements["active"], "agreement_state": "active", "due_date": "2025-11-01"},
    )
    work = {"name": "Poem", "owner_name": "She", "licence": "reserved"}
    for values in (
        {"agreement_id": agreements["active"], "consent_to_publish": True, "is_published": True},
        {"agreement_id": agreements["signed"], "consent_to_publish": False, "is_published": True},
        {
            "agreement_id": agreements["active"],
            "consent_withdrawn_on": LONG_AGO,
            "consent_to_publish": True,
            "is_published": True,
        },
        {"agreement_id": agreements["cancelled"], "signed": False},
        {"agreement_id": agreements["active"], "signed": False},
        {"agreement_id": agreements["ours"]},
    ):
        rows.add("work", **work | {"signed": True} | values)
    return agreements


def add_policy(rows, people, employees, other_policy):
    """Who was told of a change, who signed the policy, who has a copy, and which tools are at hand."""
    policy = rows.known["policy_id"]
    announcement = rows.add(
        "policy_announcement", policy_id=policy, audience="all", state="sent", text="Changed", date=LONG_AGO
    )
    notice = {"res_model": "beneficiary.beneficiary", "res_id": people["full"], "subject": "Change", "kind": "change"}
    notices = {
        state: rows.add("notice", name="T", key=f"test-{rows.number()}", medium="email", state=state, **notice)
        for state in ("sent", "failed", "queued")
    }
    rows.spread(
        "policy_announcement_line",
        "create_date",
        MOMENTS,
        *({"state": "sent", "date_sent": LONG_AGO, "notice_id": notice_id} for notice_id in notices.values()),
        {"state": "merged", "date_sent": LONG_AGO},
        {"state": "failed"},
        {"state": "pending"},
        # a person stands in an announcement once
        announcement_id=announcement,
        beneficiary_id=people["full"],
        partner_id=None,
    )
    states = ("signed", "pending", "pending", "exempted", "closed")
    for employee, state in zip(employees, states, strict=True):
        signed = LONG_AGO if state == "signed" else None
        rows.add("policy_acknowledgement", employee_id=employee, state=state, signed_on=signed)
        rows.add("policy_acknowledgement", policy_id=other_policy, employee_id=employee, state="pending")
    for state in ("handed", "handed", "pending", "closed"):
        department = rows.add("hr_department", name='{"en_US": "Any"}', active=True)
        handed = {"handed_by": rows.known["user_id"], "date": "2026-01-01"} if state == "handed" else {}
        copy = {"department_id": department, "medium": "paper"}
        rows.add("policy_distribution", state=state, **copy, **handed)
        rows.add("policy_distribution", state="pending", **copy | {"policy_id": other_policy})
    rows.cursor.execute("SELECT id FROM beneficiary_policy_tool WHERE policy_id = %s ORDER BY id LIMIT 2", [policy])
    for (tool,) in rows.cursor.fetchall():
        file = {"name": "file", "type": "binary", "res_model": "beneficiary.policy.tool", "res_field": "file"}
        rows.add("ir_attachment", res_id=tool, **file)


def add_programs(rows, people, requests, agreements):
    """Programmes, partners and their cases, volunteers and events, and what the website answers."""
    base = {"name": '{"en_US": "Any"}', "seriousness": "none"}

    def program(**values):
        return rows.add("program", **base | {"program_type": "support", "state": "open", "active": True} | values)

    program(is_published=True)
    program(state="closed", is_published=True)
    program(state="closed", program_type="special")
    program(is_published=True, active=False)
    for published, closing in ((True, "2026-12-31"), (False, "2026-12-31"), (True, "2026-02-01")):
        season = {"name": '{"en_US": "Any"}', "state": "open", "date_from": "2026-01-01", "date_to": "2026-12-31"}
        rows.add("program_season", program_id=program(is_published=published), closing_date=closing, **season)
    entities = {
        name: rows.add(
            "partner_entity",
            name=name,
            partner_id=rows.contact(name),
            kind="official",
            active=True,
            agreement_id=agreement,
        )
        for name, agreement in agreements.items()
    }
    for entity in entities.values():
        backed = program(program_type="special")
        rows.add("program_partner_entity_rel", program_id=backed, entity_id=entity)
    step = {"name": '{"en_US": "Ask"}', "responsible": '{"en_US": "We"}'}
    rows.add("mechanism_step", program_id=program(program_type="special"), **step)
    program(program_type="special")
    rows.spread(
        "partner_case",
        "sent_on",
        MOMENTS,
        {"state": "verified", "answered_on": LONG_AGO},
        {"state": "returned", "answered_on": LONG_AGO},
        {"state": "withdrawn", "withdraw_reason": "No"},
        request_id=requests[0],
        entity_id=entities["active"],
        sent_by=rows.known["user_id"],
        due_date="2026-04-01",
        question="?",
        beneficiary_id=people["full"],
    )
    waiting = {"state": "sent", "sent_on": MOMENTS[1], "due_date": "2026-04-01", "question": "?"}
    rows.add(
        "partner_case", request_id=requests[1], entity_id=entities["active"], sent_by=rows.known["user_id"], **waiting
    )
    opportunity = rows.add(
        "opportunity",
        program_id=program(),
        seats=9,
        state="open",
        date_from="2026-01-01",
        date_to="2026-12-31",
        name='{"en_US": "Any"}',
    )
    rows.spread(
        "volunteer_assignment",
        "confirmed_on",
        MOMENTS,
        {"state": "done", "beneficiary_id": people["full"]},
        {"state": "confirmed", "beneficiary_id": people["bare"]},
        {"state": "cancelled", "beneficiary_id": people["full"]},
        opportunity_id=opportunity,
    )
    good = {"state": "held", "venue_state": "suitable", "announced_on": "2025-12-01"}
    events = rows.spread(
        "field_event",
        "date_start",
        MOMENTS,
        good,
        good,
        good | {"venue_state": "unsuitable", "state": "closed"},
        good | {"announced_on": None},
        good | {"state": "cancelled"},
        program_id=program(program_type="field"),
        name='{"en_US": "Any"}',
        date_end="2026-05-01",
    )
    for place, event in enumerate(events):
        if place % 5 != 1:  # to one of them nobody was invited
            rows.add("invitation", event_id=event, beneficiary_id=people["full"], number="1", state="attended")
    for values in ({}, {}, {"is_published": False}, {"active": False}):
        text = {"question": '{"en_US": "?"}', "answer": '{"en_US": "!"}', "is_published": True, "active": True}
        rows.add("faq", **text | values)
