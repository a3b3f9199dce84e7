package unrigged.measurement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import unrigged.deployment.MachineLimits;
import unrigged.process.MachineFiles;

/** Limits on processes, in directories as the kernel lays them out. */
class LimitsTest {
    @TempDir private Path root;

    private MachineFiles machine() {
        return new MachineFiles(root);
    }

    private void user(int id) throws IOException {
        machine()
                .write(
                        "proc/self/status",
                        "Name:\tjava\nUid:\t%1$d\t%1$d\t%1$d\t%1$d\n".formatted(id));
        machine()
                .write(
                        "proc/self/limits",
                        "Limit                     Soft Limit           Hard Limit           Units\nMax processes             500                  1000                 processes\n");
        machine().write("proc/17/status", "Uid:\t%1$d\t%1$d\nThreads:\t30\n".formatted(id));
        machine().write("proc/18/status", "Uid:\t%1$d\t%1$d\nThreads:\t12\n".formatted(id));
        machine().write("proc/19/status", "Uid:\t77\t77\nThreads:\t900\n");
    }

    @Test
    void whatTheUserHasRunningCountsAgainstHisLimit() throws IOException {
        user(1000);
        assertEquals(OptionalLong.of(500 - 42), Limits.tasks(machine().proc()));
    }

    @Test
    void rootHasNone() throws IOException {
        user(0);
        assertEquals(OptionalLong.empty(), Limits.tasks(machine().proc()));
    }

    @Test
    void theSmallestRestOfTheControlGroupsCounts() throws IOException {
        user(1000);
        machine().writeControlGroup();
        machine().write("sys/fs/cgroup/user/pids.max", "300\n");
        machine().write("sys/fs/cgroup/user/pids.current", "120\n");
        machine().write("sys/fs/cgroup/user/lab/pids.max", "max\n");
        machine().write("sys/fs/cgroup/user/lab/pids.current", "100\n");
        assertEquals(OptionalLong.of(180), Limits.tasks(machine().proc()));
        machine().write("sys/fs/cgroup/user/lab/pids.max", "150\n");
        assertEquals(OptionalLong.of(50), Limits.tasks(machine().proc()));
    }

    @Test
    void memoryIsWhatTheSmallestControlGroupLeaves() throws IOException {
        machine().write("proc/meminfo", "MemTotal: 9000 kB\nMemAvailable:    8000 kB\n");
        assertEquals(OptionalLong.of(8000 * 1024), Limits.memoryAvailableBytes(machine().proc()));
        machine().writeControlGroup();
        machine().write("sys/fs/cgroup/user/memory.max", "4096000\n");
        machine().write("sys/fs/cgroup/user/memory.current", "3000000\n");
        machine().write("sys/fs/cgroup/user/memory.stat", "anon 5\ninactive_file 500000\n");
        machine().write("sys/fs/cgroup/user/lab/memory.max", "max\n");
        assertEquals(OptionalLong.of(1_596_000), Limits.memoryAvailableBytes(machine().proc()));
    }

    @Test
    void thisMachineHasLimits() {
        MachineLimits limits = Limits.ofThisMachine();
        assertTrue(limits.openFiles() > 0 && limits.localPorts() > 0, limits.toString());
        assertTrue(limits.listenQueue() > 0, limits.toString());
    }
}
