package unrigged.load;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

/**
 * The local addresses to connect from. A connection is told from another by its two addresses and
 * ports, so one local address has as many connections to a target as it has ports.
 */
final class Sources {
    /** Where the range cannot be read: IANA's dynamic ports. */
    private static final int PORTS = 65_535 - 49_152 + 1;

    /** Others use ports as well, and the fewer are free, the longer the kernel looks for one. */
    private static final double USABLE_SHARE = 0.5;

    private Sources() {}

    /** Those that were asked for, or as many of 127.0.0.0/8 as the connections need, or none. */
    static List<InetAddress> of(LoadPlan plan, InetSocketAddress target) throws IOException {
        boolean loopback =
                target.getAddress() instanceof Inet4Address address && address.isLoopbackAddress();
        if (!loopback || !needsSeveral(plan)) {
            return plan.engine().sources().stream()
                    .filter(given -> DestinationFinder.sameFamily(given, target.getAddress()))
                    .toList();
        }
        int usable = usablePorts();
        List<InetAddress> addresses = new ArrayList<>();
        for (int i = 0; i * (long) usable < plan.connections(); i++) {
            addresses.add(
                    InetAddress.getByAddress(
                            new byte[] {127, 0, (byte) (i / 254), (byte) (1 + i % 254)}));
        }
        return addresses;
    }

    /** Whether one address has too few ports; only IPv4's loopback network has others to take. */
    static boolean needsSeveral(LoadPlan plan) {
        return plan.engine().sources().isEmpty() && plan.connections() > usablePorts();
    }

    private static int usablePorts() {
        return (int) (ports() * USABLE_SHARE);
    }

    private static int ports() {
        String[] range =
                ProcFile.firstLine("sys/net/ipv4/ip_local_port_range").strip().split("\\s+", -1);
        try {
            return range.length == 2
                    ? Integer.parseInt(range[1]) - Integer.parseInt(range[0]) + 1
                    : PORTS;
        } catch (NumberFormatException _) {
            return PORTS;
        }
    }
}
