"""Parties, agreements, the policy and its staff, inquiries, works, and what the website tells (R-01…R-19, R-80…)."""

from .shape import ARRIVED, count, local, share

FILE = "beneficiary_beneficiary b WHERE b.company_id = %(company_id)s AND b.state = 'registered' AND b.active"
LINE = (
    "beneficiary_agreement_line l JOIN beneficiary_agreement a ON a.id = l.agreement_id"
    " WHERE l.company_id = %(company_id)s AND l.waived_on IS NULL"
)
IN_FORCE = "beneficiary_policy p WHERE p.company_id = %(company_id)s AND p.id = %(policy)s"
INQUIRY = "crm_lead q WHERE q.company_id = %(company_id)s AND q.type = 'inquiry' AND q.active"
# its time is over: it was stopped, or it runs (and does not rest) beyond its deadline; what was called off is not asked
CLOCK = (
    "beneficiary_clock c WHERE c.company_id = %(company_id)s AND c.state <> 'stopped'"
    " AND (c.stopped_on IS NOT NULL OR (c.paused_on IS NULL AND c.deadline < %(now)s))"
)
IN_TIME = "coalesce(c.stopped_on <= c.deadline, FALSE)"
SEASON = "SELECT FROM beneficiary_program_season s WHERE s.program_id = p.id"

OBJECTIVES = {
    #
    "files_with_category": share(
        FILE,
        "EXISTS (SELECT FROM beneficiary_beneficiary_beneficiary_category_rel c"
        " WHERE c.beneficiary_beneficiary_id = b.id)",
    ),
    #
    "agreements_signed": share(
        "beneficiary_agreement a WHERE a.company_id = %(company_id)s AND a.state NOT IN ('draft', 'cancelled')",
        "a.party_signed_on IS NOT NULL AND a.association_signed_on IS NOT NULL",
        local("a.date_sent"),
    ),
    "duties_performed": share(
        f"{LINE} AND a.party_signed_on IS NOT NULL AND a.state <> 'cancelled'",
        "l.performed_on IS NOT NULL AND l.missed_on IS NULL",
        "l.due_date",
    ),
    "defaults_remedied": share(LINE, "l.remedied_on IS NOT NULL", "l.missed_on"),
    #
    "policy_review_current": share(IN_FORCE, "coalesce(p.next_review_date >= %(last)s, FALSE)"),
    "changes_told": share(
        "beneficiary_policy_announcement_line t LEFT JOIN beneficiary_notice n ON n.id = t.notice_id"
        " WHERE t.company_id = %(company_id)s AND t.state <> 'pending'",
        f"t.state = 'merged' OR (t.date_sent IS NOT NULL AND coalesce(n.state IN {ARRIVED}, FALSE))",
        local("t.create_date"),
    ),
    #
    "staff_acknowledged": share(
        "beneficiary_policy_acknowledgement s WHERE s.company_id = %(company_id)s AND s.policy_id = %(policy)s"
        " AND s.state NOT IN ('exempted', 'closed')",
        "s.signed_on IS NOT NULL",
    ),
    "copies_handed_over": share(
        "beneficiary_policy_distribution d WHERE d.company_id = %(company_id)s AND d.policy_id = %(policy)s"
        " AND d.state <> 'closed'",
        "d.handed_by IS NOT NULL AND d.date IS NOT NULL",
    ),
    #
    "letters_numbered": share(
        f"beneficiary_notice n WHERE n.company_id = %(company_id)s AND n.medium = 'letter' AND n.state IN {ARRIVED}",
        "coalesce(n.letter_number, '') <> '' AND n.letter_date IS NOT NULL",
        "n.date_handed",
    ),
    #
    "clocks_kept": share(
        f"{CLOCK} AND c.res_model IN ('beneficiary.request', 'crm.lead')", IN_TIME, local("c.deadline")
    ),
    #
    "partner_cases_answered": share(
        "beneficiary_partner_case c WHERE c.company_id = %(company_id)s AND c.withdraw_reason IS NULL",
        "c.answered_on IS NOT NULL",
        local("c.sent_on"),
    ),
    #
    "inquiries_answered": share(
        INQUIRY, "q.answered_on IS NOT NULL OR q.request_id IS NOT NULL", local("q.create_date")
    ),
    "inquiries_in_time": share(
        f"{CLOCK} AND c.res_model = 'crm.lead' AND c.kind = 'first_answer'", IN_TIME, local("c.deadline")
    ),
    "inquiries_with_responsible": share(INQUIRY, "q.user_id IS NOT NULL", local("q.create_date")),
    #
    "answers_published": count("beneficiary_faq f WHERE f.company_id = %(company_id)s AND f.is_published AND f.active"),
    "programs_published": share(
        "beneficiary_program p WHERE p.company_id = %(company_id)s AND p.active AND p.state = 'open'"
        f" AND (NOT EXISTS ({SEASON}) OR EXISTS ({SEASON} AND s.state = 'open'"
        " AND %(last)s BETWEEN s.date_from AND s.closing_date))",
        "coalesce(p.is_published, FALSE)",
    ),
    #
    "works_licensed": share(
        "beneficiary_work w WHERE w.company_id = %(company_id)s AND w.is_published",
        "coalesce(w.consent_to_publish, FALSE) AND w.consent_withdrawn_on IS NULL",
    ),
    "works_kept": share(
        "beneficiary_work w JOIN beneficiary_agreement a ON a.id = w.agreement_id WHERE w.company_id = %(company_id)s",
        "coalesce(w.signed, FALSE) AND a.party_signed_on IS NOT NULL AND a.association_signed_on IS NOT NULL",
    ),
    "files_with_consent": share(
        FILE,
        "EXISTS (SELECT FROM beneficiary_consent c WHERE c.beneficiary_id = b.id AND c.withdrawn_on IS NULL)",
    ),
    # R-90 … R-94
    "policy_approved": share(
        IN_FORCE,
        "coalesce(p.session_number, 0) > 0 AND (coalesce(p.session_year, 0) > 0 OR p.approval_date IS NOT NULL)",
    ),
}
