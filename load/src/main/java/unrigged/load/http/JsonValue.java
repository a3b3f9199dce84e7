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

    /** Of a number that is written out. */
    private static final int DIGITS_MAX = 50;

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

    /** The value that the parser is on. */
    static JsonValue of(JsonParser json) {
        return switch (json.currentToken()) {
            case VALUE_STRING -> new JsonValue(Kind.STRING, '"' + json.getString() + '"');
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new JsonValue(Kind.NUMBER, plain(json));
            default -> new JsonValue(Kind.LITERAL, json.getString());
        };
    }

    /** A number whose exponent has no room in a BigDecimal is equal to its own text only. */
    private static String plain(JsonParser json) {
        String text = json.getString();
        try {
            BigDecimal stripped = json.getDecimalValue().stripTrailingZeros();
            boolean isShort = stripped.scale() > -DIGITS_MAX && stripped.scale() < DIGITS_MAX;
            return isShort ? stripped.toPlainString() : stripped.toString();
        } catch (NumberFormatException | ArithmeticException _) {
            return text;
        }
    }

    @Override
    public String toString() {
        return text;
    }
}
