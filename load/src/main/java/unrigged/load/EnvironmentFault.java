package unrigged.load;

/** This machine cannot do what was asked for: what is missing and how to get it. */
final class EnvironmentFault extends Exception {
    private static final long serialVersionUID = 1;

    EnvironmentFault(String message) {
        super(message);
    }
}
