package unrigged.load.http;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;

/**
 * Reads the answers to one of the requests. Owner: the loop's thread; parsers are lent to the
 * connections that are in the middle of an answer, so idle connections need none.
 */
final class ResponseReader {
    private final Exchange exchange;
    private final BodyCheck check;
    private final boolean idempotent;
    private final HeadTemplate template = new HeadTemplate();
    private final ArrayDeque<ResponseParser> spare = new ArrayDeque<>();

    ResponseReader(Exchange exchange) {
        this.exchange = exchange;
        check = exchange.expectation().newCheck();
        idempotent = exchange.request().isIdempotent();
    }

    boolean isIdempotent() {
        return idempotent;
    }

    /** Whether {@code in} is a whole answer with the usual head. Leaves its position alone. */
    boolean isUsual(ByteBuffer in) {
        return template.fits(in);
    }

    /** Whether the body of the answer that {@link #isUsual} is right. */
    boolean isUsualBodyRight(ByteBuffer in) {
        check.begin();
        if (template.bodyBytes() > 0) {
            in.position(in.position() + template.headBytes());
            check.take(in);
        }
        return check.isRight();
    }

    /** What is wrong with the body that {@link #isUsualBodyRight} refused. */
    String usualComplaint() {
        return check.complaint();
    }

    boolean isUsualReusable() {
        return template.reusable();
    }

    ResponseParser takeParser() {
        ResponseParser parser = spare.poll();
        if (parser == null) {
            parser =
                    new ResponseParser(
                            exchange.expectation(), exchange.request().answeredWithoutBody());
        }
        parser.expectAnswer();
        return parser;
    }

    void giveBack(ResponseParser parser) {
        spare.push(parser);
    }

    /** Remembers the head of a right answer that lay whole between {@code from} and {@code to}. */
    void learn(ResponseParser parser, ByteBuffer in, int from, int to) {
        if (template.isCurious() && parser.isPlain()) {
            template.learn(in, from, to, (int) parser.bodyBytes(), parser.reusable());
        }
    }
}
