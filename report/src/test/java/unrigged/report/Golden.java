package unrigged.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/**
 * Formats that others read, sealed as files. {@code -Dgolden.write=DIRECTORY} (with {@code
 * -Dtest.jvm}) writes them anew; a change of one is a change of the contract.
 */
final class Golden {
    private Golden() {}

    static void check(String name, String actual) throws IOException {
        String target = System.getProperty("golden.write", "");
        if (!target.isEmpty()) {
            Files.writeString(Path.of(target).resolve(name), actual);
            return;
        }
        try (InputStream in =
                Objects.requireNonNull(Golden.class.getResourceAsStream(name), name)) {
            assertEquals(new String(in.readAllBytes(), StandardCharsets.UTF_8), actual);
        }
    }
}
