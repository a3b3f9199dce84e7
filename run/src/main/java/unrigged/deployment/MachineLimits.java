package unrigged.deployment;

import java.util.OptionalLong;

/**
 * What a machine allows the processes of a topology.
 *
 * @param openFiles of one process (RLIMIT_NOFILE)
 * @param localPorts that outgoing connections have ({@code net.ipv4.ip_local_port_range})
 * @param listenQueue connections that may wait to be accepted ({@code net.core.somaxconn})
 * @param tasks processes and threads that may yet be started, all together (RLIMIT_NPROC, {@code
 *     pids.max}); empty without a limit
 */
public record MachineLimits(int openFiles, int localPorts, int listenQueue, OptionalLong tasks) {}
