package unrigged.experiment;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import unrigged.config.Suggestion;
import unrigged.experiment.Domain.Rate;
import unrigged.program.InvalidInputException;

/**
 * A setting that a scenario gives a cell: what universes may differ by, and a forecast may change.
 * The first four each scenario has; the others it takes from its plan unless it changes them.
 */
public enum ScenarioSetting {
    DELAY(Factors.DELAY),
    CLIENTS(Factors.CLIENTS),
    DB_SESSIONS(Factors.DB_SESSIONS),
    WORKERS(Factors.WORKERS),
    KEEP_ALIVE(Factors.LOAD_KEEPALIVE),
    RATE(Factors.LOAD_RATE),
    UPSTREAM_KEEP_ALIVE(Factors.UPSTREAM_KEEPALIVE),
    POOL_SIZE(Factors.POOL_SIZE),
    AUTOCOMMIT(Factors.AUTOCOMMIT),
    ACCESS_LOG(Factors.SERVER_ACCESS_LOG);

    @SuppressWarnings("ImmutableEnumChecker") // a record of records, none of which changes
    private final Factor<?> factor;

    ScenarioSetting(Factor<?> factor) {
        this.factor = factor;
    }

    /** The four, and those that any of the cells changes. */
    public static List<ScenarioSetting> of(Collection<CellSettings> cells) {
        return Stream.of(values())
                .filter(setting ->
                        !setting.ofPlan()
                                || cells.stream()
                                        .anyMatch(cell -> cell.changed().containsKey(setting.id())))
                .toList();
    }

    /** Whether a plan has it for all scenarios, unless one changes it. */
    public boolean ofPlan() {
        return factor.section().isPresent();
    }

    /** The factor's. */
    public String id() {
        return factor.id();
    }

    /** The factor's. */
    public String unit() {
        return factor.unit().orElse("");
    }

    /** What its domain holds, for messages. */
    public String expected() {
        return factor.domain().expected();
    }

    /** For people. */
    public String words() {
        return switch (this) {
            case KEEP_ALIVE -> "client keep-alive";
            case UPSTREAM_KEEP_ALIVE -> "upstream keep-alive";
            case RATE -> "offered rate";
            case DELAY, CLIENTS, DB_SESSIONS, WORKERS, POOL_SIZE, AUTOCOMMIT, ACCESS_LOG ->
                    factor.key().replace('_', ' ');
        };
    }

    /** In a scenario's name: lower case letters. */
    String nameWord() {
        return this == DB_SESSIONS ? "sessions" : factor.key().replace("_", "");
    }

    /**
     * In the factor's unit; of a word its place among the domain's words, so that {@code false} is
     * 0 and {@code true} 1; of a closed loop's rate 0. What the cell does not change has the
     * factor's default.
     */
    public double level(CellSettings cell) {
        return switch (this) {
            case DELAY -> cell.delayNs() / 1e6;
            case CLIENTS -> cell.clients();
            case DB_SESSIONS -> cell.dbSessions();
            case WORKERS -> cell.workers();
            case RATE -> cell.ratePerSecond().orElse(0);
            case KEEP_ALIVE, UPSTREAM_KEEP_ALIVE, POOL_SIZE, AUTOCOMMIT, ACCESS_LOG ->
                    number(cell.changed().getOrDefault(id(), factor.standard().orElseThrow()));
        };
    }

    private double number(String text) {
        List<String> words = words(factor.domain());
        return words.isEmpty() ? Double.parseDouble(text) : words.indexOf(text);
    }

    /** False before true. */
    private static List<String> words(Domain<?> domain) {
        return domain.words().stream().sorted().toList();
    }

    /** The level as people read it. */
    public String text(double level) {
        if (this == RATE) {
            return level == 0 ? Factors.CLOSED : Rate.perSecond(level) + "/s";
        }
        List<String> words = words(factor.domain());
        return words.isEmpty()
                ? Long.toString(Math.round(level))
                : words.get((int) Math.round(level));
    }

    /**
     * The cell with a level as a plan writes it.
     *
     * @throws IllegalArgumentException when it is none of the factor's domain; without a message
     */
    public CellSettings with(CellSettings cell, String text) {
        return switch (this) {
            case DELAY -> cell.withDelay(Factors.DELAY.domain().parse(text));
            case CLIENTS -> cell.withClients(Factors.CLIENTS.domain().parse(text));
            case DB_SESSIONS -> cell.withDbSessions(Factors.DB_SESSIONS.domain().parse(text));
            case WORKERS -> cell.withWorkers(Factors.WORKERS.domain().parse(text));
            case KEEP_ALIVE, RATE, UPSTREAM_KEEP_ALIVE, POOL_SIZE, AUTOCOMMIT, ACCESS_LOG -> {
                factor.domain().parse(text);
                yield cell.withChanged(id(), text);
            }
        };
    }

    /** The cell with another level, in the factor's unit; counts are rounded, at least 1. */
    public CellSettings at(CellSettings cell, double level) {
        int count = Math.max(1, (int) Math.round(level));
        return switch (this) {
            case DELAY -> cell.withDelay(Duration.ofNanos(Math.round(level * 1e6)));
            case CLIENTS -> cell.withClients(count);
            case DB_SESSIONS -> cell.withDbSessions(count);
            case WORKERS -> cell.withWorkers(count);
            case KEEP_ALIVE, RATE, UPSTREAM_KEEP_ALIVE, POOL_SIZE, AUTOCOMMIT, ACCESS_LOG ->
                    cell.withChanged(id(), text(level));
        };
    }

    /**
     * An option's {@code delay=5ms}.
     *
     * @param text what is behind the equals sign; empty without one
     */
    public record Given(ScenarioSetting setting, String text) {
        /**
         * Reads one.
         *
         * @throws InvalidInputException when it begins with no setting's id
         */
        public static Given parse(String option, String pair) {
            String id = pair.replaceFirst("=.*", "");
            List<String> known = Stream.of(values()).map(ScenarioSetting::id).toList();
            return Stream.of(values())
                    .filter(setting -> setting.id().equals(id))
                    .findFirst()
                    .map(setting ->
                            new Given(
                                    setting,
                                    pair.equals(id) ? "" : pair.substring(id.length() + 1)))
                    .orElseThrow(() ->
                            new InvalidInputException(
                                    option
                                            + ": unknown factor '"
                                            + id
                                            + "'"
                                            + Suggestion.among(known, id)));
        }
    }
}
