package unrigged.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import unrigged.claim.Claim;
import unrigged.claim.ClaimResult;
import unrigged.exploration.Exploration;
import unrigged.exploration.ExplorationCheck;
import unrigged.inference.RunResult;
import unrigged.journal.Json;
import unrigged.report.ClaimJson;
import unrigged.report.ClaimText;
import unrigged.report.ExplorationJson;
import unrigged.report.ExplorationText;
import unrigged.report.RunResultJson;

/** What the end of a run prints on stdout. */
@FunctionalInterface
interface Presentation {
    /**
     * Prints it.
     *
     * @param report the page that was written
     */
    void print(RunResult result, Path report, PrintWriter out);

    /** The tables of all scenarios, or one JSON document. */
    static Presentation ofRun(boolean json) {
        return (result, report, out) -> {
            if (json) {
                out.println(Json.LINES.writeValueAsString(RunResultJson.of(result)));
            } else {
                Outcome.lines(result).forEach(out::println);
                out.println("report: " + report);
            }
        };
    }

    /** The verdict of every universe, or one JSON document of them. */
    static Presentation ofExploration(boolean json) {
        return (result, report, out) -> {
            print(Exploration.ofMeasured(result), Optional.empty(), json, out);
            if (!json) {
                out.println("report: " + report);
            }
        };
    }

    /**
     * The same without a page.
     *
     * @param check beside a run that measured its universes
     */
    static void print(
            Exploration exploration,
            Optional<ExplorationCheck> check,
            boolean json,
            PrintWriter out) {
        if (json) {
            out.println(Json.LINES.writeValueAsString(ExplorationJson.of(exploration, check)));
        } else {
            ExplorationText.lines(exploration).forEach(out::println);
            check.ifPresent(beside -> ExplorationText.lines(beside).forEach(out::println));
        }
    }

    /** Where the claim holds, or one JSON document of it. */
    static Presentation ofClaim(Claim claim, boolean json) {
        return (result, report, out) -> {
            ClaimResult limits = ClaimResult.of(claim, result);
            if (json) {
                out.println(Json.LINES.writeValueAsString(ClaimJson.of(limits)));
            } else {
                ClaimText.lines(limits).forEach(out::println);
                out.println("report: " + report);
            }
        };
    }
}
