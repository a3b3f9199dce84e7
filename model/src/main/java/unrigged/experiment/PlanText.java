package unrigged.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import unrigged.catalog.Catalog;
import unrigged.config.Durations;

/**
 * {@link Plan} → YAML that {@link PlanFile} reads back: scenarios with their rules, every setting
 * with its value.
 */
final class PlanText {
    private final List<String> lines = new ArrayList<>();

    private PlanText() {}

    static String of(Plan plan) {
        PlanText text = new PlanText();
        text.head(plan);
        text.scenarios(plan.scenarios());
        text.timing(plan.timing());
        text.slices(plan.slices());
        text.lines.add("ports: {from: " + plan.ports().from() + ", to: " + plan.ports().to() + "}");
        text.settings(plan.settings().sections());
        text.catalogs(plan.catalogs());
        return String.join("\n", text.lines) + "\n";
    }

    private void head(Plan plan) {
        lines.add("name: " + quoted(plan.name()));
        lines.add("mode: " + plan.mode().id());
        lines.add("scale: " + plan.scale().id());
        lines.add("reference_stack: " + plan.referenceStack());
        lines.add("stacks: [" + String.join(", ", plan.stacks()) + "]");
        lines.add(
                "scenarios: ["
                        + String.join(", ", plan.scenarios().stream().map(Scenario::name).toList())
                        + "]");
        lines.add("blocks: " + plan.blocks());
        lines.add("rounds: " + plan.rounds());
        plan.race().ifPresent(race -> lines.add(race(race)));
        plan.budget().ifPresent(time -> lines.add("budget: " + Durations.format(time)));
        lines.add("deployment: " + (plan.alone() ? PlanFile.ALONE : PlanFile.CONCURRENT));
        lines.add("seed: " + plan.seed());
    }

    private static String race(Race race) {
        return "race: {question: "
                + race.question().id()
                + race.budget().map(limit -> ", budget: " + Durations.format(limit)).orElse("")
                + "}";
    }

    private void scenarios(List<Scenario> scenarios) {
        lines.add("define:");
        for (Scenario scenario : scenarios) {
            lines.add("  " + scenario.name() + ":");
            lines.add("    title: " + quoted(scenario.title()));
            lines.add("    workers_sync: " + quoted(scenario.workersSync().toString()));
            lines.add("    workers_async: " + quoted(scenario.workersAsync().toString()));
            lines.add("    clients: " + quoted(scenario.clients().toString()));
            lines.add("    db_sessions: " + quoted(scenario.dbSessions().toString()));
            lines.add("    delay: " + quoted(scenario.delay().toString()));
            changed(scenario);
        }
    }

    private void changed(Scenario scenario) {
        if (scenario.changed().isEmpty()) {
            return;
        }
        List<String> settings = new ArrayList<>();
        new TreeMap<>(scenario.changed())
                .forEach((id, level) -> {
                    Factor<?> factor = Factors.find(id).orElseThrow();
                    settings.add(
                            "%s: {%s: %s}"
                                    .formatted(
                                            factor.section().orElseThrow(),
                                            factor.key(),
                                            quoted(level)));
                });
        lines.add("    settings: {" + String.join(", ", settings) + "}");
    }

    private void timing(Timing timing) {
        lines.add("trial:");
        lines.add("  warm_up: " + Durations.format(timing.warmUp()));
        lines.add("  warm_up_jvm: " + Durations.format(timing.warmUpJvm()));
        lines.add("  window: " + Durations.format(timing.window()));
        lines.add("  pause: " + Durations.format(timing.pause()));
        lines.add("  ready_timeout: " + Durations.format(timing.readyTimeout()));
        timing.requests().ifPresent(n -> lines.add("  requests: " + n));
    }

    private void slices(SliceTiming timing) {
        lines.add("slice:");
        lines.add("  lead_in: " + Durations.format(timing.leadIn()));
        lines.add("  lead_in_jvm: " + Durations.format(timing.leadInJvm()));
        lines.add("  window: " + Durations.format(timing.window()));
        lines.add("  follow: " + Durations.format(timing.follow()));
        lines.add("  warm_up: " + Durations.format(timing.warmUp()));
        lines.add("  warm_up_jvm_max: " + Durations.format(timing.warmUpJvmMax()));
    }

    private void settings(Map<String, Map<String, String>> sections) {
        lines.add("settings:");
        sections.forEach((name, values) -> {
            lines.add("  " + name + ":" + (values.isEmpty() ? " {}" : ""));
            values.forEach((key, value) -> lines.add("    " + key + ": " + quoted(value)));
        });
    }

    private void catalogs(List<Catalog.Addition> catalogs) {
        if (catalogs.isEmpty()) {
            return;
        }
        lines.add("catalogs:");
        for (Catalog.Addition catalog : catalogs) {
            lines.add(
                    "  - {file: "
                            + quoted(catalog.file().toString())
                            + ", sha256: "
                            + catalog.sha256()
                            + "}");
        }
    }

    /**
     * A double-quoted scalar (YAML 1.2.2, 7.3.1): backslash and quote are escaped, and whatever is
     * no printable character (5.1) or would be folded (6.5).
     */
    static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' || c == '"') {
                quoted.append('\\').append(c);
            } else if (Character.isISOControl(c)
                    || c == '\u2028'
                    || c == '\u2029'
                    || c == '\ufeff') {
                quoted.append("\\u%04x".formatted((int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }
}
