package unrigged.program;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The command line as text. The JVM puts U+FFFD for each byte that it cannot decode, without a
 * word; such a text is not what was meant, and no file has that name.
 */
public final class Arguments {
    private static final char REPLACEMENT = '\ufffd';
    private static final Path COMMAND_LINE = Path.of("/proc/self/cmdline");

    private Arguments() {}

    /** Whether bytes were lost in {@code text} on its way into the JVM. */
    public static boolean isDamaged(String text) {
        return text.indexOf(REPLACEMENT) >= 0;
    }

    /** What is wrong with the first argument that could not be decoded; empty when all could. */
    public static Optional<InvalidInputException> undecodable(String[] arguments) {
        for (int i = 0; i < arguments.length; i++) {
            if (isDamaged(arguments[i])) {
                int index = i;
                Optional<byte[]> raw = raw(arguments.length).map(all -> all.get(index));
                Optional<String> meant = raw.flatMap(Arguments::decoded);
                if (meant.isEmpty()) {
                    return Optional.of(notUtf8(raw.map(Arguments::shown).orElse(arguments[i])));
                }
                if (!meant.get().equals(arguments[i])) {
                    return Optional.of(wrongLocale(meant.get()));
                }
            }
        }
        return Optional.empty();
    }

    /** The %s is the shell's. */
    @SuppressWarnings("OrphanedFormatString")
    private static InvalidInputException notUtf8(String shown) {
        return new InvalidInputException(
                "the argument '" + shown + "' is not UTF-8",
                "text in UTF-8, whatever the locale is",
                "convert it, for example: \"$(printf %s \"$TEXT\" | iconv -f ISO-8859-1 -t UTF-8)\";"
                        + " a name that is not UTF-8 has to be changed");
    }

    private static InvalidInputException wrongLocale(String meant) {
        return new InvalidInputException(
                "the argument '"
                        + meant
                        + "' cannot be read: the JVM takes the command line for "
                        + System.getProperty("sun.jnu.encoding", "another encoding"),
                "a locale with UTF-8",
                "start by the launcher ./unrigged; if it says this, install the locale C.UTF-8");
    }

    /** The last {@code count} arguments of this process, byte for byte, where the system tells. */
    private static Optional<List<byte[]>> raw(int count) {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(COMMAND_LINE);
        } catch (IOException _) {
            return Optional.empty();
        }
        List<byte[]> all = new ArrayList<>();
        int start = 0;
        for (int at = 0; at < bytes.length; at++) {
            if (bytes[at] == 0) {
                all.add(Arrays.copyOfRange(bytes, start, at));
                start = at + 1;
            }
        }
        return all.size() < count
                ? Optional.empty()
                : Optional.of(all.subList(all.size() - count, all.size()));
    }

    private static Optional<String> decoded(byte[] bytes) {
        try {
            return Optional.of(
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
        } catch (CharacterCodingException _) {
            return Optional.empty();
        }
    }

    /** ASCII as it is, the rest by number. */
    private static String shown(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        for (byte each : bytes) {
            text.append(
                    each >= ' ' && each < 0x7f
                            ? "" + (char) each
                            : "\\x%02x".formatted(each & 0xff));
        }
        return text.toString();
    }
}
