package unrigged.table;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/** A small file with tables, and what a generator does to its bytes. */
final class DamagedFile {
    private static final int BYTES_MAX = 20_000;
    private static final int REPEATS_MAX = 2_000;
    private static final int SHOWN_MAX = 2_000;

    private record Seed(TableFormat format, String text) {}

    private static final List<Seed> SEEDS =
            List.of(
                    new Seed(
                            TableFormat.CSV,
                            """
                            # wrk -t4 -c64
                            name,rps,"p99, ms"
                            actix,1000,1.5
                            "a ""b"" c",2000,

                            🥇 axum,3000,2.5
                            """),
                    new Seed(TableFormat.TSV, "name\trps\tp99\nactix\t1\t2\n\"x\ty\"\t3\r\nz\n"),
                    new Seed(
                            TableFormat.JSON,
                            """
                            {"tool": "wrk", "settings": {"connections": 64},
                             "results": [{"name": "actix", "latency": {"p50": 1.5e3, "p99": null}},
                                         {"name": "ax\\u00fcm", "ok": true}]}
                            """),
                    new Seed(TableFormat.JSON, "[[\"a\", \"b\"], [1, 2.50], [\"x\"]]"),
                    new Seed(
                            TableFormat.JSON, "{\"n\": [\"a\", \"b\"], \"rps\": [1, 2], \"u\": 3}"),
                    new Seed(
                            TableFormat.MARKDOWN,
                            """
                            # Results

                            With *64* connections.

                            | name | rps |
                            | :--- | --: |
                            | **actix** | 1 000 |
                            | [axum](x) | `2` |

                            > - | a<br>b | c |
                            >   |---|---|
                            >   | 123<sup>1</sup> | &nbsp;4 |

                            <table><tr><th>c
                            <tr><td>5</table>
                            """),
                    new Seed(
                            TableFormat.HTML,
                            """
                            <!DOCTYPE html><h2>Results</h2>
                            <table><caption>of <b>three</b></caption>
                            <thead><tr><th>name</th><th>req/s</th></tr></thead>
                            <tbody><tr><td>actix</td><td>1&nbsp;000</td></tr>
                            <tr><td>a<br>b<td>2</tbody></table>
                            <table><tr><td>x<td>y<tr><td>1<sup>2</sup><td>3</table>
                            """));

    private static final List<String> TOKENS =
            List.of(
                    "\"",
                    ",",
                    ";",
                    "\t",
                    "\n",
                    "\r",
                    "\r\n",
                    "#",
                    "[",
                    "]",
                    "{",
                    "}",
                    "{\"a\":",
                    "[[",
                    ":",
                    "|",
                    "|-|",
                    "\\|",
                    "> ",
                    "- ",
                    "1. ",
                    "```",
                    "    ",
                    "*",
                    "**",
                    "_",
                    "`",
                    "![",
                    "](",
                    "<",
                    ">",
                    "<!--",
                    "-->",
                    "<table>",
                    "</table>",
                    "<tr>",
                    "<td>",
                    "<th>",
                    "<td colspan=2>",
                    "<div>",
                    "<b>",
                    "<a>",
                    "<sup>",
                    "<script>",
                    "<template>",
                    "<svg>",
                    "<select>",
                    "<caption>",
                    "<h1>",
                    "&nbsp;",
                    "&",
                    "\0",
                    "\uFEFF",
                    "\u00A0",
                    "🥇",
                    "é",
                    "0",
                    "NaN",
                    "null",
                    "-",
                    "1e999",
                    "\\",
                    "\\u0000",
                    "<?",
                    "<![CDATA[");

    private final Seed seed;
    private final RandomGenerator random;
    private byte[] bytes;

    DamagedFile(RandomGenerator random) {
        this.random = random;
        this.seed = SEEDS.get(random.nextInt(SEEDS.size()));
        this.bytes = seed.text().getBytes(StandardCharsets.UTF_8);
        for (int damages = random.nextInt(5); damages > 0; damages--) {
            damage();
        }
        if (bytes.length > BYTES_MAX) {
            bytes = Arrays.copyOf(bytes, BYTES_MAX);
        }
    }

    TableFormat format() {
        return seed.format();
    }

    byte[] content() {
        return bytes;
    }

    private void damage() {
        int from = random.nextInt(bytes.length + 1);
        int to = from + random.nextInt(Math.min(40, bytes.length - from) + 1);
        switch (random.nextInt(9)) {
            case 0 -> flip();
            case 1 -> bytes = Arrays.copyOf(bytes, from);
            case 2 -> replace(from, to, new byte[0], 1);
            case 3 -> replace(to, to, Arrays.copyOfRange(bytes, from, to), repeats());
            case 4 -> splice(from, to);
            case 5, 6 -> replace(from, from, token(), 1);
            case 7 -> replace(from, from, token(), repeats());
            default -> nest(from, to);
        }
    }

    private void flip() {
        for (int flips = 1 + random.nextInt(4); flips > 0 && bytes.length > 0; flips--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
    }

    private void splice(int from, int to) {
        byte[] other =
                SEEDS.get(random.nextInt(SEEDS.size())).text().getBytes(StandardCharsets.UTF_8);
        int begin = random.nextInt(other.length);
        int end = begin + random.nextInt(other.length - begin) + 1;
        replace(from, to, Arrays.copyOfRange(other, begin, end), 1);
    }

    /** The same before and behind a part. */
    private void nest(int from, int to) {
        int repeats = repeats();
        byte[] close = token();
        replace(to, to, close, repeats);
        replace(from, from, token(), repeats);
    }

    private byte[] token() {
        return TOKENS.get(random.nextInt(TOKENS.size())).getBytes(StandardCharsets.UTF_8);
    }

    /** Mostly few. */
    private int repeats() {
        return 1 + (random.nextInt(4) == 0 ? random.nextInt(REPEATS_MAX) : random.nextInt(8));
    }

    private void replace(int from, int to, byte[] with, int times) {
        ByteArrayOutputStream replaced = new ByteArrayOutputStream();
        replaced.write(bytes, 0, from);
        for (int i = 0; i < times && replaced.size() < BYTES_MAX; i++) {
            replaced.writeBytes(with);
        }
        replaced.write(bytes, to, bytes.length - to);
        bytes = replaced.toByteArray();
    }

    @Override
    public String toString() {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        return text.length() > SHOWN_MAX ? text.substring(0, SHOWN_MAX) + "…" : text;
    }
}
