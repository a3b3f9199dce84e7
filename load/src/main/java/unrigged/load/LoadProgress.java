package unrigged.load;

import java.util.OptionalDouble;

/** Hears how a run goes, off the loop's thread. */
interface LoadProgress {
    void began(Phase phase);

    void second(Second second);

    void windowEnded();

    /**
     * One second of a phase, or what was left of one at its end.
     *
     * @param index from 0 in each phase
     * @param p50Ms absent when nothing was answered
     */
    record Second(
            Phase phase,
            int index,
            double lengthS,
            long ok,
            long failed,
            OptionalDouble p50Ms,
            OptionalDouble p99Ms) {}
}
