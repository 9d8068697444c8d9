import { registry } from "@web/core/registry";
import { rpc } from "@web/core/network/rpc";

// the last menus are behind a plus on a screen of usual width
const menu = (item) => [
    { trigger: ".o_menu_sections_more button", run: "click" },
    { trigger: `.o-dropdown--menu [data-menu-xmlid="beneficiary.${item}"]`, run: "click" },
];
// not the sample that stands for what is empty
const REQUEST = "body:not(:has(.o_view_sample_data)) .o_data_row td[name=beneficiary_id]";
const rows = (title, expected) => [
    { trigger: `.o_last_breadcrumb_item:contains(${title})` },
    {
        trigger: REQUEST,
        run() {
            const found = document.querySelectorAll(REQUEST).length;
            if (found !== expected) {
                throw new Error(`${found} records in “${title}”, and not ${expected}`);
            }
        },
    },
];
/** Step that gives the page a file, as a visitor chooses it. */
const choose = (name, bytes) => ({
    trigger: ".o_beneficiary_verify_file:visible #verify_file",
    run() {
        const chosen = new DataTransfer();
        chosen.items.add(new File([bytes()], name));
        this.anchor.files = chosen.files;
        this.anchor.dispatchEvent(new Event("change", { bubbles: true }));
    },
});

// where the workbook stays between two pages, as on the disk of a visitor
const DISK = "beneficiary_evidence_tour";
const PACK = "beneficiary.evidence.pack";
/** What a button of the form does: a headless browser keeps no downloads, and a tour no second tab. */
const press = (method) =>
    rpc(`/web/dataset/call_kw/${PACK}/${method}`, {
        model: PACK,
        method,
        args: [[Number(window.location.pathname.split("/").pop())]],
        kwargs: {},
    });
const tours = registry.category("web_tour.tours");

tours.add("beneficiary_evidence_order", {
    steps: () => [
        { trigger: ".o_kanban_record:contains(Requests to complete):contains(1)", run: "click" },
        ...rows("Requests to complete", 1),
        ...menu("menu_policy_figures"),
        {
            trigger: ".o_data_row:has(td[name=value_text]:contains(50 %)) button[name=action_view_records]",
            run: "click",
        },
        ...rows("Urgent requests", 2),
        ...menu("menu_evidence_packs"),
        // whoever leaves the dialog has ordered nothing
        { trigger: ".o_control_panel button:contains(Order a pack)", run: "click" },
        { trigger: ".modal button[special=cancel]", run: "click" },
        { trigger: "body:not(:has(.modal)) .o_control_panel button:contains(Order a pack)", run: "click" },
        { trigger: ".modal button[name=action_order]", run: "click" },
        { trigger: ".o_form_view .alert:contains(made in the background)" },
        { trigger: ".o_form_view:not(:has(button[name=action_download]))" },
    ],
});

tours.add("beneficiary_evidence_verify", {
    steps: () => [
        { trigger: "button[name=action_download_pdf]" },
        {
            trigger: "button[name=action_download]:enabled",
            async run() {
                const { url } = await press("action_download");
                const file = new Uint8Array(await (await fetch(url)).arrayBuffer());
                window.sessionStorage.setItem(DISK, JSON.stringify([...file]));
            },
        },
        {
            trigger: "button[name=action_verify]:enabled",
            async run() {
                // who verifies it is somebody else, without a login
                const { url } = await press("action_verify");
                window.location.href = `/web/session/logout?redirect=${new URL(url).pathname}`;
            },
            expectUnloadPage: true,
        },
        { trigger: "a[href*='/web/login']" },
        choose("pack.xlsx", () => new Uint8Array(JSON.parse(window.sessionStorage.getItem(DISK)))),
        { trigger: "[data-result=workbook]:visible:contains(this is the workbook)" },
        choose("pack.xlsx", () => "another file"),
        { trigger: "[data-result=other]:visible:contains(Not the same)" },
        { trigger: "[data-result=workbook]:not(:visible)" },
    ],
});
