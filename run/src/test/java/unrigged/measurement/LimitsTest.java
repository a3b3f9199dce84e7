package unrigged.measurement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import unrigged.deployment.MachineLimits;
import unrigged.process.ProcFs;

/** Limits on processes, in directories as the kernel lays them out. */
class LimitsTest {
    @TempDir private Path root;

    private void file(String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private void user(int id) throws IOException {
        file("proc/self/status", "Name:\tjava\nUid:\t%1$d\t%1$d\t%1$d\t%1$d\n".formatted(id));
        file(
                "proc/self/limits",
                "Limit                     Soft Limit           Hard Limit           Units\nMax processes             500                  1000                 processes\n");
        file("proc/17/status", "Uid:\t%1$d\t%1$d\nThreads:\t30\n".formatted(id));
        file("proc/18/status", "Uid:\t%1$d\t%1$d\nThreads:\t12\n".formatted(id));
        file("proc/19/status", "Uid:\t77\t77\nThreads:\t900\n");
    }

    @Test
    void whatTheUserHasRunningCountsAgainstHisLimit() throws IOException {
        user(1000);
        assertEquals(OptionalLong.of(500 - 42), Limits.tasks(new ProcFs(root)));
    }

    @Test
    void rootHasNone() throws IOException {
        user(0);
        assertEquals(OptionalLong.empty(), Limits.tasks(new ProcFs(root)));
    }

    @Test
    void theSmallestRestOfTheControlGroupsCounts() throws IOException {
        user(1000);
        file("proc/self/cgroup", "0::/user/lab\n");
        file("proc/self/mountinfo", "29 25 0:26 / /sys/fs/cgroup rw,nosuid - cgroup2 cgroup2 rw\n");
        file("sys/fs/cgroup/user/pids.max", "300\n");
        file("sys/fs/cgroup/user/pids.current", "120\n");
        file("sys/fs/cgroup/user/lab/pids.max", "max\n");
        file("sys/fs/cgroup/user/lab/pids.current", "100\n");
        assertEquals(OptionalLong.of(180), Limits.tasks(new ProcFs(root)));
        file("sys/fs/cgroup/user/lab/pids.max", "150\n");
        assertEquals(OptionalLong.of(50), Limits.tasks(new ProcFs(root)));
    }

    @Test
    void thisMachineHasLimits() {
        MachineLimits limits = Limits.ofThisMachine();
        assertTrue(limits.openFiles() > 0 && limits.localPorts() > 0, limits.toString());
        assertTrue(limits.listenQueue() > 0, limits.toString());
    }
}
