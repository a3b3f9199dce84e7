package unrigged.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import unrigged.load.http.LoadClock;

/** Runs the generator inside the test. */
final class Loads {
    private Loads() {}

    static LoadPlan plan(String url, String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add(url);
        CommandLine commandLine = LoadOptions.commandLine();
        return LoadOptions.plan(commandLine.parseArgs(all.toArray(new String[0])));
    }

    static Result run(String url, String... arguments) throws Exception {
        return new LoadSession(
                        plan(url, arguments),
                        LoadClock.system(),
                        Optional.empty(),
                        _ -> {},
                        () -> {
                            throw new IllegalStateException("no controller was there");
                        })
                .run();
    }

    /** The same over a given transport. */
    static Result over(String transport, String url, String... arguments) throws Exception {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--transport=" + transport);
        return run(url, all.toArray(new String[0]));
    }

    static long failed(Result result, String kind) {
        Totals.Failures failures = result.failed().get(kind);
        return failures == null ? 0 : failures.count();
    }
}
