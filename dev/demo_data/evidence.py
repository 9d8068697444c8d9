"""The evidence packs of the demo: one for each policy in force, made as in real life, and every figure counted again.

Runs in an Odoo shell on a database that has the demo. The second count is that of the tests
(``tests/report_pack/recount``), so what the tests prove of rows of their own is proven of the demo year, too.
"""

import sys
from datetime import timedelta
from pathlib import Path
from unittest.mock import patch

from odoo import fields
from odoo.tools import float_round

TESTS = Path(__file__).resolve().parents[2] / "tests" / "report_pack"
YEAR = timedelta(days=364)
# what runs every hour, so that nothing is late that is not marked as late
HOURLY = ("ir_cron_clocks", "ir_cron_reply_state")


def check(env):
    """Make the packs and compare every line with the second count.

    :return: what was compared, in words
    :raise AssertionError: naming the figures that disagree
    """
    sys.path.insert(0, str(TESTS))
    import recount

    packs = _make(env)
    lines, filled, listed, wrong = 0, set(), 0, []
    for pack in packs:
        company = pack.company_id
        again = recount.figures(env.cr, company.id, pack.date_from, pack.date_to, fields.Datetime.now())
        for line in pack.line_ids.filtered("figure_id"):
            kept, total, value = again[line.figure_id.code]
            expected = (kept, total, value is not None, float_round(value or 0, 2))
            found = (line.good, line.total, bool(line.value_text), line.value)
            if expected != found:
                wrong.append(f"{company.name}, {line.figure_id.code}: {found} in the pack, {expected} counted again")
            lines += 1
            if total:
                filled.add((company, line.figure_id))
        listed += pack.row_count
    assert not wrong, "\n".join(wrong)
    figures = len({figure for _company, figure in filled})
    return (
        f"{len(packs)} evidence packs with {listed} rows: {lines} lines agree with a second count, "
        f"{len(filled)} figures of the associations are not empty, {figures} different ones"
    )


def _make(env):
    """Order a pack of the last year for each association that has a policy, and let the scheduled action make them."""
    for name in HOURLY:
        env.ref(f"beneficiary.{name}").method_direct_trigger()
    packs = env["beneficiary.evidence.pack"]
    management = env.ref("beneficiary.group_management").all_user_ids
    for company in env["res.company"].search([("beneficiary_policy_id", "!=", False)]):
        # until yesterday: the packs themselves add views of complaints to the log of today
        last = company._beneficiary_today() - timedelta(days=1)
        user = management.filtered(lambda user, company=company: user.active and company in user.company_ids)[:1]
        ordered = env["beneficiary.evidence.pack"].with_user(user).with_context(allowed_company_ids=company.ids)
        vals = {"company_id": company.id, "policy_id": company.beneficiary_policy_id.id}
        packs |= ordered.create(vals | {"date_from": last - YEAR, "date_to": last}).with_env(env)
    # the paper says the same, and printing takes long
    with patch.object(env.registry["beneficiary.evidence.pack"], "_print", lambda pack: b"%PDF-1.4"):
        for _turn in packs:  # a run that takes long leaves the others to the next one
            env.cr.commit()
            if {"queued", "running"} & set(packs.mapped("state")):
                env.ref("beneficiary.ir_cron_evidence_pack").method_direct_trigger()
            env.cr.commit()  # what was made meanwhile is seen from here on
            packs.invalidate_recordset()
    for pack in packs:
        assert pack.state == "done", f"{pack.company_id.name}: {pack.problem}"
    return packs
