import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";

registry.category("website.form_editor_actions").add("beneficiary_request", {
    formFields: [
        { type: "char", required: true, modelRequired: true, name: "name", fillWith: "name", string: _t("Full name") },
        { type: "char", name: "national_id", string: _t("ID / Iqama number") },
        { type: "tel", name: "phone", fillWith: "phone", string: _t("Mobile phone") },
        { type: "email", name: "email", fillWith: "email", string: _t("E-mail") },
        { type: "monetary", name: "amount_requested", string: _t("Amount you ask for") },
        { type: "text", required: true, modelRequired: true, name: "description", string: _t("What you need") },
        { type: "binary", custom: true, name: "papers", string: _t("Papers") },
    ],
    fields: [
        {
            name: "program_id",
            type: "many2one",
            relation: "beneficiary.program",
            domain: [["state", "=", "open"]],
            string: _t("Programme"),
            title: _t("The programme for which the form is."),
        },
    ],
});
