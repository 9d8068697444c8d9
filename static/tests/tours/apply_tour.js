import { registry } from "@web/core/registry";

const next = { trigger: "button[name=go][value=next]", run: "click", expectUnloadPage: true };
const at = (step) => ({ trigger: `.o_beneficiary_apply input[name=step][value=${step}]:not(:visible)` });

/** Put a PDF file into a file input, as a visitor chooses it. */
const choose = (number) => ({
    trigger: `.o_beneficiary_apply fieldset:eq(${number}) input[type=file][multiple]`,
    run() {
        const content = "%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n";
        const data = new DataTransfer();
        data.items.add(new File([content], `paper_${number}.pdf`, { type: "application/pdf" }));
        this.anchor.files = data.files;
    },
});

/** Nothing is wider than the screen. */
const fits = {
    trigger: "#wrap",
    run() {
        const { scrollWidth, clientWidth } = document.documentElement;
        if (scrollWidth > clientWidth) {
            throw new Error(`The page is ${scrollWidth} px wide on a screen of ${clientWidth} px`);
        }
    },
};

const steps = () => [
    at("who"),
    fits,
    // a mistake is named, and nothing typed is lost
    { trigger: "input[name=name]", run: "edit Fatimah bint Ahmad" },
    { trigger: "input[name=national_id]", run: "edit 1012345673" },
    { trigger: "input[name=phone]", run: "edit 0501234567" },
    next,
    { trigger: "#errors a[href='#f_national_id']" },
    { trigger: "input[name=name]:value(Fatimah bint Ahmad)" },
    { trigger: "input[name=national_id]", run: "edit 1012345672" },
    { trigger: "input[name=member_name]:eq(0)", run: "edit Ahmad" },
    { trigger: "select[name=member_relation]:eq(0)", run: "select son" },
    next,
    at("program"),
    fits,
    { trigger: "input[name=program]:eq(0)", run: "click" },
    next,
    at("questions"),
    fits,
    { trigger: "textarea[name=description]", run: "edit The rent of two months" },
    { trigger: "input[name=amount_requested]", run: "edit 1500" },
    next,
    at("documents"),
    fits,
    choose(0),
    choose(1),
    { trigger: "button[name=go][value=stay]", run: "click", expectUnloadPage: true },
    { trigger: "a:contains(paper_0.pdf)" },
    { trigger: "a:contains(paper_1.pdf)" },
    fits,
    next,
    { trigger: "dd:contains(Fatimah bint Ahmad)" },
    { trigger: "dd:contains(The rent of two months)" },
    fits,
    { trigger: "a[href*='/beneficiary/apply/sign']", run: "click", expectUnloadPage: true },
    { trigger: "#declaration:contains(1012345672)" },
    fits,
    { trigger: ".o_web_sign_auto_button", run: "click" },
    { trigger: ".o_portal_sign_submit:enabled", run: "click", expectUnloadPage: true },
    { trigger: "#reference:not(:empty)" },
    { trigger: "#code:not(:empty)" },
    fits,
];

registry.category("web_tour.tours").add("beneficiary_apply", { steps });
