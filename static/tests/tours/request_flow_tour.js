import { registry } from "@web/core/registry";


const today = new Date();
const pad = (number) => String(number).padStart(2, "0");
/** Format a date `years` from now as the English test users type it. */
const dateIn = (years) => `${pad(today.getMonth() + 1)}/${pad(today.getDate())}/${today.getFullYear() + years}`;

/** Steps that choose a record in a many2one field. */
function choose(field, text) {
    return [
        { trigger: `.o_field_widget[name=${field}] input`, run: `edit ${text}` },
        { trigger: `.o-autocomplete--dropdown-item a:contains(${text}):not(:contains(Create))`, run: "click" },
    ];
}

/** Steps that sign in the signature dialog with the typed name. */
function sign(scope) {
    return [
        { trigger: `${scope} .o_field_widget[name=signature] .o_signature`, run: "click" },
        { trigger: ".modal .o_web_sign_auto_button", run: "click" },
        { trigger: ".modal footer .btn-primary:contains(Adopt):enabled", run: "click" },
        { trigger: `${scope} .o_field_widget[name=signature] img.o_signature` },
    ];
}

/** Steps that give one line of the checklist its dates and verify it. */
function verifyPaper(type) {
    const row = `.o_field_widget[name=document_ids] .o_data_row:contains(${type})`;
    return [
        { trigger: `${row} td[name=issue_date]`, run: "click" },
        { trigger: `${row} td[name=issue_date] input`, run: `edit ${dateIn(0)}` },
        { trigger: `${row} td[name=expiry_date]`, run: "click" },
        { trigger: `${row} td[name=expiry_date] input`, run: `edit ${dateIn(2)}` },
        { trigger: `${row} button[name=action_verify]`, run: "click" },
        { trigger: `${row} td[name=state]:contains(Verified)` },
    ];
}

const status = (label) => ({
    trigger: `.o_statusbar_status button.o_arrow_button_current:contains(${label})`,
});

/** What an officer does at the counter until the request can go to the committee. */
function counterSteps(afterSubmit) {
    return [
        { trigger: ".o-kanban-button-new, .o_list_button_add", run: "click" },
        ...choose("beneficiary_id", "Fatimah"),
        ...choose("program_id", "Test support"),
        { trigger: ".o_field_widget[name=amount_requested] input", run: "edit 1500" },
        { trigger: ".o_form_button_save", run: "click" },
        ...verifyPaper("Test ID copy"),
        ...verifyPaper("Test income statement"),
        { trigger: "button[name=action_sign_declaration]", run: "click" },
        { trigger: ".modal .o_field_widget[name=text]:contains(Fatimah)" },
        ...sign(".modal"),
        { trigger: ".modal button[name=action_sign]", run: "click" },
        { trigger: "button[name=action_submit].btn-primary", run: "click" },
        ...afterSubmit,
        status("Complete"),
        { trigger: "button[name=action_send_to_committee]", run: "click" },
        status("In committee"),
    ];
}

registry.category("web_tour.tours").add("beneficiary_request_counter", {
    steps: () =>
        counterSteps([status("Submitted"), { trigger: "button[name=action_complete]", run: "click" }]),
});

// where the policy takes in complete requests, submitting a complete one completes it
registry.category("web_tour.tours").add("beneficiary_request_counter_complete", {
    steps: () => counterSteps([]),
});

registry.category("web_tour.tours").add("beneficiary_committee_decide", {
    steps: () => [
        { trigger: ".o_data_row:contains(Fatimah) td[name=program_id]", run: "click" },
        { trigger: "button[name=action_vote_for]", run: "click" },
        { trigger: ".o_field_widget[name=my_vote]:contains(For)" },
        { trigger: ".o_field_widget[name=reason] textarea", run: "edit The family has no income" },
        {
            trigger: "body",
            run: async ({ queryFirst, edit }) => {
                const early = queryFirst(".o_field_widget[name=early_reason] input");
                if (early) {
                    await edit("The rent is due", early);
                }
            },
        },
        { trigger: "button[name=action_decide]", run: "click" },
        status("Approved"),
    ],
});

registry.category("web_tour.tours").add("beneficiary_request_deliver", {
    steps: () => [
        { trigger: ".o_kanban_record:contains(Fatimah)", run: "click" },
        { trigger: "button[name=action_register_beneficiary]", run: "click" },
        { trigger: "button[name=action_record_delivery]", run: "click" },
        ...sign(".modal"),
        { trigger: ".modal button[name=action_sign_and_deliver]", run: "click" },
        status("Delivered"),
    ],
});
