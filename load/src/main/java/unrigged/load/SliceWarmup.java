package unrigged.load;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import unrigged.program.EnvironmentException;

/**
 * Slices on a server inside this process, more than three seconds of load in all, so that no slice
 * of a run is measured while the generator's own code is compiled.
 */
final class SliceWarmup {
    /** Many short ones: what is between two slices is to be compiled as well. */
    private static final int ROUNDS = 12;

    private static final List<List<String>> LOADS =
            List.of(
                    List.of("--connections=32", "--expect-status=200", "--expect-mask=ok"),
                    List.of("--connections=8", "--no-keepalive", "--expect-mask=ok"),
                    List.of("--connections=32", "--rate=4000", "--arrivals=poisson"));

    private static final List<String> LENGTHS =
            List.of("--warm-up=20ms", "--duration=70ms", "--follow=1s");

    private SliceWarmup() {}

    static void run(ProcessFigures process) throws InterruptedException {
        try (LoopbackServer server = new LoopbackServer()) {
            String url = "http://127.0.0.1:" + server.address().getPort() + "/";
            for (int i = 0; i < ROUNDS; i++) {
                for (List<String> load : LOADS) {
                    List<String> words = new ArrayList<>(List.of(url));
                    words.addAll(load);
                    words.addAll(LENGTHS);
                    var _ = Slices.done(words, _ -> {}, _ -> {}, process);
                }
            }
        } catch (IOException e) {
            throw new EnvironmentException(
                    "the warm-up had no server of its own: " + e.getMessage(),
                    "free local ports and open files");
        }
        // What it left behind is not for a slice to collect.
        System.gc();
    }
}
