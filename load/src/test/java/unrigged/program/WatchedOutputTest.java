package unrigged.program;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is lost, and what nobody wanted any more. */
@Timeout(60)
class WatchedOutputTest {
    private static Optional<String> lost(String message, BooleanSupplier readerGone) {
        OutputStream failing =
                new OutputStream() {
                    @Override
                    public void write(int octet) throws IOException {
                        throw new IOException(message);
                    }
                };
        WatchedOutput output = new WatchedOutput(failing, readerGone);
        output.write('x');
        return output.lost();
    }

    @Test
    void theReaderIsAskedForNotTheText() {
        assertEquals(Optional.empty(), lost("Relais brisé (pipe)", () -> true));
        assertEquals(
                Optional.of("the server says: broken pipe"),
                lost("the server says: broken pipe", () -> false));
    }

    /** Says on standard error what became of what it printed. */
    static final class Probe {
        private Probe() {}

        public static void main(String[] args) throws IOException {
            if (args.length > 0) {
                // Until the reader of the pipe has closed its end.
                System.in.read();
            }
            StandardOutput out = StandardOutput.ofProcess();
            out.stream().println("words");
            System.err.print(out.finish().isPresent() ? "lost" : "nothing lost");
        }
    }

    private static ProcessBuilder probe(String... arguments) {
        return new ProcessBuilder(ProbeJvm.command(Probe.class, arguments));
    }

    private static String said(Process process) throws Exception {
        String said = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), said);
        return said;
    }

    @Test
    void whatAClosedPipeDidNotTakeIsNotLost() throws Exception {
        Process process = probe("wait").start();
        process.getInputStream().close();
        process.getOutputStream().close();
        assertEquals("nothing lost", said(process));
    }

    @Test
    void whatAFullDeviceDidNotTakeIs() throws Exception {
        assertEquals("lost", said(probe().redirectOutput(new File("/dev/full")).start()));
    }
}
