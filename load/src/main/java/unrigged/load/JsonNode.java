package unrigged.load;

import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * A JSON value of a request list; there are no arrays in one.
 *
 * @param key where it stands, for complaints; empty at the top
 * @param token a scalar's, or the beginning of an object
 * @param text a scalar's JSON text without a string's quotes
 * @param members an object's
 */
record JsonNode(String key, JsonToken token, String text, Map<String, JsonNode> members) {
    private static final JsonFactory FACTORY =
            JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

    /** Text that is no JSON object; the message says why. */
    static final class NotJson extends Exception {
        private static final long serialVersionUID = 1;

        NotJson(String why) {
            super(why);
        }
    }

    /** How a value of the wrong kind is complained of. */
    interface Complaint {
        WrongUse about(String what, String expected);
    }

    static JsonNode parse(String text) throws NotJson {
        try (JsonParser json = FACTORY.createParser(ObjectReadContext.empty(), text)) {
            json.nextToken();
            JsonNode node = read("", json);
            if (json.nextToken() != null) {
                throw new NotJson("more after its end");
            }
            return node;
        } catch (JacksonException e) {
            String where =
                    e.getLocation() == null ? "" : " at column " + e.getLocation().getColumnNr();
            throw new NotJson(e.getOriginalMessage().lines().findFirst().orElse("") + where);
        }
    }

    private static JsonNode read(String key, JsonParser json) throws NotJson {
        JsonToken token = json.currentToken();
        if (token == null) {
            throw new NotJson("nothing there");
        }
        if (token == JsonToken.START_ARRAY) {
            throw new NotJson("an array" + (key.isEmpty() ? "" : " at '" + key + "'"));
        }
        Map<String, JsonNode> members = new LinkedHashMap<>();
        if (token == JsonToken.START_OBJECT) {
            String name;
            while ((name = json.nextName()) != null) {
                json.nextToken();
                members.put(name, read(key.isEmpty() ? name : key + "." + name, json));
            }
            return new JsonNode(key, token, "", members);
        }
        return new JsonNode(key, token, json.getString(), members);
    }

    String string(Complaint complaint) {
        if (token != JsonToken.VALUE_STRING) {
            throw complaint.about(key + " is " + described(), "a string");
        }
        return text;
    }

    long whole(Complaint complaint) {
        if (token != JsonToken.VALUE_NUMBER_INT || text.length() > 18 || text.startsWith("-")) {
            throw complaint.about(key + " is " + described(), "a whole number, 0 or more");
        }
        return Long.parseLong(text);
    }

    Map<String, JsonNode> object(Complaint complaint) {
        if (token != JsonToken.START_OBJECT) {
            throw complaint.about(
                    (key.isEmpty() ? "the line" : key) + " is " + described(), "a JSON object");
        }
        return members;
    }

    /** The JSON text of a string, number, true, false or null. */
    String scalar(Complaint complaint) {
        if (token == JsonToken.START_OBJECT) {
            throw complaint.about(
                    key + " is " + described(), "a string, number, true, false or null");
        }
        return token == JsonToken.VALUE_STRING ? quoted() : text;
    }

    private String quoted() {
        return '"'
                + String.valueOf(
                        tools.jackson.core.io.JsonStringEncoder.getInstance()
                                .quoteAsCharArray(text))
                + '"';
    }

    private String described() {
        return switch (token) {
            case START_OBJECT -> "an object";
            case VALUE_STRING -> "the string \"" + text + "\"";
            default -> text;
        };
    }
}
