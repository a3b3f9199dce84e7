package unrigged.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("browser")
class BrowserTest {
    @TempDir private Path directory;

    @Test
    void aTestJvmThatIsKilledLeavesNoBrowser() throws Exception {
        // Where there is no browser, this says so.
        BrowserProgram.get();
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Process jvm =
                new ProcessBuilder(
                                java.toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                System.getProperty("java.class.path"),
                                BrowserTest.class.getName(),
                                directory.toString())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        List<ProcessHandle> started;
        try (BufferedReader lines = jvm.inputReader()) {
            String pids = lines.lines().filter(l -> l.startsWith("pids ")).findFirst().orElse("");
            started =
                    Stream.of(pids.split(" "))
                            .skip(1)
                            .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid)).stream())
                            .toList();
        } finally {
            // SIGKILL
            jvm.destroyForcibly().waitFor();
        }
        assertTrue(
                started.size() > 3, "the guard, the browser, its zygote and the page's renderer");
        CompletableFuture.allOf(
                        started.stream()
                                .map(ProcessHandle::onExit)
                                .toArray(CompletableFuture[]::new))
                .completeOnTimeout(null, 10, TimeUnit.SECONDS)
                .join();
        List<ProcessHandle> left = started.stream().filter(ProcessHandle::isAlive).toList();
        left.forEach(ProcessHandle::destroyForcibly);
        assertEquals(List.of(), left);
    }

    /** The JVM that is killed: opens a page and says which processes that took. */
    public static void main(String[] arguments) throws Exception {
        Path directory = Path.of(arguments[0]);
        Path page = Files.writeString(directory.resolve("page.html"), "<!doctype html><p>a page");
        Path profile = Files.createDirectory(directory.resolve("profile"));
        try (Browser _ = Browser.open(profile, page.toUri())) {
            System.out.println(
                    ProcessHandle.current()
                            .descendants()
                            .map(one -> String.valueOf(one.pid()))
                            .collect(Collectors.joining(" ", "pids ", "")));
            Thread.sleep(60_000);
        }
    }
}
