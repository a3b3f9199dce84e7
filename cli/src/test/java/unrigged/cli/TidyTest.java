package unrigged.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Reads the sources of all modules: sizes, and names and calls that are banned, each with its
 * replacement.
 */
class TidyTest {
    private static final int FILE_LINES = 400;
    private static final int METHOD_LINES = 60;

    /**
     * First line of a member: four spaces, then neither an annotation nor a bracket nor a comment.
     */
    private static final Pattern MEMBER = Pattern.compile("^    [^\\s@})/*].*");

    /** The name of a file of {@code /proc} as a text begins with it. */
    private static final Pattern PROC = Pattern.compile("\"/?proc[/\"]");

    /** In a literal, not in a comment. */
    private static final Pattern REMEDY_TEXT =
            Pattern.compile("^(?! *\\*| */[/*]).*(\\bto fix:|\\\\n +expected:)", Pattern.MULTILINE);

    private static final Map<String, String> BANNED =
            Map.of(
                    "catch \\(InterruptedException _\\) \\{\\s*\\}",
                            "let an interrupt propagate, or restore it",
                    "\\.printStackTrace\\(", "say what went wrong, with evidence",
                    "Double\\.NaN|Float\\.NaN", "an absent figure is a type or an Optional",
                    "new Random\\(\\)", "a seed comes in through the constructor",
                    "@SuppressWarnings\\(\"all\"\\)", "name the one warning, and say why");

    private static List<Path> sources() throws IOException {
        List<Path> sources = new ArrayList<>();
        for (String module : CompiledClasses.MODULES) {
            // What unrigged new writes is a resource.
            for (String set : List.of("main", "test")) {
                Path java = Path.of("..", module, "src", set, "java");
                if (Files.exists(java)) {
                    try (Stream<Path> files = Files.walk(java)) {
                        files.filter(file -> file.toString().endsWith(".java"))
                                .forEach(sources::add);
                    }
                }
            }
        }
        return sources;
    }

    private static boolean isMain(Path source) {
        return source.toString().contains("/src/main/");
    }

    @Test
    void filesAreShort() throws IOException {
        List<String> long_ = new ArrayList<>();
        for (Path source : sources()) {
            long lines = Files.readAllLines(source).size();
            if (lines > FILE_LINES) {
                long_.add(source + ": " + lines + " lines, at most " + FILE_LINES);
            }
        }
        assertEquals(List.of(), long_);
    }

    @Test
    void methodsAreShort() throws IOException {
        List<String> found = new ArrayList<>();
        for (Path source : sources()) {
            List<String> lines = Files.readAllLines(source);
            int start = -1;
            for (int i = 0; i < lines.size(); i++) {
                if (MEMBER.matcher(lines.get(i)).matches()) {
                    start = i;
                }
                boolean ends = lines.get(i).equals("    }") && start >= 0;
                if (ends
                        && i - start + 1 > METHOD_LINES
                        && !lines.get(start).matches(".* (class|record|interface|enum) .*")) {
                    found.add(
                            source
                                    + ":"
                                    + (start + 1)
                                    + ": "
                                    + (i - start + 1)
                                    + " lines, at most "
                                    + METHOD_LINES);
                }
            }
        }
        assertEquals(List.of(), found);
    }

    @Test
    void nothingBannedIsUsed() throws IOException {
        List<String> found = new ArrayList<>();
        for (Path source : sources()) {
            // A test may well hand a NaN to what must refuse it.
            if (!isMain(source)) {
                continue;
            }
            String text = Files.readString(source);
            BANNED.forEach((pattern, instead) -> {
                Matcher matcher = Pattern.compile(pattern).matcher(text);
                if (matcher.find()) {
                    found.add(source + ": '" + matcher.group() + "'; instead: " + instead);
                }
            });
        }
        assertEquals(List.of(), found);
    }

    /** A remedy is a field of an exception, and one class shows it. */
    @Test
    void errorsAreShownInOnePlace() throws IOException {
        List<String> found = new ArrayList<>();
        for (Path source : sources()) {
            if (source.toString().contains("/src/main/")
                    && !source.endsWith("ErrorText.java")
                    && REMEDY_TEXT.matcher(Files.readString(source)).find()) {
                found.add(source + ": give the exception a hint, or use ErrorText");
            }
        }
        assertEquals(List.of(), found);
    }

    @Test
    void namesSayWhatAThingIs() throws IOException {
        List<String> found =
                sources().stream()
                        .map(file -> file.getFileName().toString())
                        .filter(name ->
                                name.matches(".*(Util|Utils|Impl|Base|Manager|Helper)\\.java"))
                        .toList();
        assertEquals(List.of(), found);
    }

    @Test
    void noNameIsThatOfTwoClasses() throws IOException {
        Map<String, List<Path>> byName =
                sources().stream()
                        .collect(Collectors.groupingBy(file -> file.getFileName().toString()));
        byName.remove("package-info.java");
        assertEquals(
                List.of(), byName.values().stream().filter(files -> files.size() > 1).toList());
    }

    @Test
    void whatIsDeclaredIsUsed() throws IOException {
        StringBuilder main = new StringBuilder();
        for (Path source : sources()) {
            if (isMain(source)) {
                main.append(Files.readString(source));
            }
        }
        assertEquals(List.of(), new DeadDeclarations(CompiledClasses.MAIN, main.toString()).find());
    }

    /** The program's own command line and streams are no figures. */
    @Test
    void procIsReadByOneClassOfEachProgram() throws IOException {
        Set<String> readers =
                Set.of("ProcFs", "ProcFile", "Arguments", "StandardOutput", "TerminalDevice");
        List<Path> found = new ArrayList<>();
        for (Path source : sources()) {
            String name = source.getFileName().toString().replace(".java", "");
            if (isMain(source)
                    && !readers.contains(name)
                    && PROC.matcher(Files.readString(source)).find()) {
                found.add(source);
            }
        }
        assertEquals(List.of(), found, "ask ProcFs, in load ProcFile");
    }
}
