package unrigged.measurement;

import unrigged.experiment.DuelEntry;
import unrigged.experiment.DuelPlan;

/** Who is told how a duel goes, on the thread that holds it. */
public interface DuelListener {
    /** A line for people. */
    void note(String line);

    /** The rounds are about to begin. */
    void planned(DuelPlan plan);

    /** A slice was measured. */
    void measured(DuelEntry entry, int round, double perSecond);

    /** A server answers no more, or its command has exited; it has no further slice. */
    void lost(DuelEntry entry, int round, String why);
}
