import { registry } from "@web/core/registry";

import { BeneficiaryServices } from "./services";

registry.category("public.interactions.edit").add("beneficiary.services", { Interaction: BeneficiaryServices });
