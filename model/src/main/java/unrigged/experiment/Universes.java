package unrigged.experiment;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Stream;
import unrigged.config.Durations;
import unrigged.program.InvalidInputException;

/**
 * Every combination of some levels of delay, clients, database sessions, workers and of settings
 * that a scenario may change, as a scenario each.
 *
 * <p>What is not restricted has the levels of the whole range that matters: delays of 0 to 30 times
 * the CPU time of a request, clients of 1 to 20 times the sync workers, a session for one client in
 * four or for each, and the workers of the article's rules.
 */
public final class Universes {
    private static final int[] DELAYS = {0, 1, 3, 10, 30};
    private static final double[] CLIENTS_PER_WORKER = {1, 5.26, 21};
    private static final int STEPS_OF_DELAY = 5;
    private static final int STEPS = 3;
    private static final String RANGE = "..";
    private static final String STEPS_MARK = "/";

    /**
     * One level.
     *
     * @param name part of a scenario's name
     * @param rule as a plan has it
     * @param words for people
     */
    private record Level(String name, String rule, String words) {}

    private final Map<ScenarioSetting, List<Level>> restricted =
            new EnumMap<>(ScenarioSetting.class);
    private final int cpus;

    private Universes(int cpus) {
        this.cpus = cpus;
    }

    /**
     * Restricts them.
     *
     * @param where pairs such as {@code delay=5ms..50ms}, {@code delay=5ms..50ms/8} for so many
     *     levels, or {@code clients=100}
     * @throws InvalidInputException naming the option, the factor and its domain
     */
    public static Universes of(String option, List<String> where, int cpus) {
        Universes universes = new Universes(cpus);
        where.forEach(pair -> universes.restrict(option, pair));
        return universes;
    }

    private void restrict(String option, String pair) {
        ScenarioSetting.Given given = ScenarioSetting.Given.parse(option, pair);
        String text = text(given);
        int slash = text.indexOf(STEPS_MARK);
        OptionalInt count = slash < 0 ? OptionalInt.empty() : count(option, given, text, slash);
        text = slash < 0 ? text : text.substring(0, slash);
        int dots = text.indexOf(RANGE);
        String from = dots < 0 ? text : text.substring(0, dots);
        String to = dots < 0 ? text : text.substring(dots + RANGE.length());
        int steps = count.orElse(STEPS);
        List<Level> levels =
                switch (given.setting()) {
                    case DELAY -> delays(option, from, to, count.orElse(STEPS_OF_DELAY));
                    case CLIENTS -> counts(option, Factors.CLIENTS, "clients", from, to, steps);
                    case DB_SESSIONS ->
                            counts(option, Factors.DB_SESSIONS, "sessions", from, to, steps);
                    case WORKERS -> counts(option, Factors.WORKERS, "workers", from, to, steps);
                    case RATE -> rates(option, from, to, steps);
                    case KEEP_ALIVE, UPSTREAM_KEEP_ALIVE, POOL_SIZE, AUTOCOMMIT, ACCESS_LOG ->
                            twoLevels(option, given.setting(), from, to);
                };
        if (restricted.putIfAbsent(given.setting(), levels) != null) {
            throw new InvalidInputException(
                    option + ": " + given.setting().id() + " is given twice");
        }
    }

    /** A rate's unit is no slash with a number of levels; without one it is per second. */
    private static String text(ScenarioSetting.Given given) {
        return given.setting() == ScenarioSetting.RATE
                ? given.text().replaceAll("/s(?![a-z0-9])", "")
                : given.text();
    }

    /** How many levels a range has, behind its slash. */
    private static OptionalInt count(
            String option, ScenarioSetting.Given given, String levels, int slash) {
        String text = levels.substring(slash + 1);
        if (!text.matches("[1-9]\\d?")
                || Integer.parseInt(text) < 2
                || !given.text().contains(RANGE)) {
            throw new InvalidInputException(
                    "%s: %s: expected a range with 2 to 99 levels, such as 1%s4%s3, but found '%s'"
                            .formatted(
                                    option, given.setting().id(), RANGE, STEPS_MARK, given.text()));
        }
        return OptionalInt.of(Integer.parseInt(text));
    }

    private static List<Level> delays(String option, String from, String to, int count) {
        long low = level(option, Factors.DELAY, from, Duration::toNanos);
        long high = level(option, Factors.DELAY, to, Duration::toNanos);
        requireOrder(option, Factors.DELAY, from, to, low <= high);
        return steps(low, high, count, 100_000).stream()
                .map(ns -> {
                    String text = Durations.format(Duration.ofNanos(ns));
                    return new Level(
                            "delay" + (text.contains(".") ? ns / 1_000 + "us" : text),
                            text,
                            "delay " + text);
                })
                .toList();
    }

    private static List<Level> counts(
            String option, Factor<Integer> factor, String name, String from, String to, int count) {
        long low = level(option, factor, from, Integer::longValue);
        long high = level(option, factor, to, Integer::longValue);
        requireOrder(option, factor, from, to, low <= high);
        return steps(low, high, count, 1).stream()
                .map(n -> new Level(name + n, Long.toString(n), n + " " + name))
                .toList();
    }

    /** Whole numbers per second between two rates; a closed loop is between none. */
    private static List<Level> rates(String option, String from, String to, int count) {
        OptionalDouble low = rate(option, from);
        OptionalDouble high = rate(option, to);
        if (from.equals(to) || low.isEmpty() || high.isEmpty()) {
            return twoLevels(option, ScenarioSetting.RATE, from, to);
        }
        requireOrder(option, Factors.LOAD_RATE, from, to, low.getAsDouble() <= high.getAsDouble());
        return steps(Math.round(low.getAsDouble()), Math.round(high.getAsDouble()), count, 1)
                .stream()
                .map(n -> new Level("rate" + n, n + "/s", n + " requests per second"))
                .toList();
    }

    private static OptionalDouble rate(String option, String text) {
        try {
            return Factors.LOAD_RATE.domain().parse(text);
        } catch (IllegalArgumentException _) {
            throw noLevel(
                    option, Factors.LOAD_RATE.id(), Factors.LOAD_RATE.domain().expected(), text);
        }
    }

    /** Both ends of a range, whatever is between them. */
    private static List<Level> twoLevels(
            String option, ScenarioSetting setting, String from, String to) {
        return Stream.of(from, to)
                .distinct()
                .map(text -> {
                    try {
                        setting.with(new CellSettings(1, 1, 1, 0), text);
                    } catch (IllegalArgumentException _) {
                        throw noLevel(option, setting.id(), setting.expected(), text);
                    }
                    return new Level(
                            setting.nameWord() + text.replaceAll("[^a-z0-9]+", "-"),
                            text,
                            setting.words() + " " + text);
                })
                .toList();
    }

    private static InvalidInputException noLevel(
            String option, String factor, String expected, String text) {
        return new InvalidInputException(
                "%s: %s: expected %s, or a range of two such as 1%s4, but found '%s'"
                        .formatted(option, factor, expected, RANGE, text));
    }

    private static <T> long level(
            String option, Factor<T> factor, String text, Function<T, Long> number) {
        try {
            return number.apply(factor.domain().parse(text));
        } catch (IllegalArgumentException _) {
            throw noLevel(option, factor.id(), factor.domain().expected(), text);
        }
    }

    private static void requireOrder(
            String option, Factor<?> factor, String from, String to, boolean ordered) {
        if (!ordered) {
            throw new InvalidInputException(
                    "%s: %s: the range %s%s%s is upside down"
                            .formatted(option, factor.id(), from, RANGE, to));
        }
    }

    /** From one to the other, equal steps of the logarithm; from 0, the first is 0. */
    private static List<Long> steps(long low, long high, int count, long unit) {
        List<Long> steps = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            double from = Math.max((double) low, high / 30.0);
            double value =
                    low == 0 && i == 0 ? 0 : from * Math.pow(high / from, (double) i / (count - 1));
            long step = Math.round(value / unit) * unit;
            step = Math.clamp(step, low, high);
            if (!steps.contains(step)) {
                steps.add(step);
            }
            if (low == high) {
                break;
            }
        }
        return steps;
    }

    /** In an order of their own; a run has them at random. */
    public List<Scenario> scenarios() {
        List<Scenario> scenarios = new ArrayList<>();
        for (Level delay : restricted.getOrDefault(ScenarioSetting.DELAY, delays())) {
            for (Level clients : restricted.getOrDefault(ScenarioSetting.CLIENTS, clients())) {
                for (Level sessions :
                        restricted.getOrDefault(ScenarioSetting.DB_SESSIONS, sessions(clients))) {
                    for (Level workers :
                            restricted.getOrDefault(ScenarioSetting.WORKERS, workers())) {
                        scenarios.add(scenario(delay, clients, sessions, workers));
                    }
                }
            }
        }
        for (ScenarioSetting setting : ScenarioSetting.values()) {
            if (setting.ofPlan() && restricted.containsKey(setting)) {
                scenarios = changed(scenarios, setting);
            }
        }
        return scenarios;
    }

    /** Each with every level of one of the plan's settings. */
    private List<Scenario> changed(List<Scenario> scenarios, ScenarioSetting setting) {
        List<Scenario> all = new ArrayList<>();
        for (Scenario scenario : scenarios) {
            for (Level level : restricted.getOrDefault(setting, List.of())) {
                all.add(
                        new Scenario(
                                        scenario.name() + "-" + level.name(),
                                        scenario.title() + ", " + level.words(),
                                        scenario.workersSync(),
                                        scenario.workersAsync(),
                                        scenario.clients(),
                                        scenario.dbSessions(),
                                        scenario.delay(),
                                        scenario.changed())
                                .withChanged(setting.id(), level.rule()));
            }
        }
        return all;
    }

    private Scenario scenario(Level delay, Level clients, Level sessions, Level workers) {
        boolean byRule = workers.rule().isEmpty();
        return new Scenario(
                String.join("-", delay.name(), clients.name(), sessions.name())
                        + (byRule ? "" : "-" + workers.name()),
                String.join(", ", delay.words(), clients.words(), sessions.words())
                        + (byRule ? "" : ", " + workers.words()),
                workers(byRule ? "3*cpus+1" : workers.rule()),
                workers(byRule ? "cpus" : workers.rule()),
                Formula.parse(clients.rule(), Scenario.CLIENT_NAMES),
                Formula.parse(sessions.rule(), Scenario.SESSION_NAMES),
                delay(delay.rule()),
                Map.of());
    }

    private static WorkerRule workers(String rule) {
        return WorkerRule.parse(rule, Scenario.WORKER_NAMES);
    }

    private static Formula delay(String rule) {
        return rule.contains("*")
                ? Formula.parse(rule, Scenario.DELAY_NAMES)
                : Formula.parse(
                        Double.toString(Durations.parse(rule).toNanos() / 1e9),
                        Scenario.DELAY_NAMES);
    }

    private static List<Level> delays() {
        List<Level> levels = new ArrayList<>();
        for (int times : DELAYS) {
            levels.add(
                    new Level(
                            "delay" + times + "x",
                            times + "*cpu_per_request",
                            "delay " + times + " × CPU time"));
        }
        return levels;
    }

    private List<Level> clients() {
        List<Level> levels = new ArrayList<>();
        for (double times : CLIENTS_PER_WORKER) {
            long n = Math.round(times * (3 * cpus + 1));
            levels.add(new Level("clients" + n, Long.toString(n), n + " clients"));
        }
        return levels;
    }

    /** One for four clients, and one for each. */
    private static List<Level> sessions(Level clients) {
        long each = Long.parseLong(clients.rule());
        long few = Math.max(1, Math.round(each / 4.0));
        List<Level> levels = new ArrayList<>();
        for (long n : few == each ? new long[] {each} : new long[] {few, each}) {
            levels.add(new Level("sessions" + n, Long.toString(n), n + " sessions"));
        }
        return levels;
    }

    private static List<Level> workers() {
        return List.of(new Level("", "", ""));
    }
}
