package unrigged.measurement;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import unrigged.deployment.ConnectionCapacity;
import unrigged.deployment.MachineLimits;
import unrigged.deployment.MemoryNeed;
import unrigged.deployment.Treatment;
import unrigged.experiment.DeploymentRequest;
import unrigged.process.ProcFs;
import unrigged.program.EnvironmentException;

/** Whether this machine and the plan's own limits allow what is to be measured; each cell once. */
final class CapacityCheck {
    private final Consumer<String> notes;
    private final Set<Treatment> known = new HashSet<>();
    private final Set<List<Treatment>> deployments = new HashSet<>();
    private final Set<String> told = new HashSet<>();

    /**
     * @param notes takes a line for people about what works but is short
     */
    CapacityCheck(Consumer<String> notes) {
        this.notes = notes;
    }

    /**
     * @throws EnvironmentException naming the limit
     */
    void require(String scenario, Treatment treatment) {
        if (!known.add(treatment)) {
            return;
        }
        MachineLimits machine = Limits.ofThisMachine();
        String where = treatment.stack().id() + " in " + scenario;
        require(
                ConnectionCapacity.tooLow(treatment),
                "a limit of the plan is too low for " + where,
                "leave it out, it then follows from the scenario; or raise it");
        require(
                ConnectionCapacity.of(treatment).shortages(machine, treatment),
                "this machine is too small for " + where,
                "raise the limit, or take fewer clients in a scenario of your own (define: in a plan)");
        Optional<String> shortQueue = ConnectionCapacity.shortQueue(machine, treatment);
        if (shortQueue.isPresent() && told.add(scenario)) {
            notes.accept(scenario + ": " + shortQueue.get());
        }
    }

    /**
     * The same for all servers of a deployment together, and their memory.
     *
     * @throws EnvironmentException naming the limit
     */
    void require(DeploymentRequest request, List<Treatment> treatments, MemoryNeed memory) {
        if (!deployments.add(treatments)) {
            return;
        }
        String where = "the deployment %s of %d servers".formatted(request.id(), treatments.size());
        require(
                ConnectionCapacity.tooLow(treatments),
                "a limit of the plan is too low for " + where,
                "leave it out, it then follows from the servers; or raise it");
        require(
                ConnectionCapacity.of(treatments)
                        .shortages(Limits.ofThisMachine(), treatments.getFirst()),
                "this machine is too small for " + where,
                "raise the limit, or take fewer stacks at a time");
        requireMemory(where, memory, Limits.memoryAvailableBytes(ProcFs.MACHINE));
    }

    private void requireMemory(String where, MemoryNeed need, OptionalLong available) {
        String figures =
                "%,d MiB (servers %,d, database sessions %,d, the rest %,d)"
                        .formatted(
                                need.total() >> 20,
                                need.servers() >> 20,
                                need.sessions() >> 20,
                                need.shared() >> 20);
        if (need.total() > available.orElse(Long.MAX_VALUE)) {
            throw new EnvironmentException(
                    "not enough memory for %s: it needs about %s, and %,d MiB are available"
                            .formatted(where, figures, available.getAsLong() >> 20),
                    "measure fewer stacks at a time (--stacks), or end programs that hold memory");
        }
        if (told.add("memory")) {
            notes.accept("memory: " + where + " needs about " + figures + available(available));
        }
    }

    private static String available(OptionalLong bytes) {
        return bytes.isPresent()
                ? "; %,d MiB are available".formatted(bytes.getAsLong() >> 20)
                : "";
    }

    private static void require(List<String> obstacles, String what, String remedy) {
        if (!obstacles.isEmpty()) {
            throw new EnvironmentException(what + ":\n  " + String.join("\n  ", obstacles), remedy);
        }
    }
}
