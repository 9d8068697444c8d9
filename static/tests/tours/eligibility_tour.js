import { registry } from "@web/core/registry";

const WAITS = "contains(waits for the answer)";

const click = (trigger) => ({ trigger, run: "click" });
const leave = (trigger) => ({ trigger, run: "click", expectUnloadPage: true });
const at = (step) => ({ trigger: `.o_beneficiary_apply input[name=step][value=${step}]:not(:visible)` });
const status = (label) => ({
    trigger: `.o_statusbar_status button.o_arrow_button_current:contains(${label})`,
});

/** Sign on a page of the portal with the typed name, and wait for `done`. */
const signOnPage = (done) => [
    click(".o_web_sign_auto_button"),
    leave(".o_portal_sign_submit:enabled"),
    { trigger: done },
];

// the academic type: somebody with a file applies on the website and signs the penalty clause
registry.category("web_tour.tours").add("beneficiary_academic_apply", {
    steps: () => [
        at("who"),
        leave("button[name=go][value=next]"),
        at("program"),
        click("label:contains(Test course)"),
        { trigger: "input[name=program]:checked" },
        leave("button[name=go][value=next]"),
        at("questions"),
        { trigger: "textarea[name=description]", run: "edit I want to learn bookkeeping" },
        leave("button[name=go][value=next]"),
        at("documents"),
        leave("button[name=go][value=next]"),
        { trigger: "dd:contains(I want to learn bookkeeping)" },
        leave("a[href*='/beneficiary/apply/sign']"),
        { trigger: "#declaration:contains(Fatimah)" },
        ...signOnPage("#reference:not(:empty)"),
        leave("a[href$='/my/requests'].btn-primary"),
        leave("li.list-group-item a:contains(Test course)"),
        { trigger: "#penalty:contains(Whoever withdraws pays 300.)" },
        ...signOnPage("section:contains(Penalty clause):contains(Signed by)"),
    ],
});

// the officer sees why, and the committee decides
registry.category("web_tour.tours").add("beneficiary_academic_officer", {
    steps: () => [
        status("Submitted"),
        click(".o_notebook a[name=eligibility]"),
        { trigger: ".o_field_widget[name=eligibility]:contains(Eligible)" },
        { trigger: ".o_field_widget[name=check_ids] .o_data_row:contains(Serious):contains(Fulfilled)" },
        { trigger: ".o_field_widget[name=check_ids] .o_data_row:contains(Graduate):contains(Fulfilled)" },
        click("button[name=action_complete]"),
        status("Complete"),
        click("button[name=action_send_to_committee]"),
        status("In committee"),
    ],
});

// the officer sends a case of a special category to a partner
registry.category("web_tour.tours").add("beneficiary_partner_send", {
    steps: () => [
        status("Complete"),
        click("button[name=action_send_to_partner]"),
        { trigger: ".modal .o_field_widget[name=entity_id] input", run: "edit Partner A" },
        click(".o-autocomplete--dropdown-item a:contains(Partner A):not(:contains(Create))"),
        { trigger: ".modal .o_field_widget[name=entity_id] input:value(Partner A)" },
        { trigger: ".modal .o_field_widget[name=question] textarea", run: "edit Please confirm that he is an orphan" },
        { trigger: ".modal .alert-warning:contains(No consent)" },
        { trigger: ".modal .o_field_widget[name=legal_basis] :is(select, input)", run: "click" },
        click(".o_select_menu_item:contains(needs it)"),
        { trigger: ".modal .o_field_widget[name=basis_reason] input", run: "edit The programme asks for it" },
        click(".modal .o_form_button_save, .modal button[special=save]"),
        { trigger: "body:not(:has(.modal))" },
        { trigger: `.o_field_widget[name=partner_warning]:${WAITS}, .alert:${WAITS}` },
    ],
});

const openCase = (name) => [
    { trigger: ".o_beneficiary_state:contains(New)" },
    leave(`a.text-reset:contains(${name})`),
    { trigger: `h1:contains(${name})` },
];

// the partner receives and verifies one case, and returns another one
registry.category("web_tour.tours").add("beneficiary_partner_answer", {
    steps: () => [
        ...openCase("Yusuf"),
        { trigger: "#question_title + p:contains(he is an orphan)" },
        leave("button:contains(We have received it)"),
        { trigger: ".o_beneficiary_state:contains(You look at it)" },
        { trigger: "#statement", run: "edit His father died in 2020" },
        leave("button:contains(We confirm it)"),
        { trigger: ".alert-success:contains(your statement is recorded)" },
        { trigger: ".o_beneficiary_state:contains(Verified)" },
        leave(".o_portal_submenu a[href$='/my/cases']"),
        ...openCase("Sami"),
        click("summary:contains(return the case)"),
        { trigger: "#return_reason:visible", run: "edit We do not know him" },
        leave("button:contains(Return the case)"),
        { trigger: ".alert-success:contains(returned to us)" },
        { trigger: ".o_beneficiary_state:contains(Returned)" },
    ],
});
