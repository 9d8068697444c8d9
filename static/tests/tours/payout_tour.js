import { registry } from "@web/core/registry";
import { presence, status } from "@beneficiary/../tests/tours/meeting_tour";

const SAVED = { trigger: ".o_form_view .o_form_saved, .o_form_view:not(:has(.o_form_button_save:visible))" };
const fill = (name, value) => ({
    trigger: `.o_field_widget[name=${name}] input, .o_field_widget[name=${name}] textarea`,
    run: `edit ${value}`,
});
const press = (name) => ({ trigger: `.o_statusbar_buttons button[name=${name}]:enabled`, run: "click" });
// preparing, posting and paying take their time on a busy machine
const slowly = (step) => ({ ...step, timeout: 60000 });
const tours = registry.category("web_tour.tours");

tours.add("beneficiary_complaint_hearing_held", {
    steps: () => [
        { trigger: ".nav-link[name=attendees]", run: "click" },
        ...presence("test_chair", "Present"),
        ...presence("test_secretary", "Present"),
        { trigger: ".o_form_button_save", run: "click" },
        SAVED,
        press("action_hold"),
        slowly(status("Held")),
    ],
});

tours.add("beneficiary_complaint_voted", {
    steps: () => [
        { trigger: ".o_form_view:contains(A vote for upholds the complaint)" },
        { trigger: "body:not(:has(.o_statusbar_buttons button:contains(Return for papers)))" },
        press("action_vote_for"),
        { trigger: ".o_field_widget[name=my_vote]:contains(For)" },
    ],
});

tours.add("beneficiary_complaint_decided", {
    steps: () => [
        press("action_vote_for"),
        { trigger: ".o_field_widget[name=my_vote]:contains(For)" },
        { trigger: ".o_field_widget[name=association_at_fault] input", run: "click" },
        fill("damage", "The rent was paid a month late"),
        fill("damage_amount", "1500"),
        fill("causes", "The order was forgotten"),
        fill("reason", "Proven by the papers"),
        { trigger: ".o_form_button_save", run: "click" },
        SAVED,
        press("action_decide"),
        slowly(status("Upheld")),
    ],
});

tours.add("beneficiary_payout_approved", {
    steps: () => [
        status("To approve"),
        press("action_approve"),
        slowly(status("Approved")),
        press("action_create_bill"),
        slowly(status("Billed")),
    ],
});

tours.add("beneficiary_payout_booked", {
    steps: () => [
        press("action_post"),
        slowly(status("Posted")),
        { trigger: "#account_invoice_payment_btn:enabled", run: "click" },
        slowly({ trigger: ".modal .o_form_view .o_field_widget[name=amount] input:value(1,200.00)" }),
        { trigger: ".modal footer button[name=action_create_payments]:visible:enabled", run: "click" },
        slowly({ trigger: "body:not(:has(.modal))" }),
        { trigger: ".o_widget_web_ribbon:contains(Paid), .ribbon:contains(Paid)" },
    ],
});

tours.add("beneficiary_payout_paid", {
    steps: () => [status("Paid"), { trigger: ".o_field_widget[name=amount_paid]:contains(1,200.00)" }],
});
