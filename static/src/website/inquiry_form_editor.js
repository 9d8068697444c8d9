import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";

registry.category("website.form_editor_actions").add("create_beneficiary_inquiry", {
    formFields: [
        { type: "char", required: true, name: "contact_name", fillWith: "name", string: _t("Your name") },
        { type: "tel", name: "phone", fillWith: "phone", string: _t("Phone") },
        { type: "email", name: "email_from", fillWith: "email", string: _t("E-mail") },
        { type: "text", required: true, name: "question", string: _t("Your question") },
    ],
    fields: [
        {
            name: "work_field_id",
            type: "many2one",
            relation: "beneficiary.field",
            string: _t("What it is about"),
            title: _t("The liaison officer of this field of work answers."),
        },
    ],
});
