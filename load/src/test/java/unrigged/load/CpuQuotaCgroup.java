package unrigged.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** A control group of its own with a tenth of a CPU, where this machine lets us have one. */
final class CpuQuotaCgroup implements AutoCloseable {
    private static final Path FIRST = Path.of("/sys/fs/cgroup/cpu");
    private static final Path SECOND = Path.of("/sys/fs/cgroup");
    private static final long PERIOD_US = 100_000;

    private final Path parent;
    private final Path group;

    private CpuQuotaCgroup(Path parent, Path group) {
        this.parent = parent;
        this.group = group;
    }

    /** Aborts the test where that is not allowed. */
    static CpuQuotaCgroup thirtieth() {
        boolean isFirst = Files.exists(FIRST.resolve("cpu.cfs_quota_us"));
        Path parent = isFirst ? FIRST : SECOND;
        CpuQuotaCgroup quota =
                new CpuQuotaCgroup(
                        parent, parent.resolve("unrigged-test-" + ProcessHandle.current().pid()));
        try {
            Files.createDirectory(quota.group);
            if (isFirst) {
                quota.write("cpu.cfs_period_us", "" + PERIOD_US);
                quota.write("cpu.cfs_quota_us", "" + PERIOD_US / 30);
            } else {
                quota.write("cpu.max", PERIOD_US / 30 + " " + PERIOD_US);
            }
        } catch (IOException e) {
            quota.close();
            Assumptions.abort("no CPU quota can be set here: " + e);
        }
        return quota;
    }

    private void write(String file, String text) throws IOException {
        Files.writeString(group.resolve(file), text);
    }

    /** A shell's command that puts the process {@code $0} into the group. */
    String command() {
        return "echo $0 > " + group.resolve("cgroup.procs");
    }

    /** What is still in it goes back, as a group must be empty to be removed. */
    @Override
    public void close() {
        try {
            if (Files.exists(group)) {
                for (String pid : Files.readAllLines(group.resolve("cgroup.procs"))) {
                    Files.writeString(parent.resolve("cgroup.procs"), pid);
                }
                Files.delete(group);
            }
        } catch (IOException e) {
            throw new IllegalStateException("the control group " + group + " is left behind", e);
        }
    }
}
