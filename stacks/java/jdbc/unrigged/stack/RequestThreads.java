package unrigged.stack;

/** The one argument that makes two rows of one program: what kind of thread serves a request. */
final class RequestThreads {
    private RequestThreads() {}

    static boolean areVirtual(String[] arguments) {
        return switch (arguments.length == 1 ? arguments[0] : "") {
            case "platform" -> false;
            case "virtual" -> true;
            default -> throw new IllegalArgumentException("say platform or virtual");
        };
    }
}
