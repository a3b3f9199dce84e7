package unrigged.load;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What the generator does all day, on a server of its own, for the JVM to learn from: run with
 * {@code -XX:AOTCacheOutput} it leaves the classes and profiles from which later ones start faster.
 */
final class AotTraining {
    private static final List<String> WITH_KEEP_ALIVE =
            List.of("--connections=100", "--duration=2s", "--expect-status=200", "--json");
    private static final List<String> WITHOUT =
            List.of("--connections=4", "--duration=300ms", "--no-keepalive");

    private AotTraining() {}

    /** Needs no arguments. */
    public static void main(String[] arguments) throws IOException {
        try (LoopbackServer server = new LoopbackServer()) {
            run(server, WITHOUT);
            run(server, WITH_KEEP_ALIVE);
        }
    }

    private static void run(LoopbackServer server, List<String> options) throws IOException {
        String[] arguments = new String[options.size() + 1];
        arguments[0] = "http://127.0.0.1:" + server.address().getPort() + "/";
        for (int i = 0; i < options.size(); i++) {
            arguments[i + 1] = options.get(i);
        }
        PrintStream nowhere =
                new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        int code = new LoadMain(nowhere, System.err).run(arguments);
        if (code != 0) {
            throw new IllegalStateException("training ended with exit code " + code);
        }
    }
}
