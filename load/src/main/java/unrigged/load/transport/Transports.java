package unrigged.load.transport;

import java.io.IOException;

/** Chooses and makes transports. */
public final class Transports {
    private Transports() {}

    /** What was asked for. */
    public enum Kind {
        /** The cheapest that works here. */
        AUTO,
        NIO,
        EPOLL,
        URING
    }

    /**
     * Makes the transport; on the thread that will use it.
     *
     * @throws IOException when what was asked for by name does not work here; the message says why
     */
    public static Transport open(Kind kind, TransportConfig transportConfig) throws IOException {
        return switch (kind) {
            case NIO -> new NioTransport(transportConfig);
            case EPOLL -> {
                requireKnown();
                yield new EpollTransport(transportConfig);
            }
            case URING -> {
                requireKnown();
                yield new UringTransport(transportConfig);
            }
            case AUTO -> best(transportConfig);
        };
    }

    private static Transport best(TransportConfig transportConfig) throws IOException {
        if (!LinuxSyscalls.isKnown()) {
            return new NioTransport(transportConfig);
        }
        try {
            return new UringTransport(transportConfig);
        } catch (IOException _) {
            // An old kernel, a sandbox or the administrator's switch.
            return new EpollTransport(transportConfig);
        }
    }

    private static void requireKnown() throws IOException {
        if (!LinuxSyscalls.isKnown()) {
            throw new IOException(
                    "it needs Linux on x86-64 or aarch64, and this is %s on %s"
                            .formatted(
                                    System.getProperty("os.name"), System.getProperty("os.arch")));
        }
    }
}
