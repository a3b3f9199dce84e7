package unrigged.catalog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import unrigged.config.Suggestion;
import unrigged.program.InvalidInputException;

/**
 * Every stack that can be measured, in the order of the files.
 *
 * @param directory of the built-in catalogue's file
 * @param additions the files that were added to it
 */
public record Catalog(Path directory, Map<String, Stack> stacks, List<Addition> additions) {

    /**
     * A catalogue file of the user's own.
     *
     * @param sha256 of its text, hexadecimal
     * @param stacks ids of the stacks in it, in its order
     */
    public record Addition(Path file, String sha256, List<String> stacks) {
        public Addition {
            stacks = List.copyOf(stacks);
        }
    }

    public Catalog {
        stacks = Collections.unmodifiableMap(new LinkedHashMap<>(stacks));
        additions = List.copyOf(additions);
    }

    /**
     * Reads {@code stacks.yaml}; throws {@link unrigged.program.InvalidInputException} naming file,
     * line and column.
     */
    public static Catalog read(Path file) {
        return read(file, List.of());
    }

    /**
     * Reads the built-in catalogue and the user's own files, which may use what the built-in one
     * defines and must not define it again.
     */
    public static Catalog read(Path builtIn, List<Path> custom) {
        return CatalogFiles.read(builtIn, custom);
    }

    /** SHA-256 of a file's bytes, hexadecimal. */
    public static String sha256(Path file) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(Files.readAllBytes(file)));
        } catch (IOException e) {
            throw new InvalidInputException(
                    file + ": there is no such file, or it cannot be read", e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    public Optional<Stack> find(String id) {
        return Optional.ofNullable(stacks.get(id));
    }

    /**
     * The complaint about the unknown stack {@code id}.
     *
     * @param where begins the message: the option, or file, line and column
     */
    public InvalidInputException unknown(String where, String id) {
        return new InvalidInputException(
                where + "unknown stack '" + id + "'" + Suggestion.among(stacks.keySet(), id),
                "'unrigged stacks' lists all of them");
    }
}
