package unrigged.sampling;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import unrigged.process.ProcFs;

/**
 * How many CPUs' time a control group allows this process, as a container or a service may have it:
 * the smallest of the quotas of its group and those above it, version 1 ({@code cpu.cfs_quota_us})
 * and 2 ({@code cpu.max}).
 */
public final class CpuQuota {
    private CpuQuota() {}

    /** In CPUs; empty where there is none, or where the groups cannot be seen. */
    public static OptionalDouble cpus() {
        return cpus(ProcFs.MACHINE);
    }

    /**
     * The quota that the groups of this process have in common, if there is one.
     *
     * @param proc its root is where the groups are mounted as well
     */
    public static OptionalDouble cpus(ProcFs proc) {
        OptionalDouble min = OptionalDouble.empty();
        for (Path group : ControlGroups.ofThisProcess(proc, "cpu")) {
            min = min(min, quota(group));
        }
        return min;
    }

    private static OptionalDouble quota(Path group) {
        List<String> max = ControlGroups.lines(group.resolve("cpu.max"));
        if (!max.isEmpty()) {
            String[] both = max.getFirst().split(" ", -1);
            return both[0].equals("max")
                    ? OptionalDouble.empty()
                    : OptionalDouble.of(Double.parseDouble(both[0]) / Double.parseDouble(both[1]));
        }
        List<String> quota = ControlGroups.lines(group.resolve("cpu.cfs_quota_us"));
        List<String> period = ControlGroups.lines(group.resolve("cpu.cfs_period_us"));
        if (quota.isEmpty() || period.isEmpty() || quota.getFirst().startsWith("-")) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(
                Double.parseDouble(quota.getFirst()) / Double.parseDouble(period.getFirst()));
    }

    private static OptionalDouble min(OptionalDouble a, OptionalDouble b) {
        if (a.isEmpty() || b.isEmpty()) {
            return a.isEmpty() ? b : a;
        }
        return OptionalDouble.of(Math.min(a.getAsDouble(), b.getAsDouble()));
    }
}
