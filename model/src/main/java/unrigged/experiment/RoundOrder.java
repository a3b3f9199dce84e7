package unrigged.experiment;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;

/**
 * The slices of a block. A round is one scenario's stacks, once each in random order, the reference
 * stack more often and in between; the scenarios take turns in random order, as often as there are
 * rounds. Who is compared runs within seconds of each other, so that drift of the machine falls on
 * all alike (randomised blocks: Abedi and Brecht, ICPE 2017; close in time: Bulej et al., ICPE
 * 2020).
 *
 * <p>A disturbed round is repeated whole, once, see {@link Disturbance}; which slices count is then
 * the inference's business. The order is a hash of seed, block, attempt and round.
 */
record RoundOrder(
        List<String> scenarios,
        List<PlannedServers.PlannedStack> stacks,
        NeededCells needed,
        String referenceStack,
        int rounds,
        int blocks,
        long seed,
        String deployment,
        int block,
        SliceTiming timing)
        implements SliceOrder {

    /** A slice's place in its deployment, whichever server has it. */
    private record Place(String scenario, int round, int repeat, int position) {
        static Place of(TrialSlot slot) {
            Turn turn = slot.turn().orElseThrow();
            return new Place(slot.scenario(), turn.round(), turn.repeat(), slot.position());
        }
    }

    RoundOrder {
        scenarios = List.copyOf(scenarios);
        stacks = List.copyOf(stacks);
    }

    @Override
    public Optional<SliceRequest> next(History history, DeploymentHistory past) {
        PlannedServers servers = PlannedServers.of(history, scenarios, stacks).orElseThrow();
        Set<Place> ended = new HashSet<>();
        past.ends().forEach(end -> ended.add(Place.of(end.slot())));
        for (int round = 1; round <= rounds; round++) {
            for (String scenario :
                    shuffled(neededScenarios(), random(past.attempts(), round, "", 0))) {
                Optional<SliceRequest> next = next(history, past, servers, ended, scenario, round);
                if (next.isPresent()) {
                    return next;
                }
            }
        }
        return Optional.empty();
    }

    private Optional<SliceRequest> next(
            History history,
            DeploymentHistory past,
            PlannedServers servers,
            Set<Place> ended,
            String scenario,
            int round) {
        for (int repeat = 0; repeat <= 1; repeat++) {
            boolean begun = repeat == 0 || Disturbance.repeatBegun(past, scenario, round);
            if (!begun && !Disturbance.mustRepeat(history, past, scenario, round, planned())) {
                return Optional.empty();
            }
            for (SliceRequest slice : round(servers, past, scenario, round, repeat)) {
                if (!ended.contains(Place.of(slice.slot()))
                        && !past.gone().contains(slice.turn().server())) {
                    return Optional.of(slice);
                }
            }
        }
        return Optional.empty();
    }

    private List<String> neededScenarios() {
        return scenarios.stream()
                .filter(scenario ->
                        stacks.stream().anyMatch(s -> needed.contains(scenario, s.stack())))
                .toList();
    }

    /** Rounds of the whole plan; of a race, so far. */
    private int planned() {
        return blocks * rounds * scenarios.size();
    }

    /** One round's slices in their order. */
    private List<SliceRequest> round(
            PlannedServers servers,
            DeploymentHistory past,
            String scenario,
            int round,
            int repeat) {
        int attempt = past.attempts();
        Random random = random(attempt, round, scenario, repeat);
        List<Server> others = new ArrayList<>();
        for (PlannedServers.PlannedStack stack : stacks) {
            if (!stack.stack().equals(referenceStack) && needed.contains(scenario, stack.stack())) {
                others.addAll(servers.of(scenario, stack.stack()));
            }
        }
        Collections.shuffle(others, random);
        List<Server> references =
                references(servers, past, scenario, 1 + compared(scenario), random);
        List<Server> order = new ArrayList<>();
        int next = 0;
        for (int i = 0; i < references.size(); i++) {
            // Each in its own part of the round, somewhere in it.
            int until = others.size() * (i + 1) / references.size();
            int place = next + random.nextInt(until - next + 1);
            order.addAll(others.subList(next, place));
            order.add(references.get(i));
            order.addAll(others.subList(place, until));
            next = until;
        }
        List<SliceRequest> slices = new ArrayList<>();
        for (Server server : order) {
            slices.add(slice(servers, server, attempt, scenario, round, repeat, slices.size() + 1));
        }
        return slices;
    }

    /**
     * The reference stack's turns: as many as the square root of the stacks, which balances the
     * variance of a ratio's two sides; its instances alternate, who is first is random. One that
     * failed leaves its turns to the other.
     */
    private List<Server> references(
            PlannedServers servers,
            DeploymentHistory past,
            String scenario,
            int compared,
            Random random) {
        List<Server> all = shuffled(servers.of(scenario, referenceStack), random);
        List<Server> alive =
                all.stream().filter(server -> !past.gone().contains(server.name())).toList();
        List<Server> instances = alive.isEmpty() ? all : alive;
        int turns = references(compared);
        List<Server> references = new ArrayList<>();
        for (int i = 0; i < turns; i++) {
            references.add(instances.get(i % instances.size()));
        }
        return references;
    }

    /** Stacks beside the reference stack. */
    private int compared(String scenario) {
        return (int)
                stacks.stream()
                        .filter(s -> !s.stack().equals(referenceStack))
                        .filter(s -> needed.contains(scenario, s.stack()))
                        .count();
    }

    static int references(int stacks) {
        return Math.max(2, (int) Math.round(Math.sqrt(stacks - 1.0)));
    }

    private SliceRequest slice(
            PlannedServers servers,
            Server server,
            int attempt,
            String scenario,
            int round,
            int repeat,
            int position) {
        String id =
                "%s.%d-%s-r%02d%s-%02d-%s"
                        .formatted(
                                deployment,
                                attempt,
                                scenario,
                                round,
                                repeat == 0 ? "" : "x",
                                position,
                                server.name());
        TrialSlot slot =
                new TrialSlot(
                        id,
                        Purpose.BLOCK,
                        block,
                        position,
                        scenario,
                        server.stack(),
                        Optional.of(
                                new Turn(
                                        deployment,
                                        attempt,
                                        round,
                                        repeat,
                                        server.name(),
                                        server.instance())));
        CellSettings settings = servers.settings(scenario, server.stack());
        OptionalDouble rate = settings.ratePerSecond();
        return rate.isEmpty()
                ? new SliceRequest(slot, settings, timing)
                : new SliceRequest(
                        slot,
                        settings,
                        timing.atRate(rate.getAsDouble()),
                        OptionalLong.of(arrivals(round, scenario, repeat)));
    }

    /** Of all stacks of a round, whichever attempt of the block it is in. */
    private long arrivals(int round, String scenario, int repeat) {
        return mixed(block, round, scenario.hashCode(), repeat) >>> 1;
    }

    private static <T> List<T> shuffled(List<T> values, Random random) {
        List<T> copy = new ArrayList<>(values);
        Collections.shuffle(copy, random);
        return copy;
    }

    /** Neighbouring seeds of {@link Random} give neighbouring first numbers, hence the mixing. */
    private Random random(int attempt, int round, String scenario, int repeat) {
        return new Random(mixed(block, attempt, round, scenario.hashCode(), repeat));
    }

    private long mixed(long... parts) {
        long state = seed;
        for (long part : parts) {
            state = (state ^ part) * 0xBF58476D1CE4E5B9L;
            state ^= state >>> 29;
        }
        return state;
    }
}
