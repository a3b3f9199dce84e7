package unrigged.setup;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import unrigged.catalog.Environment;

/**
 * Gets the parts of a run into a private directory: nothing is installed into the system, and no
 * service is touched or started. Only what is asked for and missing is fetched; a part that cannot
 * be had does not keep the others from being there.
 */
public final class Setup {
    /** The preference that suits everyone who has no reason to choose. */
    public static final List<Origin> USUAL_ORDER = List.of(Origin.values());

    private final Site site;
    private final List<Origin> order;

    /** In the usual order of origins. */
    public Setup(Path home, Path checkout, Path jdkHome, Consumer<String> progress) {
        this(home, checkout, jdkHome, progress, USUAL_ORDER);
    }

    /**
     * @param home the private directory; made when something has to be written
     * @param checkout the project's folder, with its Maven wrapper
     * @param jdkHome the JDK that builds the Java stacks
     * @param progress a line now and then while something takes time; may come from another thread
     * @param order which origins the infrastructure may have, the preferred one first
     */
    public Setup(
            Path home, Path checkout, Path jdkHome, Consumer<String> progress, List<Origin> order) {
        this(home, checkout, jdkHome, progress, order, Host.real(), words -> {});
    }

    Setup(
            Path home,
            Path checkout,
            Path jdkHome,
            Consumer<String> progress,
            List<Origin> order,
            Host host,
            Consumer<List<String>> commands) {
        Home own = new Home(home);
        Command command = new Command(host, commands, progress);
        this.site =
                new Site(
                        own,
                        checkout.toAbsolutePath().normalize(),
                        jdkHome.toAbsolutePath().normalize(),
                        host,
                        command,
                        new Versions(own, command),
                        progress);
        this.order = List.copyOf(order);
    }

    /**
     * Looks, writes nothing and downloads nothing. A part that {@link #provision} would get is
     * {@link Part.Pending}. Programs on PATH are asked for their version unless that is known.
     *
     * @throws IOException when the private directory cannot be read
     */
    public Inventory check(Need need) throws IOException, InterruptedException {
        site.versions().load();
        return new Inventory(each(need, new Looking()));
    }

    /**
     * Gets what is missing. Afterwards every part is {@link Part.Ready} or {@link Part.Missing}. An
     * interrupt ends it at once; what was whole stays, the rest is swept by the next call.
     *
     * @throws IOException when the private directory cannot be written
     */
    public Inventory provision(Need need) throws IOException, InterruptedException {
        Inventory seen = check(need);
        if (seen.complete() && !site.versions().changed()) {
            return seen;
        }
        try (Home.Lease _ = site.home().lock(site.progress())) {
            site.versions().load();
            Inventory inventory = new Inventory(each(need, new Getting()));
            site.versions().save();
            Home.delete(site.home().root().resolve("downloads"));
            return inventory;
        }
    }

    /**
     * Which libraries of an environment have newer releases; asks the registries and changes
     * nothing. Of a Python environment those that its lock was made for, not what they bring along.
     *
     * @throws IOException saying why that cannot be told
     */
    public List<Outdated> outdated(Environment environment)
            throws IOException, InterruptedException {
        site.versions().load();
        try {
            return new Updates(site).of(environment);
        } catch (Unavailable e) {
            throw new IOException(e.why() + "; to fix: " + e.fix(), e);
        }
    }

    /** What is done with each thing asked for. */
    private interface Step {
        Part program(Tool tool) throws IOException, Unavailable, InterruptedException;

        Part environment(Environment environment)
                throws IOException, Unavailable, InterruptedException;
    }

    private final class Looking implements Step {
        private final Infrastructure infrastructure = new Infrastructure(site, order);
        private final PythonEnvironments python = new PythonEnvironments(site);
        private final MavenEnvironments maven = new MavenEnvironments(site);
        private final NodeEnvironments node = new NodeEnvironments(site);
        private final GoEnvironments go = new GoEnvironments(site);
        private final HostPrograms programs = new HostPrograms(site);

        @Override
        public Part program(Tool tool) throws IOException, InterruptedException {
            return infrastructure.look(tool);
        }

        @Override
        public Part environment(Environment environment)
                throws IOException, Unavailable, InterruptedException {
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
        private final Infrastructure infrastructure = new Infrastructure(site, order);
        private final PythonEnvironments python = new PythonEnvironments(site);
        private final MavenEnvironments maven = new MavenEnvironments(site);
        private final NodeEnvironments node = new NodeEnvironments(site);
        private final GoEnvironments go = new GoEnvironments(site);
        private final HostPrograms programs = new HostPrograms(site);

        @Override
        public Part program(Tool tool) throws IOException, InterruptedException {
            return infrastructure.obtain(tool);
        }

        @Override
        public Part environment(Environment environment)
                throws IOException, Unavailable, InterruptedException {
            // Looked at again under the lock: another setup may have made it meanwhile.
            return switch (environment) {
                case Environment.Python one ->
                        python.look(one) instanceof Part.Ready ready ? ready : python.obtain(one);
                case Environment.Maven one ->
                        maven.look(one) instanceof Part.Ready ready ? ready : maven.obtain(one);
                case Environment.Node one ->
                        node.look(one) instanceof Part.Ready ready ? ready : node.obtain(one);
                case Environment.Go one ->
                        go.look(one) instanceof Part.Ready ready ? ready : go.obtain(one);
                case Environment.Programs one -> programs.look(one);
            };
        }
    }

    private List<Part> each(Need need, Step step) throws InterruptedException {
        List<Part> parts = new ArrayList<>();
        if (need.infrastructure()) {
            for (Tool tool : Tool.values()) {
                parts.add(guarded(tool.title(), () -> step.program(tool)));
            }
        }
        for (Environment environment : need.environments()) {
            parts.add(guarded(Inventory.nameOf(environment), () -> step.environment(environment)));
        }
        return parts;
    }

    private interface Attempt {
        Part make() throws IOException, Unavailable, InterruptedException;
    }

    /** One part's trouble stays with that part. */
    private static Part guarded(String name, Attempt attempt) throws InterruptedException {
        try {
            return attempt.make();
        } catch (Unavailable e) {
            return new Part.Missing(name, e.why(), e.fix());
        } catch (IOException e) {
            return new Part.Missing(
                    name,
                    e.toString(),
                    "see the reason (space, permissions), then run setup again");
        }
    }
}
