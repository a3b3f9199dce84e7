package unrigged.measurement;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import unrigged.process.KernelFile;

/** The control groups that this process is in, version 1 and 2, as far as they are mounted. */
final class ControlGroups {
    private ControlGroups() {}

    /**
     * Directories of the group and of those above it, of every mount that has the controller.
     *
     * @param root where {@code proc} and the mounted groups are
     * @param controller as version 1 names it, for example {@code cpu}
     */
    static List<Path> ofThisProcess(Path root, String controller) {
        List<Path> groups = new ArrayList<>();
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
                            && List.of(fields.get(dash + 3).split(",", -1)).contains(controller);
            if (first || second) {
                Path top = root.resolve(fields.get(4).substring(1));
                String path = pathOfThis(root, second, controller);
                String above = fields.get(3).equals("/") ? "" : fields.get(3);
                if (path.startsWith(above)) {
                    path = path.substring(above.length());
                }
                addGroupAndAbove(groups, top, path.replaceFirst("^/+", ""));
            }
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

    private static String pathOfThis(Path root, boolean second, String controller) {
        for (String line : lines(root.resolve("proc/self/cgroup"))) {
            String[] fields = line.split(":", 3);
            boolean its =
                    second
                            ? fields[0].equals("0") && fields[1].isEmpty()
                            : List.of(fields[1].split(",", -1)).contains(controller);
            if (its) {
                return fields[2];
            }
        }
        return "";
    }

    /** None where there is no such file. */
    static List<String> lines(Path file) {
        try {
            return KernelFile.text(file).lines().toList();
        } catch (IOException _) {
            return List.of();
        }
    }
}
