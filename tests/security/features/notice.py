"""Notices: whoever reads a case reads what its person was told; nobody writes one, its actions do."""

from odoo import fields

from . import OFFICERS, READ_FILES, STAFF, Method

READERS = (*READ_FILES, "chair")
RIGHTS = {"beneficiary.notice": dict.fromkeys(READ_FILES, "r")}
METHODS = {
    "beneficiary.notice": {
        "action_mark_called": Method(STAFF, "call"),
        "action_hand_over": Method(STAFF, "letter"),
        "action_print_letter": Method(READERS, "letter"),
        "action_next_medium": Method(OFFICERS, "failed_notice"),
        "action_send_again": Method(OFFICERS, "failed_notice"),
        "action_confirm_sent": Method(OFFICERS, "uncertain_notice"),
        "action_cancel": Method(OFFICERS, "queued_notice"),
        "action_open_record": Method(READERS, "queued_notice"),
    },
}


def _notice(test, record, **vals):
    """Return a notice about ``record``, in the state that ``vals`` describe."""
    test.numbers = getattr(test, "numbers", 0) + 1
    notice = record._send_notice("update", message="Rent", occasion=test.numbers).sudo()
    notice.write(vals)
    return notice.with_env(test.env)


def targets(test):
    case = test.item.request_id  # seen by delegate, committee and officers alike
    notice = _notice(test, case)
    vals = {
        "name": "X",
        "company_id": test.company.id,
        "kind": "update",
        "res_model": "beneficiary.request",
        "res_id": case.id,
        "medium": "portal",
        "subject": "X",
        "key": "X",
    }
    return {"beneficiary.notice": (notice, vals, {"subject": "Changed"})}


def prepare(test):
    now = fields.Datetime.now()
    case, text = test.reviewed, {"letter_date": test._today(), "letter_number": "1"}
    test.queued_notice = _notice(test, case)
    test.call = _notice(test, case, medium="phone", recipient="+966 50 111 1111", claimed_on=now)
    test.letter = _notice(
        test, case, medium="letter", recipient="King Road", claimed_on=now, letter=test.signature, **text
    )
    test.failed_notice = _notice(test, case)
    test.failed_notice.sudo()._fail("rejected")
    test.uncertain_notice = _notice(test, case)
    test.uncertain_notice.sudo()._fail("uncertain")


def foreign(test, env, other):
    return {"notice": other["request"].with_env(env)._send_notice("update", message="Theirs")}


def frozen(test):
    notice = _notice(test, test.north, medium="portal")
    notice.sudo().state = "delivered"
    return {"beneficiary.notice": notice}
