package unrigged.load.http;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Looks for values in a JSON body. Keeps one body; allocates for each. */
final class JsonCheck implements BodyCheck {
    private static final JsonFactory FACTORY = new JsonFactory();

    /** A longer body than this is refused: it would have to be kept whole. */
    private static final int BYTES_MAX = 16 * 1024 * 1024;

    private final Map<String, JsonValue> wanted = new HashMap<>();
    private byte[] body = new byte[0];
    private int length;
    private boolean tooLong;
    private String complaint = "";

    /**
     * @param fields pointers to JSON texts of scalars
     */
    JsonCheck(Map<String, String> fields) {
        fields.forEach((pointer, text) -> wanted.put(pointer, JsonValue.parse(text)));
    }

    @Override
    public void begin() {
        length = 0;
        tooLong = false;
    }

    @Override
    public void take(ByteBuffer piece) {
        int bytes = piece.remaining();
        if (tooLong || bytes > BYTES_MAX - length) {
            tooLong = true;
            return;
        }
        if (length + bytes > body.length) {
            body =
                    Arrays.copyOf(
                            body, Math.min(BYTES_MAX, Math.max(2 * body.length, length + bytes)));
        }
        piece.get(piece.position(), body, length, bytes);
        length += bytes;
    }

    @Override
    public boolean isRight() {
        complaint = tooLong ? "more than " + BYTES_MAX + " bytes of JSON" : firstFlaw();
        return complaint.isEmpty();
    }

    private String firstFlaw() {
        Map<String, JsonValue> seen = new HashMap<>();
        try (JsonParser json = FACTORY.createParser(ObjectReadContext.empty(), body, 0, length)) {
            JsonToken token;
            boolean ended = false;
            while ((token = json.nextToken()) != null) {
                if (ended) {
                    return "no JSON: more after the end of the value";
                }
                ended = json.streamReadContext().inRoot();
                if (token.isScalarValue()) {
                    String pointer = json.streamReadContext().pathAsPointer().toString();
                    if (wanted.containsKey(pointer)) {
                        seen.put(pointer, JsonValue.of(json));
                    }
                }
            }
        } catch (JacksonException e) {
            return "no JSON: " + Excerpt.of(e.getOriginalMessage());
        }
        for (Map.Entry<String, JsonValue> field : wanted.entrySet()) {
            JsonValue value = seen.get(field.getKey());
            if (value == null) {
                return "no value at '%s', expected %s"
                        .formatted(field.getKey(), Excerpt.of(field.getValue().text()));
            }
            if (!value.equals(field.getValue())) {
                return "'%s' is %s, expected %s"
                        .formatted(
                                field.getKey(),
                                Excerpt.of(value.text()),
                                Excerpt.of(field.getValue().text()));
            }
        }
        return "";
    }

    @Override
    public String complaint() {
        return complaint;
    }
}
