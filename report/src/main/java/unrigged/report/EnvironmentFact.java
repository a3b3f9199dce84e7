package unrigged.report;

import java.util.Optional;
import tools.jackson.databind.JsonNode;
import unrigged.inference.Difference.Kind;

/** What {@code environment.json} says of the machine and of Unrigged, one value each. */
public enum EnvironmentFact {
    CPU_MODEL(Kind.MACHINE, "CPU model", "/machine/cpu"),
    CPUS(Kind.MACHINE, "CPUs", "/machine/cpus"),
    MEMORY(Kind.MACHINE, "memory", "/machine/memory"),
    HYPERVISOR(Kind.MACHINE, "hypervisor", "/machine/hypervisor"),
    KERNEL(Kind.SYSTEM, "kernel", "/machine/kernel"),
    DISTRIBUTION(Kind.SYSTEM, "distribution", "/machine/distribution"),
    GOVERNOR(Kind.SYSTEM, "CPU frequency governor", "/machine/governor"),
    CPU_QUOTA(Kind.SYSTEM, "CPU quota", "/limits/cgroupCpu"),
    SOMAXCONN(Kind.SYSTEM, "net.core.somaxconn", "/limits/somaxconn"),
    OPEN_FILES(Kind.SYSTEM, "open files", "/limits/openFiles"),
    LOCAL_PORTS(Kind.SYSTEM, "local ports", "/limits/localPortRange"),
    VERSION(Kind.UNRIGGED, "version of Unrigged", "/unrigged"),
    REVISION(Kind.UNRIGGED, "git revision of Unrigged", "/gitRevision"),
    JAVA(Kind.VERSION, "Java", "/java");

    private final Kind kind;
    private final String words;
    private final String pointer;

    EnvironmentFact(Kind kind, String words, String pointer) {
        this.kind = kind;
        this.words = words;
        this.pointer = pointer;
    }

    Kind kind() {
        return kind;
    }

    /** For people. */
    public String words() {
        return words;
    }

    /** Empty where it was not recorded. */
    Optional<String> in(JsonNode record) {
        JsonNode value = record.at(pointer);
        return value.isMissingNode() ? Optional.empty() : Optional.of(value.asString());
    }
}
