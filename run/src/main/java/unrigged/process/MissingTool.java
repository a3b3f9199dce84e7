package unrigged.process;

/**
 * The machine lacks something that running a topology needs; the message says what and how to get
 * it.
 */
public final class MissingTool extends RuntimeException {
    private static final long serialVersionUID = 1;

    MissingTool(String message) {
        super(message);
    }

    MissingTool(String message, Throwable cause) {
        super(message, cause);
    }
}
