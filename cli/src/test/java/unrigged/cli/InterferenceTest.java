package unrigged.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import unrigged.inference.Finding;
import unrigged.journal.Journal;
import unrigged.journal.RunDirectory;
import unrigged.metric.MachineUsage;
import unrigged.process.ProcessTable;
import unrigged.report.Report;

/** A measurement of a few seconds, alone and beside a stranger that takes a tenth of a CPU. */
@Tag("topology")
class InterferenceTest {
    private static final String FINDING = "Other programs used the machine";

    private static final String PLAN =
            """
            name: foreign
            baseline: flask-gunicorn
            stacks: [flask-gunicorn]
            scenarios: [small]
            define:
              small: {workers_sync: "2", workers_async: "2", clients: "8", db_sessions: "8", delay: 4ms}
            blocks: 1
            trial: {warm_up: 300ms, window: 3s}
            """;

    /** Spins for 10 of each 100 ms, by its own CPU time. */
    private static final String SPINNER =
            """
            import time
            due = time.monotonic()
            while True:
                until = time.process_time() + 0.01
                while time.process_time() < until: pass
                due = max(due + 0.1, time.monotonic())
                time.sleep(max(0, due - time.monotonic()))
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private RunDirectory run() throws Exception {
        Path plan = Files.writeString(folder.resolve("plan.yaml"), PLAN);
        Path run = folder.resolve("run");
        CliProcess cli = CliProcess.start(folder, "run", plan.toString(), "--out", run.toString());
        cli.awaitMeasured(Duration.ofMinutes(3));
        return new RunDirectory(run);
    }

    private static MachineUsage machine(RunDirectory run) {
        return Journal.read(run.journal()).measured().getFirst().machine();
    }

    /** Of the run: what belongs to the machine is said once. */
    private static List<String> findings(RunDirectory run) {
        return Report.read(run).findings().stream().map(Finding::what).toList();
    }

    @Test
    void aTenthOfACpuIsFound() throws Exception {
        int cpus = Runtime.getRuntime().availableProcessors();
        assumeTrue(cpus <= 2, "on more CPUs a tenth of one is less than the threshold of 4.5 %");
        Process spinner = new ProcessBuilder("python3", "-c", SPINNER).start();
        try {
            RunDirectory run = run();
            MachineUsage machine = machine(run);
            assertTrue(machine.accounting().isPresent());
            assumeTrue(machine.interferenceNs().isPresent(), "a quota: " + machine);
            assertTrue(findings(run).contains(FINDING), findings(run) + " " + machine);
        } finally {
            spinner.destroyForcibly().waitFor();
        }
    }

    @Test
    void aQuietMachineIsNotBlamed() throws Exception {
        long before = others();
        long from = System.nanoTime();
        RunDirectory run = run();
        double share =
                (double) (others() - before)
                        / (System.nanoTime() - from)
                        / Runtime.getRuntime().availableProcessors();
        assumeTrue(share < 0.01, "others really use " + share + " of this machine");
        assertTrue(!findings(run).contains(FINDING), findings(run) + " " + machine(run));
    }

    /** CPU time of all processes but this one and its own, in ns. */
    private static long others() {
        ProcessTable table = ProcessTable.read();
        long self = ProcessHandle.current().pid();
        return table.cpu(1).totalNs() + table.cpu(2).totalNs() - table.cpu(self).totalNs();
    }
}
