package unrigged.load;

import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.zip.Deflater;
import org.HdrHistogram.Histogram;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import unrigged.load.http.UnansweredRequests;

/** The JSON of {@code --json} and of the control protocol: units in key names, absent left out. */
final class LoadResultJson {
    private static final JsonFactory FACTORY = new JsonFactory();
    private static final double DECIMALS = 1e6;
    private static final int REQUESTS_MAX = 1000;

    private LoadResultJson() {}

    static String of(Result result) {
        return object(json -> result(json, result));
    }

    static String event(String name) {
        return event(name, _ -> {});
    }

    static String event(String name, Consumer<JsonGenerator> more) {
        return object(json -> {
            json.writeStringProperty("event", name);
            more.accept(json);
        });
    }

    static String done(Result result) {
        return event(
                "done",
                json -> {
                    json.writeObjectPropertyStart("result");
                    result(json, result);
                    json.writeEndObject();
                });
    }

    /**
     * Of a slice.
     *
     * @param latencies what the result's percentiles are of; encoded as HdrHistogram does it (V2,
     *     compressed), in Base64
     */
    static String done(Result result, Histogram latencies) {
        return event(
                "done",
                json -> {
                    json.writeObjectPropertyStart("result");
                    result(json, result);
                    json.writeStringProperty("histogram", encoded(latencies));
                    json.writeEndObject();
                });
    }

    private static String encoded(Histogram latencies) {
        ByteBuffer bytes = ByteBuffer.allocate(latencies.getNeededByteBufferCapacity());
        int count = latencies.encodeIntoCompressedByteBuffer(bytes, Deflater.DEFAULT_COMPRESSION);
        return Base64.getEncoder().encodeToString(Arrays.copyOf(bytes.array(), count));
    }

    static String second(LoadProgress.Second second) {
        return event(
                "second",
                json -> {
                    json.writeStringProperty("phase", second.phase().label());
                    secondFields(json, second);
                });
    }

    /**
     * Reads one JSON string.
     *
     * @throws tools.jackson.core.JacksonException when the text is not JSON
     * @throws IllegalArgumentException when it is not a string
     */
    static String string(String text) {
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
            if (parser.nextToken() != JsonToken.VALUE_STRING) {
                throw new IllegalArgumentException("expected a JSON string but got " + text);
            }
            return parser.getString();
        }
    }

    /**
     * Reads a JSON array of strings.
     *
     * @throws tools.jackson.core.JacksonException when the text is not JSON
     * @throws IllegalArgumentException when it is something else
     */
    static List<String> strings(String text) {
        List<String> strings = new ArrayList<>();
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
            JsonToken token = parser.nextToken();
            boolean isArray = token == JsonToken.START_ARRAY;
            while (isArray && (token = parser.nextToken()) == JsonToken.VALUE_STRING) {
                strings.add(parser.getString());
            }
            if (!isArray || token != JsonToken.END_ARRAY || parser.nextToken() != null) {
                throw new IllegalArgumentException(
                        "expected a JSON array of strings but got " + text);
            }
        }
        return strings;
    }

    private static String object(Consumer<JsonGenerator> fields) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            fields.accept(json);
            json.writeEndObject();
        }
        return text.toString();
    }

    private static void result(JsonGenerator json, Result result) {
        json.writeNumberProperty("ok", result.ok());
        json.writeObjectPropertyStart("failed");
        new TreeMap<>(result.failed())
                .forEach((kind, failures) -> json.writeNumberProperty(kind, failures.count()));
        json.writeEndObject();
        if (!result.failed().isEmpty()) {
            json.writeObjectPropertyStart("failedMeanMs");
            new TreeMap<>(result.failed())
                    .forEach((kind, failures) -> number(json, kind, failures.meanMs()));
            json.writeEndObject();
            examples(json, result);
        }
        json.writeNumberProperty("abandoned", result.abandoned());
        unanswered(json, result);
        result.offered().ifPresent(due -> json.writeNumberProperty("offered", due));
        number(json, "durationS", result.durationS());
        number(json, "perSecond", result.perSecond());
        latency(json, result);
        number(json, "cpuUserS", result.cpuUserS());
        number(json, "cpuSystemS", result.cpuSystemS());
        json.writeStringProperty("transport", result.transport());
        json.writeStringProperty(
                "latencyEnds",
                result.stamped() ? "received by the kernel" : "read by the generator");
        json.writeStringProperty("health", result.health());
        destination(json, result);
        json.writeNumberProperty("connectionsAsked", result.connections());
        json.writeNumberProperty("connectionsEstablished", result.established());
        json.writeNumberProperty("connects", result.connects());
        json.writeNumberProperty("bytesReceived", result.bytesReceived());
        if (result.keptOpen() > 0) {
            json.writeNumberProperty("connectionsKeptOpen", result.keptOpen());
        }
        if (result.retriedOnClosed() > 0) {
            json.writeNumberProperty("retriedOnClosed", result.retriedOnClosed());
        }
        figures(json, result::worst);
        lag(json, result.sendLag());
        number(json, "gcPauseMs", result.gcPauseMs());
        if (result.threads().size() > 1) {
            json.writeArrayPropertyStart("threads");
            for (SelfCheck.Figures thread : result.threads()) {
                json.writeStartObject();
                figures(json, figure -> figure.apply(thread));
                json.writeEndObject();
            }
            json.writeEndArray();
        }
        if (!result.asked().isEmpty()) {
            requests(json, result);
        }
        json.writeArrayPropertyStart("seconds");
        for (LoadProgress.Second second : result.seconds()) {
            json.writeStartObject();
            secondFields(json, second);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void followed(JsonGenerator json, Result.Followed followed) {
        json.writeNumberProperty("followed", followed.seen());
        json.writeNumberProperty("unfollowed", followed.unseen());
        number(json, "drainS", followed.drainS());
    }

    private static void unanswered(JsonGenerator json, Result result) {
        UnansweredRequests unanswered = result.unanswered();
        unanswered
                .oldestExchange()
                .ifPresent(exchange -> {
                    number(json, "oldestInFlightMs", unanswered.oldestNs() / 1e6);
                    if (result.exchanges().size() > 1) {
                        json.writeStringProperty(
                                "oldestInFlight", result.exchanges().get(exchange));
                    }
                });
        json.writeNumberProperty("inFlightOverHalfWindow", unanswered.overHalf());
        json.writeNumberProperty("connectionsUnanswered", unanswered.connections());
    }

    private static void destination(JsonGenerator json, Result result) {
        Destination destination = result.connecting().destination();
        json.writeStringProperty("address", destination.text());
        if (!destination.failed().isEmpty()) {
            json.writeArrayPropertyStart("addressesFailed");
            destination
                    .failed()
                    .forEach(failed -> {
                        json.writeStartObject();
                        json.writeStringProperty("address", Destination.text(failed.address()));
                        json.writeStringProperty("reason", failed.reason());
                        json.writeEndObject();
                    });
            json.writeEndArray();
        }
        if (!result.notes().isEmpty()) {
            json.writeArrayPropertyStart("notes");
            result.notes().forEach(json::writeString);
            json.writeEndArray();
        }
    }

    private static void examples(JsonGenerator json, Result result) {
        json.writeArrayPropertyStart("failedExamples");
        new TreeMap<>(result.failed())
                .forEach((kind, failures) -> {
                    for (Totals.Example example : failures.examples()) {
                        json.writeStartObject();
                        json.writeStringProperty("kind", kind);
                        json.writeStringProperty(
                                "request", result.exchanges().get(example.exchange()));
                        json.writeStringProperty("seen", example.detail());
                        json.writeEndObject();
                    }
                });
        json.writeEndArray();
    }

    /** All of a list that a reader may look at; of a longer one those that failed. */
    private static void requests(JsonGenerator json, Result result) {
        json.writeArrayPropertyStart("requests");
        boolean all = result.asked().size() <= REQUESTS_MAX;
        int written = 0;
        for (int i = 0; i < result.asked().size() && written < REQUESTS_MAX; i++) {
            Totals.Asked asked = result.asked().get(i);
            if (all || asked.failed() > 0) {
                written++;
                json.writeStartObject();
                json.writeStringProperty("request", result.exchanges().get(i));
                json.writeNumberProperty("ok", asked.ok());
                json.writeNumberProperty("failed", asked.failed());
                number(json, "meanMs", asked.meanMs());
                json.writeEndObject();
            }
        }
        json.writeEndArray();
    }

    private static void figures(
            JsonGenerator json,
            Function<Function<SelfCheck.Figures, OptionalDouble>, OptionalDouble> value) {
        number(json, "busyShare", value.apply(SelfCheck.Figures::busyShare));
        number(json, "cpuQueueShare", value.apply(SelfCheck.Figures::cpuQueueShare));
        number(json, "seenLateShare", value.apply(SelfCheck.Figures::seenLateShare));
        number(json, "pausedShare", value.apply(SelfCheck.Figures::pausedShare));
        number(json, "unreadMeanMs", value.apply(SelfCheck.Figures::unreadMeanMs));
        number(json, "littlesLawResidual", value.apply(SelfCheck.Figures::littlesLawResidual));
    }

    private static void latency(JsonGenerator json, Result result) {
        Result.Latency latency = result.latencies();
        json.writeObjectPropertyStart("latencyMs");
        number(json, "mean", latency.mean());
        number(json, "p50", latency.p50());
        number(json, "p90", latency.p90());
        number(json, "p99", latency.p99());
        number(json, "p999", latency.p999());
        number(json, "max", latency.max());
        json.writeEndObject();
        result.followed().ifPresent(followed -> followed(json, followed));
    }

    private static void lag(JsonGenerator json, Result.Lag lag) {
        if (lag.max().isPresent()) {
            json.writeObjectPropertyStart("sendLagMs");
            number(json, "p50", lag.p50());
            number(json, "p99", lag.p99());
            number(json, "max", lag.max());
            json.writeEndObject();
        }
    }

    private static void secondFields(JsonGenerator json, LoadProgress.Second second) {
        json.writeNumberProperty("second", second.index());
        json.writeNumberProperty("ok", second.ok());
        json.writeNumberProperty("failed", second.failed());
        number(json, "p50Ms", second.p50Ms());
        number(json, "p99Ms", second.p99Ms());
        if (second.lengthS() < 0.999) {
            number(json, "partS", second.lengthS());
        }
    }

    private static void number(JsonGenerator json, String name, OptionalDouble value) {
        if (value.isPresent()) {
            number(json, name, value.getAsDouble());
        }
    }

    private static void number(JsonGenerator json, String name, double value) {
        json.writeNumberProperty(name, Math.round(value * DECIMALS) / DECIMALS);
    }
}
