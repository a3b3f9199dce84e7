package unrigged.cli;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import unrigged.config.Suggestion;
import unrigged.experiment.CellSettings;
import unrigged.experiment.Factor;
import unrigged.experiment.Factors;
import unrigged.program.InvalidInputException;

/** {@code delay=20ms,clients=50}: levels that a scenario's settings are changed to. */
final class ChangedLevels {
    private static final List<Factor<?>> FACTORS =
            List.of(Factors.DELAY, Factors.CLIENTS, Factors.DB_SESSIONS, Factors.WORKERS);

    private final Map<Factor<?>, Object> levels = new LinkedHashMap<>();

    static ChangedLevels parse(String option, List<String> pairs) {
        ChangedLevels changed = new ChangedLevels();
        pairs.forEach(pair -> changed.add(option, pair));
        return changed;
    }

    private void add(String option, String pair) {
        String id = pair.replaceFirst("=.*", "");
        List<String> known = FACTORS.stream().map(Factor::id).toList();
        Factor<?> factor =
                FACTORS.stream()
                        .filter(f -> f.id().equals(id))
                        .findFirst()
                        .orElseThrow(() ->
                                new InvalidInputException(
                                        option
                                                + ": unknown factor '"
                                                + id
                                                + "'"
                                                + Suggestion.among(known, id)));
        String level = pair.equals(id) ? "" : pair.substring(id.length() + 1);
        Object value;
        try {
            value = factor.domain().parse(level);
        } catch (IllegalArgumentException _) {
            throw new InvalidInputException(
                    "%s: %s: expected %s but found '%s'"
                            .formatted(option, id, factor.domain().expected(), level));
        }
        if (levels.putIfAbsent(factor, value) != null) {
            throw new InvalidInputException(option + ": " + id + " is given twice");
        }
    }

    CellSettings of(CellSettings cell) {
        return new CellSettings(
                level(Factors.WORKERS, Integer.class, cell.workers()),
                level(Factors.CLIENTS, Integer.class, cell.clients()),
                level(Factors.DB_SESSIONS, Integer.class, cell.dbSessions()),
                level(Factors.DELAY, Duration.class, Duration.ofNanos(cell.delayNs())).toNanos());
    }

    private <T> T level(Factor<T> factor, Class<T> type, T unchanged) {
        Object level = levels.get(factor);
        return level == null ? unchanged : type.cast(level);
    }
}
