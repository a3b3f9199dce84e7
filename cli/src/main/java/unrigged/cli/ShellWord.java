package unrigged.cli;

/** A word of a command that the user can paste into a shell. */
final class ShellWord {
    private ShellWord() {}

    /**
     * As it is where no shell gives it a meaning, else in single quotes, between which only the
     * single quote has one (POSIX, Shell Command Language, 2.2.2).
     */
    static String of(String text) {
        return text.matches("[A-Za-z0-9_./:=@%+,-]+")
                ? text
                : "'" + text.replace("'", "'\\''") + "'";
    }
}
