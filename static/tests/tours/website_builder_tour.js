import {
    clickOnEditAndWaitEditMode,
    clickOnSave,
    insertSnippet,
    registerWebsitePreviewTour,
} from "@website/js/tours/tour_utils";

const blocks = [
    { id: "s_beneficiary_services", name: "Beneficiary services", groupName: "Content" },
    { id: "s_beneficiary_track", name: "Track my request", groupName: "Contact & Forms" },
    { id: "s_beneficiary_ask", name: "Ask us", groupName: "Contact & Forms" },
];

/** Steps that choose what a form makes of what a visitor sends. */
const chooseAction = (label) => [
    {
        trigger: ":iframe .s_beneficiary_ask .s_website_form_field:last",
        run: "click",
    },
    {
        trigger: ".o-snippets-menu [data-label='Action'] .dropdown-toggle",
        run: "click",
    },
    {
        trigger: `.o_popover [data-action-id='selectAction']:contains(${label})`,
        run: "click",
    },
];

// a site manager drops the blocks, changes one, and makes of a form one that brings requests
registerWebsitePreviewTour("beneficiary_website_builder", { url: "/blocks", edition: true }, () => [
    ...blocks.flatMap((block) => insertSnippet(block)),
    { trigger: ":iframe .s_beneficiary_services .o_beneficiary_card:contains(Test support)" },
    { trigger: ":iframe .s_beneficiary_services h2", run: "editor Our help" },
    ...chooseAction("Send a request to the association"),
    { trigger: ":iframe form[data-model_name='beneficiary.application'] input[name=national_id]" },
    ...clickOnSave(),
    { trigger: ":iframe .s_beneficiary_services h2:contains(Our help)" },
    { trigger: ":iframe .s_beneficiary_services .o_beneficiary_card:contains(Test support)" },
    { trigger: ":iframe form[data-model_name='beneficiary.application'] textarea[name=description]" },
    { trigger: ":iframe .s_beneficiary_track input[name=reference]" },
    // what was saved can be edited again
    ...clickOnEditAndWaitEditMode(),
    ...chooseAction("Inquiry of a beneficiary"),
    { trigger: ":iframe form[data-model_name='beneficiary.inquiry.form'] textarea[name=question]" },
    ...chooseAction("Send a request to the association"),
    { trigger: ":iframe form[data-model_name='beneficiary.application'] input[name=national_id]" },
    ...clickOnSave(),
    { trigger: ":iframe form[data-model_name='beneficiary.application'] textarea[name=description]" },
]);
