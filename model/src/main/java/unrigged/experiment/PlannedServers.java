package unrigged.experiment;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Which servers a deployment of the plan has, and which of them a cell uses: one for each stack and
 * combination of levels that need new processes, two of the reference stack.
 */
final class PlannedServers {
    /** A stack of the plan, as far as the design has to know it. */
    record PlannedStack(String stack, boolean sync, boolean liveDelay, int instances) {}

    private record Key(
            String stack,
            int instance,
            int workers,
            OptionalLong delayNs,
            Map<String, String> changed) {}

    private final Map<Key, Server> servers = new LinkedHashMap<>();
    private final Map<String, CellSettings> settings = new LinkedHashMap<>();

    private PlannedServers() {}

    /** Empty while the scenarios are not resolved. */
    static Optional<PlannedServers> of(
            History history, List<String> scenarios, List<PlannedStack> stacks) {
        PlannedServers planned = new PlannedServers();
        for (String scenario : scenarios) {
            for (PlannedStack stack : stacks) {
                Optional<CellSettings> resolved =
                        history.settings(scenario, stack.stack(), stack.sync());
                if (resolved.isEmpty()) {
                    return Optional.empty();
                }
                planned.add(scenario, stack, resolved.get());
            }
        }
        return Optional.of(planned);
    }

    private void add(String scenario, PlannedStack stack, CellSettings cell) {
        OptionalLong delayNs =
                stack.liveDelay() ? OptionalLong.empty() : OptionalLong.of(cell.delayNs());
        for (int instance = 1; instance <= stack.instances(); instance++) {
            Key key =
                    new Key(
                            stack.stack(),
                            instance,
                            cell.workers(),
                            delayNs,
                            Server.ofServer(cell));
            Server known = servers.get(key);
            servers.put(
                    key,
                    new Server(
                            known == null ? name(key) : known.name(),
                            key.stack,
                            key.instance,
                            key.workers,
                            key.delayNs,
                            Math.max(known == null ? 0 : known.clientsMax(), cell.clients()),
                            Math.max(known == null ? 0 : known.sessionsMax(), cell.dbSessions()),
                            key.changed));
        }
        settings.put(scenario + "/" + stack.stack(), cell);
    }

    /** {@code flask-gunicorn}, {@code flask-gunicorn-2}; further ones say how they differ. */
    private String name(Key key) {
        String name = key.stack + (key.instance > 1 ? "-" + key.instance : "");
        boolean taken = servers.values().stream().anyMatch(other -> other.name().equals(name));
        if (!taken) {
            return name;
        }
        String delay = key.delayNs.isPresent() ? "-" + key.delayNs.getAsLong() / 1_000 + "us" : "";
        StringBuilder changed = new StringBuilder();
        for (ScenarioSetting setting : ScenarioSetting.values()) {
            String level = key.changed.get(setting.id());
            if (level != null) {
                changed.append('-').append(setting.nameWord()).append(level);
            }
        }
        return name + "-w" + key.workers + delay + changed;
    }

    /** The servers of cells that are needed. */
    List<Server> all(List<String> scenarios, NeededCells needed) {
        return servers.values().stream()
                .filter(server ->
                        scenarios.stream()
                                .filter(scenario -> needed.contains(scenario, server.stack()))
                                .anyMatch(scenario ->
                                        server.serves(settings(scenario, server.stack()))))
                .toList();
    }

    /** Those that a cell's slices are split between. */
    List<Server> of(String scenario, String stack) {
        CellSettings cell = settings(scenario, stack);
        return servers.values().stream()
                .filter(server -> server.stack().equals(stack) && server.serves(cell))
                .toList();
    }

    CellSettings settings(String scenario, String stack) {
        return Optional.ofNullable(settings.get(scenario + "/" + stack)).orElseThrow();
    }
}
