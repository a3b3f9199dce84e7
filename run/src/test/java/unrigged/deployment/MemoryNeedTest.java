package unrigged.deployment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import unrigged.experiment.DeploymentRequest;
import unrigged.experiment.Purpose;
import unrigged.experiment.Server;
import unrigged.experiment.SliceTiming;

class MemoryNeedTest {
    private static final long MIB = 1 << 20;

    private static MemoryNeed of(Server... servers) {
        Duration none = Duration.ZERO;
        return MemoryNeed.of(
                new DeploymentRequest(
                        "b01",
                        Purpose.BLOCK,
                        1,
                        1,
                        List.of(servers),
                        none,
                        new SliceTiming(none, none, none, none, none, none)),
                ChangedPlan.CATALOG);
    }

    private static Server server(String stack, int workers) {
        return new Server(stack, stack, 1, workers, OptionalLong.empty(), 40, 37);
    }

    @Test
    void workersThatAreProcessesCountEachAndThreadsDoNot() {
        assertEquals((30 + 7 * 30) * MIB, of(server("flask-gunicorn", 7)).servers());
        assertEquals(380 * MIB, of(server("tomcat-platform", 7)).servers());
    }

    @Test
    void everySessionOfEveryServerCountsAndTheRestDoesOnce() {
        MemoryNeed one = of(server("vertx", 2));
        MemoryNeed two = of(server("vertx", 2), server("netty", 2));
        assertEquals(2 * 37 * 2 * MIB, two.sessions());
        assertEquals(one.total() + 380 * MIB + 37 * 2 * MIB, two.total());
    }
}
