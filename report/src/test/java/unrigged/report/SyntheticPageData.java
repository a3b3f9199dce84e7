package unrigged.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import unrigged.journal.Json;

/**
 * Gives a page that was written what a synthetic run has no data for: a forecast, comparisons of
 * pairs and a published edition. All made up.
 */
final class SyntheticPageData {
    static final String START = "<script type=\"application/json\" id=\"data\">";

    /** In ln requests/s at 1 ms of query delay, and what each factor of e of it takes. */
    private record Model(String stack, double atOneMs, double slope) {}

    private static final List<Model> MODELS =
            List.of(
                    new Model("flask-gunicorn", 7.0, 0.9),
                    new Model("flask-uwsgi", 7.2, 0.95),
                    new Model("aiohttp-aiohttp", 6.6, 0.3));

    private SyntheticPageData() {}

    static void add(Path page) throws IOException {
        String text = Files.readString(page);
        int from = text.indexOf(START) + START.length();
        int to = text.indexOf("</script>", from);
        ObjectNode data = (ObjectNode) Json.LINES.readTree(text.substring(from, to));
        List<String> stacks = MODELS.stream().map(Model::stack).toList();
        data.remove(List.of("stacks", "pairs", "forecast", "published"));
        stacks.forEach(data.putArray("stacks")::add);
        pairs(data.putObject("pairs"), stacks);
        forecast(data.putObject("forecast"));
        published(data.putArray("published"));
        data.put("command", "./unrigged run plan.yaml --seed 7");
        Files.writeString(
                page,
                text.substring(0, from)
                        + StandalonePage.inScript(Json.LINES.writeValueAsString(data))
                        + text.substring(to));
    }

    /** The asynchronous stack wins in better-async and loses in better-sync. */
    private static void pairs(ObjectNode node, List<String> stacks) {
        int sync = stacks.indexOf("flask-uwsgi");
        int async = stacks.indexOf("aiohttp-aiohttp");
        pair(node.putArray("better-async"), async, sync, 4.7, 4.1, 5.3, "faster");
        pair(node.putArray("better-sync"), async, sync, 0.81, 0.7, 0.99999, "slower");
    }

    private static void pair(
            ArrayNode list, int a, int b, double ratio, double low, double high, String verdict) {
        list.addArray().add(a).add(b).add(ratio).add(low).add(high).add(verdict);
    }

    private static void forecast(ObjectNode node) {
        ArrayNode axes = node.putArray("axes");
        double[] delays = {1, 10, 100};
        double[] clients = {10, 100};
        double[] cpus = {1, 2, 4};
        axis(axes, "delay", "Query delay", "ms", delays).putArray("measured").add(1).add(30);
        axis(axes, "clients", "Clients", "", clients).putArray("measured").add(10).add(100);
        axis(axes, "cpus", "CPUs", "", cpus).putArray("measured").add(2).add(2);
        ArrayNode all = node.putArray("stacks");
        for (Model model : MODELS) {
            ArrayNode logs = all.addObject().put("stack", model.stack()).putArray("logs");
            for (double delay : delays) {
                for (double client : clients) {
                    for (double cpu : cpus) {
                        logs.add(
                                model.atOneMs()
                                        - model.slope() * Math.log(delay)
                                        + 0.1 * Math.log(client)
                                        + 0.9 * Math.log(cpu));
                    }
                }
            }
        }
        node.putObject("bands").put("throughput", 0.1).put("ratio", 0.08);
        node.putObject("interpolationError").put("median", 0.01).put("largest", 0.05);
        node.putObject("heldOut")
                .put("cells", 12)
                .put("medianError", 0.06)
                .put("medianErrorRatio", 0.04)
                .put("coverage", 0.95)
                .put("coverageRatio", 0.93);
        ObjectNode measured = node.putArray("measured").addObject().put("scenario", "better-async");
        measured.putObject("at").put("delay", 30).put("clients", 100).put("cpus", 2);
    }

    private static ObjectNode axis(
            ArrayNode axes, String id, String title, String unit, double[] values) {
        ObjectNode axis = axes.addObject().put("id", id).put("title", title).put("unit", unit);
        ArrayNode array = axis.putArray("values");
        for (double value : values) {
            array.add(value);
        }
        return axis.put("log", true);
    }

    private static void published(ArrayNode list) {
        ObjectNode edition = list.addObject().put("id", "first").put("title", "First edition");
        edition.putObject("ratios")
                .put("flask-gunicorn", 1)
                .put("flask-uwsgi", 1.25)
                .put("aiohttp-aiohttp", 1.5);
        edition.putObject("correlation").putArray("baseline").add(0.71).add(0.2).add(0.93);
    }
}
