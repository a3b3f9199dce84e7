package unrigged.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The self-check blames the generator when that is short of CPU time, and only then: a server that
 * is slower than the load is the server's affair.
 */
@Tag("simulation")
@Timeout(180)
@ParameterizedClass
@ExtendWith(StolenTime.class)
@ValueSource(strings = {"nio", "epoll", "uring"})
class SelfCheckTest {
    /** How many busy processes the generator has to share its only CPU with. */
    private static final int COMPETITORS = 3;

    /** Of the machine; a server that is slow does not make anybody wait for a CPU. */
    private static final double STALL_MS = 5;

    private static final String[] LOADS = {"--method=GET", "--no-keepalive", "--rate=4000"};

    private static final String STOPPED_ONCE = "kill -STOP $0 && sleep 0.9; kill -CONT $0";
    private static final String STOPPED_AGAIN_AND_AGAIN =
            "while kill -STOP $0 && sleep 0.09 && kill -CONT $0; do sleep 0.01; done";

    private static final String KEPT_FROM_RUNNING =
            "saturated: .*(was kept from running|did not run for|left [0-9.]+ ms late or more).*";

    @Parameter private String transport = "";

    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void nothingIsLeftBehind() throws InterruptedException {
        for (Process process : started) {
            process.destroy();
            process.waitFor();
        }
        started.clear();
    }

    @Test
    void anOpenLoopThatIsShortOfCpuTimeIsSaturated() throws Exception {
        String health = besideCompetitors("--rate=500", "--connections=50");
        assertTrue(health.startsWith("saturated: "), health);
        assertTrue(health.contains("ms late or more although a connection was free"), health);
    }

    /** A server that is kept waiting itself hides it: one of a few runs has to show it. */
    @Test
    void aClosedLoopThatIsShortOfCpuTimeIsSaturated() throws Exception {
        List<String> seen = new ArrayList<>();
        do {
            seen.add(besideCompetitors("--connections=1"));
        } while (seen.size() < 4 && !seen.getLast().contains("waited for a CPU"));
        assertTrue(seen.getLast().contains("waited for a CPU"), seen.toString());
    }

    /** As cpulimit does it: the kernel's account of waits knows nothing of that. */
    @Test
    void aGeneratorThatIsStoppedAgainAndAgainIsSaturated() throws Exception {
        try (DelayProcess server = new DelayProcess(0.05, 0, 1, 1000);
                GeneratorProcess generator =
                        GeneratorProcess.start(
                                List.of(),
                                server.url(),
                                "--transport=" + transport,
                                "--duration=1500ms",
                                "--rate=500")) {
            start(
                    "sh",
                    "-c",
                    "while kill -STOP $0 && sleep 0.04 && kill -CONT $0; do sleep 0.01; done",
                    "" + generator.pid());
            String health = generator.health();
            assertTrue(health.contains("ms late or more although a connection was free"), health);
        }
    }

    /** Such a pause is in the latencies of what was under way, or in nobody's. */
    @Test
    void aGeneratorThatIsStoppedOnceIsSaturatedInEveryLoop() throws Exception {
        for (String load : LOADS) {
            String health = whileUnderLoad("3s", load, STOPPED_ONCE);
            assertTrue(health.contains("did not run for"), load + ": " + health);
        }
    }

    /** As a quota of a tenth of a CPU does it that is used up at once. */
    @Test
    void aGeneratorThatRunsATenthOfTheTimeIsSaturatedInEveryLoop() throws Exception {
        for (String load : LOADS) {
            String health = whileUnderLoad("1500ms", load, STOPPED_AGAIN_AND_AGAIN);
            assertTrue(health.matches(KEPT_FROM_RUNNING), load + ": " + health);
        }
    }

    @Test
    void aGeneratorWithAThirtiethOfACpuIsSaturatedInEveryLoop() throws Exception {
        for (String load : LOADS) {
            try (CpuQuotaCgroup quota = CpuQuotaCgroup.thirtieth()) {
                // So many that the load needs more than a thirtieth of a CPU; where the server is
                // slower
                // than that, the quota is not used up: one of a few runs has to show it.
                List<String> seen = new ArrayList<>();
                do {
                    seen.add(whileUnderLoad("1500ms", 300, load, quota.command()));
                } while (seen.size() < 4 && !seen.getLast().matches(KEPT_FROM_RUNNING));
                assertTrue(seen.getLast().matches(KEPT_FROM_RUNNING), load + ": " + seen);
            }
        }
    }

    @Test
    void windowsOfMillisecondsAreNotJudgedByWhatHappensOnce() throws Exception {
        try (ScriptedServer server = new ScriptedServer(ScriptedServer.sends(ScriptedServer.OK))) {
            for (int i = 0; i < 20; i++) {
                Result result =
                        Loads.over(transport, server.url(), "--connections=4", "--duration=10ms");
                assertEquals("healthy", result.health());
            }
        }
    }

    /** Requests are meant to leave up to a grid's distance late. */
    @Test
    void aGridIsNoLag() throws Exception {
        try (ScriptedServer server = new ScriptedServer(ScriptedServer.sends(ScriptedServer.OK))) {
            Result result =
                    undisturbed(
                            server,
                            "--connections=20",
                            "--rate=500",
                            "--arrivals=poisson",
                            "--pacing=grid",
                            "--grid=10ms");
            assertTrue(result.sendLag().p99().orElse(0) > 5, "they do");
        }
    }

    /** What a generator says of itself to whose process something is done when it is at work. */
    private String whileUnderLoad(String duration, String load, String command) throws Exception {
        return whileUnderLoad(duration, 50, load, command);
    }

    private String whileUnderLoad(String duration, int connections, String load, String command)
            throws Exception {
        ScriptedServer.Script slow =
                (client, out) -> {
                    Thread.sleep(5);
                    return ScriptedServer.sends(ScriptedServer.OK).answer(client, out);
                };
        try (ScriptedServer server = new ScriptedServer(slow);
                GeneratorProcess generator =
                        GeneratorProcess.start(
                                List.of(),
                                server.url(),
                                "--transport=" + transport,
                                "--duration=" + duration,
                                "--connections=" + connections,
                                load)) {
            while (server.requests.get() < 100) {
                assertTrue(generator.isAlive(), "it should be at work");
                Thread.sleep(5);
            }
            start("sh", "-c", command, "" + generator.pid());
            return generator.health();
        } finally {
            nothingIsLeftBehind();
        }
    }

    @Test
    void aSaturatedServerInAClosedLoopIsNoFaultOfTheGenerator() throws Exception {
        try (ScriptedServer server = new ScriptedServer(fourWorkers())) {
            Result result = undisturbed(server, "--connections=32");
            assertTrue(result.latencies().p50().orElse(0) > 8 * 50 * 0.9, "they queue");
        }
    }

    @Test
    void aSaturatedServerInAnOpenLoopIsNoFaultOfTheGenerator() throws Exception {
        for (String connections : new String[] {"--connections=20", "--connections=500"}) {
            try (ScriptedServer server = new ScriptedServer(fourWorkers())) {
                Result result = undisturbed(server, connections, "--rate=240");
                assertTrue(result.ok() <= 4 * 1_600 / 50, "the server's capacity: " + result.ok());
                assertEquals(result.begun(), result.ok() + result.abandoned());
            }
        }
    }

    @Test
    void aServerThatTakesACpuForItselfIsNoFaultOfTheGenerator() throws Exception {
        ReentrantLock cpu = new ReentrantLock(true);
        ScriptedServer.Script burning =
                (client, out) -> {
                    cpu.lock();
                    try {
                        long endNs = System.nanoTime() + 3_000_000;
                        while (System.nanoTime() - endNs < 0) {
                            Thread.onSpinWait();
                        }
                    } finally {
                        cpu.unlock();
                    }
                    return ScriptedServer.sends(ScriptedServer.OK).answer(client, out);
                };
        try (ScriptedServer server = new ScriptedServer(burning)) {
            undisturbed(server, "--connections=32");
        }
    }

    /** A healthy run. The machine itself may stall a generator, which then says so. */
    private Result undisturbed(ScriptedServer server, String... load) throws Exception {
        List<String> arguments = new ArrayList<>(List.of(load));
        arguments.add("--duration=1500ms");
        AtomicReference<Result> last = new AtomicReference<>();
        DisturbanceProbe.requireUndisturbed(
                STALL_MS,
                () -> {
                    Result result =
                            Loads.over(transport, server.url(), arguments.toArray(new String[0]));
                    last.set(result);
                    return result.health().equals("healthy") ? "" : result.health() + "; ";
                });
        return last.get();
    }

    /** 50 ms for each request, four at a time: 80 answers per second. */
    private static ScriptedServer.Script fourWorkers() {
        Semaphore workers = new Semaphore(4, true);
        return (client, out) -> {
            workers.acquire();
            try {
                Thread.sleep(50);
            } finally {
                workers.release();
            }
            return ScriptedServer.sends(ScriptedServer.OK).answer(client, out);
        };
    }

    /** What a generator says of itself that shares its only CPU. */
    private String besideCompetitors(String... load) throws Exception {
        List<String> pinned = List.of("taskset", "-c", GeneratorProcess.firstCpu());
        for (int i = 0; i < COMPETITORS; i++) {
            List<String> busy = new ArrayList<>(pinned);
            // Bounded, should this JVM be killed.
            busy.addAll(List.of("timeout", "30", "sh", "-c", "while :; do :; done"));
            start(busy.toArray(new String[0]));
        }
        List<String> arguments = new ArrayList<>(List.of(load));
        arguments.add("--transport=" + transport);
        arguments.add("--duration=1500ms");
        try (DelayProcess server = new DelayProcess(0.05, 0, 1, 1000);
                GeneratorProcess generator =
                        GeneratorProcess.start(
                                pinned, server.url(), arguments.toArray(new String[0]))) {
            return generator.health();
        } finally {
            nothingIsLeftBehind();
        }
    }

    private void start(String... command) throws Exception {
        started.add(
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start());
    }
}
