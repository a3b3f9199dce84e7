package unrigged.experiment;

import java.time.Duration;
import java.util.List;

/**
 * One database, pool, proxy and load generator, and the servers of a group of stacks, all started
 * anew.
 *
 * @param id unique within the run, for example {@code b02}
 * @param block from 1; 0 before the blocks
 * @param attempt from 1
 * @param readyTimeout the longest that a server may take until its first right answer
 */
public record DeploymentRequest(
        String id,
        Purpose purpose,
        int block,
        int attempt,
        List<Server> servers,
        Duration readyTimeout,
        SliceTiming timing) {
    public DeploymentRequest {
        servers = List.copyOf(servers);
    }
}
