package unrigged.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Virtual threads in a JVM of their own. */
class CarrierThreadsTest {
    /** A few milliseconds; counted, not timed: on a busy machine time passes without work. */
    private static final int WORK = 5_000_000;

    /** Virtual threads that work and wait by turns, as a server's do: the waits have an end. */
    static final class Program {
        private static volatile long done;

        private Program() {}

        public static void main(String[] arguments) {
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int i = 0; i < 8; i++) {
                    threads.execute(Program::workAndWait);
                }
            }
        }

        private static void workAndWait() {
            while (!Thread.interrupted()) {
                long number = done;
                for (int i = 0; i < WORK; i++) {
                    number = number * 6_364_136_223_846_793_005L + 1;
                }
                done = number;
                try {
                    Thread.sleep(Duration.ofMillis(10));
                } catch (InterruptedException _) {
                    return;
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void theThreadThatWakesOthersIsNoCarrier(int carriers) throws Exception {
        Process program =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Djdk.virtualThreadScheduler.parallelism=" + carriers,
                                "-Djdk.virtualThreadScheduler.maxPoolSize=" + carriers,
                                "-cp",
                                System.getProperty("java.class.path"),
                                Program.class.getName())
                        .inheritIO()
                        .start();
        try {
            long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
            while (ProcessInspection.schedulerThreads(program.pid()).size() <= carriers
                    && System.nanoTime() < end) {
                Thread.sleep(20);
            }
            assertEquals(carriers + 1, ProcessInspection.schedulerThreads(program.pid()).size());
            CarrierThreads seen = new CarrierThreads();
            for (int looks = 0; looks < 20; looks++) {
                seen.look(List.of(program.pid()));
                Thread.sleep(50);
            }
            assertEquals(carriers, seen.working());
        } finally {
            program.destroyForcibly().waitFor();
        }
    }
}
