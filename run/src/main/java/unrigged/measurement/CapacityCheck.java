package unrigged.measurement;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import unrigged.deployment.ConnectionCapacity;
import unrigged.deployment.MachineLimits;
import unrigged.deployment.Treatment;
import unrigged.program.EnvironmentException;

/** Whether this machine and the plan's own limits allow what is to be measured; each cell once. */
final class CapacityCheck {
    private final Consumer<String> notes;
    private final Set<Treatment> known = new HashSet<>();
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

    private static void require(List<String> obstacles, String what, String remedy) {
        if (!obstacles.isEmpty()) {
            throw new EnvironmentException(what + ":\n  " + String.join("\n  ", obstacles), remedy);
        }
    }
}
