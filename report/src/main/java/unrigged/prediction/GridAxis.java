package unrigged.prediction;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;

/**
 * The levels of one setting.
 *
 * @param values ascending
 * @param logarithmic whether one interpolates over the levels' logarithms
 * @param measuredMin outside this range nobody tested the model
 */
public record GridAxis(
        Quantity quantity,
        List<Double> values,
        boolean logarithmic,
        double measuredMin,
        double measuredMax) {
    /** Up to here PostgreSQL's whole milliseconds matter: every one is a level. */
    private static final int WHOLE_MS = 10;

    private static final double STEP = 1.25;

    /** How far beyond the largest measured level. */
    private static final double BEYOND = 2;

    public GridAxis {
        values = List.copyOf(values);
    }

    /** In the order of a grid's axes. */
    public enum Quantity {
        DELAY("delay", "Query delay", "ms"),
        CLIENTS("clients", "Clients", ""),
        SESSIONS("sessions", "Database sessions per client", ""),
        /** As a multiple of what the run's first scenario gives the stack; they grow with CPUs. */
        WORKERS("workers", "Workers", "×"),
        CPUS("cpus", "CPUs", "");

        private final String id;
        private final String title;
        private final String unit;

        Quantity(String id, String title, String unit) {
            this.id = id;
            this.title = title;
            this.unit = unit;
        }

        /**
         * Whether there is nothing between the values: few sessions and workers are whole numbers
         * so far apart that nobody could interpolate.
         */
        public boolean stepped() {
            return this != DELAY && this != CLIENTS;
        }

        /** In files. */
        public String id() {
            return id;
        }

        public String title() {
            return title;
        }

        /** Empty for a count. */
        public String unit() {
            return unit;
        }
    }

    static GridAxis of(Quantity quantity, double min, double max) {
        return switch (quantity) {
            case DELAY -> new GridAxis(quantity, delays(min, max), min > 0, min, max);
            case CLIENTS -> new GridAxis(quantity, clients(min, max), true, min, max);
            case SESSIONS -> new GridAxis(quantity, List.of(0.125, 0.25, 0.5, 1.0), true, min, max);
            case WORKERS -> new GridAxis(quantity, List.of(0.5, 1.0, 2.0), true, min, max);
            case CPUS -> new GridAxis(quantity, List.of(max, 2 * max, 4 * max), true, min, max);
        };
    }

    private static List<Double> delays(double min, double max) {
        List<Double> delays = new ArrayList<>();
        double end = Math.max(WHOLE_MS, BEYOND * max);
        for (double delay = min > 0 ? 1 : 0; delay <= WHOLE_MS; delay++) {
            delays.add(delay);
        }
        for (double delay = WHOLE_MS; delays.getLast() < end; ) {
            delay *= STEP;
            delays.add(Math.rint(delay));
        }
        return delays;
    }

    private static List<Double> clients(double min, double max) {
        TreeSet<Double> clients = new TreeSet<>();
        double end = BEYOND * max;
        for (double count = Math.max(1, min / 2); count < end; count *= STEP) {
            clients.add(Math.rint(count));
        }
        clients.add(Math.rint(end));
        return List.copyOf(clients);
    }

    /** Where a level is among the values: 1.5 is between the second and the third. */
    double place(double level) {
        int below = 0;
        while (below < values.size() - 2 && values.get(below + 1) <= level) {
            below++;
        }
        double from = scaled(values.get(below));
        double to = scaled(values.get(below + 1));
        return below + Math.clamp((scaled(level) - from) / (to - from), 0, 1);
    }

    /** A level at random, as somebody might choose it; counts and milliseconds are whole. */
    double drawn(Random random) {
        double from = scaled(values.getFirst());
        double to = scaled(values.getLast());
        double at = from + (to - from) * random.nextDouble();
        double level = logarithmic ? Math.exp(at) : at;
        return quantity.stepped() ? values.get(random.nextInt(values.size())) : Math.rint(level);
    }

    private double scaled(double level) {
        return logarithmic ? Math.log(level) : level;
    }
}
