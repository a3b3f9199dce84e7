package unrigged.cli;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/** A server whose every answer takes a given time; a program of its own, too. */
final class SleepingServer implements AutoCloseable {
    static {
        // Else a kept connection waits 40 ms for each answer.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer server;
    private final AtomicLong left;

    private SleepingServer(int port, long delayMs, long answers) throws IOException {
        left = new AtomicLong(answers);
        server =
                HttpServer.create(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 128);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext(
                "/",
                exchange -> {
                    try {
                        Thread.sleep(delayMs);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    if (left.decrementAndGet() < 0) {
                        System.out.println("that was enough");
                        Runtime.getRuntime().halt(7);
                    }
                    byte[] body = "ok".getBytes(StandardCharsets.US_ASCII);
                    exchange.sendResponseHeaders(200, body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
        server.start();
    }

    static SleepingServer start(long delayMs) {
        try {
            return new SleepingServer(0, delayMs, Long.MAX_VALUE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A shell's command for one that ends after so many answers. */
    static String command(long delayMs, long answers) {
        return "exec '%s' -Xshare:auto -XX:TieredStopAtLevel=1 -cp '%s' %s {port} %d %d"
                .formatted(
                        System.getProperty("java.home") + "/bin/java",
                        SleepingServer.class
                                .getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .getPath(),
                        SleepingServer.class.getName(),
                        delayMs,
                        answers);
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    public static void main(String[] arguments) throws IOException {
        var _ =
                new SleepingServer(
                        Integer.parseInt(arguments[0]),
                        Long.parseLong(arguments[1]),
                        Long.parseLong(arguments[2]));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
