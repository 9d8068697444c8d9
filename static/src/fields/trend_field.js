import { Component } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { standardFieldProps } from "@web/views/fields/standard_field_props";

const WIDTH = 96;
const HEIGHT = 24;
const MARGIN = 3;

/**
 * The last months of a figure as a small line. Unlike the graph of the journals it draws without a chart library, so
 * that a list may hold a hundred of them.
 */
export class TrendField extends Component {
    static template = "beneficiary.TrendField";
    static props = { ...standardFieldProps };

    get size() {
        return { width: WIDTH, height: HEIGHT };
    }

    get values() {
        const data = JSON.parse(this.props.record.data[this.props.name] || "[]");
        return data.length ? data[0].values : [];
    }

    get points() {
        const numbers = this.values.map((point) => point.y);
        const low = Math.min(...numbers);
        const span = Math.max(...numbers) - low;
        const step = (WIDTH - 2 * MARGIN) / Math.max(numbers.length - 1, 1);
        return numbers.map((number, index) => ({
            x: MARGIN + index * step,
            y: span ? HEIGHT - MARGIN - ((number - low) / span) * (HEIGHT - 2 * MARGIN) : HEIGHT / 2,
        }));
    }

    get line() {
        return this.points.map(({ x, y }) => `${x},${y}`).join(" ");
    }

    get last() {
        return this.points.at(-1);
    }

    get label() {
        const months = this.values.map(({ x, y }) => `${x}: ${Math.round(y * 10) / 10}`);
        return _t("Last months – %s", months.join(", "));
    }
}

registry.category("fields").add("beneficiary_trend", {
    component: TrendField,
    displayName: _t("Trend"),
    supportedTypes: ["text"],
});
