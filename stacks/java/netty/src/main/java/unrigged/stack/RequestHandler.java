package unrigged.stack;

import static io.netty.handler.codec.http.HttpResponseStatus.INTERNAL_SERVER_ERROR;
import static io.netty.handler.codec.http.HttpResponseStatus.NOT_FOUND;
import static io.netty.handler.codec.http.HttpResponseStatus.OK;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import tools.jackson.databind.json.JsonMapper;

/** Answers one row as JSON when the database has it; meanwhile its event loop serves others. */
final class RequestHandler extends SimpleChannelInboundHandler<FullHttpRequest> {
    private static final JsonMapper JSON = new JsonMapper();

    private final Database database;
    private final boolean accessLog;

    RequestHandler(Database database, boolean accessLog) {
        this.database = database;
        this.accessLog = accessLog;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
        String line = request.method() + " " + request.uri();
        if (!request.method().equals(HttpMethod.GET) || !request.uri().equals("/test")) {
            answer(context, line, NOT_FOUND, Unpooled.EMPTY_BUFFER);
            return;
        }
        database.row()
                .map(row -> Unpooled.wrappedBuffer(JSON.writeValueAsBytes(row)))
                .onComplete(
                        body -> answer(context, line, OK, body),
                        failure -> {
                            failure.printStackTrace();
                            answer(context, line, INTERNAL_SERVER_ERROR, Unpooled.EMPTY_BUFFER);
                        });
    }

    private void answer(
            ChannelHandlerContext context, String line, HttpResponseStatus status, ByteBuf body) {
        FullHttpResponse response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, body);
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, HttpHeaderValues.APPLICATION_JSON)
                .set(HttpHeaderNames.CONTENT_LENGTH, body.readableBytes());
        context.writeAndFlush(response);
        if (accessLog) {
            System.out.printf(
                    "%s \"%s\" %d%n", context.channel().remoteAddress(), line, status.code());
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
        context.close();
    }
}
