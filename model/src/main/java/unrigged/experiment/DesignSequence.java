package unrigged.experiment;

import java.util.List;

/** One design after the other: each begins when those before it are done. */
record DesignSequence(List<Design> designs) implements Design {
    DesignSequence {
        designs = List.copyOf(designs);
    }

    @Override
    public Next next(History history) {
        for (Design design : designs) {
            Next next = design.next(history);
            if (!(next instanceof Done)) {
                return next;
            }
        }
        return new Done();
    }

    @Override
    public List<TrialRequest> foreseen(History history) {
        return designs.stream().flatMap(design -> design.foreseen(history).stream()).toList();
    }

    @Override
    public List<DeploymentRequest> deployments(History history) {
        return designs.stream().flatMap(design -> design.deployments(history).stream()).toList();
    }
}
