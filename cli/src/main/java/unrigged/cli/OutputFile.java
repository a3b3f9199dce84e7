package unrigged.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import unrigged.journal.WholeFile;
import unrigged.program.InvalidInputException;
import unrigged.program.StandardOutput;

/** A file that an option names, into which a result is written besides. */
record OutputFile(Path path) {
    /**
     * Of the option's value; empty when it was not given. Looked at before the work, not after it.
     *
     * @throws InvalidInputException when it cannot be written
     */
    static Optional<OutputFile> of(String option, @Nullable Path path) {
        if (path == null) {
            return Optional.empty();
        }
        Path directory = path.toAbsolutePath().getParent();
        String problem =
                Files.isDirectory(path)
                        ? "it is a directory"
                        : directory == null || !Files.isDirectory(directory)
                                ? "there is no directory " + directory
                                : Files.isWritable(Files.exists(path) ? path : directory)
                                        ? ""
                                        : "permission denied";
        if (!problem.isEmpty()) {
            throw new InvalidInputException(
                    "%s: %s cannot be written: %s".formatted(option, path, problem),
                    "give a file in a directory that exists and is writable");
        }
        return Optional.of(new OutputFile(path));
    }

    /**
     * Writes the file whole.
     *
     * @param out what is printed on standard output, which the file may be another name of
     */
    void write(String text, PrintWriter out) throws IOException {
        Optional<OutputStream> printed = StandardOutput.named(path);
        if (printed.isPresent()) {
            out.flush();
            printed.get().write(text.getBytes(StandardCharsets.UTF_8));
        } else {
            WholeFile.write(path, text);
        }
    }
}
