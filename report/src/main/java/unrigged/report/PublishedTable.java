package unrigged.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.hipparchus.stat.correlation.SpearmansCorrelation;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import unrigged.experiment.Event.StackInfo;
import unrigged.inference.Interval;
import unrigged.inference.Metrics;
import unrigged.inference.Ratio;
import unrigged.inference.Row;
import unrigged.inference.RunResult;
import unrigged.inference.RunResult.ScenarioResult;

/**
 * A column of the article's tables beside a run: Miguel Grinberg, <em>Ignore All Web Performance
 * Benchmarks, Including This One</em>, 2020.
 *
 * @param ratios by stack: throughput as a multiple of Flask on Gunicorn
 * @param agreement by scenario: how far the run's order is the table's
 */
record PublishedTable(
        String id, String title, Map<String, Double> ratios, Map<String, Agreement> agreement) {
    private static final int ROWS_MIN = 5;

    /** The article's database drivers; a stack with another one is another row. */
    private static final Set<String> DRIVERS = Set.of("psycopg2", "aiopg");

    private enum Column {
        FIRST_EDITION("First edition, 2020", "grinberg-2020-first-edition.csv", "throughput_ratio"),
        REVISED(
                "Revised on 27 October 2020",
                "grinberg-2020-revised-2020-10-27.csv",
                "throughput_ratio"),
        BETTER_ASYNC("Better async, 2020", "grinberg-2020-scenarios.csv", "better_async"),
        BETTER_SYNC("Better sync, 2020", "grinberg-2020-scenarios.csv", "better_sync");

        private final String title;
        private final String file;
        private final String column;

        Column(String title, String file, String column) {
            this.title = title;
            this.file = file;
            this.column = column;
        }
    }

    /**
     * Spearman's rank correlation over the rows that both have.
     *
     * @param interval 95 %, by Fisher's z with the standard error of Bonett and Wright
     *     (Psychometrika 65, 2000)
     */
    record Agreement(double rho, Interval interval, int rows) {
        static Agreement of(double[] published, double[] measured) {
            double rho = new SpearmansCorrelation().correlation(published, measured);
            int rows = published.length;
            double half = Interval.NORMAL * Math.sqrt((1 + rho * rho / 2) / (rows - 3));
            double z = atanh(rho);
            return new Agreement(
                    rho,
                    Math.abs(rho) < 1
                            ? new Interval.Bounded(Math.tanh(z - half), Math.tanh(z + half))
                            : new Interval.Unbounded("the two orders are one"),
                    rows);
        }

        private static double atanh(double rho) {
            return Math.log((1 + rho) / (1 - rho)) / 2;
        }
    }

    /** The tables that the run has rows of. */
    static List<PublishedTable> of(RunResult result) {
        return Stream.of(Column.values())
                .map(column -> of(column, result))
                .filter(table -> !table.ratios.isEmpty())
                .toList();
    }

    private static PublishedTable of(Column column, RunResult result) {
        Map<String, Double> published = published(column);
        Map<String, Double> ratios = new LinkedHashMap<>();
        Map<String, Agreement> agreement = new LinkedHashMap<>();
        for (ScenarioResult scenario : result.scenarios()) {
            List<Double> there = new ArrayList<>();
            List<Double> here = new ArrayList<>();
            for (Row row : scenario.rows()) {
                Double ratio = published.get(key(row.stack()));
                if (ratio == null || !DRIVERS.contains(row.stack().driver())) {
                    continue;
                }
                ratios.put(row.stack().stack(), ratio);
                if (row.figure(Metrics.THROUGHPUT_RATIO) instanceof Ratio.Measured own) {
                    there.add(ratio);
                    here.add(own.point());
                }
            }
            if (here.stream().distinct().count() >= ROWS_MIN) {
                agreement.put(scenario.scenario(), Agreement.of(array(there), array(here)));
            }
        }
        return new PublishedTable(
                column.name().toLowerCase(Locale.ROOT).replace('_', '-'),
                column.title,
                ratios,
                agreement);
    }

    private static double[] array(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }

    void put(ObjectNode node) {
        node.put("id", id).put("title", title);
        ObjectNode byStack = node.putObject("ratios");
        ratios.forEach(byStack::put);
        ObjectNode byScenario = node.putObject("correlation");
        agreement.forEach((scenario, own) -> {
            ArrayNode rho = byScenario.putArray(scenario).add(RunResultJson.rounded(own.rho()));
            if (own.interval() instanceof Interval.Bounded(double lo, double hi)) {
                rho.add(RunResultJson.rounded(lo)).add(RunResultJson.rounded(hi));
            }
        });
    }

    /** By framework, server and type. */
    private static Map<String, Double> published(Column column) {
        List<String[]> lines =
                StandalonePage.text(PublishedTable.class, "/unrigged/published/" + column.file)
                        .lines()
                        .map(line -> line.split(",", -1))
                        .toList();
        List<String> head = List.of(lines.getFirst());
        int at = head.indexOf(column.column);
        Map<String, Double> ratios = new LinkedHashMap<>();
        for (String[] line : lines.subList(1, lines.size())) {
            ratios.put(String.join("\n", line[0], line[1], line[2]), Double.parseDouble(line[at]));
        }
        return ratios;
    }

    private static String key(StackInfo stack) {
        return String.join("\n", stack.framework(), stack.server(), stack.type());
    }
}
