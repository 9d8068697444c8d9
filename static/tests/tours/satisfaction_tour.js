import { registry } from "@web/core/registry";

const fits = {
    trigger: "body",
    run() {
        const { scrollWidth, clientWidth } = document.documentElement;
        if (scrollWidth > clientWidth) {
            throw new Error(`The page is ${scrollWidth} px wide on a screen of ${clientWidth} px`);
        }
    },
};
const count = (selector, expected) => ({
    trigger: "body",
    run() {
        const found = document.querySelectorAll(selector).length;
        if (found !== expected) {
            throw new Error(`${found} of ${selector}, and not ${expected}`);
        }
    },
});

/** Steps that answer the questionnaire about the service. */
function answer(score) {
    return [
        { trigger: "button.btn:contains(Start)", run: "click" },
        fits,
        {
            trigger: `.js_question-wrapper:contains(satisfied are you with the service) label:contains(${score})`,
            run: "click",
        },
        { trigger: ".js_question-wrapper:contains(explain clearly) label:contains(In part)", run: "click" },
        { trigger: ".js_question-wrapper:contains(do better) textarea", run: "edit More parking" },
        { trigger: "button[value=finish]", run: "click" },
        { trigger: ".modal footer .btn-primary:contains(Submit)", run: "click" },
        { trigger: ".o_survey_finished:contains(Your answer counts)" },
    ];
}

const tours = registry.category("web_tour.tours");

tours.add("beneficiary_survey_round_staff", {
    steps: () => [
        { trigger: ".o_list_button_add", run: "click" },
        { trigger: ".o_field_widget[name=name] input", run: "edit Spring" },
        { trigger: ".o_field_widget[name=survey_id] input", run: "click" },
        { trigger: ".modal .o_kanban_record:contains(Satisfaction with the service)", run: "click" },
        { trigger: "body:not(:has(.modal)) .o_field_widget[name=sample_size] input", run: "edit 10" },
        { trigger: "button[name=action_open]", run: "click" },
        { trigger: ".modal footer .btn-primary:contains(Draw and invite)", run: "click" },
        { trigger: "body:not(:has(.modal)) .o_field_widget[name=sample_count]:contains(10)" },
        fits,
        { trigger: ".o-form-buttonbox .o_button_more", run: "click" },
        { trigger: "button[name=action_view_samples]", run: "click" },
        { trigger: ".o_kanban_view .o_kanban_record button[name=action_ask]" },
        fits,
        count(".o_kanban_record button[name=action_ask]", 10),
        { trigger: ".o_kanban_record button[name=action_ask]", run: "click", expectUnloadPage: true },
        ...answer(4),
        { trigger: "a[href='/odoo/people-to-ask']", run: "click", expectUnloadPage: true },
        { trigger: ".o_kanban_view .o_kanban_record button[name=action_ask]" },
        count(".o_kanban_record button[name=action_ask]", 9),
    ],
});

tours.add("beneficiary_survey_visitor", {
    steps: () => [
        fits,
        { trigger: "h1:contains(Satisfaction with the service)" },
        { trigger: "button[name=choice][value=answer]", run: "click", expectUnloadPage: true },
        ...answer(5),
        { trigger: "body:not(:has(.o_survey_review)):not(:has(a[href='/odoo/people-to-ask']))" },
    ],
});
