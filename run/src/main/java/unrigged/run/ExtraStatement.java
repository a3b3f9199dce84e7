package unrigged.run;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import unrigged.catalog.Stack;

/**
 * What the pool adds to a stack's work that it does not add to another's.
 *
 * <p>pgjdbc asks for {@code DateStyle=ISO} on connecting; PostgreSQL calls the same setting {@code
 * ISO, MDY}. A PgBouncer before 1.20 compares the two texts and sends a {@code SET} with every
 * connection; later ones compare what the server reports (PgBouncer changelog, 1.20.0).
 */
final class ExtraStatement {
    private static final Pattern VERSION = Pattern.compile("(\\d+)\\.(\\d+).*");

    private ExtraStatement() {}

    /**
     * The statement, in words, where this pool sends one for this stack.
     *
     * @param account the parts' versions, as {@link Equipment#account}
     * @param poolSize connections that a process holds; without any there is one for each request
     */
    static Optional<String> of(Stack stack, List<Map<String, String>> account, int poolSize) {
        if (!stack.driver().equals("pgjdbc") || poolSize > 0 || stack.request().isPresent()) {
            return Optional.empty();
        }
        return account.stream()
                .filter(part -> "pgbouncer".equals(part.get("part")))
                .map(part -> part.getOrDefault("version", ""))
                .filter(ExtraStatement::comparesTexts)
                .findFirst()
                .map(version ->
                        "PgBouncer %s sends SET DateStyle for each of its connections"
                                .formatted(version));
    }

    private static boolean comparesTexts(String version) {
        Matcher matcher = VERSION.matcher(version);
        return matcher.matches()
                && Integer.parseInt(matcher.group(1)) == 1
                && Integer.parseInt(matcher.group(2)) < 20;
    }
}
