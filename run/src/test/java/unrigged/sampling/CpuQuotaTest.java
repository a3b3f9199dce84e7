package unrigged.sampling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import unrigged.metric.CpuAccounting.Interrupts;
import unrigged.process.MachineFiles;

/** Directories as the kernel lays them out, for groups that this machine does not have. */
class CpuQuotaTest {
    @TempDir private Path root;

    private MachineFiles machine() {
        return new MachineFiles(root);
    }

    @Test
    void theSmallestQuotaOfTheGroupAndThoseAboveItCountsInVersion2() throws IOException {
        machine().writeControlGroup();
        machine().write("sys/fs/cgroup/user/cpu.max", "150000 100000\n");
        machine().write("sys/fs/cgroup/user/lab/cpu.max", "max 100000\n");
        assertEquals(OptionalDouble.of(1.5), CpuQuota.cpus(machine().proc()));
        machine().write("sys/fs/cgroup/user/lab/cpu.max", "50000 100000\n");
        assertEquals(OptionalDouble.of(0.5), CpuQuota.cpus(machine().proc()));
    }

    @Test
    void aContainerSeesItsQuotaAtTheMountOfVersion1() throws IOException {
        machine().write("proc/self/cgroup", "5:cpu,cpuacct:/docker/4711\n4:memory:/docker/4711\n");
        machine()
                .write(
                        "proc/self/mountinfo",
                        """
                        33 30 0:30 /docker/4711 /sys/fs/cgroup/memory ro - cgroup cgroup rw,memory
                        34 30 0:31 /docker/4711 /sys/fs/cgroup/cpu,cpuacct ro - cgroup cgroup rw,cpu,cpuacct
                        """);
        machine().write("sys/fs/cgroup/cpu,cpuacct/cpu.cfs_quota_us", "200000\n");
        machine().write("sys/fs/cgroup/cpu,cpuacct/cpu.cfs_period_us", "100000\n");
        assertEquals(OptionalDouble.of(2), CpuQuota.cpus(machine().proc()));
    }

    @Test
    void noQuotaIsNone() throws IOException {
        machine().write("proc/self/cgroup", "5:cpu,cpuacct:/\n");
        machine()
                .write(
                        "proc/self/mountinfo",
                        "34 30 0:31 / /sys/fs/cgroup/cpu ro - cgroup cgroup rw,cpu,cpuacct\n");
        machine().write("sys/fs/cgroup/cpu/cpu.cfs_quota_us", "-1\n");
        machine().write("sys/fs/cgroup/cpu/cpu.cfs_period_us", "100000\n");
        assertEquals(OptionalDouble.empty(), CpuQuota.cpus(machine().proc()));
    }

    @Test
    void underAQuotaTheLoadOfOthersIsNotKnown() {
        MachineAccount half =
                MachineAccount.of(2, Optional.of(Interrupts.IN_PROCESSES), OptionalDouble.of(1.5));
        Snapshot begin = SnapshotTest.at(0, 0, 0);
        Snapshot end = SnapshotTest.at(1_000_000_000, 1_000_000_000, 0);
        assertEquals(OptionalLong.empty(), half.between(begin, end, 0, 0).interferenceNs());
        assertTrue(half.accounting().unknown().orElse("").contains("1.50 of 2 CPUs"));
        MachineAccount whole =
                MachineAccount.of(2, Optional.of(Interrupts.IN_PROCESSES), OptionalDouble.of(2));
        assertEquals(
                OptionalLong.of(1_000_000_000), whole.between(begin, end, 0, 0).interferenceNs());
    }
}
