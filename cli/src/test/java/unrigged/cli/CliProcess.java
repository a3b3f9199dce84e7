package unrigged.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The program in a process of its own, as the launcher starts it; for tests that kill it or read
 * its streams.
 */
final class CliProcess {
    static final Path CHECKOUT = Path.of("..").toAbsolutePath().normalize();

    private final Process process;
    private final Path out;
    private final Path err;

    private CliProcess(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    static CliProcess start(Path folder, String... arguments) throws IOException {
        return start(folder, Map.of(), arguments);
    }

    /** With these variables besides the test's own. */
    static CliProcess start(Path folder, Map<String, String> variables, String... arguments)
            throws IOException {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                // A shell's background job hands down an ignored SIGINT.
                                "env",
                                "--default-signal=INT",
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-XX:+UseSerialGC",
                                "--enable-native-access=ALL-UNNAMED",
                                "-Dunrigged.checkout=" + CHECKOUT,
                                "-cp",
                                System.getProperty("java.class.path"),
                                "unrigged.cli.Unrigged"));
        command.addAll(List.of(arguments));
        Path out = Files.createTempFile(folder, "out", ".txt");
        Path err = Files.createTempFile(folder, "err", ".txt");
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectOutput(out.toFile())
                        .redirectError(err.toFile());
        builder.environment().putAll(variables);
        Process process = builder.start();
        return new CliProcess(process, out, err);
    }

    /** Exit status; the process is killed when it takes longer than {@code timeout}. */
    int await(Duration timeout) throws InterruptedException, IOException {
        if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
            kill();
            throw new AssertionError("still running after " + timeout + "\n" + err());
        }
        return process.exitValue();
    }

    /**
     * Waits for the end of a run whose every trial has to be measured. On a busy machine a short
     * window may be no more than that: the generator waited for a CPU, and the row has an error.
     */
    void awaitMeasured(Duration timeout) throws InterruptedException, IOException {
        int status = await(timeout);
        boolean faultyRow = status == 1 && err().contains(" rows have an error (");
        if (status != 0 && !faultyRow) {
            throw new AssertionError("exit status " + status + "\n" + err());
        }
    }

    boolean endsWithin(Duration timeout) throws InterruptedException {
        return process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS);
    }

    void kill() throws InterruptedException {
        var _ = process.destroyForcibly();
        process.waitFor();
    }

    void interrupt() throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
    }

    String out() throws IOException {
        return Files.readString(out, StandardCharsets.UTF_8);
    }

    String err() throws IOException {
        return Files.readString(err, StandardCharsets.UTF_8);
    }

    /**
     * Processes that were started for the run in {@code directory}: each has its scratch directory
     * in its environment.
     */
    static List<String> leftOver(Path directory) throws IOException {
        List<String> found = new ArrayList<>();
        try (var entries = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (Path entry : entries) {
                String all = text(entry.resolve("environ")) + text(entry.resolve("cmdline"));
                boolean self =
                        entry.getFileName()
                                .toString()
                                .equals(Long.toString(ProcessHandle.current().pid()));
                if (!self && all.contains(directory.toString())) {
                    found.add(
                            entry.getFileName()
                                    + " "
                                    + text(entry.resolve("cmdline")).replace('\0', ' '));
                }
            }
        }
        return found;
    }

    private static String text(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException _) {
            return "";
        }
    }
}
