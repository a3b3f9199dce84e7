package unrigged.measurement;

import java.util.List;
import unrigged.experiment.DeploymentRequest;
import unrigged.experiment.Event;
import unrigged.experiment.SliceRequest;
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
     * The same for deployments: their connections, and the memory that all their servers need.
     *
     * @throws EnvironmentException when this machine is too small for one of them
     */
    void requireRoom(List<DeploymentRequest> requests);

    /**
     * Ends the deployment that is up, if one is, and starts this one: its servers are up and warm
     * when it returns, or it has ended.
     *
     * @throws InterruptedException after everything that it had started was stopped
     */
    Event.DeploymentEvent deploy(DeploymentRequest request) throws InterruptedException;

    /**
     * Measures one slice of the deployment that is up. What breaks the deployment as a whole ends
     * it; what breaks the server alone is an end of the slice.
     *
     * @throws InterruptedException after everything that it had started was stopped
     */
    Event measure(SliceRequest request) throws InterruptedException;

    /** Ends the deployment that is up, which has had all its slices. */
    Event.DeploymentEnded endDeployment() throws InterruptedException;

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
