"""Channels, tools, and the way of a request from reception to delivery (R-30…R-51)."""

from .shape import ARRIVED, average, count, local, share

REQUEST = (
    "beneficiary_request r JOIN beneficiary_program p ON p.id = r.program_id"
    " JOIN beneficiary_beneficiary b ON b.id = r.beneficiary_id WHERE r.company_id = %(company_id)s"
)
CONTACT = "beneficiary_contact_log l WHERE l.company_id = %(company_id)s"
SUBMITTED, COMPLETED = local("r.date_submitted"), local("r.date_complete")
DECIDED, REPLIED = local("r.date_decided"), local("r.date_replied")
# what was approved is approved until it is delivered or cancelled
APPROVED = f"{REQUEST} AND r.state IN ('approved', 'done')"
DECIDED_UPON = f"{REQUEST} AND r.state IN ('approved', 'refused', 'done')"
ANSWERED = f"{REQUEST} AND r.date_replied IS NOT NULL"
EARLY = f"coalesce({REPLIED} < r.reply_earliest, FALSE)"
LATE = f"coalesce({REPLIED} > r.reply_deadline, FALSE)"
TOLD = f"n.request_id = r.id AND n.kind = 'acknowledgement' AND n.state IN {ARRIVED}"
DAYS = "extract(epoch FROM {until} - r.date_submitted) / 86400"

REQUESTS = {
    # R-30 … R-32
    "requests_by_channel": share(
        REQUEST,
        "r.channel_id IN (SELECT c.beneficiary_channel_id FROM beneficiary_policy_channel_rel c"
        " WHERE c.beneficiary_policy_id = %(policy)s)",
        SUBMITTED,
    ),
    "contacts_logged": count(CONTACT, local("l.date_start")),
    # R-33 … R-36
    "tools_at_hand": share(
        "beneficiary_policy_tool t WHERE t.company_id = %(company_id)s AND t.policy_id = %(policy)s",
        "EXISTS (SELECT FROM ir_attachment f WHERE f.res_model = 'beneficiary.policy.tool'"
        " AND f.res_field = 'file' AND f.res_id = t.id)",
    ),
    #
    "questions_answered": share(
        f"{CONTACT} AND l.direction = 'in' AND l.question <> ''", "coalesce(l.answer, '') <> ''", local("l.date_start")
    ),
    #
    "papers_verified": share(
        REQUEST,
        "(SELECT count(*) FROM beneficiary_document d WHERE d.request_id = r.id AND d.required)"
        " = (SELECT count(*) FROM beneficiary_document d WHERE d.request_id = r.id AND d.required"
        " AND d.verified_on IS NOT NULL AND d.state = 'verified')",
        COMPLETED,
    ),
    #
    "referrals_answered": share(
        "beneficiary_referral f WHERE f.company_id = %(company_id)s AND f.revoke_reason IS NULL",
        "coalesce(f.answer, '') <> '' AND f.date_closed IS NOT NULL",
        local("f.create_date"),
    ),
    #
    "declarations_signed": share(
        REQUEST,
        "EXISTS (SELECT FROM beneficiary_declaration d WHERE d.request_id = r.id"
        " AND d.signed_on IS NOT NULL AND d.voided_on IS NULL)",
        COMPLETED,
    ),
    #
    "applicants_acknowledged": share(REQUEST, f"EXISTS (SELECT FROM beneficiary_notice n WHERE {TOLD})", SUBMITTED),
    "studied_by_committee": share(
        DECIDED_UPON,
        "EXISTS (SELECT FROM beneficiary_committee_item i WHERE i.request_id = r.id AND i.decided_on IS NOT NULL"
        " AND i.outcome IN ('approved', 'refused'))",
        DECIDED,
    ),
    # R-46 … R-48
    "reply_in_window": share(ANSWERED, f"NOT {EARLY} AND NOT {LATE}", REPLIED),
    "replies_too_early": count(f"{ANSWERED} AND {EARLY}", REPLIED),
    "replies_overdue": count(
        f"{REQUEST} AND r.date_replied IS NULL AND r.state NOT IN ('draft', 'cancelled')"
        f" AND r.reply_deadline < {local('%(now)s::timestamp')}"
    ),
    #
    "notices_arrived": share(
        "beneficiary_notice n WHERE n.company_id = %(company_id)s AND n.request_id IS NOT NULL"
        " AND n.state NOT IN ('queued', 'cancelled')",
        "n.date_sent IS NOT NULL AND n.state <> 'failed'",
        local("n.create_date"),
    ),
    "files_with_medium": share(
        "beneficiary_beneficiary b WHERE b.company_id = %(company_id)s AND b.state = 'registered' AND b.active",
        "b.agreed_medium IS NOT NULL",
    ),
    #
    "approved_registered": share(APPROVED, "b.state = 'registered'", DECIDED),
    "approved_delivered": share(APPROVED, "r.state = 'done'", DECIDED),
    "receipts_signed": share(
        "beneficiary_delivery d WHERE d.company_id = %(company_id)s", "d.signed_on IS NOT NULL", "d.date"
    ),
    # … R-16
    "days_to_reply": average(
        f"{ANSWERED} AND r.date_submitted IS NOT NULL", DAYS.format(until="r.date_replied"), REPLIED
    ),
    "days_to_complete": average(
        f"{REQUEST} AND r.date_complete IS NOT NULL AND r.date_submitted IS NOT NULL",
        DAYS.format(until="r.date_complete"),
        COMPLETED,
    ),
    "outreach_requests": count(f"{REQUEST} AND r.origin = 'outreach'", local("r.create_date")),
    "electronic_requests": share(REQUEST, "r.origin IN ('portal', 'email')", SUBMITTED),
    "need_assessed": share(
        f"{DECIDED_UPON} AND p.program_type = 'support'",
        "EXISTS (SELECT FROM beneficiary_assessment_request_rel x JOIN beneficiary_assessment a"
        " ON a.id = x.assessment_id WHERE x.request_id = r.id AND a.date_done IS NOT NULL)",
        DECIDED,
    ),
    "home_visits": count(
        "beneficiary_assessment a WHERE a.company_id = %(company_id)s AND a.visit_kind = 'home'"
        " AND a.date_done IS NOT NULL",
        local("a.visit_date"),
    ),
    #
    **{
        code: share(
            f"{APPROVED} AND p.program_type = '{kind}'",
            "coalesce(r.eligibility = 'eligible', FALSE)",
            DECIDED,
        )
        for code, kind in (("eligible_academic", "academic"), ("eligible_volunteers", "volunteer"))
    },
}
