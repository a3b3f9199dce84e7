package unrigged.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import unrigged.program.EnvironmentException;

class HistogramLogTest {
    private static final Path FULL = Path.of("/dev/full");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private static void fill(HistogramLog log) {
        log.begin(0);
        Histogram histogram = new Histogram(3);
        histogram.recordValue(1_000);
        log.interval(0, 1_000_000_000, histogram);
        log.window(1_000_000_000, histogram);
    }

    @Test
    void aFileHasItsNameOnlyOnceItIsWhole() throws Exception {
        Path file = Files.writeString(folder.resolve("x.hlog"), "of an earlier trial");
        try (HistogramLog incomplete = HistogramLog.open(Optional.of(file))) {
            fill(incomplete);
        }
        assertEquals("of an earlier trial", Files.readString(file));
        try (HistogramLog log = HistogramLog.open(Optional.of(file))) {
            fill(log);
            log.finish();
        }
        assertTrue(Files.readString(file).contains("Tag=window,"));
        try (var entries = Files.list(folder)) {
            assertEquals(1, entries.count());
        }
    }

    @Test
    void aFullDiskIsToldAndADeviceStaysADevice() throws Exception {
        try (HistogramLog log = HistogramLog.open(Optional.of(FULL))) {
            fill(log);
            EnvironmentException full = assertThrows(EnvironmentException.class, log::finish);
            assertTrue(full.text().contains("is the disk full?"), full.text());
        }
        assertTrue(Files.exists(FULL));
        assertFalse(Files.isRegularFile(FULL));
    }

    @Test
    void theFiguresOfALoadAreShownEvenIfItsLogIsLost() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        LoadMain main =
                new LoadMain(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8));
        String ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
        try (ScriptedServer server =
                new ScriptedServer((client, to) -> {
                    to.write(ok.getBytes(StandardCharsets.US_ASCII));
                    return true;
                })) {
            int status =
                    main.run(
                            "--connections=1",
                            "--requests=10",
                            "--json",
                            "--hlog=" + FULL,
                            server.url());
            assertEquals(3, status, err.toString(StandardCharsets.UTF_8));
        }
        assertTrue(
                out.toString(StandardCharsets.UTF_8).contains("\"ok\":10"),
                out.toString(StandardCharsets.UTF_8));
        assertTrue(
                err.toString(StandardCharsets.UTF_8).contains("/dev/full"),
                err.toString(StandardCharsets.UTF_8));
    }
}
