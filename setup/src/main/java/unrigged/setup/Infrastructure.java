package unrigged.setup;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Decides which source a program comes from. */
final class Infrastructure {
    private final List<Source> sources;

    Infrastructure(Site site, List<Origin> order) {
        List<Source> made = new ArrayList<>();
        for (Origin origin : order) {
            made.add(
                    switch (origin) {
                        case INSTALLED -> new Installed(site);
                        case MAVEN_CENTRAL -> new MavenCentral(site);
                        case DISTRIBUTION -> new Distribution(site);
                    });
        }
        this.sources = List.copyOf(made);
    }

    /** What is there, from the first source that has it; else the first plan; looks only. */
    Part look(Tool tool) throws IOException, InterruptedException {
        List<Unavailable> failures = new ArrayList<>();
        Optional<Part> present = present(tool, failures);
        if (present.isPresent()) {
            return present.get();
        }
        for (Source source : sources) {
            try {
                return new Part.Pending(tool.title(), source.plan(tool));
            } catch (Unavailable e) {
                failures.add(e);
            }
        }
        return missing(tool, failures);
    }

    /** The same, but gets it from the first source that can give it. */
    Part obtain(Tool tool) throws IOException, InterruptedException {
        List<Unavailable> failures = new ArrayList<>();
        Optional<Part> present = present(tool, failures);
        if (present.isPresent()) {
            return present.get();
        }
        for (Source source : sources) {
            try {
                return source.obtain(tool);
            } catch (Unavailable e) {
                failures.add(e);
            } catch (IOException e) {
                failures.add(
                        new Unavailable(
                                source.getClass().getSimpleName() + ": " + e,
                                "see the reason; then run setup again"));
            }
        }
        return missing(tool, failures);
    }

    private Optional<Part> present(Tool tool, List<Unavailable> failures)
            throws IOException, InterruptedException {
        for (Source source : sources) {
            try {
                Optional<Part.Program> program = source.present(tool);
                if (program.isPresent()) {
                    return Optional.of(program.get());
                }
            } catch (Unavailable e) {
                failures.add(e);
            }
        }
        return Optional.empty();
    }

    private static Part missing(Tool tool, List<Unavailable> failures) {
        return new Part.Missing(
                tool.title(),
                String.join("\n", failures.stream().map(Unavailable::why).distinct().toList()),
                String.join("; or ", failures.stream().map(Unavailable::fix).distinct().toList()));
    }
}
