package unrigged.deployment;

import unrigged.metric.Tier;

/**
 * One server of a topology: what it is to be measured with, and where it is.
 *
 * @param database the name by which it reaches its own pool of sessions
 * @param context its ports, paths and variables; what all servers share is the same in all of them
 * @param liveDelay whether its statement reads the delay from the database's table, instead of
 *     having been told a number at its start
 */
public record Placement(
        String database, Treatment treatment, DeploymentContext context, boolean liveDelay) {
    /** Alone, or the first of several: with the database's own name. */
    static Placement alone(Treatment treatment, DeploymentContext context, boolean liveDelay) {
        return new Placement(Topology.DATABASE, treatment, context, liveDelay);
    }

    /** The address at which the proxy answers for this server. */
    String url() {
        return "http://127.0.0.1:" + context.port(Tier.PROXY) + treatment.workload().path();
    }
}
