package unrigged.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A running {@link DelayServer}. It ends with us, as its stdin does. */
final class DelayProcess implements AutoCloseable {
    private final Process process;
    private final BufferedReader out;
    private final int port;
    private double cpuS;

    /**
     * @param capacity how many delays run at a time
     */
    DelayProcess(double fixedMs, double meanMs, int count, int capacity) throws IOException {
        process =
                new ProcessBuilder(
                                List.of(
                                        System.getProperty("java.home") + "/bin/java",
                                        "-XX:+UseSerialGC",
                                        "-Xmx256m",
                                        "-cp",
                                        System.getProperty("java.class.path"),
                                        DelayServer.class.getName(),
                                        "" + fixedMs,
                                        "" + meanMs,
                                        "" + count,
                                        "" + capacity,
                                        "7"))
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        out =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        port = Integer.parseInt(String.valueOf(out.readLine()));
    }

    String url() {
        return "http://127.0.0.1:" + port + "/";
    }

    /** CPU time that it has used, in seconds; when it has ended, until then. */
    double cpuS() {
        cpuS = process.info().totalCpuDuration().map(used -> used.toNanos() / 1e9).orElse(cpuS);
        return cpuS;
    }

    /** Sends STOP or CONT. */
    void signal(String name) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("kill", "-" + name, "" + process.pid()).start();
        if (kill.waitFor() != 0) {
            throw new IOException("kill -" + name + " failed");
        }
    }

    /** What its answers really waited. */
    record Truth(double p50Ms, double p99Ms, double p999Ms, long count) {}

    /** Ends it. */
    Truth truth() throws IOException, InterruptedException {
        cpuS();
        process.getOutputStream().close();
        String[] words = String.valueOf(out.readLine()).split(" ", -1);
        process.waitFor(10, TimeUnit.SECONDS);
        return new Truth(
                Double.parseDouble(words[0]),
                Double.parseDouble(words[1]),
                Double.parseDouble(words[2]),
                Long.parseLong(words[3]));
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
