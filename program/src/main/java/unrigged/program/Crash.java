package unrigged.program;

import java.util.Arrays;
import java.util.stream.Collectors;

/** An end that nobody foresaw: said with its evidence, and not by the status of something else. */
public final class Crash {
    private static final int FRAMES = 12;

    private Crash() {}

    /** What to print on standard error. */
    public static String text(Throwable problem) {
        if (problem instanceof OutOfMemoryError) {
            return ErrorText.of(
                    "the JVM has too little memory: " + problem.getMessage(),
                    null,
                    "free memory, or give it more: _JAVA_OPTIONS=-Xmx1g");
        }
        StringBuilder text = new StringBuilder("an error of the program itself: ");
        String before = "";
        for (Throwable at = problem; at != null; at = at.getCause()) {
            text.append(before + at)
                    .append(
                            Arrays.stream(at.getStackTrace())
                                    .limit(FRAMES)
                                    .map(frame -> "\n    at " + frame)
                                    .collect(Collectors.joining()));
            before = "\n  caused by ";
        }
        return ErrorText.of(
                text.toString(),
                null,
                "this should not happen; please report it with the lines above");
    }
}
