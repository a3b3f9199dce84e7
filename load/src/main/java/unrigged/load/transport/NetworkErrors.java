package unrigged.load.transport;

import java.io.FileInputStream;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.file.Path;
import unrigged.load.transport.TooManyOpenFilesException.Limit;

/**
 * What kind of error it is, by the kernel's number. Where the JDK keeps the number to itself, by
 * its exception's type and by another attempt; never by a text, which may be in any language.
 */
final class NetworkErrors {
    private static final Path ALWAYS_THERE = Path.of("/dev/null");

    private NetworkErrors() {}

    /** A system call without which the load cannot go on. */
    static SocketException socket(String what, int error) {
        String message = what + LinuxSyscalls.text(error);
        return switch (error) {
            case LinuxSyscalls.EMFILE -> new TooManyOpenFilesException(message, Limit.PROCESS);
            case LinuxSyscalls.ENFILE -> new TooManyOpenFilesException(message, Limit.SYSTEM);
            default -> new SocketException(message);
        };
    }

    /** A slot's socket that cannot be bound to its source or connected. */
    static ConnectException connect(
            String what, int error, TransportConfig transportConfig, int slot) {
        String message = what + LinuxSyscalls.text(error);
        return error == LinuxSyscalls.EADDRNOTAVAIL && isSourceLocal(transportConfig, slot)
                ? new NoLocalPortException(message)
                : new ConnectException(message);
    }

    /**
     * The same of the JDK, whose BindException is EADDRINUSE (bind finds no free port),
     * EADDRNOTAVAIL (connect finds none, or the source is no address of this machine) or EACCES.
     */
    static ConnectException connect(
            IOException failure, TransportConfig transportConfig, int slot) {
        String message = String.valueOf(failure.getMessage());
        ConnectException typed =
                failure instanceof BindException && isSourceLocal(transportConfig, slot)
                        ? new NoLocalPortException(message)
                        : new ConnectException(message);
        typed.initCause(failure);
        return typed;
    }

    /** What kept the JDK from making a socket: with no descriptor left nothing can be opened. */
    static IOException socket(IOException failure) {
        try (FileInputStream _ = new FileInputStream(ALWAYS_THERE.toFile())) {
            return failure;
        } catch (IOException _) {
            IOException typed =
                    new TooManyOpenFilesException(
                            String.valueOf(failure.getMessage()), Limit.PROCESS);
            typed.initCause(failure);
            return typed;
        }
    }

    /** UDP has ports of its own: only an address of another machine is refused. */
    private static boolean isSourceLocal(TransportConfig transportConfig, int slot) {
        if (transportConfig.sources().isEmpty()) {
            return true;
        }
        InetAddress source = transportConfig.source(slot);
        try (DatagramSocket _ = new DatagramSocket(new InetSocketAddress(source, 0))) {
            return true;
        } catch (BindException _) {
            return false;
        } catch (SocketException _) {
            // No descriptor for the question: then it is as it mostly is.
            return true;
        }
    }
}
