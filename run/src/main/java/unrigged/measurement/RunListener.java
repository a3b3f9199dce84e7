package unrigged.measurement;

import unrigged.experiment.Event;
import unrigged.experiment.TrialSlot;

/** Who watches a run. Called on the run's own thread; must return soon. */
public interface RunListener {
    /** A line for people: what is being done now. */
    void note(String line);

    /** A trial enters a phase: start, readiness, warm-up, window, stop. */
    void phase(TrialSlot slot, String phase);

    /** A server of a deployment enters a phase: start, warm-up. */
    default void server(String deployment, String server, String phase) {}

    /** One second of load is over. */
    void second(TrialSlot slot, double perSecond);

    /** Something was written into the journal. */
    void recorded(Event event);
}
