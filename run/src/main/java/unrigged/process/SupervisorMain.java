package unrigged.process;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The program that owns every process of a run. It is the parent of all of them and adopts their
 * orphans, so that the set of what was started can always be listed: its own descendants. When its
 * standard input ends, because the controller closed it or died of whatever cause, it stops them in
 * order, kills what is left and exits.
 *
 * <p>Should this program be killed too, the kernel sends each direct child its stop signal
 * (PR_SET_PDEATHSIG). That signal is bound to the <em>thread</em> that started the child, hence
 * every start happens on the main thread, which lives as long as the program.
 *
 * <p>Talks frames over stdin and stdout, see {@link SupervisorProtocol}.
 */
final class SupervisorMain {
    private static final long ORDERLY_MS = 2_000;

    private final ProcessSyscalls syscalls = new ProcessSyscalls();
    private final long self = ProcessHandle.current().pid();
    private final Map<Integer, Child> children = new ConcurrentHashMap<>();
    private final DataOutputStream out;

    /** A direct child; {@code signal} is its stop signal. */
    private record Child(long pid, int signal, Process process) {}

    private SupervisorMain(DataOutputStream out) {
        this.out = out;
    }

    public static void main(String[] args) throws IOException {
        // Frames own stdout; nothing else may write there.
        DataOutputStream out = new DataOutputStream(new BufferedOutputStream(System.out));
        SupervisorMain supervisor = new SupervisorMain(out);
        supervisor.syscalls.adoptOrphans();
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(System.in))) {
            supervisor.serve(in);
        } catch (EOFException _) {
            // The controller has exited or has closed us: the one way this program ends.
        } finally {
            supervisor.endAll();
        }
    }

    private void serve(DataInputStream in) throws IOException {
        send(SupervisorProtocol.HELLO, 0, self, "");
        while (true) {
            DataInputStream frame = SupervisorProtocol.read(in);
            byte kind = frame.readByte();
            int id = frame.readInt();
            switch (kind) {
                case SupervisorProtocol.START -> start(id, SupervisorProtocol.readStart(frame));
                case SupervisorProtocol.SIGNAL -> {
                    int signal = frame.readInt();
                    Child child = children.get(id);
                    if (child != null) {
                        syscalls.kill(child.pid, signal);
                    }
                }
                case SupervisorProtocol.KILL_ORPHANS ->
                        send(SupervisorProtocol.ORPHANS_KILLED, id, 0, killOrphans());
                default -> throw new IOException("unknown frame " + kind);
            }
        }
    }

    private void start(int id, SupervisorProtocol.Start start) throws IOException {
        Process process;
        try {
            ProcessBuilder builder = new ProcessBuilder(start.arguments());
            builder.environment().clear();
            builder.environment().putAll(start.environment());
            builder.directory(new File(start.directory()));
            builder.redirectErrorStream(true);
            builder.redirectOutput(ProcessBuilder.Redirect.appendTo(new File(start.log())));
            builder.redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
            process = builder.start();
        } catch (IOException | RuntimeException e) {
            // Also a variable's name that cannot be one: it concerns this start only.
            send(SupervisorProtocol.REFUSED, id, 0, String.valueOf(e.getMessage()));
            return;
        }
        children.put(id, new Child(process.pid(), start.signal(), process));
        send(SupervisorProtocol.STARTED, id, process.pid(), "");
        var _ =
                process.onExit()
                        .thenAccept(ended -> {
                            children.remove(id);
                            sendQuietly(SupervisorProtocol.EXITED, id, ended.exitValue(), "");
                        });
    }

    /** Kills what no live child accounts for: workers whose master is gone. Returns their names. */
    private String killOrphans() {
        List<String> names = new ArrayList<>();
        for (int round = 0; round < 50; round++) {
            List<ProcessTable.Row> strays = strays();
            if (strays.isEmpty()) {
                break;
            }
            for (ProcessTable.Row stray : strays) {
                names.add(stray.name() + " (pid " + stray.pid() + ")");
                syscalls.kill(stray.pid(), Signals.KILL);
            }
            pause(5);
        }
        return String.join(", ", names.stream().distinct().toList());
    }

    private List<ProcessTable.Row> strays() {
        ProcessTable table = ProcessTable.read();
        Map<Long, ProcessTable.Row> strays = new HashMap<>();
        table.descendants(self).forEach(row -> strays.put(row.pid(), row));
        for (Child child : children.values()) {
            table.tree(child.pid).forEach(row -> strays.remove(row.pid()));
        }
        reapAdopted(strays);
        return List.copyOf(strays.values());
    }

    /** Ended orphans are taken off the list, and off the process table. */
    private void reapAdopted(Map<Long, ProcessTable.Row> strays) {
        strays.values()
                .removeIf(row -> {
                    if (row.zombie()) {
                        if (row.parent() == self
                                && children.values().stream().noneMatch(c -> c.pid == row.pid())) {
                            syscalls.reap(row.pid());
                        }
                        return true;
                    }
                    return false;
                });
    }

    private void endAll() {
        children.values().forEach(child -> syscalls.kill(child.pid, child.signal));
        long timeout = ORDERLY_MS / 5;
        while (timeout-- > 0 && !alive().isEmpty()) {
            pause(5);
        }
        for (List<ProcessTable.Row> left = alive(); !left.isEmpty(); left = alive()) {
            left.forEach(row -> syscalls.kill(row.pid(), Signals.KILL));
            pause(5);
        }
    }

    private List<ProcessTable.Row> alive() {
        return ProcessTable.read().descendants(self).stream().filter(row -> !row.zombie()).toList();
    }

    private static void pause(long ms) {
        try {
            Thread.sleep(ms);
        } catch (InterruptedException e) {
            // Nobody interrupts this thread; if somebody did, ending the children still comes
            // first.
            Thread.currentThread().interrupt();
        }
    }

    private void send(byte kind, int id, long number, String text) throws IOException {
        synchronized (out) {
            new SupervisorProtocol.Writer(kind, id).number(number).text(text).to(out);
        }
    }

    private void sendQuietly(byte kind, int id, long number, String text) {
        try {
            send(kind, id, number, text);
        } catch (IOException _) {
            // The controller no longer listens; its end is seen on stdin.
        }
    }
}
