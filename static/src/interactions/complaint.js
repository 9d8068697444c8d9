import { Interaction } from "@web/public/interaction";
import { registry } from "@web/core/registry";

/** Shows of the form about complaints only what belongs to who writes. */
export class ComplaintForm extends Interaction {
    static selector = ".o_beneficiary_complaint_form";

    dynamicContent = {
        "input[name=who]": { "t-on-change": () => {} }, // what is shown follows after every event
        "[data-who]": {
            "t-att-class": (part) => ({ "d-none": !part.dataset.who.split(" ").includes(this.who) }),
        },
    };

    get who() {
        return this.el.querySelector("input[name=who]:checked")?.value || "";
    }
}

/** Copies and prints the code of a complaint; without JavaScript the buttons are not shown. */
export class ComplaintCode extends Interaction {
    static selector = ".o_beneficiary_code";

    dynamicContent = {
        ".o_beneficiary_copy": {
            "t-att-class": () => ({ "d-none": !navigator.clipboard }),
            "t-on-click": this.copy,
        },
        ".o_beneficiary_copied": {
            "t-att-class": () => ({ "d-none": !this.copied }),
        },
        ".o_beneficiary_print": {
            "t-att-class": () => ({ "d-none": false }),
            "t-on-click": () => window.print(),
        },
    };

    setup() {
        this.copied = false;
    }

    async copy() {
        await this.waitFor(navigator.clipboard.writeText(this.el.querySelector("#code").textContent.trim()));
        this.copied = true;
        this.updateContent();
    }
}

registry.category("public.interactions").add("beneficiary.complaint_form", ComplaintForm);
registry.category("public.interactions").add("beneficiary.complaint_code", ComplaintCode);
