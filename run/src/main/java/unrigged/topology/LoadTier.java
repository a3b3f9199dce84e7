package unrigged.topology;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import unrigged.catalog.OwnRequest;
import unrigged.config.Durations;
import unrigged.measure.Tier;

/** The load generator, in a JVM of its own. */
final class LoadTier {
    static final String NO_KEEPALIVE = "--no-keepalive";

    /** The article's; its bodies are checked by a mask. */
    private static final List<String> ARTICLE = List.of("--expect-status", "200");

    private LoadTier() {}

    static Part of(Cell cell, Site site) {
        List<String> arguments = new ArrayList<>(site.loader());
        arguments.add(Topology.url(cell, site));
        arguments.addAll(List.of("--connections", "" + cell.cell().clients()));
        arguments.addAll(
                List.of(
                        "--warm-up",
                        Durations.format(cell.timing().warmUpFor(cell.stack().language()))));
        if (cell.timing().requests().isPresent()) {
            arguments.addAll(List.of("--requests", "" + cell.timing().requests().getAsLong()));
        } else {
            arguments.addAll(List.of("--duration", Durations.format(cell.timing().window())));
        }
        if (!cell.settings().bool("load", "keepalive")) {
            arguments.add(NO_KEEPALIVE);
        }
        arguments.addAll(List.of("--timeout", cell.settings().text("load", "timeout")));
        arguments.addAll(cell.stack().request().map(LoadTier::expectation).orElse(ARTICLE));
        arguments.addAll(List.of("--hlog", site.histogram().toString()));
        arguments.addAll(List.of("--control", "127.0.0.1:" + site.control()));
        return new Part(
                Tier.LOAD,
                arguments,
                Topology.environment(
                        site, Map.of(Secrets.CONTROL_VARIABLE, site.secrets().control())),
                site.scratch(),
                Map.of(),
                OptionalInt.empty(),
                "TERM",
                false);
    }

    /**
     * What the generator checks on every answer. A mask comes by the control connection, as for
     * every stack.
     */
    private static List<String> expectation(OwnRequest own) {
        List<String> options = new ArrayList<>(List.of("--expect-status", "" + own.status()));
        own.length().ifPresent(bytes -> options.addAll(List.of("--expect-length", "" + bytes)));
        return options;
    }
}
