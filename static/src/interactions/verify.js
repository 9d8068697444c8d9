import { Interaction } from "@web/public/interaction";
import { registry } from "@web/core/registry";

/** Compares a file with what was made. It never leaves the browser; where that fails, the SHA-256 is typed in. */
export class Verify extends Interaction {
    static selector = ".o_beneficiary_verify";

    dynamicContent = {
        ".o_beneficiary_verify_file": {
            "t-att-class": () => ({ "d-none": !window.crypto?.subtle }),
        },
        "#verify_file": { "t-on-change": this.compare },
        "[data-result]": {
            "t-att-class": (el) => ({ "d-none": el.dataset.result !== this.result }),
        },
    };

    setup() {
        this.result = "";
    }

    async compare(ev) {
        const file = ev.currentTarget.files[0];
        this.show(file ? "busy" : "");
        if (!file) {
            return;
        }
        let seal;
        try {
            const content = await this.waitFor(file.arrayBuffer());
            seal = this.hexadecimal(await this.waitFor(window.crypto.subtle.digest("SHA-256", content)));
        } catch {
            this.show("failed");
            return;
        }
        const { pdf, workbook } = this.el.dataset;
        this.show({ [pdf]: "pdf", [workbook]: "workbook" }[seal] || "other");
    }

    hexadecimal(buffer) {
        return [...new Uint8Array(buffer)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    }

    show(result) {
        this.result = result;
        this.updateContent();
    }
}

registry.category("public.interactions").add("beneficiary.verify", Verify);
