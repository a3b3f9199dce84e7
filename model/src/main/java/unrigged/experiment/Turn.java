package unrigged.experiment;

/**
 * A slice's place in its deployment.
 *
 * @param deployment id of the deployment, for example {@code b02}
 * @param attempt which start of it, from 1: an interrupted one is begun anew
 * @param round from 1; counts for each scenario
 * @param repeat 0, or 1 when the round was disturbed and is repeated whole
 * @param server its name in the deployment
 * @param instance of the stack, from 1
 */
public record Turn(
        String deployment, int attempt, int round, int repeat, String server, int instance) {}
