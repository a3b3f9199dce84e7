package unrigged.setup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A requirements file with hashes. Comments that begin with {@code # setup:} direct the
 * installation, for packages that can only be built against others that are installed already:
 *
 * <pre>{@code
 * # setup: then                      what follows is installed after what is above
 * # setup: no-build-isolation        ... and built with what is above
 * # setup: variable CFLAGS=-include {root}/include/x.h     {root}, {python} (3.11) are replaced
 * }</pre>
 *
 * @param text the file
 * @param steps installed one after another
 */
record LockFile(String text, List<Step> steps) {

    /** What one call of pip installs. */
    record Step(
            String requirements,
            long packages,
            boolean buildIsolation,
            Map<String, String> variables) {}

    static LockFile read(Path file) throws IOException {
        String text;
        try {
            text = Files.readString(file);
        } catch (NoSuchFileException e) {
            throw new UnavailableException("there is no lock file " + file, "restore " + file);
        }
        List<String> lines = text.lines().toList();
        List<Step> steps = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < lines.size(); i++) {
            if (directive(lines.get(i)).equals("then")) {
                steps.add(step(file, lines.subList(start, i)));
                start = i + 1;
            }
        }
        steps.add(step(file, lines.subList(start, lines.size())));
        return new LockFile(text, List.copyOf(steps));
    }

    private static Step step(Path file, List<String> lines) {
        boolean buildIsolation = true;
        Map<String, String> variables = new LinkedHashMap<>();
        long packages = 0;
        for (String line : lines) {
            String directive = directive(line);
            int equals = directive.indexOf('=');
            if (directive.equals("no-build-isolation")) {
                buildIsolation = false;
            } else if (directive.startsWith("variable ") && equals > 0) {
                variables.put(
                        directive.substring("variable ".length(), equals).strip(),
                        directive.substring(equals + 1));
            } else if (!directive.isEmpty()) {
                throw new UnavailableException(
                        file + ": unknown directive '# setup: " + directive + "'",
                        "write then, no-build-isolation or variable NAME=value");
            }
            if (line.matches("[A-Za-z0-9].*")) {
                packages++;
            }
        }
        return new Step(
                String.join("\n", lines) + "\n", packages, buildIsolation, Map.copyOf(variables));
    }

    private static String directive(String line) {
        String mark = "# setup:";
        return line.startsWith(mark) ? line.substring(mark.length()).strip() : "";
    }

    long packages() {
        return steps.stream().mapToLong(Step::packages).sum();
    }
}
