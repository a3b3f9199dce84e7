package unrigged.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import unrigged.experiment.Event.StackInfo;
import unrigged.inference.Finding.Severity;
import unrigged.inference.Metrics;
import unrigged.inference.Percentile;
import unrigged.inference.Row;
import unrigged.inference.RunResult;
import unrigged.inference.RunResult.ScenarioResult;
import unrigged.journal.RunDirectory;
import unrigged.program.InvalidInputException;

class ReportTest {
    @TempDir private Path directory;

    @Test
    void jsonIsAsItWasSealed() throws IOException {
        RunResult result = Report.read(small());
        Golden.check("result.json", RunResultJson.of(result).toPrettyString() + "\n");
    }

    @Test
    void csvIsAsItWasSealed() throws IOException {
        Golden.check("result.csv", ResultCsv.of(Report.read(small())));
    }

    @Test
    void theTextTableIsAsItWasSealed() throws IOException {
        Golden.check(
                "result.txt", String.join("\n", ResultTable.lines(Report.read(small()))) + "\n");
    }

    @Test
    void aRowCarriesTheLevelsThatItsTrialsRecorded() throws IOException {
        RunDirectory run = small();
        Path journal = run.root().resolve("journal.jsonl");
        String levels = "\"levels\":{\"workers\":\"7\",\"delay\":\"6\"},";
        Files.writeString(
                journal,
                Files.readString(journal).replace("\"histogram\":", levels + "\"histogram\":"));
        assertEquals(
                "{\"workers\":\"7\",\"delay\":\"6\"}",
                RunResultJson.of(Report.read(run)).at("/scenarios/0/rows/0/levels").toString());
    }

    @Test
    void rowsComeByTheirRatioAndTheOrderChangesWithTheScenario() {
        RunResult result = Report.read(new SyntheticRun().write(directory));
        assertEquals(
                List.of("tomcat-platform", "aiohttp-aiohttp", "flask-uwsgi"),
                result.scenarios().stream().map(s -> s.rows().getFirst().stack().stack()).toList());
        assertEquals(
                "quart-hypercorn", result.scenarios().getFirst().rows().getLast().stack().stack());
        assertTrue(
                result.rankReversals().stream()
                        .anyMatch(f ->
                                f.a().equals("flask-uwsgi")
                                        && f.b().equals("aiohttp-aiohttp")
                                        && f.fasterIn().equals("better-sync")));
        assertEquals(Optional.empty(), result.progress().unfinished());
    }

    @Test
    void rowsThatDifferByTheirDriverAloneAreTold() {
        ScenarioResult scenario = Report.read(small()).scenarios().getFirst();
        Row row = row(scenario, "flask-gunicorn");
        StackInfo twin =
                new StackInfo(
                        "flask-gunicorn-psycopg3",
                        "Flask",
                        "Gunicorn",
                        "python",
                        "sync",
                        "Sync",
                        "psycopg3",
                        true,
                        Optional.empty(),
                        Optional.empty());
        ScenarioResult both = withAlso(scenario, row, twin);
        String table =
                String.join(
                        "\n",
                        ResultTable.lines(
                                both, "flask-gunicorn", "anytime-valid, 95 %", Metrics.TABLE));
        assertTrue(
                table.contains("Flask (psycopg) ") && table.contains("Flask (psycopg3) "), table);
        assertTrue(table.contains("Flask             uWSGI"), table);
    }

    private static ScenarioResult withAlso(ScenarioResult scenario, Row row, StackInfo other) {
        List<Row> rows = new ArrayList<>(scenario.rows());
        rows.add(
                new Row(
                        other,
                        row.settings(),
                        row.levels(),
                        row.trials(),
                        row.figures(),
                        row.ranks(),
                        row.blocks(),
                        row.findings(),
                        row.driftShare(),
                        row.why(),
                        row.details()));
        return new ScenarioResult(
                scenario.scenario(),
                scenario.title(),
                scenario.sync(),
                scenario.async(),
                rows,
                scenario.leader(),
                scenario.tuned(),
                scenario.canary());
    }

    @Test
    void anUnavailableStackKeepsItsRowAndItsReason() {
        RunResult result = Report.read(new SyntheticRun().write(directory));
        Row row = row(result.scenarios().getFirst(), "quart-hypercorn");
        assertEquals(
                Optional.of(
                        "hypercorn is not installed in the Python environment; unrigged setup gets it"),
                row.why());
    }

    /** As a full disk left them: a part of a record, and the next one appended to it. */
    @Test
    void aJournalThatIsDamagedInTheMiddleShowsTheRestAndSaysSo() throws IOException {
        RunDirectory run = new SyntheticRun().write(directory);
        List<String> lines = new ArrayList<>(Files.readAllLines(run.journal()));
        int cut = 20;
        lines.set(cut, lines.get(cut).substring(0, 100) + lines.remove(cut + 1));
        Files.write(run.journal(), lines);
        RunResult result = Report.read(run);
        assertEquals(
                List.of("lines of the journal that cannot be read as written: 1"),
                result.findings().stream()
                        .map(unrigged.inference.Finding::what)
                        .filter(what -> what.contains("journal"))
                        .toList());
        assertTrue(
                result.findings().getLast().evidence().startsWith("line 21 of journal.jsonl: "),
                result.findings().toString());
        assertTrue(result.progress().ended() >= 71, result.progress().toString());
    }

    @Test
    void aKilledRunWithAnIncompleteLineShowsWhatItHasAndSaysSo() throws IOException {
        RunDirectory run = new SyntheticRun().killedAfter(30).write(directory);
        RunResult result = Report.read(run);
        assertEquals(30, result.progress().ended());
        assertEquals(1, result.progress().incomplete().size());
        assertTrue(
                result.progress()
                        .unfinished()
                        .orElseThrow()
                        .startsWith("30 of 84 trials have their end; the journal ends without"),
                result.progress().unfinished().toString());
        assertTrue(Files.readString(Report.write(run)).contains("30 of 84 trials have their end"));
    }

    @Test
    void aRunThatOnlyBeganIsRendered() throws IOException {
        RunDirectory run = new SyntheticRun().killedAfter(0).write(directory);
        assertTrue(Files.readString(Report.write(run)).contains("Nothing can be compared yet"));
    }

    @Test
    void aDirectoryWithoutAJournalIsSaidToBeNone() {
        InvalidInputException error =
                assertThrows(
                        InvalidInputException.class,
                        () -> Report.read(new RunDirectory(directory)));
        assertTrue(error.toString().contains("there is no journal here"), error.toString());
    }

    @Test
    void aLostHistogramLeavesThroughputAndRaisesAWarning() throws IOException {
        RunDirectory run = small();
        for (int block = 1; block <= 4; block++) {
            Files.writeString(
                    directory.resolve("histograms/b0" + block + "-better-async-flask-uwsgi.hlog"),
                    "torn \u0000 nonsense,,,\n1,2,3,not base64");
        }
        Row row = row(Report.read(run).scenarios().getFirst(), "flask-uwsgi");
        assertEquals(
                new Percentile.Unresolved("no latencies were recorded"), row.figure(Metrics.P99));
        assertTrue(
                row.findings().stream()
                        .anyMatch(f ->
                                f.severity() == Severity.WARNING
                                        && f.what().equals("Latencies of some answers are lost")));
    }

    @Test
    void aJournalCannotNameAHistogramOutsideItsRun() throws IOException {
        Path inner = Files.createDirectories(directory.resolve("inner"));
        RunDirectory run =
                new SyntheticRun().stacks(2).scenarios("baseline").blocks(1).write(inner);
        Path histogram = inner.resolve("histograms/b01-baseline-flask-uwsgi.hlog");
        Files.move(histogram, directory.resolve("elsewhere.hlog"));
        String journal = Files.readString(run.journal());
        Files.writeString(
                run.journal(),
                journal.replace("histograms/b01-baseline-flask-uwsgi.hlog", "../elsewhere.hlog"));
        Row row = row(Report.read(run).scenarios().getFirst(), "flask-uwsgi");
        assertEquals(
                new Percentile.Unresolved("no latencies were recorded"), row.figure(Metrics.P50));
    }

    @Test
    void theSameJournalGivesTheSamePage() throws IOException {
        RunDirectory run = small();
        String first = Files.readString(Report.write(run));
        assertEquals(first, Files.readString(Report.write(run)));
        assertFalse(Files.exists(directory.resolve("report.html.new")));
    }

    private RunDirectory small() {
        return new SyntheticRun()
                .stacks(3)
                .scenarios("better-async", "better-sync")
                .write(directory);
    }

    private static Row row(ScenarioResult scenario, String stack) {
        return scenario.rows().stream()
                .filter(r -> r.stack().stack().equals(stack))
                .findFirst()
                .orElseThrow();
    }
}
