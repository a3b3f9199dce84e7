package unrigged.process;

/** Numbers of the signals that stop servers; the same on every Linux architecture. */
final class Signals {
    static final int KILL = 9;

    private Signals() {}

    static int number(String name) {
        return switch (name) {
            case "HUP" -> 1;
            case "INT" -> 2;
            case "QUIT" -> 3;
            case "KILL" -> KILL;
            case "TERM" -> 15;
            default ->
                    throw new IllegalArgumentException(
                            "signal must be one of HUP, INT, QUIT, KILL, TERM but is " + name);
        };
    }
}
