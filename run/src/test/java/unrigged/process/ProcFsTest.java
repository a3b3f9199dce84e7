package unrigged.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files as the kernel writes them. */
class ProcFsTest {
    private static final String TCP =
            """
              sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
               0: 0100007F:1538 00000000:0000 0A 00000000:00000000 00:00000000 00000000   999        0 4711 1 0000000000000000 100 0 0 10 0
               1: 0100007F:C350 0100007F:1538 01 00000000:00000000 00:00000000 00000000   999        0 4712 1 0000000000000000 20 4 30 10 -1
               2: 0100007F:1538 0100007F:C350 01 00000000:00000000 00:00000000 00000000   999        0 4713 1 0000000000000000 20 4 30 10 -1
               3: 00000000:0050 00000000:0000 0A 00000000:00000000 00:00000000 00000000   999        0 4714 1 0000000000000000 100 0 0 10 0
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path root;

    @SuppressWarnings("NullAway.Init")
    private ProcFs proc;

    @BeforeEach
    void mount() {
        proc = new ProcFs(root);
    }

    private void file(String name, String text) throws IOException {
        new MachineFiles(root).write("proc/" + name, text);
    }

    @Test
    void readingEndsWithTheListeningSockets() throws IOException {
        file("net/tcp", TCP);
        assertEquals(Set.of("socket:[4711]"), proc.listeningOn(0x1538));
        assertEquals(Set.of(), proc.listeningOn(0x50), "after the first that does not listen");
        assertEquals(Set.of("socket:[4712]"), proc.connectedTo(0x1538));
    }

    @Test
    void bothTablesCount() throws IOException {
        file("net/tcp", TCP);
        file("net/tcp6", TCP.replace("4711", "4811"));
        assertEquals(Set.of("socket:[4711]", "socket:[4811]"), proc.listeningOn(0x1538));
    }

    @Test
    void countersHaveTheirNamesInTheLineAbove() throws IOException {
        file("net/snmp", "Ip: A B\nIp: 1 2\nTcp: ActiveOpens PassiveOpens\nTcp: 3 4\n");
        assertEquals(
                Map.of("ActiveOpens", 3L, "PassiveOpens", 4L), proc.counters("net/snmp", "Tcp:"));
        assertEquals(Map.of(), proc.counters("net/snmp", "Udp:"));
        assertThrows(IOException.class, () -> proc.counters("net/netstat", "TcpExt:"));
    }

    @Test
    void aProcessThatIsGoneHasNothing() throws IOException {
        file("17/status", "Name:\tx\n");
        assertEquals(List.of(17L), proc.processes());
        assertEquals(List.of(), proc.children(18));
        assertEquals(List.of(), proc.threads(18));
        assertEquals(List.of(), proc.descriptors(18));
        assertEquals(OptionalLong.empty(), proc.pssBytes(18));
        assertEquals(Optional.empty(), SchedulerTimes.of(proc, "18/task/18"));
        assertEquals("", proc.textOrEmpty("18/maps"));
    }

    @Test
    void aProcessHasChildrenThreadsMemoryAndSockets() throws IOException {
        file("17/task/17/children", "18 19 ");
        file("17/task/17/schedstat", "4000 500 7\n");
        file("17/smaps_rollup", "00400000-7ffe ---p\nRss: 9 kB\nPss:                3 kB\n");
        Files.createDirectories(proc.path("17/fd"));
        Files.createSymbolicLink(proc.path("17/fd/3"), Path.of("socket:[4711]"));
        Files.createSymbolicLink(proc.path("17/fd/4"), Path.of("/dev/null"));
        assertEquals(List.of(18L, 19L), proc.children(17));
        assertEquals(List.of("17/task/17"), proc.threads(17));
        assertEquals(
                Optional.of(new SchedulerTimes(4000, 500)), SchedulerTimes.of(proc, "17/task/17"));
        assertEquals(OptionalLong.of(3 * 1024), proc.pssBytes(17));
        assertEquals(Set.of("socket:[4711]"), proc.sockets(17));
    }

    @Test
    void fieldsOfAStatusAreFoundByName() {
        assertEquals(
                new ProcessStatus("1000", OptionalLong.of(30), "0-3,8"),
                ProcessStatus.parse(
                        "Name:\tjava\nUid:\t1000\t1001\t1000\t1000\nThreads:\t30\nCpus_allowed:\t10f\nCpus_allowed_list:\t0-3,8\n"));
        assertEquals(
                new ProcessStatus("", OptionalLong.empty(), ""), ProcessStatus.parse("Name:\tx\n"));
    }

    @Test
    void softLimitsAreTheFirstOfTheTwo() {
        ResourceLimits limits =
                ResourceLimits.parse(
                        """
                        Limit                     Soft Limit           Hard Limit           Units
                        Max cpu time              unlimited            unlimited            seconds
                        Max open files            1024                 524288               files
                        Max nice priority         0                    0
                        """);
        assertEquals(Optional.of("unlimited"), limits.soft("Max cpu time"));
        assertEquals(Optional.of("1024"), limits.soft("Max open files"));
        assertEquals(Optional.of("0"), limits.soft("Max nice priority"));
        assertEquals(Optional.empty(), limits.soft("Limit"));
    }

    /** As a container sees its own group. */
    @Test
    void aGroupIsFoundBelowTheRootOfItsMount() throws IOException {
        file("self/cgroup", "5:cpu,cpuacct:/docker/4711/worker\n4:memory:/docker/4711\n");
        file(
                "self/mountinfo",
                "34 30 0:31 /docker/4711 /sys/fs/cgroup/cpu ro - cgroup cgroup rw,cpu,cpuacct\n");
        assertEquals(
                List.of(new ControlGroupMount(root.resolve("sys/fs/cgroup/cpu"), "worker")),
                ControlGroupMount.having(proc, "cpu"));
        assertEquals(List.of(), ControlGroupMount.having(proc, "pids"));
    }
}
