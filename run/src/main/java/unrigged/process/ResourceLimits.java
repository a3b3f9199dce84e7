package unrigged.process;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@code /proc/self/limits} tells of this process; nothing where the kernel has no such file.
 *
 * @param soft the soft limits by name
 */
public record ResourceLimits(Map<String, String> soft) {
    private static final Pattern LINE = Pattern.compile("(Max .*?) {2,}(\\S+)\\s.*");

    public ResourceLimits {
        soft = Map.copyOf(soft);
    }

    public static ResourceLimits of(ProcFs proc) {
        return parse(proc.textOrEmpty("self/limits"));
    }

    static ResourceLimits parse(String text) {
        Map<String, String> soft = new HashMap<>();
        for (String line : text.lines().toList()) {
            Matcher matcher = LINE.matcher(line);
            if (matcher.matches()) {
                soft.put(matcher.group(1), matcher.group(2));
            }
        }
        return new ResourceLimits(soft);
    }

    /**
     * The soft limit: a number, or {@code unlimited}.
     *
     * @param name as the kernel says it, for example {@code Max open files}
     */
    public Optional<String> soft(String name) {
        return Optional.ofNullable(soft.get(name));
    }
}
