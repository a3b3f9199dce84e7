package unrigged.stack;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpServerKeepAliveHandler;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.internal.VertxInternal;

/**
 * A small HTTP server of its own on Netty, whose event loops also drive the database: a request,
 * its connection to PostgreSQL and its answer stay on one thread.
 */
final class NettyStack extends ChannelInitializer<SocketChannel> {
    private static final int MAX_REQUEST_BYTES = 64 * 1024;

    private final Settings settings;
    private final Database database;

    private NettyStack(Settings settings, Database database) {
        this.settings = settings;
        this.database = database;
    }

    public static void main(String[] arguments) throws InterruptedException {
        Settings settings = Settings.fromEnvironment();
        // The driver's event loops; Vert.x tells them to those that build on it, not to
        // applications.
        VertxInternal loops =
                (VertxInternal)
                        Vertx.vertx(new VertxOptions().setEventLoopPoolSize(settings.workers()));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> loops.close().await()));
        new ServerBootstrap()
                .group(loops.acceptorEventLoopGroup(), loops.nettyEventLoopGroup())
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, settings.backlog())
                .childHandler(new NettyStack(settings, new Database(settings, loops)))
                .bind("127.0.0.1", settings.port())
                .sync();
    }

    @Override
    protected void initChannel(SocketChannel channel) {
        channel.pipeline()
                .addLast(new HttpServerCodec())
                .addLast(new HttpServerKeepAliveHandler())
                .addLast(new HttpObjectAggregator(MAX_REQUEST_BYTES))
                .addLast(new RequestHandler(database, settings.accessLog()));
    }
}
