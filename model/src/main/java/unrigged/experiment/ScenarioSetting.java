package unrigged.experiment;

import java.util.List;
import java.util.stream.Stream;
import unrigged.config.Suggestion;
import unrigged.program.InvalidInputException;

/**
 * A setting that a scenario gives a cell: what universes may differ by, and a forecast may change.
 */
public enum ScenarioSetting {
    DELAY(Factors.DELAY),
    CLIENTS(Factors.CLIENTS),
    DB_SESSIONS(Factors.DB_SESSIONS),
    WORKERS(Factors.WORKERS);

    private final String id;
    private final String unit;

    ScenarioSetting(Factor<?> factor) {
        this.id = factor.id();
        this.unit = factor.unit().orElse("");
    }

    /** The factor's. */
    public String id() {
        return id;
    }

    /** The factor's. */
    public String unit() {
        return unit;
    }

    /** For people. */
    public String words() {
        return id.replace('_', ' ');
    }

    /** In the factor's unit. */
    public double level(CellSettings cell) {
        return switch (this) {
            case DELAY -> cell.delayNs() / 1e6;
            case CLIENTS -> cell.clients();
            case DB_SESSIONS -> cell.dbSessions();
            case WORKERS -> cell.workers();
        };
    }

    /** The cell with another level, in the factor's unit; counts are rounded, at least 1. */
    public CellSettings at(CellSettings cell, double level) {
        int count = Math.max(1, (int) Math.round(level));
        return switch (this) {
            case DELAY ->
                    new CellSettings(
                            cell.workers(),
                            cell.clients(),
                            cell.dbSessions(),
                            Math.round(level * 1e6));
            case CLIENTS ->
                    new CellSettings(cell.workers(), count, cell.dbSessions(), cell.delayNs());
            case DB_SESSIONS ->
                    new CellSettings(cell.workers(), cell.clients(), count, cell.delayNs());
            case WORKERS -> cell.withWorkers(count);
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
                    .filter(setting -> setting.id.equals(id))
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
