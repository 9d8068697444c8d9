import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";

registry.category("website.form_editor_actions").add("create_beneficiary_complaint", {
    formFields: [
        { type: "char", required: true, name: "contact_name", fillWith: "name", string: _t("Your name") },
        { type: "tel", name: "contact_phone", fillWith: "phone", string: _t("Phone") },
        { type: "email", name: "contact_email", fillWith: "email", string: _t("E-mail") },
        { type: "char", name: "subject", string: _t("Subject") },
        { type: "text", required: true, name: "description", string: _t("What happened") },
        { type: "text", name: "wish", string: _t("What you ask for") },
        { type: "binary", custom: true, name: "papers", string: _t("Photos or PDF files") },
    ],
});
