package unrigged.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import unrigged.process.KernelFile;

/**
 * How many CPUs' time a control group allows this process, as a container or a service may have it:
 * the smallest of the quotas of its group and those above it, version 1 ({@code cpu.cfs_quota_us})
 * and 2 ({@code cpu.max}).
 */
final class CpuQuota {
    private CpuQuota() {}

    /** In CPUs; empty where there is none, or where the groups cannot be seen. */
    static OptionalDouble cpus() {
        return cpus(Path.of("/"));
    }

    /**
     * @param root where {@code proc} and the mounted groups are
     */
    static OptionalDouble cpus(Path root) {
        OptionalDouble least = OptionalDouble.empty();
        for (String mount : lines(root.resolve("proc/self/mountinfo"))) {
            // … 4: root of the mount, 5: where it is, …, - type source options
            List<String> fields = List.of(mount.split(" ", -1));
            int dash = fields.indexOf("-");
            if (dash < 5 || fields.size() < dash + 4) {
                continue;
            }
            boolean second = fields.get(dash + 1).equals("cgroup2");
            boolean first =
                    fields.get(dash + 1).equals("cgroup")
                            && List.of(fields.get(dash + 3).split(",", -1)).contains("cpu");
            if (first || second) {
                Path top = root.resolve(fields.get(4).substring(1));
                String path = pathOfThis(root, second);
                String above = fields.get(3).equals("/") ? "" : fields.get(3);
                if (path.startsWith(above)) {
                    path = path.substring(above.length());
                }
                least = least(least, ofGroupAndAbove(top, path.replaceFirst("^/+", "")));
            }
        }
        return least;
    }

    private static OptionalDouble ofGroupAndAbove(Path top, String path) {
        OptionalDouble least = quota(top);
        Path group = top;
        for (String name : path.split("/", -1)) {
            group = group.resolve(name);
            if (Files.isDirectory(group)) {
                least = least(least, quota(group));
            }
        }
        return least;
    }

    private static OptionalDouble quota(Path group) {
        List<String> max = lines(group.resolve("cpu.max"));
        if (!max.isEmpty()) {
            String[] both = max.getFirst().split(" ", -1);
            return both[0].equals("max")
                    ? OptionalDouble.empty()
                    : OptionalDouble.of(Double.parseDouble(both[0]) / Double.parseDouble(both[1]));
        }
        List<String> quota = lines(group.resolve("cpu.cfs_quota_us"));
        List<String> period = lines(group.resolve("cpu.cfs_period_us"));
        if (quota.isEmpty() || period.isEmpty() || quota.getFirst().startsWith("-")) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(
                Double.parseDouble(quota.getFirst()) / Double.parseDouble(period.getFirst()));
    }

    private static String pathOfThis(Path root, boolean second) {
        for (String line : lines(root.resolve("proc/self/cgroup"))) {
            String[] fields = line.split(":", 3);
            boolean its =
                    second
                            ? fields[0].equals("0") && fields[1].isEmpty()
                            : List.of(fields[1].split(",", -1)).contains("cpu");
            if (its) {
                return fields[2];
            }
        }
        return "";
    }

    private static OptionalDouble least(OptionalDouble a, OptionalDouble b) {
        if (a.isEmpty() || b.isEmpty()) {
            return a.isEmpty() ? b : a;
        }
        return OptionalDouble.of(Math.min(a.getAsDouble(), b.getAsDouble()));
    }

    private static List<String> lines(Path file) {
        try {
            return KernelFile.text(file).lines().toList();
        } catch (IOException _) {
            return List.of();
        }
    }
}
