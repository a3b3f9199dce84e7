package unrigged.load;

/** This machine cannot do what was asked for: what is missing and how to get it. */
final class LoadEnvironmentException extends Exception {
    private static final long serialVersionUID = 1;

    LoadEnvironmentException(String message) {
        super(message);
    }
}
