import { registry } from "@web/core/registry";

const today = new Date().toISOString().slice(0, 10);
const SMALL_PDF = "%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n";

/** Fail when the page is wider than the screen. */
const fits = {
    content: "nothing is cut off",
    trigger: "#wrap",
    run: () => {
        const { scrollWidth, clientWidth } = document.documentElement;
        if (scrollWidth > clientWidth) {
            throw new Error(`The page is ${scrollWidth} wide on a screen of ${clientWidth}`);
        }
    },
};

registry.category("web_tour.tours").add("beneficiary_portal_complete", {
    steps: () => [
        {
            trigger: "a[href*='/my/requests?filterby=waiting']:visible",
            run: "click",
            expectUnloadPage: true,
        },
        fits,
        { trigger: ".list-group a[href*='/my/requests/']", run: "click", expectUnloadPage: true },
        { trigger: "#papers_title" },
        fits,
        {
            trigger: "li:contains(Test income statement) input[type=file]",
            run: ({ anchor }) => {
                const transfer = new DataTransfer();
                transfer.items.add(new File([SMALL_PDF], "income.pdf", { type: "application/pdf" }));
                anchor.files = transfer.files;
            },
        },
        {
            trigger: "li:contains(Test income statement) input[name=issue_date]",
            run: ({ anchor }) => {
                anchor.value = today;
            },
        },
        {
            trigger: "li:contains(Test income statement) form[action*='/paper/'] button[type=submit]",
            run: "click",
            expectUnloadPage: true,
        },
        { trigger: ".alert-success[role=status]" },
        { trigger: "[name=declaration]:contains(Fatimah)" },
        { trigger: ".o_web_sign_auto_button", run: "click" },
        { trigger: ".o_portal_sign_submit:enabled", run: "click", expectUnloadPage: true },
        { trigger: "#send .btn-primary" },
        { trigger: "form[action$='/send'] button[type=submit]", run: "click", expectUnloadPage: true },
        { trigger: "body:not(:has(#send)):not(:has(#sign)) .alert-success[role=status]" },
        { trigger: "#state_title:not(:empty)" },
        fits,
    ],
});

registry.category("web_tour.tours").add("beneficiary_portal_decision", {
    steps: () => [
        { trigger: ".list-group a[href*='/my/requests/']", run: "click", expectUnloadPage: true },
        { trigger: "#decision:contains(The family has no income)" },
        { trigger: "#decision a[href*='/pdf/decision']" },
        fits,
        { trigger: "form[action$='/accept'] button[type=submit]", run: "click", expectUnloadPage: true },
        { trigger: "#decision .fa-check.text-success" },
    ],
});
