package unrigged.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import unrigged.program.EnvironmentException;

/** A host with several addresses: the load goes to one that answers, and says which. */
@Timeout(30)
class DestinationTest {
    @ParameterizedTest
    @ValueSource(strings = {"nio", "epoll", "uring"})
    void localhostReachesAServerThatListensOnIpv6Only(String transport) throws Exception {
        try (HeadServer server = new HeadServer("::1")) {
            Result result = local(transport, server.port());
            assertEquals(20, result.ok(), result.failed().toString());
            String json = LoadResultJson.of(result);
            assertTrue(json.contains("\"address\":\"[::1]:" + server.port() + "\""), json);
            assertFalse(json.contains("addressesFailed"), json);
            assertEquals(20, server.heads.size(), "the connection that only looked asks nothing");
            assertTrue(server.heads.getFirst().contains("Host: localhost:"), "" + server.heads);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nio", "epoll", "uring"})
    void localhostReachesAServerThatListensOnIpv4OnlyAndSaysWhatFailed(String transport)
            throws Exception {
        try (HeadServer server = new HeadServer("127.0.0.1")) {
            Result result = local(transport, server.port());
            assertEquals(20, result.ok(), result.failed().toString());
            String json = LoadResultJson.of(result);
            assertTrue(json.contains("\"address\":\"127.0.0.1:" + server.port() + "\""), json);
            assertTrue(
                    json.contains(
                            "\"addressesFailed\":[{\"address\":\"[::1]:"
                                    + server.port()
                                    + "\",\"reason\":\"Connection refused\"}]"),
                    json);
            assertEquals(List.of(), result.notes());
        }
    }

    private static Result local(String transport, int port) throws Exception {
        return Loads.over(
                transport,
                "http://localhost:" + port + "/",
                "--connections=2",
                "--requests=20",
                "--duration=10s");
    }

    @Test
    void whenAllFailEachIsNamedWithItsReason() throws Exception {
        int port;
        try (ServerSocket unused = new ServerSocket(0, 1, InetAddress.ofLiteral("::1"))) {
            port = unused.getLocalPort();
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code =
                new LoadMain(
                                new PrintStream(out, true, StandardCharsets.UTF_8),
                                new PrintStream(err, true, StandardCharsets.UTF_8))
                        .run("http://localhost:" + port + "/", "--duration=50ms");
        String said = err.toString(StandardCharsets.UTF_8);
        assertEquals(1, code, said);
        assertTrue(said.contains("[::1]:" + port + ": Connection refused"), said);
        assertTrue(said.contains("127.0.0.1:" + port + ": Connection refused"), said);
    }

    @Test
    void anOnlyAddressIsNotTriedBeforeTheLoad() throws Exception {
        try (ScriptedServer server = new ScriptedServer(ScriptedServer.sends(ScriptedServer.OK))) {
            Result result = Loads.run(server.url(), "--connections=2", "--requests=4");
            assertEquals(2, server.connections.get());
            assertTrue(result.connecting().destination().text().startsWith("127.0.0.1:"));
        }
    }

    @Test
    void aSourceChoosesTheAddressesOfItsKind() throws Exception {
        try (HeadServer server = new HeadServer("127.0.0.1")) {
            String url = "http://localhost:" + server.port() + "/";
            Result result = Loads.run(url, "--connections=1", "--requests=2", "--source=127.0.0.1");
            assertEquals(2, result.ok());
            assertEquals(List.of(), result.connecting().destination().failed());
            EnvironmentException exception =
                    assertThrows(
                            EnvironmentException.class,
                            () -> Loads.run("http://127.0.0.1:1/", "--source=::1"));
            assertTrue(exception.text().contains("--source"), exception.toString());
        }
    }

    /** RFC 8305, section 4: the families take turns. */
    @ParameterizedTest
    @CsvSource({
        "127.0.0.1 ::1, false, ::1 127.0.0.1",
        "::1 127.0.0.1, true, 127.0.0.1 ::1",
        "192.0.2.1 192.0.2.2 2001:db8::1 2001:db8::2 2001:db8::3, false,"
                + " 2001:db8::1 192.0.2.1 2001:db8::2 192.0.2.2 2001:db8::3",
        "192.0.2.1 192.0.2.2, false, 192.0.2.1 192.0.2.2",
    })
    void theFamiliesTakeTurnsAndIpv6IsFirst(String all, boolean ipv4First, String ordered) {
        assertEquals(
                addresses(ordered),
                DestinationFinder.ordered(new LinkedHashSet<>(addresses(all)), ipv4First));
    }

    private static List<InetAddress> addresses(String all) {
        return Arrays.stream(all.split(" ", -1)).map(InetAddress::ofLiteral).toList();
    }

    @ParameterizedTest
    @CsvSource({
        "::1, [::1]:80",
        "2001:db8::1, [2001:db8::1]:80",
        "fe80::, [fe80::]:80",
        "127.0.0.1, 127.0.0.1:80"
    })
    void addressesAreWrittenAsInAUrl(String address, String text) {
        assertEquals(
                text, Destination.text(new InetSocketAddress(InetAddress.ofLiteral(address), 80)));
    }

    /**
     * A process of its own, whose JDK is given a hosts file in which the name has two addresses.
     */
    @Test
    void aNameWithAnUnderscoreAndTwoAddressesIsReached(@TempDir Path folder) throws Exception {
        Path hosts =
                Files.writeString(
                        folder.resolve("hosts"), "::1 my_service\n127.0.0.1 my_service\n");
        try (HeadServer server = new HeadServer("127.0.0.1")) {
            String json =
                    generator(
                            hosts,
                            "http://my_service:" + server.port() + "/a",
                            "--connections=1",
                            "--requests=3",
                            "--json");
            assertTrue(json.contains("\"ok\":3,"), json);
            assertTrue(json.contains("\"address\":\"127.0.0.1:" + server.port() + "\""), json);
            assertTrue(json.contains("\"address\":\"[::1]:" + server.port() + "\""), json);
            assertTrue(
                    server.heads.getFirst().contains("Host: my_service:" + server.port()),
                    server.heads.toString());
        }
    }

    private static String generator(Path hosts, String... arguments) throws IOException {
        List<String> command =
                List.of(
                        System.getProperty("java.home") + "/bin/java",
                        "-Djdk.net.hosts.file=" + hosts,
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LoadMain.class.getName());
        Process process =
                new ProcessBuilder(
                                Stream.concat(command.stream(), Arrays.stream(arguments))
                                        .collect(Collectors.toList()))
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
