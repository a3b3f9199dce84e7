package unrigged.load;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;

/**
 * Where the load goes.
 *
 * @param host as in the URL; an IPv6 address in brackets
 * @param path with the query, never empty
 */
record Target(String host, int port, String path) {
    private static final int HTTP_PORT = 80;

    static Target parse(String url) {
        URI uri;
        try {
            uri = new URI(url);
        } catch (URISyntaxException e) {
            throw wrong("'" + url + "' is no URL: " + e.getReason());
        }
        if ("https".equalsIgnoreCase(uri.getScheme())) {
            throw new WrongUse(
                    "'" + url + "' asks for TLS, which this generator does not speak",
                    "http://HOST[:PORT][/PATH]",
                    "measure the plain HTTP port behind the TLS end point");
        }
        if (!"http".equalsIgnoreCase(uri.getScheme()) || uri.getHost() == null) {
            throw wrong("'" + url + "' is no URL that can be loaded");
        }
        if (uri.getRawUserInfo() != null) {
            throw wrong("'" + url + "' carries a user name; use --header 'Authorization: …'");
        }
        if (uri.getPort() > 65_535 || uri.getPort() == 0) {
            throw wrong("'" + url + "' has port " + uri.getPort() + ", not 1 to 65535");
        }
        String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        return new Target(
                uri.getHost(), uri.getPort() < 0 ? HTTP_PORT : uri.getPort(), path + query);
    }

    private static WrongUse wrong(String given) {
        return new WrongUse(
                given, "http://HOST[:PORT][/PATH]", "for example http://127.0.0.1:8080/test");
    }

    String hostHeader() {
        return port == HTTP_PORT ? host : host + ":" + port;
    }

    InetSocketAddress resolve() throws EnvironmentFault {
        try {
            return new InetSocketAddress(InetAddress.getByName(host), port);
        } catch (UnknownHostException e) {
            throw new EnvironmentFault(
                    "the host '%s' has no address: %s\n  to fix: check the name, or give an address"
                            .formatted(host, e.getMessage()));
        }
    }
}
