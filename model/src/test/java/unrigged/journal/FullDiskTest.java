package unrigged.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import unrigged.experiment.Event;

/** A journal on a file system that really has no space left, and under a limit on a file's size. */
class FullDiskTest {
    private static final String JAVA = Path.of(System.getProperty("java.home"), "bin/java") + "";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    /** As root in a mount namespace, else as root of a user namespace; nothing is left mounted. */
    @Test
    void onAFullFileSystemOnlyTheRecordThatDoesNotFitIsLost() throws Exception {
        String mounted =
                "mount -t tmpfs -o size=64k none " + folder + " && exec \"$@\" " + folder + " ";
        List<String> enter =
                new ProcessBuilder("id", "-u").start().inputReader().readLine().equals("0")
                        ? List.of("unshare", "--mount")
                        : List.of("unshare", "--mount", "--user", "--map-root-user");
        assumeTrue(
                output(sh(enter, mounted.replace("exec \"$@\"", "ls"))).status() == 0,
                "a tmpfs cannot be mounted here, neither as root nor in a user namespace");
        Output told = output(sh(enter, mounted + (24 << 10)));
        assertEquals(0, told.status(), told.text());
        assertTrue(told.account().contains("No space left on device"), told.account());
        Journal journal = Journal.read(told.journal(folder));
        assertEquals(List.of(), journal.damage());
        int kept = Integer.parseInt(told.account().split(" ", -1)[0]);
        assertTrue(kept > 2, told.account());
        assertEquals(
                IntStream.range(0, kept + 2).mapToObj(FullDisk::record).toList(), events(journal));
    }

    /** Anybody can set this limit; the kernel then writes what still fits and refuses the rest. */
    @Test
    void underALimitOnTheSizeOfFilesTheJournalStaysWhole() throws Exception {
        Output told = output(sh(List.of(), "ulimit -f 100; exec \"$@\" " + folder));
        assertEquals(0, told.status(), told.text());
        assertTrue(told.account().contains("File too large"), told.account());
        Journal journal = Journal.read(told.journal(folder));
        int kept = Integer.parseInt(told.account().split(" ", -1)[0]);
        assertTrue(kept > 2, told.account());
        assertEquals(IntStream.range(0, kept).mapToObj(FullDisk::record).toList(), events(journal));
    }

    @Test
    void aFileIsReplacedAsAWholeOrNotAtAll() throws Exception {
        Path file = Files.writeString(folder.resolve("environment.json"), "old");
        WholeFile.write(file, "new");
        assertEquals("new", Files.readString(file));
        Path link = Files.createSymbolicLink(folder.resolve("link"), file);
        WholeFile.write(link, "through a link");
        assertEquals("through a link", Files.readString(file));
        assertTrue(Files.isSymbolicLink(link));
        WholeFile.write(Path.of("/dev/null"), "a device stays one");
        assertTrue(!Files.isRegularFile(Path.of("/dev/null")));
        Output told =
                output(
                        new ProcessBuilder(
                                "sh",
                                "-c",
                                "ulimit -f 8; exec \"$@\"",
                                "sh",
                                JAVA,
                                "-XX:-UsePerfData",
                                "-cp",
                                System.getProperty("java.class.path"),
                                Large.class.getName(),
                                file.toString()));
        assertTrue(told.text().contains("File too large"), told.text());
        assertEquals("through a link", Files.readString(file));
        try (var entries = Files.list(folder)) {
            assertEquals(2, entries.count(), "nothing half-written is left");
        }
    }

    /** Writes a file of 1 MiB and prints why it could not. */
    static final class Large {
        private Large() {}

        public static void main(String[] args) {
            try {
                WholeFile.write(Path.of(args[0]), "x".repeat(1 << 20));
            } catch (IOException e) {
                System.out.println(e.getMessage());
            }
        }
    }

    private static List<Event> events(Journal journal) {
        return journal.entries().stream().map(Journal.Entry::event).toList();
    }

    private static ProcessBuilder sh(List<String> enter, String script) {
        List<String> command = new ArrayList<>(enter);
        command.addAll(
                List.of(
                        "sh",
                        "-c",
                        script,
                        "sh",
                        JAVA,
                        "-XX:-UsePerfData",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        FullDisk.class.getName()));
        return new ProcessBuilder(command);
    }

    private record Output(int status, String text) {
        String account() {
            return text.substring(0, Math.max(0, text.indexOf('\n')));
        }

        Path journal(Path folder) throws IOException {
            return Files.writeString(
                    folder.resolve("copy.jsonl"), text.substring(text.indexOf("\n\n") + 2));
        }
    }

    private static Output output(ProcessBuilder builder) throws Exception {
        Process process = builder.redirectErrorStream(true).start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Output(process.waitFor(), text);
    }
}
