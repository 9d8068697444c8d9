import { registry } from "@web/core/registry";

const fits = {
    trigger: "#wrap, .o_portal_wrap",
    run() {
        const { scrollWidth, clientWidth } = document.documentElement;
        if (scrollWidth > clientWidth) {
            throw new Error(`The page is ${scrollWidth} px wide on a screen of ${clientWidth} px`);
        }
    },
};
const send = { trigger: ".o_beneficiary_complaint_form button[type=submit]", run: "click", expectUnloadPage: true };

// where the code stays between two pages, as on the paper of a visitor
const PAPER = "beneficiary_complaint_tour";

registry.category("web_tour.tours").add("beneficiary_complaint", {
    steps: () => [
        fits,
        { trigger: "#f_kind_complaint", run: "click" },
        { trigger: "#f_who_named", run: "click" },
        { trigger: "#f_contact_name:visible" },
        { trigger: "[data-who=anonymous]:not(:visible)" },
        { trigger: "#f_description", run: "edit The driver asked for money" },
        // a mistake is named, and nothing typed is lost
        send,
        { trigger: "#errors a[href='#f_contact_name']" },
        { trigger: "#f_description:value(The driver asked for money)" },
        { trigger: "#f_who_anonymous", run: "click" },
        { trigger: "[data-who=anonymous]:visible" },
        { trigger: "#f_contact_name:not(:visible)" },
        fits,
        send,
        fits,
        {
            trigger: "#code:not(:empty)",
            run() {
                window.sessionStorage.setItem(PAPER, this.anchor.textContent.trim());
            },
        },
        {
            trigger: "a[href*='/beneficiary/complaint/case']:contains(open my case)",
            run: "click",
            expectUnloadPage: true,
        },
        {
            trigger: "#complaint_code",
            run() {
                this.anchor.value = window.sessionStorage.getItem(PAPER);
            },
        },
        { trigger: "form[action*='/complaint/case'] button[type=submit]", run: "click", expectUnloadPage: true },
        fits,
        { trigger: "#state_title:contains(Received)" },
        { trigger: "#message_text", run: "edit It was on Sunday" },
        { trigger: "#messages button[type=submit]", run: "click", expectUnloadPage: true },
        { trigger: "#messages article:contains(It was on Sunday)" },
        { trigger: "form[action*='/case/leave'] button", run: "click", expectUnloadPage: true },
        { trigger: "#complaint_code" },
    ],
});

registry.category("web_tour.tours").add("beneficiary_complaint_answer", {
    steps: () => [
        fits,
        { trigger: "#state_title:contains(Answered)" },
        { trigger: "[name=resolution]:contains(We spoke to him)" },
        { trigger: "#reopen_reason", run: "edit He did it again" },
        { trigger: "#reopen button[type=submit]", run: "click", expectUnloadPage: true },
        { trigger: "#state_title:contains(Taken up)" },
        { trigger: "#messages article:contains(He did it again)" },
        fits,
    ],
});
