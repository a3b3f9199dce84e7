package unrigged.process;

import java.util.OptionalLong;

/**
 * What {@code /proc/PID/status} tells; fields that are not there are empty.
 *
 * @param user number of the real user
 * @param threads how many the process has
 * @param allowedCpus the kernel's form of a list: {@code 0-3,8}
 */
public record ProcessStatus(String user, OptionalLong threads, String allowedCpus) {
    /**
     * Reads it; all fields are empty once the process has ended.
     *
     * @param process its number, or {@code self}
     */
    public static ProcessStatus of(ProcFs proc, String process) {
        return parse(proc.textOrEmpty(process + "/status"));
    }

    static ProcessStatus parse(String text) {
        String threads = field(text, "Threads:");
        return new ProcessStatus(
                field(text, "Uid:"),
                threads.isEmpty() ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(threads)),
                field(text, "Cpus_allowed_list:"));
    }

    /** The first word behind a name. */
    private static String field(String text, String name) {
        return text.lines()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(name.length()).strip().split("\\s+", -1)[0])
                .findFirst()
                .orElse("");
    }
}
