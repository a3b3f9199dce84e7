package unrigged.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The generator as a process of its own that reports in JSON. */
final class GeneratorProcess implements AutoCloseable {
    private static final Pattern HEALTH = Pattern.compile("\"health\":\"([^\"]*)\"");
    private static final Pattern CPUS = Pattern.compile("(?m)^Cpus_allowed_list:\\s*(\\d+)");

    private final Process process;

    private GeneratorProcess(Process process) {
        this.process = process;
    }

    /**
     * @param prefix a command that runs the one behind it, as taskset does; may be empty
     */
    static GeneratorProcess start(List<String> prefix, String url, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>(prefix);
        command.addAll(command(url, "--json"));
        command.addAll(List.of(arguments));
        return new GeneratorProcess(
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
    }

    /** The program in a JVM of its own, with these arguments. */
    static List<String> command(String... arguments) {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                System.getProperty("java.home") + "/bin/java",
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "--enable-native-access=ALL-UNNAMED",
                                "-cp",
                                System.getProperty("java.class.path"),
                                LoadMain.class.getName()));
        command.addAll(List.of(arguments));
        return command;
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Its verdict on itself, at the end. */
    String health() throws IOException, InterruptedException {
        String json = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), json);
        Matcher found = HEALTH.matcher(json);
        assertTrue(found.find(), json);
        return found.group(1);
    }

    /** The lowest CPU that this process may use. */
    static String firstCpu() throws IOException {
        // A file of /proc has no size: it has to be read as a stream.
        Matcher found =
                CPUS.matcher(String.join("\n", Files.readAllLines(Path.of("/proc/self/status"))));
        assertTrue(found.find(), "no list of CPUs in /proc/self/status");
        return found.group(1);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
