package unrigged.deployment;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import unrigged.catalog.Stack;
import unrigged.experiment.Factors;
import unrigged.metric.Tier;
import unrigged.workload.TestTable;

/**
 * The server with the framework's application: the stack's command with its placeholders filled in.
 */
final class AppTier {
    /**
     * What a server is told as its backlog when each keeps its own and it has no way to be told
     * nothing.
     */
    private static final int COMMON_DEFAULT_BACKLOG = 100;

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([a-z_]+)}");

    private AppTier() {}

    static ProcessSpec of(Placement placement) {
        Treatment treatment = placement.treatment();
        DeploymentContext deploymentContext = placement.context();
        Stack stack = treatment.stack();
        return new ProcessSpec(
                Tier.APP,
                arguments(treatment, deploymentContext),
                Topology.environment(deploymentContext, environment(placement)),
                stack.directory(),
                Map.of(),
                OptionalInt.of(deploymentContext.port(Tier.APP)),
                stack.stopSignal(),
                false);
    }

    private static List<String> arguments(
            Treatment treatment, DeploymentContext deploymentContext) {
        Stack stack = treatment.stack();
        OptionalInt backlog = ListenBacklog.of(treatment, deploymentContext);
        Map<String, String> values = values(treatment, deploymentContext);
        List<String> arguments = new ArrayList<>();
        for (String element : stack.command()) {
            if (element.equals("{access_log}")) {
                arguments.addAll(
                        writesAccessLog(treatment) ? stack.accessLogOn() : stack.accessLogOff());
            } else if (element.equals("{backlog}") && backlog.isEmpty()) {
                // The option before it goes too: the server then listens as it does by itself.
                arguments.removeLast();
            } else {
                values.put("backlog", "" + backlog.orElse(COMMON_DEFAULT_BACKLOG));
                arguments.add(filled(element, values, "the command", stack));
            }
        }
        return arguments;
    }

    private static Map<String, String> values(
            Treatment treatment, DeploymentContext deploymentContext) {
        Map<String, String> values = new HashMap<>(deploymentContext.placeholders());
        values.put("target", treatment.stack().target());
        values.put("port", "" + deploymentContext.port(Tier.APP));
        values.put("workers", "" + treatment.cellSettings().workers());
        values.put("directory", treatment.stack().directory().toString());
        values.put("database_port", "" + deploymentContext.port(Tier.POOL));
        return values;
    }

    private static String filled(
            String element, Map<String, String> values, String where, Stack stack) {
        StringBuilder text = new StringBuilder();
        Matcher placeholder = PLACEHOLDER.matcher(element);
        // In one go: what is put in, a path for example, may have braces of its own.
        while (placeholder.find()) {
            String value = values.get(placeholder.group(1));
            if (value == null) {
                throw new PlaceholderException(
                        where
                                + " of stack "
                                + stack.id()
                                + " has an unknown placeholder in '"
                                + element
                                + "'; known: "
                                + String.join(", ", values.keySet()));
            }
            placeholder.appendReplacement(text, Matcher.quoteReplacement(value));
        }
        return placeholder.appendTail(text).toString();
    }

    private static Map<String, String> environment(Placement placement) {
        Treatment treatment = placement.treatment();
        DeploymentContext deploymentContext = placement.context();
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("PATH", deploymentContext.appPath());
        // The built-in programs' own modules come after those of a stack from elsewhere.
        environment.put(
                "PYTHONPATH",
                treatment.stack().directory()
                        + ":"
                        + Path.of(deploymentContext.placeholders().getOrDefault("catalog", "."))
                                .resolve("python"));
        environment.put("PYTHONDONTWRITEBYTECODE", "1");
        environment.put("UNRIGGED_DATABASE_HOST", "127.0.0.1");
        environment.put("UNRIGGED_DATABASE_PORT", "" + deploymentContext.port(Tier.POOL));
        environment.put("UNRIGGED_DATABASE_NAME", placement.database());
        environment.put("UNRIGGED_DATABASE_USER", Topology.DATABASE);
        environment.put("UNRIGGED_DELAY_SECONDS", delay(treatment, placement.liveDelay()));
        environment.put("UNRIGGED_ROWS", "" + TestTable.ROWS);
        environment.put(
                "UNRIGGED_AUTOCOMMIT", treatment.settings().level(Factors.AUTOCOMMIT) ? "1" : "0");
        environment.put("UNRIGGED_POOL_SIZE", "" + treatment.settings().level(Factors.POOL_SIZE));
        environment.put("UNRIGGED_PORT", "" + deploymentContext.port(Tier.APP));
        environment.put("UNRIGGED_WORKERS", "" + treatment.cellSettings().workers());
        environment.put(
                "UNRIGGED_BACKLOG",
                "" + ListenBacklog.of(treatment, deploymentContext).orElse(COMMON_DEFAULT_BACKLOG));
        environment.put("UNRIGGED_ACCESS_LOG", writesAccessLog(treatment) ? "1" : "0");
        Map<String, String> values = values(treatment, deploymentContext);
        treatment
                .stack()
                .custom()
                .ifPresent(custom ->
                        custom.variables()
                                .forEach((name, value) ->
                                        environment.put(
                                                name,
                                                filled(
                                                        value,
                                                        values,
                                                        "the variable " + name,
                                                        treatment.stack()))));
        return environment;
    }

    private static boolean writesAccessLog(Treatment treatment) {
        return switch (treatment.settings().level(Factors.SERVER_ACCESS_LOG)) {
            case "published" -> treatment.stack().accessLogPublished();
            case "true" -> true;
            default -> false;
        };
    }

    /** The delay's number, or that the statement reads it from its table. */
    static String delay(Treatment treatment, boolean live) {
        return live ? "live" : seconds(treatment.cellSettings().delayNs());
    }

    /**
     * Plain decimal, never in scientific notation, which the drivers' SQL would take but a shell
     * would not.
     */
    static String seconds(long ns) {
        return new BigDecimal(ns).movePointLeft(9).stripTrailingZeros().toPlainString();
    }
}
