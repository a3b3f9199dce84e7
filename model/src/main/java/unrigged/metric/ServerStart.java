package unrigged.metric;

import java.util.Optional;

/**
 * How a server of a deployment came up.
 *
 * @param server its name in the deployment
 * @param failure why it did not; empty when it did
 * @param evidence the tail of the log that shows it, or empty
 * @param readyNs from its start to its first right answer; 0 when there was none
 * @param answer the verified answer's body; empty when there was none
 * @param warmUp empty when it failed
 */
public record ServerStart(
        String server,
        String stack,
        Optional<String> failure,
        String evidence,
        long readyNs,
        String answer,
        Optional<WarmUpResult> warmUp) {}
