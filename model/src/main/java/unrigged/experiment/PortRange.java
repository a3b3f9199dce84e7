package unrigged.experiment;

/**
 * The loopback ports that a run may listen on, both ends included; below the range that the kernel
 * gives to clients.
 */
public record PortRange(int from, int to) {
    public PortRange {
        if (from < 1024 || to > 65535 || to - from < 3) {
            throw new IllegalArgumentException(
                    "ports must be in 1024..65535 and be at least 4, but are " + from + ".." + to);
        }
    }
}
