package unrigged.experiment;

import java.util.List;
import java.util.OptionalLong;
import unrigged.catalog.Concurrency;

/** What a scenario means on a machine with so many CPUs; measures nothing. */
record ScenarioResolution(Scenario scenario, int cpus) implements Design {
    @Override
    public Next next(History history) {
        if (history.settings(scenario.name(), true).isPresent()) {
            return new Done();
        }
        Machine machine =
                new Machine(
                        cpus,
                        history.last(Event.Calibrated.class)
                                .map(c -> OptionalLong.of(c.totalNs()))
                                .orElseGet(OptionalLong::empty));
        return new Decide(of(scenario, machine));
    }

    static Event.ScenarioResolved of(Scenario scenario, Machine machine) {
        return new Event.ScenarioResolved(
                scenario.name(),
                scenario.title(),
                scenario.resolve(machine, Concurrency.SYNC),
                scenario.resolve(machine, Concurrency.COROUTINE));
    }

    @Override
    public List<TrialRequest> foreseen(History history) {
        return List.of();
    }
}
