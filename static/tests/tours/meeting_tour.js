import { registry } from "@web/core/registry";

export const status = (label) => ({
    trigger: `.o_statusbar_status button.o_arrow_button_current:contains(${label})`,
});

/** Steps that say in the list of attendees whether somebody came. */
export function presence(name, value) {
    const row = `.o_field_widget[name=attendee_ids] .o_data_row:contains(${name})`;
    const cell = `${row} td[name=presence]`;
    return [
        { trigger: cell, run: "click" },
        { trigger: `${cell} .o_select_menu_toggler`, run: "click" },
        { trigger: `.o_select_menu_menu .o_select_menu_item:contains(${value})`, run: "click" },
        { trigger: "body:not(:has(.o_select_menu_menu))" },
        { trigger: ".o_form_sheet h1", run: "click" },
        { trigger: `${row}:not(.o_selected_row) td[name=presence]:contains(${value})` },
    ];
}

/** Steps that sign the minutes with the typed name. */
export function certify() {
    return [
        { trigger: ".o_statusbar_buttons button:contains(Certify and sign)", run: "click" },
        { trigger: ".modal .o_field_widget[name=signature] .o_signature", run: "click" },
        { trigger: ".modal .o_web_sign_auto_button", run: "click" },
        { trigger: ".modal footer .btn-primary:contains(Adopt):enabled", run: "click" },
        { trigger: ".modal .o_field_widget[name=signature] img.o_signature" },
        { trigger: ".modal footer button.btn-primary:contains(Confirm the signature)", run: "click" },
    ];
}

registry.category("web_tour.tours").add("beneficiary_meeting_hold", {
    steps: () => [
        { trigger: ".o_list_button_add", run: "click" },
        { trigger: ".o_field_widget[name=start] input, .o_field_widget[name=start] button", run: "click" },
        { trigger: ".o_datetime_picker .o_today, .o_datetime_picker .o_selected, .o_today", run: "click" },
        { trigger: ".o_form_sheet h1", run: "click" },
        { trigger: ".o_form_button_save", run: "click" },
        { trigger: "button[name=action_fill_agenda]", run: "click" },
        { trigger: ".o_field_widget[name=item_ids] .o_data_row:eq(1)" },
        { trigger: "button[name=action_announce]", run: "click" },
        { trigger: ".modal footer .btn-primary", run: "click" },
        { trigger: "body:not(:has(.modal)) button[name=action_announce]:enabled" },
        { trigger: ".nav-link[name=attendees]", run: "click" },
        ...presence("test_chair", "Present"),
        ...presence("test_secretary", "Present"),
        { trigger: ".o_form_button_save", run: "click" },
        { trigger: ".o_form_saved" },
        { trigger: "button[name=action_hold]", run: "click" },
        status("Held"),
        { trigger: ".nav-link[name=agenda]", run: "click" },
        { trigger: "button[name=action_view_items]", run: "click" },
        { trigger: ".o_breadcrumb:contains(Agenda), .o_last_breadcrumb_item:contains(Agenda)" },
    ],
});

registry.category("web_tour.tours").add("beneficiary_meeting_certify", {
    steps: () => [status("Held"), ...certify(), { trigger: "body:not(:has(.modal))" }],
});
