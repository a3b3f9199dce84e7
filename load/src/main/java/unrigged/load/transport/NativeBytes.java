package unrigged.load.transport;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;

/** The requests of a transport where the kernel can read them, and addresses in its form. */
final class NativeBytes {
    private static final short AF_INET = 2;
    private static final short AF_INET6 = 10;
    private static final int IPV4_BYTES = 16;
    private static final int IPV6_BYTES = 28;
    private static final int IPV6_SCOPE = 24;

    private final long[] addresses;
    private final int[] lengths;

    NativeBytes(List<byte[]> requests, NativeMemory memory) {
        addresses = new long[requests.size()];
        lengths = new int[addresses.length];
        for (int i = 0; i < addresses.length; i++) {
            byte[] bytes = requests.get(i);
            MemorySegment copy = memory.allocate(bytes.length);
            MemorySegment.copy(bytes, 0, copy, ValueLayout.JAVA_BYTE, 0, bytes.length);
            addresses[i] = copy.address();
            lengths[i] = bytes.length;
        }
    }

    long address(int request) {
        return addresses[request];
    }

    int length(int request) {
        return lengths[request];
    }

    /** The longest one's length. */
    int longest() {
        int longest = 0;
        for (int length : lengths) {
            longest = Math.max(longest, length);
        }
        return longest;
    }

    /** A sockaddr_in or sockaddr_in6. */
    static MemorySegment address(InetSocketAddress place, NativeMemory memory) {
        return address(place.getAddress(), place.getPort(), memory);
    }

    /** The same with any port. */
    static MemorySegment address(InetAddress ip, NativeMemory memory) {
        return address(ip, 0, memory);
    }

    private static MemorySegment address(InetAddress ip, int port, NativeMemory memory) {
        byte[] bytes = ip.getAddress();
        boolean ipv4 = bytes.length == 4;
        MemorySegment address = memory.allocate(ipv4 ? IPV4_BYTES : IPV6_BYTES);
        address.set(ValueLayout.JAVA_SHORT, 0, ipv4 ? AF_INET : AF_INET6);
        address.set(ValueLayout.JAVA_BYTE, 2, (byte) (port >> 8));
        address.set(ValueLayout.JAVA_BYTE, 3, (byte) port);
        MemorySegment.copy(bytes, 0, address, ValueLayout.JAVA_BYTE, ipv4 ? 4 : 8, bytes.length);
        if (ip instanceof Inet6Address scoped) {
            // Of a link-local address: the interface; else 0.
            address.set(ValueLayout.JAVA_INT, IPV6_SCOPE, scoped.getScopeId());
        }
        return address;
    }
}
