package unrigged.experiment;

import java.util.Optional;

/**
 * A server of the user's own in a duel.
 *
 * @param name for tables and files
 * @param url what is asked, {@code http://HOST[:PORT]/PATH}; may hold {@link #PORT}
 * @param command a shell's, which starts it; empty of one that runs already
 */
public record DuelEntry(String name, String url, Optional<String> command) {
    /** Stands for a free port in the command and in the URL. */
    public static final String PORT = "{port}";

    /** Whether it listens where it is told to. */
    public boolean takesPort() {
        return command.filter(text -> text.contains(PORT)).isPresent();
    }

    /** The same, told to listen there. */
    public DuelEntry at(int port) {
        return new DuelEntry(
                name,
                url.replace(PORT, "" + port),
                command.map(text -> text.replace(PORT, "" + port)));
    }
}
