package unrigged.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import unrigged.journal.Json;

/**
 * The program as it is typed: the launcher with shells, locales and streams around it. It starts in
 * a folder that has what a build leaves, so that it does not build under the tests.
 */
class LauncherTest {
    private static final Path CHECKOUT = CliProcess.CHECKOUT;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private static Path folder;

    private record Ended(int status, String out, String err) {}

    @BeforeAll
    static void layOut() throws IOException {
        Files.copy(CHECKOUT.resolve("unrigged"), folder.resolve("unrigged"));
        assertTrue(folder.resolve("unrigged").toFile().setExecutable(true));
        Files.createSymbolicLink(folder.resolve(".mvn"), CHECKOUT.resolve(".mvn"));
        Files.createSymbolicLink(folder.resolve("stacks"), CHECKOUT.resolve("stacks"));
        Files.createSymbolicLink(folder.resolve("pom.xml"), CHECKOUT.resolve("pom.xml"));
        for (String module :
                List.of(
                        "picocli", "program", "model", "load", "setup", "run", "report", "lint",
                        "cli")) {
            Path here = Files.createDirectories(folder.resolve(module));
            Files.createDirectories(here.resolve("target/lib"));
            Files.createDirectories(here.resolve("src/main"));
            Files.createFile(here.resolve("pom.xml"));
        }
        int number = 0;
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            Path path = Path.of(entry);
            Path jar = folder.resolve("cli/target/lib/" + number++ + ".jar");
            if (Files.isDirectory(path)) {
                pack(path, jar);
            } else if (Files.exists(path)) {
                Files.createSymbolicLink(jar, path);
            }
        }
        Files.createFile(folder.resolve("cli/target/unrigged-cli-0.jar"));
        Path load = folder.resolve("load");
        Files.copy(CHECKOUT.resolve("load/jvm.options"), load.resolve("jvm.options"));
        Path built = CHECKOUT.resolve("load/target");
        Files.copy(built.resolve("unrigged-load.jar"), load.resolve("target/unrigged-load.jar"));
        Files.delete(load.resolve("target/lib"));
        Files.createSymbolicLink(load.resolve("target/lib"), built.resolve("lib"));
        String home = System.getProperty("java.home");
        Files.writeString(folder.resolve("cli/target/built"), home + "\n");
    }

    /** Their targets are not the test's; and JUnit warns of each that it removes. */
    @AfterAll
    static void removeLinks() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path link : all.filter(Files::isSymbolicLink).toList()) {
                Files.delete(link);
            }
        }
    }

    private static void pack(Path classes, Path jar) throws IOException {
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file);
                Stream<Path> all = Files.walk(classes)) {
            for (Path each : all.filter(Files::isRegularFile).toList()) {
                out.putNextEntry(new JarEntry(classes.relativize(each).toString()));
                Files.copy(each, out);
            }
        }
    }

    private record Started(String line, Process process, Path out, Path err) {
        Ended end() throws IOException, InterruptedException {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                throw new AssertionError("still running after a minute: " + line);
            }
            return new Ended(
                    process.exitValue(),
                    Files.readString(out, StandardCharsets.UTF_8),
                    Files.readString(err, StandardCharsets.UTF_8));
        }
    }

    private static Ended sh(String line) throws IOException, InterruptedException {
        return start(line).end();
    }

    /** A line for a shell, in which {@code $U} is the program. */
    private static Started start(String line) throws IOException {
        Path out = Files.createTempFile(folder, "out", "");
        Path err = Files.createTempFile(folder, "err", "");
        ProcessBuilder shell =
                new ProcessBuilder("sh", "-c", line)
                        .redirectOutput(out.toFile())
                        .redirectError(err.toFile());
        shell.environment().put("U", folder.resolve("unrigged").toString());
        shell.environment().put("JAVA_HOME", System.getProperty("java.home"));
        return new Started(line, shell.start(), out, err);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$U stacks --json > /dev/full",
                "$U stacks > /dev/full",
                "$U --help > /dev/full",
                "$U stacks >&-",
                "$U load --help > /dev/full",
                "$U load --version >&-",
                "$U load http://127.0.0.1:1/ --requests 2 >/dev/full",
                "$U load http://127.0.0.1:1/ --requests 2 --json >&-",
            })
    @Tag("slow")
    void outputThatIsLostIsAnError(String line) throws Exception {
        Ended ended = sh(line);
        assertEquals(3, ended.status, ended.err);
        assertTrue(ended.err.contains("standard output cannot be written"), ended.err);
    }

    @Test
    @Tag("slow")
    void aHistogramLogThatIsLostIsAnError() throws Exception {
        Ended ended = sh("$U load http://127.0.0.1:1/ --requests 2 --hlog /dev/full");
        assertEquals(3, ended.status, ended.err);
        assertTrue(ended.err.contains("the histogram log cannot be written"), ended.err);
    }

    /** Both on one output: neither may go elsewhere, or replace the other. */
    @ParameterizedTest
    @ValueSource(strings = {"", " | cat"})
    @Tag("slow")
    void aLogToStandardOutputIsPrintedBeforeTheSummary(String reader) throws Exception {
        Ended ended = sh("$U load http://127.0.0.1:1/ --requests 2 --hlog /dev/stdout" + reader);
        assertTrue(ended.out.startsWith("#[Latencies in microseconds"), ended.out);
        assertTrue(ended.out.contains("self-check:"), ended.out);
        assertFalse(ended.err.contains("#["), ended.err);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2>&-", "0<&- 2>&-", "0<&-", "2>/dev/full"})
    @Tag("slow")
    void outputIsWholeWhateverTheOtherStreamsAre(String streams) throws Exception {
        Ended ended = sh("$U stacks --json " + streams);
        assertEquals(0, ended.status, ended.err);
        assertTrue(Json.LINES.readTree(ended.out).size() > 40, ended.out);
    }

    @Test
    void aReaderThatHasWhatItWantsIsNoError() throws Exception {
        Ended ended = sh("{ $U stacks; echo \"status $?\" >&2; } | head -n 1");
        assertTrue(ended.out.startsWith("stack "), ended.out);
        assertTrue(ended.err.endsWith("status 0\n"), ended.err);
    }

    @Test
    void whatTheJvmSaysIsNotInTheDocument() throws Exception {
        Ended ended =
                sh(
                        "JAVA_TOOL_OPTIONS='-Xlog:gc*:stdout -XX:+PrintCommandLineFlags' $U stacks --json");
        assertEquals(0, ended.status, ended.err);
        assertTrue(Json.LINES.readTree(ended.out).size() > 40);
        assertTrue(ended.err.contains("-XX:"), ended.err);
    }

    /** Standard output of the JVM and of the caller differ: only the latter decides on colours. */
    @ParameterizedTest
    @ValueSource(strings = {"--help", "run --help", "help load", "load --help"})
    @Tag("slow")
    void helpInAPipeHasNoColoursAlthoughStandardErrorIsATerminal(String arguments)
            throws Exception {
        Ended ended =
                sh(
                        "cd $(dirname $U) && script -qec \"$U %s | cat > help.txt\" terminal.log < /dev/null"
                                .formatted(arguments));
        assertEquals(0, ended.status, ended.err);
        String help = Files.readString(folder.resolve("help.txt"));
        assertTrue(help.contains("Usage: unrigged"), help);
        assertEquals(-1, help.indexOf('\u001b'), help);
    }

    @ParameterizedTest
    @ValueSource(strings = {"$U stacks", "$U load --help"})
    @Tag("slow")
    void aJvmThatCannotStartIsTheEnvironments(String line) throws Exception {
        Ended ended = sh("JAVA_TOOL_OPTIONS=-XX:NoSuchOption " + line);
        assertEquals(3, ended.status, ended.err);
        assertTrue(ended.err.contains("correct or unset JAVA_TOOL_OPTIONS"), ended.err);
        assertEquals("", ended.out);
    }

    @ParameterizedTest
    @ValueSource(strings = {"HOME", "UNRIGGED_HOME"})
    @Tag("slow")
    void aDirectoryWhoseNameIsNotUtf8IsRefused(String variable) throws Exception {
        Ended ended =
                sh("unset XDG_CACHE_HOME; %s=$(printf '/tmp/\\351') $U stacks".formatted(variable));
        assertEquals(3, ended.status, ended.err);
        assertTrue(ended.err.contains("private directory is not UTF-8"), ended.err);
        assertTrue(ended.err.contains("to fix:"), ended.err);
    }

    @Test
    @Tag("slow")
    void aThreadDumpGoesToStandardErrorAndTheDocumentStaysOne() throws Exception {
        Ended ended = signalled("QUIT", "2s");
        assertEquals(1, ended.status, ended.err);
        assertTrue(ended.err.contains("Full thread dump"), ended.err);
        assertEquals(0, Json.LINES.readTree(ended.out).path("ok").asInt(-1));
    }

    @Test
    @Tag("slow")
    void anInterruptEndsALoadThatAScriptStartedInTheBackground() throws Exception {
        Ended ended = signalled("INT", "50s");
        assertEquals(130, ended.status, ended.err);
        assertTrue(ended.err.contains("interrupted"), ended.err);
        assertEquals(0, Json.LINES.readTree(ended.out).path("ok").asInt(-1));
    }

    /** A load behind &amp; that gets a signal as soon as it has connected to a server. */
    private static Ended signalled(String signal, String duration) throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            silent.setSoTimeout(30_000);
            Started shell =
                    start(
                            "$U load http://127.0.0.1:%d/ --connections 1 --duration %s --json & p=$!; read go; kill -%s $p; wait $p"
                                    .formatted(silent.getLocalPort(), duration, signal));
            try (Socket _ = silent.accept()) {
                shell.process.getOutputStream().write('\n');
                shell.process.getOutputStream().flush();
                return shell.end();
            }
        }
    }

    @Test
    @Tag("slow")
    void whatIsSentIsUtf8WhateverTheLocaleIs() throws Exception {
        Files.writeString(folder.resolve("körper ∑.txt"), "東京");
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            server.setSoTimeout(30_000);
            String bare = "env -i PATH=\"$PATH\" JAVA_HOME=\"$JAVA_HOME\" LANG=C \"$U\" load";
            String url =
                    " http://127.0.0.1:" + server.getLocalPort() + "/ -c 1 -n 1 --no-keepalive";
            Started text =
                    start(
                            bare
                                    + url
                                    + " --method POST --header 'X-Name: größe' --body 'größe ∑' --expect-mask 'größe'");
            String sent = answer(server, "größe ∑");
            assertEquals(0, text.end().status);
            assertTrue(sent.contains("X-Name: größe\r\n"), sent);
            Started file =
                    start(
                            "cd \"${U%/*}\"; "
                                    + bare
                                    + url
                                    + " --method POST --body-file 'körper ∑.txt'");
            answer(server, "東京");
            assertEquals(0, file.end().status);
        }
    }

    /** Answers one request once its body is whole; the request's text. */
    private static String answer(ServerSocket server, String expectedBody) throws IOException {
        try (Socket connection = server.accept()) {
            connection.setSoTimeout(30_000);
            byte[] seen = new byte[65_536];
            int length = 0;
            String text = "";
            while (!text.endsWith("\r\n\r\n" + expectedBody)) {
                int read = connection.getInputStream().read(seen, length, seen.length - length);
                assertTrue(read > 0, text);
                length += read;
                text = new String(seen, 0, length, StandardCharsets.UTF_8);
            }
            byte[] body = "größe".getBytes(StandardCharsets.UTF_8);
            String head =
                    "HTTP/1.1 200 OK\r\nContent-Length: "
                            + body.length
                            + "\r\nConnection: close\r\n\r\n";
            connection.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            connection.getOutputStream().write(body);
            return text;
        }
    }

    @Test
    void textIsUtf8WhateverTheLocaleIs() throws Exception {
        String body = "größe ∑ 東京";
        Ended ended =
                sh(
                        "env -i PATH=\"$PATH\" JAVA_HOME=\"$JAVA_HOME\" LANG=C \"$U\" report '"
                                + body
                                + "'");
        assertEquals(2, ended.status, ended.err);
        assertTrue(ended.err.contains(body + ": not the directory of a run"), ended.err);
    }

    @Test
    void textThatIsNotUtf8IsRefused() throws Exception {
        Ended ended = sh("$U load http://127.0.0.1:1/ --body \"$(printf 'gr\\366\\337e')\"");
        assertEquals(2, ended.status, ended.err);
        assertTrue(ended.err.contains("'gr\\xf6\\xdfe' is not UTF-8"), ended.err);
        assertFalse(ended.err.contains("\ufffd"), ended.err);
    }
}
