import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A table of 10⁵ rows and twelve columns that contradicts itself nowhere, in every format. Nothing in it was measured. */
final class Made {
    private static final int ROWS = 100_000;
    private static final List<String> HEADER =
            List.of(
                    "framework", "requests_per_s", "latency_mean_ms", "latency_p50_ms", "latency_p99_ms", "latency_max_ms",
                    "latency_sd_ms", "requests", "errors", "connections", "duration_s", "transfer_mb_per_s");

    public static void main(String[] args) throws IOException {
        List<List<String>> rows = rows();
        for (String format : List.of("csv", "tsv", "json", "md", "html")) {
            String begin =
                    switch (format) {
                        case "json" -> "[";
                        case "html" -> "<table>\n" + html(HEADER, "th") + "\n";
                        default -> line(HEADER, format) + "\n" + (format.equals("md") ? "|---".repeat(HEADER.size()) + "|\n" : "");
                    };
            String between = format.equals("json") ? ",\n" : "\n";
            String end = format.equals("json") ? "]\n" : format.equals("html") ? "\n</table>\n" : "\n";
            Files.writeString(
                    Path.of(args[0], "made." + format),
                    begin + rows.stream().map(row -> line(row, format)).collect(Collectors.joining(between)) + end);
        }
    }

    private static List<List<String>> rows() {
        SplittableRandom random = new SplittableRandom(5);
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i < ROWS; i++) {
            double perSecond = random.nextDouble(1_000, 90_000);
            double ms = 128 / perSecond * 1_000;
            List<String> row = new ArrayList<>(List.of("framework-" + i));
            row.add(String.format(Locale.ROOT, "%.2f", perSecond));
            for (double factor : new double[] {1, 0.9, 3, 8, 0.7}) {
                row.add(String.format(Locale.ROOT, "%.3f", ms * factor));
            }
            row.addAll(List.of(String.valueOf((int) (perSecond * 30)), "0", "128", "30"));
            row.add(String.format(Locale.ROOT, "%.3f", perSecond * 150 / 1e6));
            rows.add(row);
        }
        return rows;
    }

    private static String line(List<String> cells, String format) {
        return switch (format) {
            case "csv" -> String.join(",", cells);
            case "tsv" -> String.join("\t", cells);
            case "md" -> "| " + String.join(" | ", cells) + " |";
            case "html" -> html(cells, "td");
            default ->
                    IntStream.range(0, cells.size())
                            .mapToObj(i -> "\"" + HEADER.get(i) + "\": " + (i == 0 ? "\"" + cells.get(i) + "\"" : cells.get(i)))
                            .collect(Collectors.joining(", ", "{", "}"));
        };
    }

    private static String html(List<String> cells, String tag) {
        return cells.stream().map(cell -> "<" + tag + ">" + cell + "</" + tag + ">").collect(Collectors.joining("", "<tr>", "</tr>"));
    }
}
