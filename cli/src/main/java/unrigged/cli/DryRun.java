package unrigged.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import unrigged.catalog.Catalog;
import unrigged.deployment.MemoryNeed;
import unrigged.experiment.DeploymentRequest;
import unrigged.experiment.Plan;
import unrigged.experiment.PlanForecast;
import unrigged.experiment.PlannedWidth;
import unrigged.experiment.Purpose;
import unrigged.experiment.Race;
import unrigged.experiment.Scenario;
import unrigged.exploration.ExplorationJudge;
import unrigged.inference.Outlook;
import unrigged.journal.Json;

/** What {@code run} would do: what, how long, how much memory, how narrow. Starts nothing. */
final class DryRun {
    /** Shares by which stacks may differ. */
    private static final double[] DIFFERENCES = {0.5, 0.2, 0.1};

    private final Plan plan;
    private final PlanForecast forecast;
    private final Optional<DeploymentRequest> block;
    private final Optional<MemoryNeed> memory;
    private final int cpus;

    DryRun(Plan plan, Catalog catalog, int cpus) {
        this.plan = plan;
        this.cpus = cpus;
        this.forecast = PlanForecast.of(plan, catalog, Set.of(), cpus);
        this.block =
                forecast.deployments().stream()
                        .filter(deployment -> deployment.purpose() == Purpose.BLOCK)
                        .findFirst();
        this.memory = block.map(deployment -> MemoryNeed.of(deployment, catalog));
    }

    /** The lines, or one JSON document. */
    void print(PrintWriter out, boolean asJson) {
        if (asJson) {
            out.println(Json.LINES.writeValueAsString(json()));
        } else {
            lines().forEach(out::println);
        }
        out.flush();
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(
                "plan %s: %d stacks, %d scenarios (%s), mode %s, seed %d"
                        .formatted(
                                plan.name(),
                                plan.stacks().size(),
                                plan.scenarios().size(),
                                String.join(
                                        ", ",
                                        plan.scenarios().stream().map(Scenario::name).toList()),
                                plan.mode().id(),
                                plan.seed()));
        lines.add(
                block.map(up ->
                                "runs:   %s%d blocks of %d rounds; in each block %d servers start together and have %d slices"
                                        .formatted(
                                                plan.openEnded() ? "at most " : "",
                                                plan.blocks(),
                                                plan.rounds(),
                                                up.servers().size(),
                                                forecast.slicesPerBlock()))
                        .orElse(
                                "runs:   %d blocks of %d trials, each with processes of its own"
                                        .formatted(plan.blocks(), forecast.slicesPerBlock())));
        lines.addAll(plan.race().isPresent() ? raceLines() : takes());
        if (forecast.searches() > 0) {
            lines.add(
                    "        and %d searches for workers, which are not in that"
                            .formatted(forecast.searches()));
        }
        memory.ifPresent(need ->
                lines.add(
                        "memory: about %,d MiB: servers %,d, database sessions %,d, the rest %,d"
                                .formatted(
                                        need.total() >> 20,
                                        need.servers() >> 20,
                                        need.sessions() >> 20,
                                        need.shared() >> 20)));
        if (plan.race().isEmpty()) {
            lines.add(
                    forecast.width()
                            .map(DryRun::width)
                            .orElse("width:  no forecast for this plan"));
        }
        lines.add("Nothing was started, set up or written.");
        return lines;
    }

    private List<String> takes() {
        PlanForecast.Parts parts = forecast.parts();
        return List.of(
                String.format(
                        Locale.ROOT,
                        "takes:  about %s on %d CPUs: calibration %.0f s, starts %.0f s, warm-ups %.0f s, windows %.0f s, stops %.0f s%s",
                        clock(parts.total()),
                        cpus,
                        parts.calibration(),
                        parts.starts(),
                        parts.warmUps(),
                        parts.slices(),
                        parts.stops(),
                        plan.budget()
                                .map(time ->
                                        "; as many blocks as end within %s, by what the first one takes"
                                                .formatted(clock(time)))
                                .orElse(
                                        plan.alone()
                                                ? ""
                                                : "; at most a tenth more where rounds are disturbed")));
    }

    /** What a race decides and how long that may take; empty where the length is fixed. */
    List<String> raceLines() {
        return plan.race().map(this::race).orElse(List.of());
    }

    /** How long a block takes, and how many it takes to tell stacks apart by the usual noise. */
    private List<String> race(Race race) {
        double blockS = blockS();
        List<String> lines = new ArrayList<>();
        lines.add(
                "race:   until decided: %s; at most %d blocks%s"
                        .formatted(
                                race.question().description(),
                                plan.blocks(),
                                race.budget().map(limit -> " and " + clock(limit)).orElse("")));
        lines.add(
                "takes:  about %s a block on %d CPUs, less when stacks rest, and %.0f s of calibration"
                        .formatted(
                                clock(Duration.ofMillis(Math.round(1e3 * blockS))),
                                cpus,
                                forecast.parts().calibration()));
        if (plan.explores()) {
            lines.add(
                    "tells:  each block measures %d of %d scenarios; the others are predicted from them"
                            .formatted(
                                    ExplorationJudge.universes(plan.scenarios().size()),
                                    plan.scenarios().size()));
            return lines;
        }
        int comparisons = comparisons(race);
        List<String> differences = new ArrayList<>();
        double spread = forecast.width().map(PlannedWidth::blockSpread).orElse(0.0);
        for (double difference : DIFFERENCES) {
            OptionalInt blocks = Outlook.blocks(Math.log1p(difference), spread, comparisons);
            if (blocks.isPresent()) {
                differences.add(
                        String.format(
                                Locale.ROOT,
                                "%.0f %% apart after about %d blocks, %s",
                                100 * difference,
                                blocks.getAsInt(),
                                clock(
                                        Duration.ofMillis(
                                                Math.round(1e3 * blockS * blocks.getAsInt())))));
            }
        }
        lines.add(
                "tells:  of %d comparisons in a scenario those %s"
                        .formatted(comparisons, String.join("; ", differences)));
        return lines;
    }

    private double blockS() {
        PlanForecast.Parts parts = forecast.parts();
        return (parts.starts()
                        + parts.warmUps()
                        + parts.slices() * shareOfScenarios()
                        + parts.stops())
                / plan.blocks();
    }

    /** Of a block. */
    private double shareOfScenarios() {
        int all = plan.scenarios().size();
        return plan.explores() ? (double) ExplorationJudge.universes(all) / all : 1;
    }

    private int comparisons(Race race) {
        int stacks = plan.stacks().size();
        return race.question().ofReference() ? stacks - 1 : stacks * (stacks - 1) / 2;
    }

    private static String width(PlannedWidth width) {
        return String.format(
                Locale.ROOT,
                "width:  ratios to the reference stack ±%.1f %% for one pair, ±%.1f %% for all of a scenario together (95 %%)",
                100 * Math.expm1(width.single()),
                100 * Math.expm1(width.family()));
    }

    private static String clock(Duration duration) {
        return RunProgress.clock(duration) + " min";
    }

    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("plan", plan.name());
        json.put("mode", plan.mode().id());
        json.put("seed", plan.seed());
        json.put("cpus", cpus);
        json.put("stacks", plan.stacks());
        json.put("scenarios", plan.scenarios().stream().map(Scenario::name).toList());
        json.put("blocks", plan.blocks());
        block.ifPresent(up -> {
            json.put("rounds", plan.rounds());
            json.put("servers", up.servers());
        });
        json.put(
                block.isPresent() ? "slicesPerBlock" : "trialsPerBlock", forecast.slicesPerBlock());
        json.put("searches", forecast.searches());
        plan.race()
                .ifPresentOrElse(
                        race -> {
                            json.put("question", race.question().id());
                            race.budget().ifPresent(b -> json.put("budgetS", b.toMillis() / 1e3));
                            json.put("blockS", blockS());
                        },
                        () -> {
                            json.put("totalS", forecast.parts().total().toMillis() / 1e3);
                            json.put("partsS", forecast.parts());
                            plan.budget().ifPresent(b -> json.put("budgetS", b.toMillis() / 1e3));
                        });
        memory.ifPresent(need -> {
            json.put("memoryBytes", need.total());
            json.put("memoryPartsBytes", need);
        });
        forecast.width()
                .filter(_ -> plan.race().isEmpty())
                .ifPresent(width -> json.put("logHalfWidth95", width));
        return json;
    }
}
