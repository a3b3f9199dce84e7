package unrigged.process;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * How large the arguments and the environment of a program are. The kernel refuses one of more than
 * 32 pages (128 KiB on most machines), and all together above a quarter of the stack's limit
 * (execve(2), "Limits on size of arguments and environment").
 *
 * @param total bytes of all of them, each with its end
 * @param largest what the largest one is, and its size
 */
record CommandSize(long total, String largest) {
    /** Far below either limit: what is smaller is no reason for anything. */
    private static final long WORTH_MENTION = 100_000;

    static CommandSize of(List<String> arguments, Map<String, String> environment) {
        long total = 0;
        long max = -1;
        String largest = "nothing";
        for (int i = 0; i < arguments.size(); i++) {
            long bytes = bytes(arguments.get(i)) + 1;
            total += bytes;
            if (bytes > max) {
                max = bytes;
                largest = "argument " + i + " ('" + beginning(arguments.get(i)) + "')";
            }
        }
        for (Map.Entry<String, String> entry : environment.entrySet()) {
            long bytes = bytes(entry.getKey()) + bytes(entry.getValue()) + 2;
            total += bytes;
            if (bytes > max) {
                max = bytes;
                largest = "variable " + beginning(entry.getKey());
            }
        }
        return new CommandSize(total, largest + " with " + max + " bytes");
    }

    /** What to add to the reason why a program did not start; empty where size cannot be it. */
    String remark() {
        return total < WORTH_MENTION
                ? ""
                : "; its arguments and environment are "
                        + total
                        + " bytes, the largest of them "
                        + largest
                        + ". The kernel takes 131072 bytes for one, and `getconf ARG_MAX` for all: put what"
                        + " is larger into a file";
    }

    private static long bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static String beginning(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "…";
    }
}
