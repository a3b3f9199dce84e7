package unrigged.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import unrigged.journal.Json;
import unrigged.lint.Lint;
import unrigged.lint.LintResult;
import unrigged.lint.Understanding;
import unrigged.lint.Understanding.Told;
import unrigged.lint.UnderstoodFile;
import unrigged.lint.UnderstoodFile.PassedOver;
import unrigged.lint.UnderstoodTable;
import unrigged.lint.output.LintJson;
import unrigged.lint.output.LintText;
import unrigged.lint.page.LintPage;
import unrigged.program.InvalidInputException;
import unrigged.report.Report;
import unrigged.report.ResultCsv;
import unrigged.table.ReadOptions;
import unrigged.table.TableFile;
import unrigged.table.TableFormat;

@Command(
        name = "lint",
        description = {
            "Check a published table of benchmark results: no run needed.",
            "",
            "Which cells contradict each other, with the equation and its numbers; what cannot be true; and what is"
                    + " missing to judge the table. Columns are recognised by their names, units and content, and what"
                    + " was understood is shown first.",
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "All tables of a document are checked, those that are no results are passed over; tables of the same rows",
            "are also compared with each other.",
            "",
            "Examples:  unrigged lint results.csv",
            "           unrigged lint README.md --table 2 --connections 128 --duration 30s",
            "           curl -s https://example.org/benchmark.html | unrigged lint -",
            "           unrigged lint table.csv --map \"rps=requests_per_s,mean=latency_mean_ms\"",
            "           unrigged lint runs/2026-11-22-1        a run of this tool, by the same rules",
            "",
            "`unrigged explain RULE` tells what a rule rests on, and when it does not apply.",
            "Exit status: 0 nothing contradicts itself (notes may be there), 1 a contradiction, 2 not understood.",
        })
final class LintCommand implements Callable<Integer> {
    @Parameters(
            arity = "1..*",
            paramLabel = "TABLE",
            description =
                    "Files with a table: CSV, TSV, JSON, Markdown or HTML; - for standard input; or the directory of a run.")
    private List<String> files = new ArrayList<>();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description =
                    "csv, tsv, json, markdown or html (default: by the file's name, else by its content).")
    private @Nullable String format;

    @Option(
            names = "--encoding",
            paramLabel = "NAME",
            description =
                    "Such as ISO-8859-1, or UTF-8-BOM for a file with a byte order mark (default: UTF-8 without one).")
    private @Nullable String encoding;

    @Option(
            names = "--table",
            paramLabel = "N",
            description = "Which of a document's tables, from 1 (default: all).")
    private @Nullable Integer number;

    @Mixin private final LintSettings settings = new LintSettings();

    @Option(names = "--json", description = "The findings as one JSON document.")
    private boolean json;

    @Option(
            names = "--html",
            paramLabel = "FILE",
            description =
                    "A page with the tables and their marked cells into a file, besides; it asks no server for anything.")
    private @Nullable Path html;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Optional<OutputFile> page = OutputFile.of("--html", html);
        ReadOptions options = new ReadOptions(tableFormat(), Optional.ofNullable(encoding));
        Told told = settings.told();
        List<UnderstoodTable> tables = new ArrayList<>();
        List<PassedOver> passedOver = new ArrayList<>();
        for (String file : files) {
            UnderstoodFile understood = understood(file, options, told);
            tables.addAll(understood.tables());
            passedOver.addAll(understood.passedOver());
        }
        List<LintResult> results = Lint.of(tables);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(Json.LINES.writeValueAsString(LintJson.of(results, passedOver)));
        } else {
            LintText.lines(results, passedOver).forEach(out::println);
        }
        out.flush();
        if (page.isPresent()) {
            page.get().write(LintPage.of(results, passedOver), out);
        }
        return results.stream().anyMatch(LintResult::contradicted)
                ? ExitCode.GATE_FAILED
                : ExitCode.DONE;
    }

    private Optional<TableFormat> tableFormat() {
        if (format == null) {
            return Optional.empty();
        }
        String wanted = format.toUpperCase(Locale.ROOT);
        return Stream.of(TableFormat.values())
                .filter(one -> one.name().equals(wanted))
                .findFirst()
                .or(() -> {
                    throw new InvalidInputException(
                            "--format: expected csv, tsv, json, markdown or html, but found '%s'"
                                    .formatted(format));
                });
    }

    private UnderstoodFile understood(String file, ReadOptions options, Told told)
            throws IOException {
        TableFile read = TableFile.of(content(file), name(file), options);
        return number == null
                ? UnderstoodFile.of(read, told)
                : new UnderstoodFile(
                        List.of(Understanding.of(read.table(number), told)), List.of());
    }

    private static String name(String file) {
        return file.equals("-") ? "standard input" : file;
    }

    private static byte[] content(String file) throws IOException {
        if (file.equals("-")) {
            return System.in.readAllBytes();
        }
        Path path = Path.of(file);
        if (Files.isDirectory(path)) {
            return ResultCsv.of(Report.read(ResumeCommand.existing(path)))
                    .getBytes(StandardCharsets.UTF_8);
        }
        if (!Files.exists(path)) {
            throw new InvalidInputException(
                    "there is no file " + file,
                    "give a file with a table, or - for standard input");
        }
        return Files.readAllBytes(path);
    }
}
