package unrigged.setup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import unrigged.setup.ToolCommand.Call;
import unrigged.setup.ToolCommand.Outcome;

/** apt-get, dpkg and ldd with a state of their own: they read the machine's and write only ours. */
final class PackageTools {
    private static final Duration UPDATE = Duration.ofMinutes(3);
    private static final Duration DOWNLOAD = Duration.ofMinutes(5);
    private static final Duration UNPACK = Duration.ofMinutes(5);
    private static final Duration LOCAL = Duration.ofSeconds(60);

    /**
     * Hooks of the machine (docker-clean, PackageKit, appstream) would run on a private update too
     * and delete from or refresh the machine's caches, so they are cleared. Read with -c, which
     * comes after the machine's own files.
     */
    private static final String CONFIGURATION =
            """
            #clear APT::Update::Pre-Invoke;
            #clear APT::Update::Post-Invoke;
            #clear APT::Update::Post-Invoke-Success;
            #clear DPkg::Pre-Invoke;
            #clear DPkg::Post-Invoke;
            #clear Acquire::IndexTargets::deb::DEP-11;
            #clear Acquire::IndexTargets::deb::Contents-deb;
            Acquire::Languages "none";
            Acquire::Retries "1";
            Acquire::http::Timeout "20";
            Acquire::https::Timeout "20";
            APT::Sandbox::User "root";
            """;

    private final SetupContext context;
    private @Nullable Path state;
    private String updateTrouble = "";

    PackageTools(SetupContext context) {
        this.context = context;
    }

    /** Throws unless the machine has Debian's tools. */
    void require() {
        for (String name : List.of("apt-get", "apt-cache", "dpkg-deb", "dpkg-query", "ldd")) {
            if (context.host().find(name).isEmpty()) {
                throw new UnavailableException(
                        "no "
                                + name
                                + " here: the distribution's packages are had on Debian and Ubuntu"
                                + " only",
                        "install the program with this machine's package manager");
            }
        }
    }

    /** Fetches the lists of packages into our own folder, once per setup. */
    void update() throws IOException, InterruptedException {
        if (state != null && Files.isDirectory(state)) {
            return;
        }
        Path folder = context.cache().scratch("apt");
        Files.createDirectories(folder.resolve("lists/partial"));
        Files.createDirectories(folder.resolve("cache/archives/partial"));
        Files.writeString(
                folder.resolve("apt.conf"),
                CONFIGURATION
                        + "Dir::State::Lists \""
                        + folder.resolve("lists")
                        + "\";\nDir::Cache \""
                        + folder.resolve("cache")
                        + "\";\n");
        state = folder;
        context.progress().accept("distribution: fetching its lists of packages (privately)");
        Outcome outcome = context.command().run(apt(UPDATE, "apt-get", "update", List.of()));
        // One dead repository out of several makes an update fail, or succeed with a warning;
        // whether it matters shows when the package is asked for.
        List<String> complaints =
                outcome.output().lines().filter(line -> line.matches("(Err:|[EW]: ).*")).toList();
        updateTrouble =
                outcome.succeeded() && complaints.isEmpty()
                        ? ""
                        : "\n  before that, `apt-get update` "
                                + outcome.verdict()
                                + complaints.stream()
                                        .limit(4)
                                        .reduce("", (all, line) -> all + "\n  " + line);
    }

    private Call apt(Duration limit, String tool, String verb, List<String> names) {
        Path folder = folder();
        List<String> all = new ArrayList<>();
        all.add(context.host().find(tool).orElse(Path.of(tool)).toString());
        all.addAll(List.of("-c", folder.resolve("apt.conf").toString()));
        all.add(verb);
        all.addAll(names);
        return Call.of(limit, all).in(folder);
    }

    private Path folder() {
        if (state == null) {
            throw new IllegalStateException("update comes before everything else");
        }
        return state;
    }

    /** Direct dependencies by name; virtual ones and alternatives are left out. */
    List<String> dependencies(List<String> names) throws InterruptedException {
        if (names.isEmpty()) {
            return List.of();
        }
        Outcome outcome = require(context.command().run(apt(LOCAL, "apt-cache", "depends", names)));
        return outcome.output()
                .lines()
                .map(String::strip)
                .filter(line -> line.matches("(Pre)?Depends: [a-z0-9][a-z0-9+.:-]*"))
                .map(line -> line.substring(line.indexOf(' ') + 1))
                .distinct()
                .toList();
    }

    /** Downloads packages, unpacks them into {@code root}, and gives their versions by name. */
    Map<String, String> unpack(List<String> names, Path root)
            throws IOException, InterruptedException {
        Path debs = Files.createDirectories(folder().resolve("debs").resolve(names.getFirst()));
        require(context.command().run(apt(DOWNLOAD, "apt-get", "download", names).in(debs)));
        String tool = context.host().find("dpkg-deb").orElse(Path.of("dpkg-deb")).toString();
        Map<String, String> versions = new HashMap<>();
        for (String name : names) {
            Path deb = deb(debs, name);
            List<String> words = List.of(tool, "-x", deb.toString(), root.toString());
            require(context.command().run(Call.of(UNPACK, words)));
            versions.put(name, version(deb));
        }
        return versions;
    }

    private static Path deb(Path debs, String name) throws IOException {
        try (Stream<Path> files = Files.list(debs)) {
            // A name may say its architecture, as in libc6:any.
            String start = name.replaceFirst(":.*", "") + "_";
            return files.filter(file -> file.getFileName().toString().startsWith(start))
                    .findFirst()
                    .orElseThrow(() ->
                            new IOException("apt-get put no package " + name + " into " + debs));
        }
    }

    /** Of name_version_architecture.deb, in which a colon is written %3a. */
    private static String version(Path deb) {
        String[] fields = deb.getFileName().toString().split("_", -1);
        return fields.length > 1 ? fields[1].replace("%3a", ":") : "of unknown version";
    }

    /** Those of {@code names} that the machine has. */
    Set<String> installed(List<String> names) throws InterruptedException {
        if (names.isEmpty()) {
            return Set.of();
        }
        List<String> words = new ArrayList<>();
        words.add(context.host().find("dpkg-query").orElse(Path.of("dpkg-query")).toString());
        words.addAll(List.of("-W", "-f", "${Package} ${db:Status-Status}\\n"));
        words.addAll(names);
        Set<String> installed = new LinkedHashSet<>();
        // It fails when one is unknown, and still prints the others.
        context.command()
                .run(Call.of(LOCAL, words))
                .output()
                .lines()
                .filter(line -> line.endsWith(" installed"))
                .forEach(line -> installed.add(line.substring(0, line.indexOf(' '))));
        return installed;
    }

    /** The names of libraries that the dynamic linker does not find. */
    List<String> missingLibraries(List<Path> binaries, Map<String, String> variables)
            throws InterruptedException {
        List<String> words = new ArrayList<>();
        words.add(context.host().find("ldd").orElse(Path.of("ldd")).toString());
        binaries.forEach(binary -> words.add(binary.toString()));
        return context.command()
                .run(Call.of(LOCAL, words).with(variables))
                .output()
                .lines()
                .filter(line -> line.endsWith("=> not found"))
                .map(line -> line.strip().split(" ", 2)[0])
                .distinct()
                .toList();
    }

    private Outcome require(Outcome outcome) {
        if (!outcome.succeeded()) {
            throw new UnavailableException(
                    outcome.failure() + updateTrouble,
                    "give apt access to the distribution's packages (/etc/apt, a proxy)");
        }
        return outcome;
    }
}
