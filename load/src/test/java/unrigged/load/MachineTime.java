package unrigged.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** How much of the machine's CPU time others took: other programs and, as steal, other guests. */
record MachineTime(long ticks, long usedTicks, double oursS) {
    private static final double TICKS_PER_S = 100;

    /** Of now; this process and the server are not among the others. */
    static MachineTime now(DelayProcess server) throws IOException {
        String[] words =
                Files.readAllLines(Path.of("/proc/stat")).getFirst().trim().split("\\s+", -1);
        long all = 0;
        // user nice system idle iowait irq softirq steal; guests' time is part of user's.
        for (int i = 1; i <= 8; i++) {
            all += Long.parseLong(words[i]);
        }
        long idle = Long.parseLong(words[4]) + Long.parseLong(words[5]);
        return new MachineTime(all, all - idle, ownS() + server.cpuS());
    }

    private static double ownS() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO).toNanos()
                / 1e9;
    }

    double shareOfOthersSince(DelayProcess server) throws IOException {
        MachineTime then = now(server);
        double usedS = (then.usedTicks - usedTicks) / TICKS_PER_S;
        return Math.max(usedS - (then.oursS - oursS), 0) / ((then.ticks - ticks) / TICKS_PER_S);
    }
}
