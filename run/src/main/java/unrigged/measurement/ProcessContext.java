package unrigged.measurement;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import unrigged.deployment.ProcessSpec;
import unrigged.deployment.Secrets;
import unrigged.journal.RunDirectory;
import unrigged.metric.Clock;
import unrigged.process.ManagedProcess;
import unrigged.process.ProcessCommand;
import unrigged.process.Supervisor;

/** What is needed to start processes, to follow them, and to leave none of them. */
interface ProcessContext {
    Clock clock();

    /** Where their logs are. */
    RunDirectory directory();

    Secrets secrets();

    /** The load generator: its JVM and the program. */
    List<String> loader();

    /** A new empty directory for temporary files. */
    Path freshScratch() throws IOException;

    /** Owns every process that is started. */
    Supervisor supervisor();

    default ManagedProcess start(ProcessSpec spec, Path log) throws InterruptedException {
        return supervisor()
                .run(
                        new ProcessCommand(
                                spec.tier().id(),
                                spec.arguments(),
                                spec.environment(),
                                spec.directory(),
                                log,
                                spec.stopSignal(),
                                spec.unprivileged()));
    }

    /** Kills what outlived its master; returns the names of what was killed. */
    default String killOrphans() throws InterruptedException {
        return supervisor().killOrphans();
    }

    /** The controller itself and its supervisor. */
    default List<Long> controllerPids() {
        return List.of(ProcessHandle.current().pid(), supervisor().pid());
    }
}
