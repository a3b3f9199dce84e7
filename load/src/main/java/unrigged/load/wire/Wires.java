package unrigged.load.wire;

import java.io.IOException;

/** Chooses and makes wires. */
public final class Wires {
    private Wires() {}

    /** What was asked for. */
    public enum Kind {
        /** The cheapest that works here. */
        AUTO,
        NIO,
        EPOLL,
        URING
    }

    /**
     * Makes the wire; on the thread that will use it.
     *
     * @throws IOException when what was asked for by name does not work here; the message says why
     */
    public static Wire open(Kind kind, Wiring wiring) throws IOException {
        return switch (kind) {
            case NIO -> new NioWire(wiring);
            case EPOLL -> {
                requireKnown();
                yield new EpollWire(wiring);
            }
            case URING -> {
                requireKnown();
                yield new UringWire(wiring);
            }
            case AUTO -> best(wiring);
        };
    }

    private static Wire best(Wiring wiring) throws IOException {
        if (!Kernel.isKnown()) {
            return new NioWire(wiring);
        }
        try {
            return new UringWire(wiring);
        } catch (IOException _) {
            // An old kernel, a sandbox or the administrator's switch.
            return new EpollWire(wiring);
        }
    }

    private static void requireKnown() throws IOException {
        if (!Kernel.isKnown()) {
            throw new IOException(
                    "it needs Linux on x86-64 or aarch64, and this is %s on %s"
                            .formatted(
                                    System.getProperty("os.name"), System.getProperty("os.arch")));
        }
    }
}
