"""Inquiries, complaints, what follows from them, and the clocks of all."""

from .base import DAYS, LONG_AGO, MEANWHILE, MOMENTS


def add_inquiries(rows, requests):
    """Inquiries, answered and not."""
    rows.spread(
        "crm_lead",
        "create_date",
        MOMENTS,
        {"answered_on": LONG_AGO, "inquiry_state": "answered"},
        {"request_id": requests[0], "inquiry_state": "converted"},
        {"user_id": None, "inquiry_state": "closed"},
        {"active": False, "inquiry_state": "new"},
        {"type": "opportunity", "is_inquiry": False},
        type="inquiry",
        is_inquiry=True,
        name="Any",
        active=True,
    )


def add_complaints(rows):
    """Complaints, suggestions and technical questions; return what makes another complaint, each time it is called."""
    base = {"subject": "Any", "kind": "complaint", "date_received": LONG_AGO, "state": "investigation"}

    def complaint(**values):
        return rows.add("complaint", **base | {"name": f"T-{rows.number()}"} | values)

    main = complaint()
    over = {"date_resolved": LONG_AGO, "state": "resolved"}
    for kind in ("suggestion", "technical"):
        rows.spread(
            "complaint",
            "date_received",
            MOMENTS,
            {**over, "outcome": "answered"},
            {**over, "outcome": "dismissed", "state": "closed"},
            {**over, "outcome": "answered", "merged_into_id": main},
            {"state": "withdrawn", "outcome": "withdrawn"},
            {"state": "acknowledged"},
            **base | {"kind": kind},
        )
    resolved = rows.spread(
        "complaint",
        "date_resolved",
        MOMENTS,
        {"outcome": "amicable"},
        {"outcome": "upheld"},
        {"outcome": "dismissed", "state": "closed"},
        {"outcome": "answered", "kind": "dispute"},
        {"outcome": "amicable", "merged_into_id": main},
        {"outcome": "dismissed", "kind": "technical"},
        **base | {"state": "resolved"},
    )
    for place, complaint_id in enumerate(resolved):
        if place % 6 in (0, 2):
            words = {"complainant_words": "-", "association_words": "-", "outcome": "settled", "date": LONG_AGO}
            rows.add("complaint_attempt", complaint_id=complaint_id, **words)
    log = {"user_id": rows.known["user_id"], "what": "view", "res_model": "beneficiary.complaint", "name": "Any"}
    rows.spread("access_log", "date", MOMENTS, {"complaint_id": main, "res_id": main}, **log)
    rows.spread("access_log", "date", MOMENTS, {"res_id": 1}, **log | {"res_model": "beneficiary.register"})
    return complaint


def add_compensation(rows, complaint):
    """What investigations found, what courts ruled, what was settled, and what was paid."""
    meetings = [
        rows.add("committee_meeting", state=state, start=LONG_AGO, duration=1, certified_on=certified)
        for state, certified in (("certified", LONG_AGO), ("held", None))
    ]
    fault = {"outcome": "upheld", "association_at_fault": True}
    rows.spread(
        "committee_item",
        "decided_on",
        MOMENTS,
        {"meeting_id": meetings[0]},
        {"meeting_id": meetings[1]},
        {},
        {"association_at_fault": False, "meeting_id": meetings[0]},
        {"outcome": "dismissed", "meeting_id": meetings[0]},
        **fault | {"complaint_id": complaint},
    )
    paid = {"step": "approved", "state": "paid", "payment_state": "paid"}
    billed = {"step": "approved", "state": "billed", "payment_state": "not_paid"}
    payout = {"basis": "ruling", "amount": 900, "complaint_id": complaint, "name": "Any"}
    rows.spread(
        "compensation",
        "approved_on",
        MOMENTS,
        paid,
        billed,
        {"step": "approved", "state": "approved"},
        {"step": "cancelled", "state": "cancelled"},
        **payout,
    )
    ruling = {"authority": "Court", "number": "7", "amount": 900, "final": True}
    for day in DAYS:
        for money in (paid, billed, None):
            about = complaint()
            if money:
                rows.add("compensation", **payout | {"complaint_id": about, "approved_on": "2025-01-01"} | money)
            corrected = rows.add("ruling", complaint_id=about, date=day, **ruling)
            if not money:
                rows.add("ruling", complaint_id=about, date=day, **ruling | {"corrects_id": corrected})
        rows.add("ruling", complaint_id=complaint(), date=day, **ruling | {"final": False})
        rows.add("ruling", complaint_id=complaint(), date=day, **ruling | {"amount": 0})
    rows.spread(
        "settlement",
        "date_offered",
        MOMENTS,
        {"state": "signed", "party_signed_on": LONG_AGO, "association_signed_on": LONG_AGO},
        {"state": "offered", "party_signed_on": LONG_AGO},
        {"state": "declined"},
        {"state": "void"},
        complaint_id=complaint,
        negotiated_by=rows.known["user_id"],
        name="Any",
    )


def add_clocks(rows, requests, complaint):
    """Clocks that were stopped in time, too late or not yet, that rest, and that were called off."""
    rows.cursor.execute("SELECT min(id) FROM crm_lead WHERE company_id = %s", [rows.known["company_id"]])
    (lead,) = rows.cursor.fetchone()
    main = complaint()
    for model, res_id, link, kinds in (
        ("beneficiary.request", requests[0], "request_id", ("first_answer", "update", "decision")),
        ("crm.lead", lead, "lead_id", ("first_answer", "update")),
        ("beneficiary.complaint", main, "complaint_id", ("acknowledge", "resolve")),
    ):
        for kind in kinds:
            rows.spread(
                "clock",
                "deadline",
                MOMENTS,
                {"state": "met", "stopped_on": "2025-12-30 08:00:00"},
                {"state": "met_late", "stopped_on": MEANWHILE},
                {"state": "late"},
                {"state": "paused", "paused_on": "2025-12-30 08:00:00"},
                {"state": "stopped", "stopped_on": "2025-12-30 08:00:00"},
                **{"res_model": model, "res_id": res_id, link: res_id, "kind": kind, "unit": "day"},
                started_on="2025-12-01 08:00:00",
                run=rows.number,
                name="Any",
                target=1,
            )
