package unrigged.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A mounted hierarchy of control groups, and where in it this process is: {@code
 * /proc/self/mountinfo} and {@code /proc/self/cgroup}.
 *
 * @param directory where it is mounted
 * @param group path of this process's group below it; empty when that is the directory itself
 */
public record ControlGroupMount(Path directory, String group) {
    /**
     * Those that have a controller; every one of version 2 counts.
     *
     * @param controller as version 1 names it, for example {@code cpu}
     */
    public static List<ControlGroupMount> having(ProcFs proc, String controller) {
        List<ControlGroupMount> mounts = new ArrayList<>();
        for (String mount : proc.textOrEmpty("self/mountinfo").lines().toList()) {
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
                String path = pathOfThis(proc, second, controller);
                String above = fields.get(3).equals("/") ? "" : fields.get(3);
                if (path.startsWith(above)) {
                    path = path.substring(above.length());
                }
                mounts.add(
                        new ControlGroupMount(
                                proc.root().resolve(fields.get(4).substring(1)),
                                path.replaceFirst("^/+", "")));
            }
        }
        return mounts;
    }

    private static String pathOfThis(ProcFs proc, boolean second, String controller) {
        for (String line : proc.textOrEmpty("self/cgroup").lines().toList()) {
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
}
