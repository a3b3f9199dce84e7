package unrigged.sampling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import unrigged.metric.ProcessTurnover;
import unrigged.metric.Tier;

/** A shell as the server; what it starts and loses is what the watch says. */
class ProcessMonitorTest {
    private static ProcessTurnover watched(String inTheWindow, boolean look)
            throws IOException, InterruptedException {
        Process shell =
                new ProcessBuilder(
                                "sh",
                                "-c",
                                "sleep 60 & old=$!; echo begin; read go; "
                                        + inTheWindow
                                        + "; echo end; read go; kill $(jobs -p)")
                        .start();
        try (BufferedReader out = shell.inputReader(StandardCharsets.UTF_8)) {
            ProcessMonitor monitor = new ProcessMonitor(Map.of(Tier.APP, shell.pid()));
            assertEquals("begin", out.readLine());
            Snapshot first = SnapshotTest.at(0, 0, 0);
            shell.outputWriter().append("go\n").flush();
            String line = out.readLine();
            while (!"end".equals(line)) {
                if (look) {
                    monitor.look();
                }
                shell.outputWriter().append("go\n").flush();
                line = out.readLine();
            }
            return monitor.between(Tier.APP, first, SnapshotTest.at(1, 0, 0));
        } finally {
            shell.outputWriter().append("go\n").flush();
            shell.waitFor();
        }
    }

    @Test
    void processesThatStayAreNoTurnover() throws Exception {
        ProcessTurnover none = watched(":", true);
        assertEquals(new ProcessTurnover(0, 0, false), none);
    }

    @Test
    void aWorkerThatIsReplacedIsOneGoneAndOneNew() throws Exception {
        ProcessTurnover one = watched("kill $old; wait $old; sleep 60 & :", false);
        assertEquals(new ProcessTurnover(1, 1, false), one);
    }

    @Test
    void oneThatCameAndWentIsCountedWhenItWasSeen() throws Exception {
        ProcessTurnover seen =
                watched("sleep 60 & new=$!; echo look; read go; kill $new; wait $new", true);
        assertEquals(new ProcessTurnover(1, 1, false), seen);
    }

    @Test
    void oneThatNobodySawLeavesItsTrace() throws Exception {
        ProcessTurnover trace = watched("/bin/true", false);
        assertEquals(new ProcessTurnover(0, 0, true), trace);
        assertTrue(trace.any());
    }
}
