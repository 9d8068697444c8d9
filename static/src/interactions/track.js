import { Interaction } from "@web/public/interaction";
import { registry } from "@web/core/registry";

/**
 * Fills the tracking form with what a QR code holds behind the "#": reference and code, parted by the last "-".
 * A browser keeps that part to itself, so no server has it in its log; it leaves the address bar and history, too.
 */
export class Track extends Interaction {
    static selector = ".o_beneficiary_track_form";

    setup() {
        const found = this.read(window.location.hash);
        if (!found) {
            return;
        }
        this.el.querySelector("[name=reference]").value = found.reference;
        this.el.querySelector("[name=code]").value = found.code;
        window.history.replaceState(null, "", window.location.pathname + window.location.search);
        this.el.querySelector("[type=submit]").focus();
    }

    read(hash) {
        let text = "";
        try {
            text = decodeURIComponent(hash.slice(1));
        } catch {
            return null;
        }
        const match = /^(.{1,40})-(\d{8})$/.exec(text);
        return match && { reference: match[1], code: match[2] };
    }
}

registry.category("public.interactions").add("beneficiary.track", Track);
