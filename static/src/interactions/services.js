import { Interaction } from "@web/public/interaction";
import { registry } from "@web/core/registry";

/** The cards of the services that are open now: they are asked for whenever the page is shown. */
export class BeneficiaryServices extends Interaction {
    static selector = ".s_beneficiary_services";

    async willStart() {
        const limit = parseInt(this.el.dataset.limit) || "";
        const response = await this.waitFor(fetch(`/beneficiary/services?limit=${limit}`));
        this.html = response.ok ? await this.waitFor(response.text()) : "";
    }

    start() {
        const cards = new DOMParser().parseFromString(this.html, "text/html").body;
        this.cardsEl?.replaceChildren(...cards.childNodes);
    }

    destroy() {
        // what the page keeps is empty, never a copy of the cards
        this.cardsEl?.replaceChildren();
    }

    get cardsEl() {
        return this.el.querySelector(".s_beneficiary_services_cards");
    }
}

registry.category("public.interactions").add("beneficiary.services", BeneficiaryServices);
