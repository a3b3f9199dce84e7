package unrigged.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Writes a file in one step: under another name beside it, then by a rename. Whoever reads sees the
 * old text or the new one, never a part, whatever ends the program or fills the disk.
 */
public final class WholeFile {
    private WholeFile() {}

    /**
     * Writes {@code text} as UTF-8. What is no regular file, such as {@code /dev/stdout} or a pipe,
     * cannot be replaced and is written to.
     *
     * @throws IOException when it cannot be written; then {@code file} is as it was
     */
    public static void write(Path file, String text) throws IOException {
        // A link's target is the file that is meant.
        Path target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
        if (Files.exists(target) && !Files.isRegularFile(target, LinkOption.NOFOLLOW_LINKS)) {
            Files.writeString(target, text);
            return;
        }
        Path part = target.resolveSibling(target.getFileName() + ".part");
        try {
            Files.writeString(part, text);
            Files.move(
                    part,
                    target,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            Files.deleteIfExists(part);
            throw e;
        }
    }
}
