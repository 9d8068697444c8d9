import { clickOnSave, insertSnippet, registerWebsitePreviewTour } from "@website/js/tours/tour_utils";

registerWebsitePreviewTour("beneficiary_website_builder", { url: "/", edition: true }, () => [
    ...insertSnippet({ id: "s_beneficiary_services", name: "Beneficiary services", groupName: "Content" }),
    { trigger: ":iframe .s_beneficiary_services .o_beneficiary_card:contains(Test support)" },
    ...insertSnippet({ id: "s_beneficiary_track", name: "Track my request", groupName: "Contact & Forms" }),
    { trigger: ":iframe .s_beneficiary_track input[name=reference]" },
    ...clickOnSave(),
    { trigger: ":iframe body:not(.editor_enable) .s_beneficiary_services .o_beneficiary_card:contains(Test support)" },
]);
