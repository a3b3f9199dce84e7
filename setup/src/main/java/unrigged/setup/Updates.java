package unrigged.setup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import unrigged.catalog.Environment;
import unrigged.setup.ToolCommand.Call;
import unrigged.setup.ToolCommand.Outcome;

/** Asks the registries, by each language's own tool, what is newer than what is locked. */
final class Updates {
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final String PLUGIN =
            "org.codehaus.mojo:versions-maven-plugin:2.23.0:display-dependency-updates";
    private static final String NO_PREVIEWS =
            "-Dmaven.version.ignore=(?i).*[-.](alpha|beta|m|rc|cr|preview|jre7).*";

    /** A line of pip's table: name, version, newest, kind of file. */
    private static final Pattern PIP =
            Pattern.compile("(\\S+)\\s+(\\d\\S*)\\s+(\\d\\S*)\\s+(?:wheel|sdist)");

    /** Maven breaks the line after the dots when it gets long. */
    private static final Pattern MAVEN =
            Pattern.compile("(\\S+:\\S+) \\.+\\s+(?:\\[INFO]\\s+)?(\\S+) -> (\\S+)");

    private static final Pattern REQUIREMENT =
            Pattern.compile("^([A-Za-z0-9][A-Za-z0-9._-]*)", Pattern.MULTILINE);

    private final SetupContext context;

    Updates(SetupContext context) {
        this.context = context;
    }

    List<Outdated> of(Environment environment) throws IOException, InterruptedException {
        context.progress().accept(Inventory.nameOf(environment) + ": asking what is newer");
        if (environment instanceof Environment.Python python) {
            return of(python);
        }
        if (environment instanceof Environment.Maven maven) {
            return of(maven);
        }
        return List.of();
    }

    private List<Outdated> of(Environment.Python environment)
            throws IOException, InterruptedException {
        if (!(new PythonEnvironments(context).look(environment)
                instanceof Component.PythonReady ready)) {
            throw new UnavailableException("it is not set up", "run unrigged setup first");
        }
        Set<String> direct = direct(environment.lock());
        return rows(
                environment,
                PIP,
                List.of(
                        ready.python().toString(),
                        "-m",
                        "pip",
                        "list",
                        "--outdated",
                        "--disable-pip-version-check",
                        "--no-input"),
                direct);
    }

    private List<Outdated> of(Environment.Maven environment) throws InterruptedException {
        Path pom = environment.project().toAbsolutePath().normalize().resolve("pom.xml");
        return rows(
                environment,
                MAVEN,
                List.of(context.mvnw().toString(), "-B", "-f", pom.toString(), PLUGIN, NO_PREVIEWS),
                Set.of());
    }

    /** Only the libraries that are {@code wanted}; all when it is empty. */
    private List<Outdated> rows(
            Environment environment, Pattern row, List<String> words, Set<String> wanted)
            throws InterruptedException {
        Outcome outcome =
                context.command().run(Call.of(LIMIT, words).with(context.javaVariables()));
        if (!outcome.succeeded()) {
            throw new UnavailableException(
                    outcome.failure(), "give pip and Maven access to their registries or a mirror");
        }
        Set<Outdated> found = new LinkedHashSet<>();
        Matcher matcher = row.matcher(outcome.output());
        while (matcher.find()) {
            if (wanted.isEmpty() || wanted.contains(normal(matcher.group(1)))) {
                found.add(
                        new Outdated(
                                environment.name(),
                                matcher.group(1),
                                matcher.group(2),
                                matcher.group(3)));
            }
        }
        return new ArrayList<>(found);
    }

    /** What the file that the lock was made from asks for; the rest follows from it. */
    private static Set<String> direct(Path lock) throws IOException {
        Path asked = lock.resolveSibling(lock.getFileName().toString().replace(".lock", ".in"));
        if (!Files.isRegularFile(asked)) {
            return Set.of();
        }
        return REQUIREMENT
                .matcher(Files.readString(asked))
                .results()
                .map(match -> normal(match.group(1)))
                .collect(Collectors.toSet());
    }

    /** As PyPI compares names. */
    private static String normal(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[-_.]+", "-");
    }
}
