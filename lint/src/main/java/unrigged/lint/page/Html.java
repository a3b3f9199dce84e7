package unrigged.lint.page;

import static unrigged.report.StandalonePage.escaped;

import java.util.ArrayDeque;
import java.util.Deque;

/** Markup, written from its begin to its end: no text or attribute of it leaves its place. */
final class Html {
    private final StringBuilder out = new StringBuilder();
    private final Deque<String> open = new ArrayDeque<>();

    /**
     * Begins an element.
     *
     * @param attributes names and values in turns; one without a value is left out
     */
    Html open(String name, String... attributes) {
        out.append('<').append(name);
        for (int i = 0; i < attributes.length; i += 2) {
            if (!attributes[i + 1].isEmpty()) {
                out.append(' ').append(attributes[i]).append("=\"");
                out.append(escaped(attributes[i + 1])).append('"');
            }
        }
        out.append('>');
        open.push(name);
        return this;
    }

    /** Ends the element that was begun last. */
    Html close() {
        out.append("</").append(open.pop()).append('>');
        return this;
    }

    /** The same with a line end, so that the file can be read. */
    Html closeLine() {
        close();
        out.append('\n');
        return this;
    }

    Html text(String text) {
        out.append(escaped(text));
        return this;
    }

    /** An element with nothing but text. */
    Html element(String name, String text, String... attributes) {
        return open(name, attributes).text(text).close();
    }

    @Override
    public String toString() {
        if (!open.isEmpty()) {
            throw new IllegalStateException("elements must be closed, are open: " + open);
        }
        return out.toString();
    }
}
