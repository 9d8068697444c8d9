"""Complaints and what follows from them, volunteers and special programmes (R-11, R-61…R-63, R-70…R-81)."""

from .objectives import CLOCK, IN_TIME
from .shape import count, local, share

# what was merged into another complaint is counted there
COMPLAINT = "beneficiary_complaint c WHERE c.company_id = %(company_id)s AND c.merged_into_id IS NULL"
DISPUTE = f"{COMPLAINT} AND c.kind IN ('complaint', 'dispute')"
RECEIVED, RESOLVED = local("c.date_received"), local("c.date_resolved")
TODAY = local("%(now)s::timestamp")
HOLDS = f"coalesce({{0}}.date_start <= {TODAY}, TRUE) AND coalesce({{0}}.date_end >= {TODAY}, TRUE)"
# a renewal is signed before the old agreement ends: until its first day the old one holds
PARTNER = (
    "SELECT FROM beneficiary_program_partner_entity_rel x JOIN beneficiary_partner_entity e ON e.id = x.entity_id"
    " JOIN beneficiary_agreement a ON a.id = e.agreement_id"
    " LEFT JOIN beneficiary_agreement old ON old.id = a.previous_id"
    f" WHERE x.program_id = p.id AND e.active AND a.state = 'active' AND {HOLDS.format('e')}"
    f" AND ({HOLDS.format('a')} OR (a.succession = 'renewal' AND old.state = 'renewed' AND {HOLDS.format('old')}"
    f" AND coalesce(a.date_end >= {TODAY}, TRUE)))"
)

COMPLAINTS = {
    #
    "suggestions_answered": share(
        f"{COMPLAINT} AND c.kind = 'suggestion' AND c.state <> 'withdrawn'", "c.date_resolved IS NOT NULL", RECEIVED
    ),
    "technical_helped": share(
        f"{COMPLAINT} AND c.kind = 'technical' AND c.state <> 'withdrawn'",
        "c.date_resolved IS NOT NULL AND c.outcome <> 'dismissed'",
        RECEIVED,
    ),
    # R-61 … R-63
    "volunteer_records_reviewed": share(
        "beneficiary_volunteer_assignment v JOIN beneficiary_beneficiary b ON b.id = v.beneficiary_id"
        " WHERE v.company_id = %(company_id)s AND v.state <> 'cancelled'",
        "b.volunteer_record_reviewed_on IS NOT NULL",
        local("v.confirmed_on"),
    ),
    "special_backed": share(
        "beneficiary_program p WHERE p.company_id = %(company_id)s AND p.active AND p.program_type = 'special'"
        " AND p.state = 'open'",
        f"EXISTS ({PARTNER}) OR EXISTS (SELECT FROM beneficiary_mechanism_step m WHERE m.program_id = p.id)",
    ),
    "events_prepared": share(
        "beneficiary_field_event v WHERE v.company_id = %(company_id)s AND v.state IN ('held', 'closed')",
        "coalesce(v.venue_state = 'suitable', FALSE) AND v.announced_on IS NOT NULL"
        " AND EXISTS (SELECT FROM beneficiary_invitation i WHERE i.event_id = v.id)",
        local("v.date_start"),
    ),
    #
    **{
        code: share(
            f"{CLOCK} AND c.res_model = 'beneficiary.complaint' AND c.kind = '{kind}'", IN_TIME, local("c.deadline")
        )
        for code, kind in (("complaints_acknowledged", "acknowledge"), ("complaints_resolved", "resolve"))
    },
    #
    "amicable_first": share(
        f"{DISPUTE} AND c.outcome IN ('amicable', 'upheld', 'dismissed')",
        "EXISTS (SELECT FROM beneficiary_complaint_attempt t WHERE t.complaint_id = c.id)",
        RESOLVED,
    ),
    "settled_amicably": share(
        f"{DISPUTE} AND c.state <> 'withdrawn'", "coalesce(c.outcome = 'amicable', FALSE)", RESOLVED
    ),
    # R-73 … R-76
    "fault_in_certified_minutes": share(
        "beneficiary_committee_item i LEFT JOIN beneficiary_committee_meeting m ON m.id = i.meeting_id"
        " WHERE i.company_id = %(company_id)s AND i.complaint_id IS NOT NULL AND i.outcome = 'upheld'"
        " AND i.association_at_fault",
        "m.certified_on IS NOT NULL",
        local("i.decided_on"),
    ),
    "rulings_carried_out": share(
        "beneficiary_ruling g WHERE g.company_id = %(company_id)s AND g.final AND g.amount > 0"
        " AND NOT EXISTS (SELECT FROM beneficiary_ruling z WHERE z.corrects_id = g.id)",
        "EXISTS (SELECT FROM beneficiary_compensation k WHERE k.complaint_id = g.complaint_id"
        " AND k.step = 'approved' AND k.payment_state = 'paid')",
        "g.date",
    ),
    "settlements_signed": share(
        "beneficiary_settlement s WHERE s.company_id = %(company_id)s AND s.state <> 'void'",
        "s.party_signed_on IS NOT NULL AND s.association_signed_on IS NOT NULL",
        local("s.date_offered"),
    ),
    "compensation_paid": share(
        "beneficiary_compensation k WHERE k.company_id = %(company_id)s AND k.step = 'approved'",
        "coalesce(k.payment_state = 'paid', FALSE)",
        local("k.approved_on"),
    ),
    #
    "views_logged": count(
        "beneficiary_access_log v WHERE v.company_id = %(company_id)s AND v.complaint_id IS NOT NULL", local("v.date")
    ),
}
