package unrigged.load.http;

import java.math.BigDecimal;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * A JSON string, number, true, false or null, such that equal values are equal: 1.0 is 1.
 *
 * @param text as people read it, strings in quotes
 */
public record JsonValue(Kind kind, String text) {
    private static final JsonFactory FACTORY = new JsonFactory();

    /** What JSON tells apart. */
    public enum Kind {
        STRING,
        NUMBER,
        LITERAL
    }

    /**
     * Reads one from its JSON text.
     *
     * @throws IllegalArgumentException when the text is anything else
     */
    public static JsonValue parse(String text) {
        try (JsonParser json = FACTORY.createParser(ObjectReadContext.empty(), text)) {
            JsonToken token = json.nextToken();
            if (token != null && token.isScalarValue()) {
                JsonValue value = of(json);
                if (json.nextToken() == null) {
                    return value;
                }
            }
        } catch (JacksonException e) {
            throw new IllegalArgumentException(text + " is no JSON value", e);
        }
        throw new IllegalArgumentException(
                text + " is no JSON string, number, true, false or null");
    }

    /** The value that the parser stands on. */
    static JsonValue of(JsonParser json) {
        return switch (json.currentToken()) {
            case VALUE_STRING -> new JsonValue(Kind.STRING, '"' + json.getString() + '"');
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
                    new JsonValue(Kind.NUMBER, plain(json.getDecimalValue()));
            default -> new JsonValue(Kind.LITERAL, json.getString());
        };
    }

    private static String plain(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        return Math.abs(stripped.scale()) < 50 ? stripped.toPlainString() : stripped.toString();
    }

    @Override
    public String toString() {
        return text;
    }
}
