package unrigged.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import unrigged.experiment.Event.StackInfo;
import unrigged.inference.CellFigures;
import unrigged.inference.Metrics;
import unrigged.inference.Ratio;
import unrigged.inference.Row;
import unrigged.inference.RunResult;
import unrigged.inference.RunResult.Leader;
import unrigged.inference.RunResult.RankReversal;
import unrigged.inference.RunResult.ScenarioResult;

class HeadlineTest {
    private static final RankReversal FLIP =
            new RankReversal(
                    "flask-uwsgi", "tomcat-virtual", "better-sync", 1.342, "better-async", 0.531);
    private static final RankReversal SMALL =
            new RankReversal("a-a", "b-b", "better-sync", 1.1, "baseline", 0.9);

    private static Row row(String stack) {
        return new Row(
                new StackInfo(
                        stack,
                        "F",
                        "S",
                        "Python",
                        "sync",
                        "Sync",
                        "d",
                        true,
                        Optional.empty(),
                        Optional.empty()),
                Optional.empty(),
                Map.of(),
                new Row.Trials(2, 0),
                new CellFigures(
                        Map.of(Metrics.THROUGHPUT_RATIO, new Ratio.Unmeasured("not asked for"))),
                Map.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Row.Details.NONE);
    }

    private static ScenarioResult scenario(String name, Optional<Leader> leader) {
        return new ScenarioResult(
                name,
                name,
                Optional.empty(),
                Optional.empty(),
                List.of(row("flask-gunicorn"), row("flask-uwsgi"), row("tomcat-virtual")),
                leader,
                List.of(),
                Optional.empty());
    }

    private static ScenarioResult scenario(String name, String leader, boolean ahead) {
        return scenario(name, Optional.of(new Leader(leader, 2, "flask-gunicorn", ahead)));
    }

    private static Headline headline(List<RankReversal> flips, ScenarioResult... scenarios) {
        return Headline.of(
                new RunResult(
                        new RunResult.Identity(
                                "r",
                                "p",
                                "fair",
                                "scaled",
                                "flask-gunicorn",
                                1,
                                5,
                                Optional.empty(),
                                2,
                                Instant.EPOCH),
                        new RunResult.Progress(
                                1, 1, 1, 0, List.of(), Instant.EPOCH, Optional.empty()),
                        List.of(scenarios),
                        List.of(),
                        List.of(),
                        Optional.empty(),
                        new RunResult.TimeSpent(
                                1, Optional.empty(), Optional.empty(), Optional.empty(), List.of()),
                        List.of(),
                        flips,
                        Optional.empty()));
    }

    @Test
    void leadersThatDifferAndAFlipAreTheSettingsDoing() {
        assertEquals(
                "The settings decide: tomcat-virtual is fastest in baseline and better-async, flask-uwsgi in better-sync",
                headline(
                                List.of(FLIP),
                                scenario("baseline", "tomcat-virtual", true),
                                scenario("better-async", "tomcat-virtual", true),
                                scenario("better-sync", "flask-uwsgi", true))
                        .title());
    }

    @Test
    void aLeadThatIsUndecidedIsNoLead() {
        assertEquals(
                "tomcat-virtual is fastest in baseline, nobody for certain in better-sync; 1 of 3 pairs of stacks changes places",
                headline(
                                List.of(FLIP),
                                scenario("baseline", "tomcat-virtual", true),
                                scenario("better-sync", "flask-uwsgi", false))
                        .title());
        assertEquals(
                "Nobody is fastest for certain",
                headline(
                                List.of(),
                                scenario("baseline", "tomcat-virtual", false),
                                scenario("better-sync", "flask-uwsgi", false))
                        .title());
        assertEquals(
                "flask-uwsgi and flask-gunicorn are first in better-sync, undecided which of them is faster",
                headline(List.of(), scenario("better-sync", "flask-uwsgi", false)).title());
    }

    @Test
    void oneLeaderEverywhereIsSaidOnce() {
        assertEquals(
                "tomcat-virtual is fastest in every scenario",
                headline(
                                List.of(),
                                scenario("baseline", "tomcat-virtual", true),
                                scenario("better-sync", "tomcat-virtual", true))
                        .title());
        assertEquals(
                "tomcat-virtual is fastest in baseline",
                headline(List.of(), scenario("baseline", "tomcat-virtual", true)).title());
    }

    @Test
    void eachFlipHasALineTheLargestFirst() {
        Headline headline =
                headline(
                        List.of(SMALL, FLIP),
                        scenario("better-async", "tomcat-virtual", true),
                        scenario("better-sync", "flask-uwsgi", true));
        assertEquals(
                List.of(
                        "flask-uwsgi is 1.34× tomcat-virtual in better-sync, 0.53× in better-async.",
                        "a-a is 1.10× b-b in better-sync, 0.90× in baseline."),
                headline.flips());
        assertEquals(headline.flips(), headline.lines().subList(0, 2));
    }

    @Test
    void theTitleIsShortHoweverManyScenarios() {
        for (int many = 1; many <= 12; many++) {
            List<ScenarioResult> scenarios = new ArrayList<>();
            for (int i = 0; i < many; i++) {
                scenarios.add(scenario("scenario-" + i, "stack-" + i, i % 3 != 2));
            }
            for (List<RankReversal> flips : List.of(List.<RankReversal>of(), List.of(FLIP))) {
                String title = headline(flips, scenarios.toArray(new ScenarioResult[0])).title();
                assertTrue(Headline.words(title) <= Headline.WORDS_MAX, title);
            }
        }
    }
}
