import { Interaction } from "@web/public/interaction";
import { registry } from "@web/core/registry";

/** The block “Track my request” is stored without a session: it gets that of the visitor when he sends it. */
export class BeneficiaryTrack extends Interaction {
    static selector = ".s_beneficiary_track form";
    dynamicContent = {
        _root: { "t-on-submit": this.addToken },
    };

    addToken() {
        if (this.el.elements.csrf_token) {
            return;
        }
        const tokenEl = document.createElement("input");
        Object.assign(tokenEl, { type: "hidden", name: "csrf_token", value: odoo.csrf_token });
        this.el.append(tokenEl);
    }
}

registry.category("public.interactions").add("beneficiary.track_block", BeneficiaryTrack);
