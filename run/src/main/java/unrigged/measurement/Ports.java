package unrigged.measurement;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.EnumMap;
import java.util.Map;
import unrigged.catalog.Stack;
import unrigged.experiment.PortRange;
import unrigged.metric.Tier;
import unrigged.process.Listeners;
import unrigged.process.ProcessTable;
import unrigged.program.EnvironmentException;

/**
 * Hands out loopback ports that nobody listens on, going round the range, so that no port is used
 * again soon and no tuple of a TIME_WAIT connection comes back within a run. A port may still be
 * taken before its server binds it: the trial proves the owner and tries again.
 */
final class Ports {
    private final PortRange range;
    private int next;

    Ports(PortRange range, int start) {
        this.range = range;
        this.next = range.from() + Math.floorMod(start, range.to() - range.from() + 1);
    }

    /** One free port for each tier that listens; the one of the stack's own where it has one. */
    Map<Tier, Integer> forTopology(Stack stack) {
        Map<Tier, Integer> ports = new EnumMap<>(Tier.class);
        for (Tier tier : new Tier[] {Tier.DATABASE, Tier.POOL, Tier.APP, Tier.PROXY}) {
            ports.put(tier, free());
        }
        stack.fixedPort()
                .ifPresent(port -> {
                    if (!canBind(port)) {
                        throw new TrialException(
                                "port "
                                        + port
                                        + ", the only one of the stack "
                                        + stack.id()
                                        + ", is taken on 127.0.0.1. To fix: end what holds it (`ss -ltnp`"
                                        + " shows it), or let the command or a variable take {port}",
                                "");
                    }
                    ports.put(Tier.APP, port);
                });
        return ports;
    }

    int free() {
        int tries = range.to() - range.from() + 1;
        for (int i = 0; i < tries; i++) {
            int port = next;
            next = next == range.to() ? range.from() : next + 1;
            if (canBind(port)) {
                return port;
            }
        }
        throw new EnvironmentException(
                "all ports from %d to %d are taken on 127.0.0.1."
                        .formatted(range.from(), range.to()),
                "at least four free ports in the plan's range",
                "name another range in the plan, for example `ports: {from: 20000, to: 31999}`; `ss -ltnp` shows who holds them");
    }

    /**
     * Whether something that this program did not start holds the port, listening or not. What it
     * did start are its descendants; workers that outlive their server stay that.
     */
    static boolean isHeldByStranger(int port) {
        long self = ProcessHandle.current().pid();
        return !canBind(port) && !Listeners.allOwnedBy(port, ProcessTable.read().descendants(self));
    }

    private static boolean canBind(int port) {
        try (ServerSocket probe = new ServerSocket()) {
            probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException _) {
            return false;
        }
    }
}
