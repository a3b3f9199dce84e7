package unrigged.cli;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A server whose every answer takes a given time; a program of its own, too. It may stand still for
 * a while, once: when requests come again after it had none for the fifth time.
 */
final class SleepingServer implements AutoCloseable {
    static {
        // Else a kept connection waits 40 ms for each answer.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private static final long IDLE_NS = 400_000_000;
    private static final int STALLS_AFTER = 5;

    private final HttpServer server;
    private final AtomicLong left;
    private final long stallMs;
    private final AtomicLong lastNs = new AtomicLong(System.nanoTime());
    private final AtomicInteger idleTimes = new AtomicInteger();
    private volatile long resumesNs = System.nanoTime();

    private SleepingServer(int port, long delayMs, long answers, long stallMs) throws IOException {
        left = new AtomicLong(answers);
        this.stallMs = stallMs;
        server =
                HttpServer.create(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 128);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext(
                "/",
                exchange -> {
                    try {
                        Thread.sleep(delayMs + stalledMs());
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

    /** How long it still stands still. */
    private long stalledMs() {
        long nowNs = System.nanoTime();
        if (nowNs - lastNs.getAndSet(nowNs) > IDLE_NS
                && idleTimes.incrementAndGet() == STALLS_AFTER) {
            resumesNs = nowNs + stallMs * 1_000_000;
        }
        return Math.max(0, resumesNs - nowNs) / 1_000_000;
    }

    static SleepingServer start(long delayMs) {
        return start(delayMs, 0);
    }

    static SleepingServer start(long delayMs, long stallMs) {
        try {
            return new SleepingServer(0, delayMs, Long.MAX_VALUE, stallMs);
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
                        Long.parseLong(arguments[2]),
                        0);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
