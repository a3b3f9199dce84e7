package unrigged.load.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import unrigged.load.http.ResponseParser.Progress;

/**
 * Answers from a seeded generator, whole and damaged, against what the generator knows and against
 * an independent reader. {@code -Dunrigged.fuzz=10000000} asks for that many, {@code
 * -Dunrigged.fuzz.seed} for others; a failure names the number of the answer, which alone repeats
 * it.
 */
@Tag("simulation")
@Timeout(3600)
class ParserFuzzTest {
    private static final long INPUTS = Long.getLong("unrigged.fuzz", 300_000);
    private static final long SEED = Long.getLong("unrigged.fuzz.seed", 1);
    private static final Expectation ANY = Expectation.anyBody(OptionalInt.empty());

    /** What a reader says in the end. */
    private enum Kind {
        WHOLE,
        WHOLE_WHEN_CLOSED,
        INCOMPLETE,
        BROKEN
    }

    private record Verdict(
            Kind kind, int status, long bodyBytes, boolean bodyFits, boolean reusable, String why) {
        static Verdict of(ResponseParser parser, Progress last) {
            boolean closed = last == Progress.MORE && parser.end() == Progress.COMPLETE;
            if (last != Progress.COMPLETE && !closed) {
                Kind kind = last == Progress.BROKEN ? Kind.BROKEN : Kind.INCOMPLETE;
                return new Verdict(kind, 0, 0, false, false, parser.problem());
            }
            return new Verdict(
                    closed ? Kind.WHOLE_WHEN_CLOSED : Kind.WHOLE,
                    parser.status(),
                    parser.bodyBytes(),
                    parser.bodyFits(),
                    parser.reusable(),
                    "");
        }

        static Verdict of(AnswerOracle.Answer answer, String expectedBody) {
            return new Verdict(
                    answer.untilClose() ? Kind.WHOLE_WHEN_CLOSED : Kind.WHOLE,
                    answer.status(),
                    answer.body().length(),
                    answer.body().equals(expectedBody),
                    answer.reusable(),
                    "");
        }

        Verdict withAnyBody() {
            return new Verdict(kind, status, bodyBytes, true, reusable, why);
        }

        boolean isWhole() {
            return kind == Kind.WHOLE || kind == Kind.WHOLE_WHEN_CLOSED;
        }
    }

    @Test
    void aValidAnswerIsReadAsItWasMeant() {
        for (long i = 0; i < INPUTS / 5; i++) {
            RandomGenerator random = random(i);
            RandomAnswer answer = new RandomAnswer(random);
            Verdict meant =
                    new Verdict(
                            answer.untilClose ? Kind.WHOLE_WHEN_CLOSED : Kind.WHOLE,
                            answer.status,
                            answer.body.length(),
                            true,
                            answer.reusable,
                            "");
            ResponseParser parser = new ResponseParser(ANY.withMask(answer.body), answer.toHead);
            Verdict seen = inPieces(parser, answer.bytes, random, 1 + random.nextInt(64));
            requireSame(meant, seen, i, answer.bytes);
        }
    }

    @Test
    void aDamagedAnswerIsJudgedAsByTheOracleWhereverItIsSplit() {
        ResponseParser[] used = {new ResponseParser(ANY, false), new ResponseParser(ANY, true)};
        long whole = 0;
        for (long i = 0; i < INPUTS / 5 * 3; i++) {
            RandomGenerator random = random(i);
            RandomAnswer answer = new RandomAnswer(random);
            byte[] other = new RandomAnswer(random).bytes;
            byte[] bytes = RandomAnswer.mutated(answer.bytes, other, random);
            Expectation expectation = ANY.withMask(answer.body);
            Verdict seen = inOnePiece(new ResponseParser(expectation, answer.toHead), bytes);
            Optional<Verdict> expected =
                    AnswerOracle.read(bytes, answer.toHead)
                            .map(read -> Verdict.of(read, answer.body));
            requireSame(expected, seen.isWhole() ? Optional.of(seen) : Optional.empty(), i, bytes);
            int piece = 1 + random.nextInt(64);
            for (int pieceMax : new int[] {1, piece}) {
                ResponseParser fresh = new ResponseParser(expectation, answer.toHead);
                requireSame(seen, inPieces(fresh, bytes, random, pieceMax), i, bytes);
            }
            ResponseParser again = used[answer.toHead ? 1 : 0];
            again.expectAnswer();
            requireSame(
                    seen.withAnyBody(),
                    inPieces(again, bytes, random, piece).withAnyBody(),
                    i,
                    bytes);
            whole += seen.isWhole() ? 1 : 0;
        }
        assertTrue(whole > INPUTS / 50, "too few damaged answers are answers: " + whole);
    }

    @Test
    void theFastPathSaysWhatTheParserSays() {
        long fast = 0;
        ResponseReader reader = reader("", false);
        RandomAnswer learned = new RandomAnswer(random(0));
        ResponseParser strict = reader.takeParser();
        for (long i = 0; i < INPUTS / 5; i++) {
            RandomGenerator random = random(i);
            if (i % 16 == 0) {
                learned = new RandomAnswer(random);
                String mask = learned.body.replaceAll("[0-9]", "#");
                reader = reader(mask, learned.toHead);
                strict = reader.takeParser();
                learn(reader, strict, learned.bytes);
            }
            byte[] bytes = variant(learned, random);
            ByteBuffer in = amid(bytes, 0, bytes.length, random);
            int from = in.position();
            boolean usual = reader.isUsual(in);
            assertEquals(List.of(from, from + bytes.length), List.of(in.position(), in.limit()));
            if (usual) {
                fast++;
                strict.expectAnswer();
                Verdict expected = inOnePiece(strict, bytes);
                Verdict seen =
                        new Verdict(
                                Kind.WHOLE,
                                learned.status,
                                learned.body.length(),
                                reader.isUsualBodyRight(in),
                                reader.isUsualReusable(),
                                "");
                requireSame(expected, seen, i, bytes);
                requireSame(true, strict.statusFits(), i, bytes);
            }
        }
        assertTrue(fast > INPUTS / 5 / 20, "the fast path was hardly ever taken: " + fast);
    }

    private static ResponseReader reader(String mask, boolean toHead) {
        Request request = new Request(toHead ? "HEAD" : "GET", "/", "h", List.of(), true);
        return new ResponseReader(new Exchange(request, ANY.withMask(mask)));
    }

    /** As a connection does it. */
    private static void learn(ResponseReader reader, ResponseParser strict, byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        boolean whole = strict.accept(in) == Progress.COMPLETE;
        if (whole && strict.statusFits() && strict.bodyFits()) {
            reader.learn(strict, in, 0, bytes.length);
        }
    }

    /** Mostly of the same length: with another digit somewhere, or another byte, or anything. */
    private static byte[] variant(RandomAnswer learned, RandomGenerator random) {
        byte[] bytes = learned.bytes.clone();
        switch (random.nextInt(4)) {
            case 0 -> {
                // The very same.
            }
            case 1 -> {
                for (int i = 0; i < bytes.length; i++) {
                    boolean digit = bytes[i] >= '0' && bytes[i] <= '9';
                    if (digit && random.nextInt(8) == 0) {
                        bytes[i] = (byte) ('0' + random.nextInt(10));
                    }
                }
            }
            case 2 -> bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            default -> bytes = RandomAnswer.mutated(bytes, new RandomAnswer(random).bytes, random);
        }
        return bytes;
    }

    private static Verdict inOnePiece(ResponseParser parser, byte[] bytes) {
        return Verdict.of(parser, parser.accept(ByteBuffer.wrap(bytes)));
    }

    /** Each piece is amid bytes that are not the parser's to read. */
    private static Verdict inPieces(
            ResponseParser parser, byte[] bytes, RandomGenerator random, int pieceMax) {
        Progress progress = Progress.MORE;
        int at = 0;
        while (at < bytes.length) {
            int length = Math.min(bytes.length - at, 1 + random.nextInt(pieceMax));
            ByteBuffer in = amid(bytes, at, length, random);
            int limit = in.limit();
            progress = parser.accept(in);
            assertEquals(limit, in.limit());
            assertTrue(progress == Progress.BROKEN || in.position() == limit);
            at += length;
        }
        return Verdict.of(parser, progress);
    }

    private static ByteBuffer amid(byte[] bytes, int from, int length, RandomGenerator random) {
        byte[] room = new byte[length + 16];
        random.nextBytes(room);
        int offset = random.nextInt(16);
        System.arraycopy(bytes, from, room, offset, length);
        return ByteBuffer.wrap(room, offset, length);
    }

    private static RandomGenerator random(long i) {
        return new SplittableRandom(SEED * 0x9e37_79b9_7f4a_7c15L + i);
    }

    private static <T> void requireSame(T expected, T actual, long i, byte[] bytes) {
        if (!expected.equals(actual)) {
            assertEquals(
                    expected,
                    actual,
                    "seed %d, answer %d: %s"
                            .formatted(SEED, i, new String(bytes, StandardCharsets.ISO_8859_1)));
        }
    }
}
