package unrigged.measurement;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import unrigged.catalog.Stack;
import unrigged.deployment.DeploymentContext;
import unrigged.deployment.Secrets;
import unrigged.experiment.TrialSlot;
import unrigged.journal.RunDirectory;
import unrigged.metric.Clock;
import unrigged.metric.Tier;
import unrigged.process.Supervisor;
import unrigged.sampling.MachineAccount;
import unrigged.sampling.Snapshot;

/** What all trials of a run share: the machine, the parts, the supervisor, the run's directory. */
final class TrialContext implements ProcessContext {
    private static final String SYSTEM_PATH = "/usr/local/bin:/usr/bin:/bin";

    private final RunDirectory directory;
    private final ProvisionedParts provisioned;
    private final Supervisor supervisor;
    private final Path cluster;
    private final Ports ports;
    private final Clock clock;
    private final int backlogLimit;
    private final int openFilesLimit;
    private final Secrets secrets;
    private int scratches;
    private @Nullable MachineAccount machine;

    TrialContext(
            RunDirectory directory,
            ProvisionedParts provisioned,
            Supervisor supervisor,
            Path cluster,
            Ports ports,
            Clock clock)
            throws IOException {
        this.directory = directory;
        this.provisioned = provisioned;
        this.supervisor = supervisor;
        this.cluster = cluster;
        this.ports = ports;
        this.clock = clock;
        this.backlogLimit = Limits.backlog();
        this.openFilesLimit = Limits.openFiles();
        this.secrets =
                new Secrets(DataSet.password(cluster), PrivateFile.secret(), PrivateFile.secret());
    }

    @Override
    public RunDirectory directory() {
        return directory;
    }

    @Override
    public Secrets secrets() {
        return secrets;
    }

    /** Where trials write: the run's directory, and the database's. */
    List<Path> written() {
        return List.of(directory.root(), cluster);
    }

    @Override
    public Clock clock() {
        return clock;
    }

    int cpus() {
        return Runtime.getRuntime().availableProcessors();
    }

    /** Found out at the first call, which takes a tenth of a second: not under load. */
    MachineAccount machine() {
        MachineAccount known = machine;
        if (known == null) {
            known = MachineAccount.of(clock);
            machine = known;
        }
        return known;
    }

    Snapshot snapshot(Map<Tier, Long> roots) {
        return Snapshot.take(clock, roots, controllerPids());
    }

    @Override
    public Supervisor supervisor() {
        return supervisor;
    }

    /** A new empty directory for temporary files of one trial. */
    @Override
    public Path freshScratch() throws IOException {
        if (Files.notExists(directory.root())) {
            // Not made anew: the journal would be in another one.
            throw new NoSuchFileException(directory.root().toString());
        }
        return ScratchDirectory.fresh(directory.root(), ++scratches);
    }

    DeploymentContext deploymentContext(Stack stack, TrialSlot slot, Path scratch, int control) {
        return deploymentContext(stack, slot, scratch, control, ports.forTopology(stack));
    }

    /** The same with ports of the caller's choice, one for each tier that listens. */
    DeploymentContext deploymentContext(
            Stack stack, TrialSlot slot, Path scratch, int control, Map<Tier, Integer> ports) {
        return deploymentContext(stack, slot.id(), scratch, control, ports);
    }

    /**
     * The same.
     *
     * @param id of the trial or deployment, which has its logs in a directory of this name
     */
    DeploymentContext deploymentContext(
            Stack stack, String id, Path scratch, int control, Map<Tier, Integer> ports) {
        Map<String, String> placeholders =
                new HashMap<>(
                        provisioned
                                .environments()
                                .getOrDefault(stack.environment().name(), Map.of()));
        placeholders.put("java", provisioned.java().toString());
        placeholders.put("catalog", provisioned.catalog().toString());
        Path own = Path.of(placeholders.getOrDefault("environment", "/nonexistent")).resolve("bin");
        // A program of the user's own finds what its start in a shell would find.
        String system =
                stack.custom().isPresent()
                        ? Optional.ofNullable(System.getenv("PATH")).orElse(SYSTEM_PATH)
                        : SYSTEM_PATH;
        return new DeploymentContext(
                provisioned.nginx(),
                provisioned.pgbouncer(),
                provisioned.postgres(),
                loader(),
                placeholders,
                own + ":" + system,
                ports,
                cluster,
                directory.logs(id),
                scratch,
                control,
                secrets,
                directory.root().resolve(directory.histogram(id)),
                backlogLimit,
                openFilesLimit);
    }

    @Override
    public List<String> loader() {
        List<String> loader = new ArrayList<>();
        loader.add(provisioned.java().toString());
        loader.addAll(provisioned.loader());
        return loader;
    }
}
