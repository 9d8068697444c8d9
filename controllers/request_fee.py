from odoo import http
from odoo.exceptions import MissingError, ValidationError
from odoo.http import request

from odoo.addons.payment.controllers.portal import PaymentPortal

from .request_steps import RequestSteps


class RequestFee(RequestSteps, PaymentPortal):
    """The refundable fee and the penalty clause on the page of a request (R-60).

    The payment itself is Odoo's: its form, its providers, its transactions. What is paid, in which currency and for
    which fee is never taken from the visitor.
    """

    def _request_values(self, case):
        values = super()._request_values(case)
        fee = case._portal_fee_due()
        penalty = case._portal_penalty() if case._portal_may_sign_penalty() else None
        return values | {
            "fee_due": fee,
            "fee_pending": fee and fee._pending_transactions(),
            "fee_online": fee and bool(self._fee_providers(fee)),
            "penalty": penalty,
            "penalty_url": penalty and f"/my/requests/{case.id}/penalty?digest={penalty['digest']}",
            "penalty_signed": case._valid_penalty(),
        }

    # -------------------------------------------------------------------- pay
    def _fee_due(self, request_id):
        """Return the request and its fee that the logged-in user may pay now, in ``sudo``.

        :raise MissingError: when the request is not the user's, or no fee is due
        """
        case = self._own_request(request_id)
        fee = case._portal_fee_due()
        if not fee:
            raise MissingError(request.env._("No fee is due for this request."))
        return case, fee

    def _fee_providers(self, fee, report=None):
        """Return the payment providers through which the logged-in user can pay this fee, in ``sudo``."""
        return (
            request.env["payment.provider"]
            .sudo()
            ._get_compatible_providers(
                fee.company_id.id,
                request.env.user.partner_id.id,
                fee._amount_due(),
                currency_id=fee.currency_id.id,
                report=report,
            )
        )

    @http.route(
        ["/my/requests/<int:request_id>/fee"], type="http", auth="user", website=True, readonly=True, methods=["GET"]
    )
    def portal_request_fee(self, request_id, **kwargs):
        """Show Odoo's payment form for the fee of a request."""
        try:
            case, fee = self._fee_due(request_id)
        except MissingError:
            return self._elsewhere()
        report = {}
        partner = request.env.user.partner_id
        providers = self._fee_providers(fee, report)
        if not providers:
            return request.redirect(f"/my/requests/{case.id}#fee")
        methods = (
            request.env["payment.method"]
            .sudo()
            ._get_compatible_payment_methods(providers.ids, partner.id, currency_id=fee.currency_id.id, report=report)
        )
        values = self._prepare_portal_layout_values() | {
            "case": case,
            "deposit": fee,
            "base": f"/my/requests/{case.id}",
            "page_name": "beneficiary_request",
            "paper": self._paper(),
            "res_company": case.company_id,
            "reference_prefix": fee.name,
            "amount": fee._amount_due(),
            "currency": fee.currency_id,
            "partner_id": partner.id,
            "providers_sudo": providers,
            "payment_methods_sudo": methods,
            # no card is kept for a fee that is paid once
            "tokens_sudo": request.env["payment.token"].sudo(),
            "show_tokenize_input_mapping": dict.fromkeys(providers.ids, False),
            "availability_report": report,
            "transaction_route": f"/my/requests/{case.id}/fee/transaction",
            "landing_route": f"/my/requests/{case.id}",
            "access_token": False,  # the pages need a login
        }
        return self._private(request.render("beneficiary.portal_request_fee_pay", values))

    @http.route(["/my/requests/<int:request_id>/fee/transaction"], type="jsonrpc", auth="user", website=True)
    def portal_request_fee_transaction(self, request_id, **kwargs):
        """Make the draft transaction for the fee of a request, and return what Odoo's payment form needs.

        :raise ValidationError: when the request is not the user's, no fee is due, or more is posted than is taken
        """
        if not self._attempt_allowed("form"):
            raise ValidationError(request.env._("Too many attempts. Please wait some minutes, then try again."))
        try:
            case, fee = self._fee_due(request_id)
        except MissingError as error:
            raise ValidationError(str(error)) from None
        self._validate_transaction_kwargs(kwargs)
        if kwargs.get("provider_id") not in self._fee_providers(fee).ids or kwargs.get("flow") == "token":
            raise ValidationError(request.env._("This way of paying is not available. Load the page again."))
        kwargs |= {
            "amount": fee._amount_due(),
            "currency_id": fee.currency_id.id,
            "partner_id": request.env.user.partner_id.id,
            "landing_route": f"/my/requests/{case.id}",
            "tokenization_requested": False,
            "token_id": None,
            "is_validation": False,
        }
        transaction = self._create_transaction(custom_create_values={"beneficiary_deposit_id": fee.id}, **kwargs)
        return transaction._get_processing_values()

    # ------------------------------------------------------------------- sign
    @http.route(["/my/requests/<int:request_id>/penalty"], type="jsonrpc", auth="user", methods=["POST"], website=True)
    def portal_request_penalty(self, request_id, digest=None, name=None, signature=None):
        """Record the signature under the penalty clause that the page showed.

        :return: ``{"error": sentence}``, or what makes the page load again
        """
        return self._sign_step(request_id, "_portal_sign_penalty", digest, name, signature)

    # -------------------------------------------------------------------- PDF
    def _pdf_fee(self, case, delivery_id):
        """The receipt of the fee."""
        deposit = case._portal_deposit()
        if not deposit or not deposit._has_receipt():
            return None
        return self._pdf(
            "beneficiary.action_report_deposit_receipt", deposit, request.env._("Receipt %s", deposit.name)
        )
