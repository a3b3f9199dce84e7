package unrigged.load.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.FileInputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import unrigged.program.ProbeJvm;

/** The kinds of errors, in processes that have few ports or descriptors. */
@Timeout(60)
class NetworkErrorsTest {
    private static final int SLOTS = 7;
    private static final int PORTS = 4;

    private static String probe(String shell, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("sh", "-c", shell + " exec \"$@\"", "sh"));
        command.addAll(ProbeJvm.command(Probe.class, arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), said);
        return said.strip();
    }

    /** In a network of its own with {@link #PORTS} local ports. */
    private static String connecting(Transports.Kind kind, String source) throws Exception {
        List<String> alone = List.of("unshare", "--user", "--map-root-user", "--net");
        List<String> trial = new ArrayList<>(alone);
        trial.addAll(List.of("ip", "link", "set", "lo", "up"));
        assumeTrue(
                new ProcessBuilder(trial).start().waitFor() == 0,
                "no network namespace can be made here");
        return probe(
                String.join(" ", alone)
                        + " sh -c 'ip link set lo up && echo 40000 40003 >/proc/sys/net/ipv4/ip_local_port_range && exec \"$@\"' sh \"$@\"; exit $?;",
                "ports",
                kind.name(),
                source);
    }

    @ParameterizedTest
    @CsvSource({"NIO,''", "NIO,127.0.0.1", "EPOLL,''", "EPOLL,127.0.0.1", "URING,127.0.0.1"})
    @Tag("slow")
    void aConnectionThatFindsNoLocalPortSaysSo(Transports.Kind kind, String source)
            throws Exception {
        assertEquals("{NoLocalPortException=" + (SLOTS - PORTS) + "}", connecting(kind, source));
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "AUTO")
    @Tag("slow")
    void aSourceThatIsNoAddressOfThisMachineIsNoLackOfPorts(Transports.Kind kind) throws Exception {
        assertEquals("{ConnectException=" + SLOTS + "}", connecting(kind, "192.0.2.1"));
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.INCLUDE,
            names = {"NIO", "EPOLL"})
    void aSocketThatFindsNoDescriptorSaysSo(Transports.Kind kind) throws Exception {
        assertEquals(
                "TooManyOpenFilesException PROCESS",
                probe("ulimit -n 200;", "descriptors", kind.name()));
    }

    @Test
    void whoseLimitItIsComesFromTheNumber() {
        assertEquals(
                TooManyOpenFilesException.Limit.SYSTEM,
                ((TooManyOpenFilesException) NetworkErrors.socket("", LinuxSyscalls.ENFILE))
                        .limit());
        IOException other = new IOException("Too many open files, says somebody");
        assertSame(other, NetworkErrors.socket(other), "descriptors are left");
    }

    static final class Probe {
        private Probe() {}

        public static void main(String[] args) throws Exception {
            Transports.Kind kind = Transports.Kind.valueOf(args[1]);
            if (args[0].equals("ports")) {
                List<InetAddress> sources =
                        args[2].isEmpty() ? List.of() : List.of(InetAddress.getByName(args[2]));
                System.out.println(failures(kind, sources));
            } else {
                System.out.println(withoutDescriptors(kind));
            }
        }

        private static TransportConfig wiring(InetSocketAddress target, List<InetAddress> sources) {
            return new TransportConfig(
                    target,
                    sources,
                    SLOTS,
                    List.of("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII)),
                    true,
                    false);
        }

        private static Map<String, Integer> failures(
                Transports.Kind kind, List<InetAddress> sources) throws Exception {
            Map<String, Integer> failed = new TreeMap<>();
            InetSocketAddress target =
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), 30_000);
            try (ServerSocket server = new ServerSocket();
                    Transport transport = Transports.open(kind, wiring(target, sources))) {
                server.bind(target);
                for (int slot = 0; slot < SLOTS; slot++) {
                    try {
                        transport.open(slot, 0);
                    } catch (ConnectException e) {
                        failed.merge(e.getClass().getSimpleName(), 1, Integer::sum);
                    }
                }
                for (int looks = 0; looks < 5; looks++) {
                    if (transport.await(100_000_000, 1, 0)) {
                        transport.deliver(new Failures(failed));
                    }
                }
            }
            return failed;
        }

        private static String withoutDescriptors(Transports.Kind kind) throws Exception {
            // What is needed then could not be loaded then; a load's rehearsal does it.
            TooManyOpenFilesException.Limit limit = TooManyOpenFilesException.Limit.PROCESS;
            String expected = TooManyOpenFilesException.class.getSimpleName() + " " + limit;
            InetSocketAddress target = new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);
            Transport transport = Transports.open(kind, wiring(target, List.of()));
            NetworkErrors.socket(new IOException("none"));
            try {
                transport.open(1, 0);
            } catch (ConnectException _) {
                // Nobody listens there.
            }
            List<FileInputStream> held = new ArrayList<>();
            try {
                while (true) {
                    held.add(new FileInputStream("/dev/null"));
                }
            } catch (IOException _) {
                try {
                    transport.open(0, 0);
                    return "opened";
                } catch (TooManyOpenFilesException e) {
                    return e.limit() == limit && !held.isEmpty() ? expected : "another limit";
                }
            }
        }
    }

    private record Failures(Map<String, Integer> failed) implements Transport.Events {
        @Override
        public void connected(int slot) {}

        @Override
        public void connectFailed(int slot, ConnectException why) {
            failed.merge(why.getClass().getSimpleName(), 1, Integer::sum);
        }

        @Override
        public void received(int slot, ByteBuffer bytes, long epochNs) {}

        @Override
        public void closed(int slot) {}

        @Override
        public void broken(int slot, String why) {}
    }
}
