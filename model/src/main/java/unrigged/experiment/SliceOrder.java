package unrigged.experiment;

import java.util.Optional;

/** Which slice of a deployment comes next. Pure. */
@FunctionalInterface
interface SliceOrder {
    /**
     * The next slice; empty when the deployment has had all of its.
     *
     * @param past of the attempt that is up
     */
    Optional<SliceRequest> next(History history, DeploymentHistory past);
}
