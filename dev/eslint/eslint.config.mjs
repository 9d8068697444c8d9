import globals from "globals";

// The rules that find mistakes; the layout of the scripts is that of Odoo's own.
export default [
    {
        files: ["**/*.js"],
        languageOptions: {
            ecmaVersion: 2024,
            sourceType: "module",
            globals: { ...globals.browser, odoo: "readonly" },
        },
        rules: {
            "no-undef": "error",
            "no-unused-vars": "error",
            "no-const-assign": "error",
            "no-dupe-keys": "error",
            "no-redeclare": "error",
            "no-unreachable": "error",
            "no-eval": "error",
            "no-implied-eval": "error",
            "no-var": "error",
            "prefer-const": "error",
            "no-debugger": "error",
            "no-console": "error",
            eqeqeq: "error",
            curly: "error",
            semi: ["error", "always"],
            quotes: ["error", "double", { avoidEscape: true }],
            "max-len": ["error", { code: 120, ignoreUrls: true }],
        },
    },
];
