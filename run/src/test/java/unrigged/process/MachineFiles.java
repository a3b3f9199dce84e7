package unrigged.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files of a machine that this one is not, below a directory in place of its root. */
public record MachineFiles(Path root) {
    public void write(String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    /** This process is in a control group of version 2: {@code /user/lab}. */
    public void writeControlGroup() throws IOException {
        write("proc/self/cgroup", "0::/user/lab\n");
        write(
                "proc/self/mountinfo",
                "29 25 0:26 / /sys/fs/cgroup rw,nosuid - cgroup2 cgroup2 rw\n");
    }

    public ProcFs proc() {
        return new ProcFs(root);
    }
}
