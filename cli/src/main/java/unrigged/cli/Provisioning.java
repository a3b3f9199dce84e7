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
import unrigged.deployment.Program;
import unrigged.measurement.ProvisionedParts;
import unrigged.program.EnvironmentException;
import unrigged.program.ErrorText;
import unrigged.setup.Component;
import unrigged.setup.Inventory;
import unrigged.setup.Need;
import unrigged.setup.Outdated;
import unrigged.setup.Setup;

/** Gets what the stacks at hand need, and hands it on as the run's equipment. */
final class Provisioning {
    private final Installation installation;
    private final Setup setup;

    Provisioning(Installation installation, Consumer<String> progress) {
        this.installation = installation;
        this.setup =
                new Setup(
                        installation.cacheDirectory(),
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
        return new Need(Need.INFRASTRUCTURE, environments);
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
     * The equipment of a run; {@link EnvironmentException} when PostgreSQL, PgBouncer or nginx
     * cannot be had.
     */
    ProvisionedParts provisionedParts(Need need, Catalog catalog)
            throws InterruptedException, IOException {
        Inventory inventory = provision(need);
        Component.Program postgres = program(inventory, inventory::postgresql);
        Component.Program pgbouncer = program(inventory, inventory::pgbouncer);
        Component.Program nginx = program(inventory, inventory::nginx);
        Map<String, Map<String, String>> environments = new HashMap<>();
        Map<String, String> unavailable = new HashMap<>();
        for (Environment environment : need.environments()) {
            Optional<Component> component = inventory.find(environment);
            switch (component.orElse(
                    new Component.Missing(environment.name(), "setup does not know it", ""))) {
                case Component.PythonReady python ->
                        environments.put(
                                environment.name(),
                                Map.of(
                                        "python",
                                        python.python().toString(),
                                        "environment",
                                        python.location().toString()));
                case Component.MavenReady maven ->
                        environments.put(
                                environment.name(),
                                Map.of(
                                        "classpath",
                                        maven.classPath().stream()
                                                .map(Path::toString)
                                                .collect(Collectors.joining(":"))));
                case Component.EnvironmentReady ready ->
                        environments.put(environment.name(), ready.placeholders());
                case Component.Missing missing ->
                        unavailable.put(
                                environment.name(),
                                ErrorText.inOneLine(missing.why(), missing.fix()));
                case Component other ->
                        unavailable.put(environment.name(), "unexpected state of " + other.name());
            }
        }
        return new ProvisionedParts(
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
        Component.Program get();
    }

    private static Component.Program program(Inventory inventory, Lookup lookup) {
        try {
            return lookup.get();
        } catch (IllegalStateException e) {
            throw new EnvironmentException(
                    "not everything that a run needs can be had:\n" + inventory.account(), e);
        }
    }

    private static Program program(Component.Program component) {
        return new Program(component.location().toString(), component.variables());
    }
}
