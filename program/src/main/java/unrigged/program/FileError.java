package unrigged.program;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.NotLinkException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What is wrong with a file, in words of the system instead of names of Java's classes. */
public final class FileError {
    private FileError() {}

    /** The reason alone, for example {@code permission denied}. */
    public static String reason(IOException problem) {
        return switch (problem) {
            case NoSuchFileException _ -> "there is no such file or directory";
            case AccessDeniedException _ -> "permission denied";
            case FileAlreadyExistsException _ -> "it exists already";
            case DirectoryNotEmptyException _ -> "the directory is not empty";
            case NotDirectoryException _ -> "it is not a directory";
            case NotLinkException _ -> "it is not a symbolic link";
            case FileSystemLoopException _ -> "symbolic links lead in a circle";
            case CharacterCodingException _ -> "it is not text in UTF-8";
            case FileSystemException e when e.getReason() != null -> lowerCase(e.getReason());
            default -> problem.getMessage() == null ? "input/output error" : problem.getMessage();
        };
    }

    /** The file, the reason and a remedy. */
    public static String text(IOException problem) {
        String file = problem instanceof FileSystemException e ? named(e) : "";
        return ErrorText.of(
                (file.isEmpty() ? "a file cannot be used" : file) + ": " + reason(problem),
                null,
                remedy(problem));
    }

    private static String named(FileSystemException problem) {
        String other = problem.getOtherFile();
        return nonNull(problem.getFile()) + (other == null ? "" : " → " + other);
    }

    private static String remedy(IOException problem) {
        return switch (problem) {
            case NoSuchFileException _ -> "correct the path, or make the directory first";
            case AccessDeniedException _ ->
                    "give the user that runs this the right to read and write there, or another path";
            case FileAlreadyExistsException _, DirectoryNotEmptyException _ ->
                    "give another path, or remove what is there";
            case NotDirectoryException _ -> "give the path of a directory";
            default ->
                    "see that the path is right, that the file system has space and is not read-only";
        };
    }

    private static String lowerCase(@Nullable String text) {
        String some = nonNull(text);
        return some.isEmpty()
                ? some
                : some.substring(0, 1).toLowerCase(Locale.ROOT) + some.substring(1);
    }

    private static String nonNull(@Nullable String text) {
        return text == null ? "" : text;
    }
}
