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
            case NIO -> with(NioTransport::new, transportConfig);
            case EPOLL -> {
                requireKnown();
                yield with(EpollTransport::new, transportConfig);
            }
            case URING -> {
                requireKnown();
                yield with(UringTransport::new, transportConfig);
            }
            case AUTO -> best(transportConfig);
        };
    }

    private interface Constructor {
        Transport of(TransportConfig transportConfig, NativeMemory memory) throws IOException;
    }

    /** The transport closes its memory; one that could not be made has none. */
    private static Transport with(Constructor constructor, TransportConfig transportConfig)
            throws IOException {
        NativeMemory memory = new NativeMemory();
        try {
            return constructor.of(transportConfig, memory);
        } catch (IOException e) {
            memory.close();
            throw e;
        }
    }

    private static Transport best(TransportConfig transportConfig) throws IOException {
        if (!LinuxSyscalls.isKnown()) {
            return with(NioTransport::new, transportConfig);
        }
        try {
            return with(UringTransport::new, transportConfig);
        } catch (IOException _) {
            // An old kernel, a sandbox or the administrator's switch.
            return with(EpollTransport::new, transportConfig);
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
