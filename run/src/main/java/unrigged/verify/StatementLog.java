package unrigged.verify;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The statements that stacks sent, from PostgreSQL's own log ({@code log_statement = all}): it says
 * for every text that arrives what it was, whatever the driver and the protocol. What the
 * controller and PgBouncer send of their own accord is left out.
 */
final class StatementLog {
    /** What PgBouncer sends once for every session that a client gives back. */
    private static final String RESET = "DISCARD ALL /* PgBouncer */";

    /**
     * Settings under which PostgreSQL and PgBouncer write this log: each line begins with the
     * client's name, and PgBouncer's statements can be told from a stack's.
     */
    static final Map<String, Map<String, String>> SETTINGS =
            Map.of(
                    "postgresql",
                    Map.of("log_statement", "all", "log_line_prefix", "%a|"),
                    "pgbouncer",
                    Map.of("server_reset_query", RESET, "server_check_query", ""));

    private static final String CONTROLLER = "unrigged-controller|";
    private static final Pattern STATEMENT =
            Pattern.compile("[^|]*\\|LOG: {2}(statement|execute [^:]*): (.*)");
    private static final Pattern PARAMETERS =
            Pattern.compile("[^|]*\\|DETAIL: {2}[Pp]arameters: (.*)");
    private static final Pattern PARAMETER = Pattern.compile("(\\$\\d+) = ('(?:[^']|'')*'|NULL)");

    /** PgBouncer gives a session the parameters of the client that it is lent to. */
    private static final Pattern POOLS_OWN =
            Pattern.compile("(?i)discard all /\\* pgbouncer \\*/|(set \\w+='(?:[^']|'')*';?)+");

    private static final Pattern RESET_LINE =
            Pattern.compile("[^|]*\\|LOG: {2}statement: " + Pattern.quote(RESET));

    private static final int SESSIONS_TRIES = 25;

    private final Path file;
    private long from;

    StatementLog(Path file) {
        this.file = file;
    }

    /** What comes from now on is what {@link #sinceMark} returns. */
    void mark() throws IOException {
        from = Files.size(file);
    }

    /** Where the log ends now, in bytes; for {@link #sessionsSince}. */
    long end() throws IOException {
        return Files.size(file);
    }

    /**
     * Sessions of the database that were lent and given back since the log had {@code start} bytes:
     * PgBouncer resets each when its client hangs up. Waits a second at most for those that are
     * still missing to {@code expected}.
     */
    int sessionsSince(long start, int expected) throws IOException, InterruptedException {
        for (int tries = 1; ; tries++) {
            int sessions =
                    (int)
                            settled(start)
                                    .lines()
                                    .filter(line -> RESET_LINE.matcher(line).matches())
                                    .count();
            if (sessions >= expected || tries == SESSIONS_TRIES) {
                return sessions;
            }
        }
    }

    /**
     * Every statement since the mark, one for each even where several came in one text; in lower
     * case, with single blanks. Waits until the log no longer grows: a client may still send when
     * its answer is out.
     */
    List<String> sinceMark() throws IOException, InterruptedException {
        return statements(settled(from));
    }

    /** The log from {@code start} on, once it no longer grows. */
    private String settled(long start) throws IOException, InterruptedException {
        long size = Files.size(file);
        for (int idle = 0; idle < 4; ) {
            Thread.sleep(10);
            long now = Files.size(file);
            idle = now == size ? idle + 1 : 0;
            size = now;
        }
        try (RandomAccessFile log = new RandomAccessFile(file.toFile(), "r")) {
            log.seek(start);
            byte[] bytes = new byte[(int) (size - start)];
            log.readFully(bytes);
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    static List<String> statements(String log) {
        List<String> texts = new ArrayList<>();
        boolean counts = false;
        for (String line : log.lines().toList()) {
            Matcher statement = STATEMENT.matcher(line);
            Matcher parameters = PARAMETERS.matcher(line);
            if (statement.matches()) {
                String text = statement.group(2);
                counts = !line.startsWith(CONTROLLER) && !POOLS_OWN.matcher(text.strip()).matches();
                if (counts) {
                    texts.add(text);
                }
            } else if (counts && line.startsWith("\t")) {
                texts.set(texts.size() - 1, texts.getLast() + " " + line.strip());
            } else if (counts && parameters.matches()) {
                texts.set(texts.size() - 1, filled(texts.getLast(), parameters.group(1)));
            }
        }
        List<String> statements = new ArrayList<>();
        for (String text : texts) {
            for (String part : text.split(";", -1)) {
                String statement = part.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
                if (!statement.isEmpty()) {
                    statements.add(statement);
                }
            }
        }
        return statements;
    }

    /** The text with its parameters in their places; numbers lose their quotes. */
    private static String filled(String text, String parameters) {
        String filled = text;
        Matcher matcher = PARAMETER.matcher(parameters);
        while (matcher.find()) {
            String value = matcher.group(2).replaceFirst("^'(-?\\d+(?:\\.\\d+)?)'$", "$1");
            filled =
                    filled.replaceAll(
                            Pattern.quote(matcher.group(1)) + "(?!\\d)",
                            Matcher.quoteReplacement(value));
        }
        return filled;
    }
}
