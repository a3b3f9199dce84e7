package unrigged.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import unrigged.catalog.Catalog;
import unrigged.catalog.Environment;
import unrigged.catalog.Stack;
import unrigged.run.CannotRun;
import unrigged.run.Equipment;
import unrigged.setup.Inventory;
import unrigged.setup.Need;
import unrigged.setup.Outdated;
import unrigged.setup.Part;
import unrigged.setup.Setup;
import unrigged.topology.Program;

/** Gets what the stacks at hand need, and hands it on as the run's equipment. */
final class Provisioning {
    private final Installation installation;
    private final Setup setup;

    Provisioning(Installation installation, Consumer<String> progress) {
        this.installation = installation;
        this.setup =
                new Setup(
                        installation.home(),
                        installation.checkout(),
                        installation.java(),
                        progress);
    }

    static Need need(Catalog catalog, List<String> stacks) {
        Set<Environment> environments =
                stacks.stream()
                        .flatMap(id -> catalog.find(id).stream())
                        .map(Stack::environment)
                        .collect(Collectors.toCollection(LinkedHashSet::new));
        return new Need(true, environments);
    }

    Inventory check(Need need) throws InterruptedException, IOException {
        return setup.check(need);
    }

    Inventory provision(Need need) throws InterruptedException, IOException {
        return setup.provision(need);
    }

    List<Outdated> outdated(Environment environment) throws InterruptedException, IOException {
        return setup.outdated(environment);
    }

    /**
     * The equipment of a run; {@link CannotRun} when PostgreSQL, PgBouncer or nginx cannot be had.
     */
    Equipment equipment(Need need, Catalog catalog) throws InterruptedException, IOException {
        Inventory inventory = provision(need);
        Part.Program postgres = program(inventory, inventory::postgresql);
        Part.Program pgbouncer = program(inventory, inventory::pgbouncer);
        Part.Program nginx = program(inventory, inventory::nginx);
        Map<String, Map<String, String>> environments = new HashMap<>();
        Map<String, String> unavailable = new HashMap<>();
        for (Environment environment : need.environments()) {
            Optional<Part> part = inventory.find(environment);
            switch (part.orElse(
                    new Part.Missing(environment.name(), "setup does not know it", ""))) {
                case Part.PythonReady python ->
                        environments.put(
                                environment.name(),
                                Map.of(
                                        "python",
                                        python.python().toString(),
                                        "environment",
                                        python.location().toString()));
                case Part.MavenReady maven ->
                        environments.put(
                                environment.name(),
                                Map.of(
                                        "classpath",
                                        maven.classPath().stream()
                                                .map(Path::toString)
                                                .collect(Collectors.joining(":"))));
                case Part.EnvironmentReady ready ->
                        environments.put(environment.name(), ready.placeholders());
                case Part.Missing missing ->
                        unavailable.put(
                                environment.name(), missing.why() + "; to fix: " + missing.fix());
                case Part other ->
                        unavailable.put(environment.name(), "unexpected state of " + other.name());
            }
        }
        return new Equipment(
                program(nginx),
                program(pgbouncer),
                program(postgres),
                new Program(
                        postgres.directory().resolve("initdb").toString(), postgres.variables()),
                postgres.version(),
                installation.java().resolve("bin/java"),
                installation.loader(),
                catalog.directory(),
                environments,
                unavailable,
                inventory.rows());
    }

    private interface Lookup {
        Part.Program get();
    }

    private static Part.Program program(Inventory inventory, Lookup lookup) {
        try {
            return lookup.get();
        } catch (IllegalStateException e) {
            throw new CannotRun(
                    "not everything that a run needs can be had:\n" + inventory.account(), e);
        }
    }

    private static Program program(Part.Program part) {
        return new Program(part.location().toString(), part.variables());
    }
}
