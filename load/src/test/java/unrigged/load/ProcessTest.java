package unrigged.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The generator as a process of its own, as the controller and people start it. */
@Timeout(30)
@Tag("slow")
class ProcessTest {
    private final ScriptedServer server;
    private final ServerSocket controller;
    private final List<Process> started = new ArrayList<>();

    ProcessTest() throws IOException {
        server = new ScriptedServer(ScriptedServer.sends(ScriptedServer.OK));
        controller = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        controller.setSoTimeout(20_000);
    }

    @AfterEach
    void nothingIsLeftBehind() throws IOException {
        started.forEach(Process::destroyForcibly);
        controller.close();
        server.close();
    }

    @Test
    void theTalkWithTheControllerHasItsOrder() throws Exception {
        Process process =
                start(
                        "--connections=2",
                        "--warm-up=300ms",
                        "--duration=1200ms",
                        "--control=127.0.0.1:" + controller.getLocalPort());
        try (ControllerEnd talk = new ControllerEnd(controller.accept())) {
            assertEquals("{\"event\":\"ready\"}", talk.hear());
            assertEquals(0, server.requests.get(), "no request before go");
            talk.say("expect-mask \"hello #\"");
            talk.say("go");
            assertEquals("{\"event\":\"warm-up\"}", talk.hear());
            assertTrue(talk.hear().startsWith(second("warm-up", 0)));
            assertEquals("{\"event\":\"window\"}", talk.hear());
            assertTrue(talk.hear().startsWith(second("window", 0)));
            assertTrue(talk.hear().startsWith(second("window", 1)));
            assertEquals("{\"event\":\"window-end\"}", talk.hear());
            String done = talk.hear();
            assertTrue(done.startsWith("{\"event\":\"done\",\"result\":{\"ok\":"), done);
            assertTrue(done.contains("\"failed\":{}"), done);
        }
        assertEquals(0, exit(process));
    }

    @Test
    void aMaskFromTheControllerIsChecked() throws Exception {
        Process process =
                start(
                        "--connections=2",
                        "--requests=10",
                        "--control=127.0.0.1:" + controller.getLocalPort());
        try (ControllerEnd talk = new ControllerEnd(controller.accept())) {
            talk.hear();
            talk.say("expect-mask \"hello @\"");
            talk.say("go");
            String done = talk.hearUntil("done");
            assertTrue(done.contains("\"ok\":0,\"failed\":{\"wrong-body\":10}"), done);
        }
        assertEquals(0, exit(process), "the controller checks");
    }

    @Test
    void stopEndsTheRunAndReportsWhatWasMeasured() throws Exception {
        Process process =
                start(
                        "--connections=2",
                        "--duration=60s",
                        "--control=127.0.0.1:" + controller.getLocalPort());
        try (ControllerEnd talk = new ControllerEnd(controller.accept())) {
            talk.hear();
            talk.say("go");
            talk.hearUntil("window");
            talk.hearUntil("second");
            talk.say("stop");
            String done = talk.hearUntil("done");
            assertFalse(done.contains("\"ok\":0,"), done);
        }
        assertEquals(0, exit(process));
    }

    @Test
    void theEndOfTheControllerIsTheEndOfTheLoad() throws Exception {
        Process process =
                start(
                        "--connections=2",
                        "--duration=60s",
                        "--control=127.0.0.1:" + controller.getLocalPort());
        try (ControllerEnd talk = new ControllerEnd(controller.accept())) {
            talk.hear();
            talk.say("go");
            talk.hearUntil("window");
        }
        assertEquals(3, exit(process));
    }

    @Test
    void theEndOfTheControllerBeforeGoIsTheEndToo() throws Exception {
        Process process = start("--control=127.0.0.1:" + controller.getLocalPort());
        try (ControllerEnd talk = new ControllerEnd(controller.accept())) {
            talk.hear();
        }
        assertEquals(3, exit(process));
    }

    @Test
    void anInterruptStillReports() throws Exception {
        Process process = start("--connections=2", "--duration=60s", "--json");
        while (server.requests.get() < 100) {
            Thread.sleep(10);
        }
        Process kill = new ProcessBuilder("kill", "-INT", "" + process.pid()).start();
        assertEquals(0, exit(kill));
        String json = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(json.startsWith("{\"ok\":"), json);
        assertEquals(1, json.lines().count());
        assertTrue(said(process).contains("interrupted; what follows was measured until then"));
        assertEquals(130, exit(process));
    }

    @Test
    void whereNobodyListensItSaysSo() throws Exception {
        server.close();
        Process process = start("--connections=1", "--duration=200ms");
        String said = said(process);
        assertTrue(said.contains("no connection to 127.0.0.1:"), said);
        assertEquals(1, exit(process));
    }

    private static String said(Process process) throws IOException {
        return new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static String second(String phase, int index) {
        return "{\"event\":\"second\",\"phase\":\"%s\",\"second\":%d,\"ok\":"
                .formatted(phase, index);
    }

    private Process start(String... arguments) throws IOException {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                // A shell's background job hands down an ignored SIGINT.
                                "env",
                                "--default-signal=INT",
                                System.getProperty("java.home") + "/bin/java",
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                System.getProperty("java.class.path"),
                                LoadMain.class.getName(),
                                server.url()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).start();
        started.add(process);
        return process;
    }

    private static int exit(Process process) throws InterruptedException {
        assertTrue(process.waitFor(10, TimeUnit.SECONDS), "it should have ended");
        return process.exitValue();
    }
}
