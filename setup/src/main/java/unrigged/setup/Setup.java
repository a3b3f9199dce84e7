package unrigged.setup;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import unrigged.catalog.Environment;
import unrigged.program.EnvironmentException;
import unrigged.program.OperationalException;

/**
 * Gets the parts of a run into a private directory: nothing is installed into the system, and no
 * service is touched or started. Only what is asked for and missing is fetched; a part that cannot
 * be had does not keep the others from being there.
 */
public final class Setup {
    /** The preference that suits everyone who has no reason to choose. */
    public static final List<Origin> USUAL_ORDER = List.of(Origin.values());

    private final SetupContext context;
    private final List<Origin> order;

    /** In the usual order of origins. */
    public Setup(Path cacheDirectory, Path checkout, Path jdkHome, Consumer<String> progress) {
        this(cacheDirectory, checkout, jdkHome, progress, USUAL_ORDER);
    }

    /**
     * @param cacheDirectory the private directory; made when something has to be written
     * @param checkout the project's folder, with its Maven wrapper
     * @param jdkHome the JDK that builds the Java stacks
     * @param progress a line now and then while something takes time; may come from another thread
     * @param order which origins the programs may have, the preferred one first
     */
    public Setup(
            Path cacheDirectory,
            Path checkout,
            Path jdkHome,
            Consumer<String> progress,
            List<Origin> order) {
        this(cacheDirectory, checkout, jdkHome, progress, order, HostMachine.real(), words -> {});
    }

    Setup(
            Path cacheDirectory,
            Path checkout,
            Path jdkHome,
            Consumer<String> progress,
            List<Origin> order,
            HostMachine host,
            Consumer<List<String>> commands) {
        CacheDirectory cache = new CacheDirectory(cacheDirectory);
        ToolCommand command = new ToolCommand(host, commands, progress);
        this.context =
                new SetupContext(
                        cache,
                        checkout.toAbsolutePath().normalize(),
                        jdkHome.toAbsolutePath().normalize(),
                        host,
                        command,
                        new Versions(cache, command),
                        progress);
        this.order = List.copyOf(order);
    }

    /**
     * The private directory: UNRIGGED_HOME, else what XDG_CACHE_HOME or HOME says.
     *
     * @throws EnvironmentException when none is set
     */
    public static Path cacheDirectory(Map<String, String> environment) {
        String own = environment.getOrDefault("UNRIGGED_HOME", "");
        if (!own.isEmpty()) {
            return Path.of(own).toAbsolutePath();
        }
        String cache = environment.getOrDefault("XDG_CACHE_HOME", "");
        if (!cache.isEmpty()) {
            return Path.of(cache).toAbsolutePath().resolve("unrigged");
        }
        String home = environment.getOrDefault("HOME", "");
        if (home.isEmpty()) {
            throw new EnvironmentException(
                    "HOME is not set, so there is no place for the parts that unrigged provisions.",
                    "set UNRIGGED_HOME to a directory of your own");
        }
        return Path.of(home).toAbsolutePath().resolve(".cache/unrigged");
    }

    /**
     * Looks, writes nothing and downloads nothing. A part that {@link #provision} would get is
     * {@link Component.Pending}. Programs on PATH are asked for their version unless that is known.
     *
     * @throws IOException when the private directory cannot be read
     */
    public Inventory check(Need need) throws IOException, InterruptedException {
        context.versions().load();
        return new Inventory(each(need, new Looking()));
    }

    /**
     * Gets what is missing. Afterwards every part is {@link Component.Ready} or {@link
     * Component.Missing}. An interrupt ends it at once; what was whole stays, the rest is deleted
     * by the next call.
     *
     * @throws IOException when the private directory cannot be written
     */
    public Inventory provision(Need need) throws IOException, InterruptedException {
        Inventory seen = check(need);
        if (seen.complete() && !context.versions().changed()) {
            return seen;
        }
        try (CacheDirectory.Lease _ = context.cache().lock(context.progress())) {
            context.versions().load();
            Inventory inventory = new Inventory(each(need, new Getting()));
            context.versions().save();
            CacheDirectory.delete(context.cache().root().resolve("downloads"));
            return inventory;
        }
    }

    /**
     * Which libraries of an environment have newer releases; asks the registries and changes
     * nothing. Of a Python environment those that its lock was made for, not what they bring along.
     *
     * @throws OperationalException saying why that cannot be told
     */
    public List<Outdated> outdated(Environment environment)
            throws IOException, InterruptedException {
        context.versions().load();
        return new Updates(context).of(environment);
    }

    /** What is done with each thing asked for. */
    private interface Step {
        Component program(Tool tool) throws IOException, InterruptedException;

        Component environment(Environment environment) throws IOException, InterruptedException;
    }

    private final class Looking implements Step {
        private final Infrastructure infrastructure = new Infrastructure(context, order);
        private final PythonEnvironments python = new PythonEnvironments(context);
        private final MavenEnvironments maven = new MavenEnvironments(context);
        private final NodeEnvironments node = new NodeEnvironments(context);
        private final GoEnvironments go = new GoEnvironments(context);
        private final HostPrograms programs = new HostPrograms(context);

        @Override
        public Component program(Tool tool) throws IOException, InterruptedException {
            return infrastructure.look(tool);
        }

        @Override
        public Component environment(Environment environment)
                throws IOException, InterruptedException {
            return switch (environment) {
                case Environment.Python one -> python.look(one);
                case Environment.Maven one -> maven.look(one);
                case Environment.Node one -> node.look(one);
                case Environment.Go one -> go.look(one);
                case Environment.Programs one -> programs.look(one);
            };
        }
    }

    private final class Getting implements Step {
        private final Infrastructure infrastructure = new Infrastructure(context, order);
        private final PythonEnvironments python = new PythonEnvironments(context);
        private final MavenEnvironments maven = new MavenEnvironments(context);
        private final NodeEnvironments node = new NodeEnvironments(context);
        private final GoEnvironments go = new GoEnvironments(context);
        private final HostPrograms programs = new HostPrograms(context);

        @Override
        public Component program(Tool tool) throws IOException, InterruptedException {
            return infrastructure.obtain(tool);
        }

        @Override
        public Component environment(Environment environment)
                throws IOException, InterruptedException {
            // Looked at again under the lock: another setup may have made it meanwhile.
            return switch (environment) {
                case Environment.Python one ->
                        python.look(one) instanceof Component.Ready ready
                                ? ready
                                : python.obtain(one);
                case Environment.Maven one ->
                        maven.look(one) instanceof Component.Ready ready
                                ? ready
                                : maven.obtain(one);
                case Environment.Node one ->
                        node.look(one) instanceof Component.Ready ready ? ready : node.obtain(one);
                case Environment.Go one ->
                        go.look(one) instanceof Component.Ready ready ? ready : go.obtain(one);
                case Environment.Programs one -> programs.look(one);
            };
        }
    }

    private List<Component> each(Need need, Step step) throws InterruptedException {
        List<Component> components = new ArrayList<>();
        for (Tool tool : need.tools()) {
            components.add(guarded(tool.title(), () -> step.program(tool)));
        }
        for (Environment environment : need.environments()) {
            components.add(
                    guarded(Inventory.nameOf(environment), () -> step.environment(environment)));
        }
        return components;
    }

    private interface Attempt {
        Component make() throws IOException, InterruptedException;
    }

    /** One part's trouble stays with that part. */
    private static Component guarded(String name, Attempt attempt) throws InterruptedException {
        try {
            return attempt.make();
        } catch (UnavailableException e) {
            return new Component.Missing(name, e.what(), e.fix());
        } catch (IOException e) {
            return new Component.Missing(
                    name,
                    e.toString(),
                    "see the reason (space, permissions), then run setup again");
        }
    }
}
