import { registry } from "@web/core/registry";

// a person corrects the address of his file, from the home of the portal
registry.category("web_tour.tours").add("beneficiary_correct_address", {
    steps: () => [
        {
            content: "Open the file",
            trigger: "a[href$='/my/beneficiary']:contains(My file)",
            run: "click",
            expectUnloadPage: true,
        },
        {
            content: "Something is wrong",
            trigger: "section[data-file]:contains(Palm Street 1) a:contains(correct it)",
            run: "click",
            expectUnloadPage: true,
        },
        {
            content: "Write the new street",
            trigger: "#correct_street",
            run: "edit King Road 3",
        },
        {
            content: "Somebody is missing in the household",
            trigger: "#member_name_new0",
            run: "edit Yusuf",
        },
        {
            trigger: "#member_relation_new0",
            run: "select son",
        },
        {
            content: "Send it",
            trigger: ".o_beneficiary_correction button[type=submit]",
            run: "click",
            expectUnloadPage: true,
        },
        {
            content: "It waits for an answer",
            trigger: ".alert-success:contains(Thank you)",
        },
        {
            trigger: "section[data-file] .alert-info:contains(We answer it soon)",
        },
    ],
});

// somebody opens the page with a QR code, which fills in both fields, and leaves no secret in the address bar
registry.category("web_tour.tours").add("beneficiary_track_qr", {
    steps: () => [
        {
            content: "The reference and the code are filled in",
            trigger: "#track_code:value(12345678)",
        },
        {
            content: "The address bar keeps no secret",
            trigger: "body",
            run() {
                if (window.location.hash) {
                    throw new Error("the code stays in the address bar");
                }
            },
        },
        {
            trigger: ".o_beneficiary_track_form button[type=submit]",
            run: "click",
            expectUnloadPage: true,
        },
        {
            trigger: "h2:contains(Received)",
        },
    ],
});

// somebody types both from the slip
registry.category("web_tour.tours").add("beneficiary_track_typed", {
    steps: () => [
        {
            trigger: "#track_code",
            run: "edit ١٢٣٤ ٥٦٧٩",
        },
        {
            trigger: ".o_beneficiary_track_form button[type=submit]",
            run: "click",
            expectUnloadPage: true,
        },
        {
            content: "A wrong code is told, and the reference is kept",
            trigger: ".alert-danger:contains(We find nothing)",
        },
        {
            trigger: "#track_code",
            run: "edit ١٢٣٤ ٥٦٧٨",
        },
        {
            trigger: ".o_beneficiary_track_form button[type=submit]",
            run: "click",
            expectUnloadPage: true,
        },
        {
            trigger: "h2:contains(Received)",
        },
    ],
});
