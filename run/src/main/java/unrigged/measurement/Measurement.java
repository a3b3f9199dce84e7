package unrigged.measurement;

import java.util.List;
import unrigged.experiment.Event;
import unrigged.experiment.TrialRequest;
import unrigged.program.EnvironmentException;

/**
 * Whatever measures: this machine, or a simulated one. The only way from what a design asks for to
 * what is observed.
 */
public interface Measurement extends AutoCloseable {
    /** CPUs of the machine that is measured on. */
    int cpus();

    /**
     * Before the first of them is measured, not in the middle of a run; asked again when a decision
     * changes what is to come.
     *
     * @throws EnvironmentException when this machine is too small for one of them
     */
    void requireCapacity(List<TrialRequest> requests);

    /**
     * Measures one trial. Whatever happens to it, it has an end to record.
     *
     * @param attempt from 1
     * @throws InterruptedException after everything that it had started was stopped
     */
    Event.Observation measure(TrialRequest request, int attempt) throws InterruptedException;

    /** CPU time of the measuring program itself so far, in ns. */
    long ownCpuNs();

    @Override
    void close();

    /** Opens it, when the run begins and not before. */
    @FunctionalInterface
    interface Source {
        Measurement open() throws InterruptedException, java.io.IOException;
    }
}
