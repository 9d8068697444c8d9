import { registry } from "@web/core/registry";

// a visitor with a phone finds a service, reads what it needs, and goes to apply
registry.category("web_tour.tours").add("beneficiary_website_visitor", {
    steps: () => [
        { trigger: "h1:contains(Our services)" },
        {
            trigger: "body",
            run() {
                if (document.documentElement.scrollWidth > window.innerWidth) {
                    throw new Error("The page is wider than the screen");
                }
            },
        },
        { trigger: ".accordion-button:contains(May I apply)", run: "click" },
        { trigger: ".accordion-collapse.show:contains(Yes, on this page)" },
        {
            trigger: ".o_beneficiary_card a:contains(Test support)",
            run: "click",
            expectUnloadPage: true,
        },
        { trigger: "h1:contains(Test support)" },
        { trigger: "li:contains(Test ID copy)" },
        {
            trigger: ".o_beneficiary_program a.btn-primary:contains(Apply)",
            run({ anchor }) {
                const url = new URL(anchor.href);
                if (url.pathname !== "/beneficiary/apply" || !url.searchParams.get("program")) {
                    throw new Error(`The button leads to ${url}`);
                }
            },
        },
        {
            trigger: ".o_beneficiary_program a:contains(Ask us)",
            run: "click",
            expectUnloadPage: true,
        },
        { trigger: "#ask input[name=contact_name]", run: "edit Salma" },
        { trigger: "#ask input[name=phone]", run: "edit 0501234567" },
        { trigger: "#ask textarea[name=question]", run: "edit Do you help with the rent?" },
        { trigger: "#ask .s_website_form_send", run: "click" },
        { trigger: "#ask .s_website_form_end_message:not(.d-none):contains(Your question has arrived)" },
    ],
});

// the page on which the blocks were dropped shows what is open now
registry.category("web_tour.tours").add("beneficiary_website_blocks", {
    steps: () => [
        { trigger: ".s_beneficiary_services .o_beneficiary_card:contains(Test support)" },
        { trigger: ".s_beneficiary_services:not(:contains(A service))" },
        { trigger: ".s_beneficiary_track input[name=reference]", run: "edit REQ/1" },
        { trigger: ".s_beneficiary_track input[name=code]", run: "edit 12345678" },
        {
            trigger: ".s_beneficiary_track form",
            run({ anchor }) {
                anchor.addEventListener("submit", (ev) => ev.preventDefault());
                anchor.requestSubmit();
                if (anchor.method !== "post" || anchor.elements.csrf_token?.value !== odoo.csrf_token) {
                    throw new Error("The form is sent without the token of the visitor");
                }
            },
        },
    ],
});
