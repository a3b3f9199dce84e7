package unrigged.exploration;

import java.util.Arrays;
import java.util.List;
import unrigged.experiment.Event.StackInfo;

/** What visits saw of one stack: logarithms of its ratio to the reference stack. */
final class StackVisits {
    private final StackInfo stack;
    private final List<Visit> visits;
    private final double[] logs;

    /** By universe. */
    private final double[] expected;

    /** By universe. */
    private final double[] unseen;

    /**
     * @param logs by visit
     * @param expected what the model says, by universe
     * @param unseen what it says of a visited universe when it was not fitted to it, by universe
     */
    StackVisits(
            StackInfo stack,
            List<Visit> visits,
            double[] logs,
            double[] expected,
            double[] unseen) {
        this.stack = stack;
        this.visits = List.copyOf(visits);
        this.logs = logs.clone();
        this.expected = expected.clone();
        this.unseen = unseen.clone();
    }

    /**
     * As if each universe were unseen: what deviations there are to expect, since a model that was
     * fitted to a universe is nearer to it than to others.
     */
    StackVisits asUnseen() {
        return new StackVisits(stack, visits, logs, unseen, unseen);
    }

    StackInfo stack() {
        return stack;
    }

    List<Visit> visits() {
        return visits;
    }

    double expected(int universe) {
        return expected[universe];
    }

    /** By visit: how far it is from the model. */
    double[] deviations() {
        double[] deviations = logs.clone();
        Arrays.setAll(deviations, i -> logs[i] - expected[visits.get(i).universe()]);
        return deviations;
    }

    int blocks(int universe) {
        return (int) visits.stream().filter(visit -> visit.universe() == universe).count();
    }
}
