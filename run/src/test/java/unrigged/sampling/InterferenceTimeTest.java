package unrigged.sampling;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import unrigged.metric.Clock;
import unrigged.metric.MachineUsage;
import unrigged.metric.Tier;
import unrigged.process.ProcessTable;

/**
 * A tree of processes that talk over loopback, so that a good part of their time is interrupts, and
 * a stranger that takes a tenth of a CPU. The share of others is set against what the kernel books
 * for each other process, so other work on the machine does no harm.
 */
@Tag("slow")
class InterferenceTimeTest {
    private static final String TALKERS =
            """
            import os, socket, time
            for _ in range(3):
                listener = socket.create_server(("127.0.0.1", 0))
                if os.fork() == 0:
                    peer, _ = listener.accept()
                    while data := peer.recv(200): peer.send(data)
                    os._exit(0)
                if os.fork() == 0:
                    peer = socket.create_connection(listener.getsockname())
                    while True:
                        peer.send(b"x" * 100)
                        peer.recv(200)
                        time.sleep(0.0005)
            print("up", flush=True)
            time.sleep(60)
            """;

    private static final String STRANGER =
            """
            import time
            while True:
                until = time.process_time() + 0.01
                while time.process_time() < until: pass
                time.sleep(0.09)
            """;

    private final List<Process> started = new ArrayList<>();

    private Process python(String program) throws Exception {
        Process process = new ProcessBuilder("python3", "-c", program).start();
        started.add(process);
        return process;
    }

    @Test
    void aStrangersTenthOfACpuIsSeenAndNothingIsMadeUp() throws Exception {
        Clock clock = Clock.system();
        MachineAccount account = MachineAccount.of(clock);
        assumeTrue(account.accounting().unknown().isEmpty(), account.toString());
        try {
            Process talkers = python(TALKERS);
            Process stranger = python(STRANGER);
            assertTrue(talkers.inputReader().readLine().equals("up"));
            Map<Tier, Long> roots = Map.of(Tier.APP, talkers.pid());
            List<Long> controller = List.of(ProcessHandle.current().pid());
            Snapshot first = Snapshot.take(clock, roots, controller);
            Thread.sleep(2_500); // the window
            Snapshot last = Snapshot.take(clock, roots, controller);
            MachineUsage usage = last.machineSince(first, account);
            double capacity = usage.capacityNs();
            double interference = usage.interferenceNs().orElseThrow() / capacity;
            double strangers = spent(first, last, stranger.pid()) / capacity;
            double others =
                    (spent(first, last, 1)
                                    + spent(first, last, 2)
                                    - spent(first, last, talkers.pid())
                                    - usage.controllerNs())
                            / capacity;
            String seen =
                    "interference %.4f, stranger %.4f, all others %.4f"
                            .formatted(interference, strangers, others);
            assertTrue(interference > 0.7 * strangers, seen);
            assertTrue(interference > others - 0.02, seen);
            assertTrue(interference < others + 0.03, seen);
            System.out.println(seen + " " + usage);
        } finally {
            for (Process process : started) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly().waitFor();
            }
        }
    }

    private static double spent(Snapshot first, Snapshot last, long root) {
        ProcessTable.CpuTime time = last.table().cpu(root).minus(first.table().cpu(root));
        return time.totalNs();
    }
}
