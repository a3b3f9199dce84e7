package unrigged.load;

import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.core.json.JsonFactory;
import unrigged.program.InvalidInputException;

/**
 * A JSON value of a request list; there are no arrays in one.
 *
 * @param key where it is, for complaints; empty at the top
 * @param token a scalar's, or the beginning of an object
 * @param text a scalar's JSON text without a string's quotes
 * @param members an object's
 */
record JsonNode(String key, JsonToken token, String text, Map<String, JsonNode> members) {
    private static final JsonFactory FACTORY = new JsonFactory();

    private static final String EXAMPLE = "for example {\"path\": \"/\"}";

    /** Of the text that a message quotes. */
    private static final int QUOTED_MAX = 20;

    /** Text that is no JSON object; the message says why. */
    static final class NotJson extends Exception {
        private static final long serialVersionUID = 1;
        private final String fix;

        NotJson(String why, String fix) {
            super(why);
            this.fix = fix;
        }

        String fix() {
            return fix;
        }
    }

    /** How a value of the wrong kind is complained of. */
    interface Complaint {
        InvalidInputException about(String what, String expected);
    }

    static JsonNode parse(String text) throws NotJson {
        try (JsonParser json = FACTORY.createParser(ObjectReadContext.empty(), text)) {
            json.nextToken();
            JsonNode node = read("", json);
            if (json.nextToken() != null) {
                throw new NotJson(
                        "there is more behind the object", "write the next object on its own line");
            }
            return node;
        } catch (UnexpectedEndOfInputException _) {
            throw new NotJson(
                    "the line ends before the object does",
                    "write the whole object on one line, as `jq -c . FILE` does");
        } catch (StreamConstraintsException _) {
            throw new NotJson(
                    "a value is too long or too deep", "put a long body into a file: bodyFile");
        } catch (JacksonException e) {
            throw unreadable(text, e.getLocation() == null ? 1 : e.getLocation().getColumnNr());
        }
    }

    /**
     * @param column where it was noticed, from 1: at the text that is wrong, or behind it
     */
    private static NotJson unreadable(String text, int column) {
        int at = Math.clamp(column - 1, 0, text.length());
        String near = text.substring(at, Math.min(text.length(), at + QUOTED_MAX));
        String around = text.substring(Math.max(0, at - 2), at) + near;
        String fix = EXAMPLE;
        if (around.contains("'")) {
            fix = "names and texts belong in double quotes, " + EXAMPLE;
        } else if (around.matches("(?s).{0,2},\\s*}.*")) {
            fix = "leave out the comma before the }";
        } else if (text.contains("\\") && around.contains("\\")) {
            fix = "a backslash itself is written \\\\";
        }
        return new NotJson(
                near.isBlank() ? "at column " + column : "at column " + column + ": " + near, fix);
    }

    private static JsonNode read(String key, JsonParser json) throws NotJson {
        JsonToken token = json.currentToken();
        if (token == null) {
            throw new NotJson("there is nothing", EXAMPLE);
        }
        if (token == JsonToken.START_ARRAY) {
            throw new NotJson(
                    "an array" + (key.isEmpty() ? "" : " at '" + key + "'"),
                    key.isEmpty()
                            ? "one object on each line without [ ] around all, as `jq -c '.[]' FILE` does"
                            : "see 'unrigged load --help' for the keys");
        }
        Map<String, JsonNode> members = new LinkedHashMap<>();
        if (token == JsonToken.START_OBJECT) {
            String name;
            while ((name = json.nextName()) != null) {
                json.nextToken();
                String inner = key.isEmpty() ? name : key + "." + name;
                if (members.put(name, read(inner, json)) != null) {
                    throw new NotJson("the key '" + inner + "' is there twice", "leave out one");
                }
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
