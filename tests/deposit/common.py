from odoo import Command

from ..common import BeneficiaryCommon


class DepositCommon(BeneficiaryCommon):
    """An association with a real chart of accounts, and a programme that asks for a fee of 500."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._load_books(cls.company)
        cls.finance_2 = cls._create_user("finance_2", "finance")
        cls.academic = cls._create_program("Test course", "either")
        cls.person = cls._create_beneficiary()
        cls.case = cls._create_request(cls.person, program_id=cls.academic.id, amount_requested=0)

    @classmethod
    def _load_books(cls, company):
        """Give a company the generic chart of accounts, and say where its fees are kept."""
        env = cls.env(context={"allowed_company_ids": company.ids})
        env["account.chart.template"].try_loading("generic_coa", company=company, install_demo=False)
        cls.held, cls.income = env["account.account"].create(
            [
                {
                    "name": "Refundable fees",
                    "code": "259901",
                    "account_type": "liability_current",
                    "reconcile": True,
                    "company_ids": [Command.set(company.ids)],
                },
                {
                    "name": "Forfeited fees",
                    "code": "459901",
                    "account_type": "income_other",
                    "company_ids": [Command.set(company.ids)],
                },
            ]
        )
        cls.bank = env["account.journal"].search([("type", "=", "bank"), ("company_id", "=", company.id)], limit=1)
        company.write(
            {
                "beneficiary_deposit_account_id": cls.held.id,
                "beneficiary_deposit_income_account_id": cls.income.id,
                "beneficiary_deposit_journal_id": cls.bank.id,
                "beneficiary_deposit_note": "Pay to the account SA00 of the association.",
            }
        )

    @classmethod
    def _create_program(cls, name, seriousness, **vals):
        program = cls.env["beneficiary.program"].create(
            {
                "name": name,
                "program_type": "academic",
                "company_id": cls.company.id,
                "committee_id": cls.committee.id,
                "seriousness": seriousness,
                "fee_amount": 500,
                "fee_currency_id": cls.company.currency_id.id,
                "fee_forfeit_terms": "Who leaves after the second lesson.",
                "penalty_clause": "Whoever withdraws pays 300.",
            }
            | vals
        )
        program.action_open()
        return program

    @classmethod
    def _due(cls, case=None):
        """Return a fee that an officer asked for."""
        case = (case or cls.case).with_user(cls.officer)
        case.action_ask_deposit()
        return case.deposit_ids.search([("request_id", "=", case.id)], limit=1)

    @classmethod
    def _paid(cls, case=None):
        """Return a fee that is paid, as the finance team sees it."""
        deposit = cls._due(case).with_user(cls.finance)
        deposit.action_register_payment()
        return deposit

    @classmethod
    def _settled(cls, amount, reason=None, deposit=None):
        deposit = deposit or cls._paid()
        deposit.with_user(cls.finance).action_propose_settlement(amount, reason)
        deposit.with_user(cls.finance_2).action_settle()
        return deposit

    def _moves(self, deposit, step=None):
        moves = deposit.sudo().move_ids
        return moves.filtered(lambda m: m.beneficiary_deposit_step == step) if step else moves

    def _balance(self, account):
        """Return what the posted entries of this company sum to on an account."""
        self.env.flush_all()
        [(balance,)] = self.env["account.move.line"]._read_group(
            [
                ("account_id", "=", account.id),
                ("parent_state", "=", "posted"),
                ("company_id", "=", self.company.id),
            ],
            [],
            ["balance:sum"],
        )
        return balance or 0.0

    def assertMoney(self, deposit, state, paid=0, refunded=0, forfeited=0):
        self.assertEqual(
            (deposit.state, deposit.amount_paid, deposit.amount_refunded, deposit.amount_forfeited),
            (state, paid, refunded, forfeited),
        )
        self.assertEqual(deposit.amount_held, paid - refunded - forfeited)

    def assertReconciled(self, deposit):
        """Assert that nothing of the fee stays on the liability account, and that its items are matched."""
        lines = deposit._liability_lines()
        self.assertTrue(lines)
        self.assertTrue(all(lines.mapped("reconciled")), lines.mapped(lambda line: (line.name, line.amount_residual)))
        self.assertTrue(self.company.currency_id.is_zero(sum(lines.mapped("amount_residual"))))
