package unrigged.setup;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Decides which source a program comes from. */
final class Infrastructure {
    private final List<Source> sources;

    Infrastructure(SetupContext context, List<Origin> order) {
        List<Source> made = new ArrayList<>();
        for (Origin origin : order) {
            made.add(
                    switch (origin) {
                        case INSTALLED -> new InstalledPrograms(context);
                        case MAVEN_CENTRAL -> new MavenCentral(context);
                        case DISTRIBUTION -> new Distribution(context);
                    });
        }
        this.sources = List.copyOf(made);
    }

    /** What is there, from the first source that has it; else the first plan; looks only. */
    Component look(Tool tool) throws IOException, InterruptedException {
        List<UnavailableException> failures = new ArrayList<>();
        Optional<Component> present = present(tool, failures);
        if (present.isPresent()) {
            return present.get();
        }
        for (Source source : sources) {
            try {
                return new Component.Pending(tool.title(), source.plan(tool));
            } catch (UnavailableException e) {
                failures.add(e);
            }
        }
        return missing(tool, failures);
    }

    /** The same, but gets it from the first source that can give it. */
    Component obtain(Tool tool) throws IOException, InterruptedException {
        List<UnavailableException> failures = new ArrayList<>();
        Optional<Component> present = present(tool, failures);
        if (present.isPresent()) {
            return present.get();
        }
        for (Source source : sources) {
            try {
                return source.obtain(tool);
            } catch (UnavailableException e) {
                failures.add(e);
            } catch (IOException e) {
                failures.add(
                        new UnavailableException(
                                source.getClass().getSimpleName() + ": " + e,
                                "see the reason; then run setup again"));
            }
        }
        return missing(tool, failures);
    }

    private Optional<Component> present(Tool tool, List<UnavailableException> failures)
            throws IOException, InterruptedException {
        for (Source source : sources) {
            try {
                Optional<Component.Program> program = source.present(tool);
                if (program.isPresent()) {
                    return Optional.of(program.get());
                }
            } catch (UnavailableException e) {
                failures.add(e);
            }
        }
        return Optional.empty();
    }

    private static Component missing(Tool tool, List<UnavailableException> failures) {
        return new Component.Missing(
                tool.title(),
                String.join(
                        "\n",
                        failures.stream().map(UnavailableException::what).distinct().toList()),
                String.join(
                        "; or ",
                        failures.stream().map(UnavailableException::fix).distinct().toList()));
    }
}
