package unrigged.inference;

import java.util.List;
import unrigged.inference.Verdict.Better;

/**
 * A figure of a row, declared once: JSON, CSV, the text table, the page and the table in
 * docs/method.md follow from it. The product's are in {@link Metrics}.
 *
 * @param name begins the names of its keys and columns, in camel case; the unit follows
 */
public record Metric<F extends Figure>(
        String name, Unit unit, Better better, Aggregation<F> aggregation, Display display) {

    public Metric {
        if (!name.matches("[a-z][A-Za-z0-9]*")) {
            throw new IllegalArgumentException("name must be in camel case but is " + name);
        }
        if (aggregation.shape() == Aggregation.Shape.RATIO && better == Better.NEITHER) {
            throw new IllegalArgumentException(name + " is a ratio, so one way must be better");
        }
    }

    /**
     * What a figure is counted in.
     *
     * <p>Sealed with the formats: a key of JSON ends with {@link #json()}, a column of CSV with
     * {@link #csv()}.
     */
    public enum Unit {
        MULTIPLE("", "", "× reference"),
        PER_SECOND("PerSecond", "_per_s", "1/s"),
        MS("Ms", "_ms", "ms"),
        MS_PER_REQUEST("MsPerRequest", "_ms_per_request", "ms per request"),
        MIB("MiB", "_mib", "MiB"),
        REQUESTS("", "_requests", "requests"),
        SESSIONS("", "", "sessions");

        private final String json;
        private final String csv;
        private final String words;

        Unit(String json, String csv, String words) {
            this.json = json;
            this.csv = csv;
            this.words = words;
        }

        public String json() {
            return json;
        }

        public String csv() {
            return csv;
        }

        public String words() {
            return words;
        }

        /** Whether its counts are shown with separators of thousands. */
        public boolean grouped() {
            return this == REQUESTS;
        }
    }

    /**
     * How it is shown.
     *
     * @param title at the head of the page's column
     * @param note below the title
     * @param description one sentence without its end
     * @param csv whether CSV has it
     * @param columns of the text table
     */
    public record Display(
            String title, String note, String description, boolean csv, List<Column> columns) {
        public Display {
            columns = List.copyOf(columns);
        }

        /** In JSON alone. */
        public static Display json(String description) {
            return new Display("", "", description, false, List.of());
        }

        /** In JSON, and in the text tables of open loops: a percentile's ratio. */
        static Display openLoop(String percentile, String description) {
            return new Display(
                    "",
                    "",
                    description,
                    false,
                    List.of(
                            new Column(percentile, Content.FIGURE),
                            new Column("interval", Content.INTERVAL),
                            new Column("verdict", Content.VERDICT)));
        }

        /** In JSON and CSV, and in tables where the registry says so. */
        public static Display table(
                String title, String note, String description, Column... columns) {
            return new Display(title, note, description, true, List.of(columns));
        }
    }

    /** A column of the text table. */
    public record Column(String heading, Content content) {}

    /** Which part of a figure a column shows. */
    public enum Content {
        /** The figure itself; the total of an amount by tier. */
        FIGURE,
        INTERVAL,
        VERDICT,
        TIERS
    }

    /** Its key in JSON, which those of its parts begin with. */
    public String key() {
        return name + unit.json();
    }

    /** The key in JSON of the one figure that is shown and sorted by. */
    public String shownKey() {
        return aggregation.shape() == Aggregation.Shape.BY_TIER ? key() + "Total" : key();
    }

    /** The key in JSON of the reason for its absence. */
    public String whyKey() {
        return name + "Why";
    }

    /** The key in JSON of a ratio's verdict; the ratio of throughput gives the row's. */
    public String verdictKey() {
        return name.equals("throughputRatio")
                ? "verdict"
                : name.replaceFirst("Ratio$", "") + "Verdict";
    }

    /** The key in JSON of a ratio's ranks; the ratio of throughput gives the row's. */
    public String rankSetKey() {
        return name.equals("throughputRatio")
                ? "rankSet"
                : name.replaceFirst("Ratio$", "") + "RankSet";
    }
}
