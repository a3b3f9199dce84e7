package unrigged.sampling;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import unrigged.process.ControlGroupMount;
import unrigged.process.KernelFile;
import unrigged.process.ProcFs;

/** The control groups that this process is in, version 1 and 2, as far as they are mounted. */
public final class ControlGroups {
    private ControlGroups() {}

    /**
     * Directories of the group and of those above it, of every mount that has the controller.
     *
     * @param proc its root is where the groups are mounted as well
     * @param controller as version 1 names it, for example {@code cpu}
     */
    public static List<Path> ofThisProcess(ProcFs proc, String controller) {
        List<Path> groups = new ArrayList<>();
        for (ControlGroupMount mount : ControlGroupMount.having(proc, controller)) {
            addGroupAndAbove(groups, mount.directory(), mount.group());
        }
        return groups;
    }

    private static void addGroupAndAbove(List<Path> groups, Path top, String path) {
        groups.add(top);
        Path group = top;
        for (String name : path.split("/", -1)) {
            group = group.resolve(name);
            if (!group.equals(top) && Files.isDirectory(group)) {
                groups.add(group);
            }
        }
    }

    /** None where there is no such file. */
    public static List<String> lines(Path file) {
        try {
            return KernelFile.text(file).lines().toList();
        } catch (IOException _) {
            return List.of();
        }
    }
}
