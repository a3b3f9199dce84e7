package unrigged.load;

import java.net.IDN;
import java.net.Inet6Address;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import unrigged.program.InvalidInputException;

/**
 * Where the load goes.
 *
 * @param host as in the URL; an IPv6 address in brackets
 * @param path with the query, never empty, as it was typed and not checked yet
 */
record Target(String host, int port, String path) {
    private static final int HTTP_PORT = 80;

    /** Scheme, authority, and the rest up to a fragment, which is never sent. */
    private static final Pattern URL =
            Pattern.compile("(?s)([A-Za-z][A-Za-z0-9+.-]*)://([^/?#]*)([^#]*)(?:#.*)?");

    private static final Pattern AUTHORITY =
            Pattern.compile("(\\[[^\\]@]*\\]|[^:@\\[\\]]*)(?::(\\d*))?");

    /** As DNS and hosts files have them in practice: an underscore is in many service names. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]+");

    static Target parse(String url) {
        String shown = RequestTarget.shown(url);
        Matcher parts = URL.matcher(url);
        if (!parts.matches()) {
            throw wrong("'" + shown + "' is no URL that can be loaded");
        }
        String scheme = parts.group(1).toLowerCase(Locale.ROOT);
        if (scheme.equals("https")) {
            throw new InvalidInputException(
                    "'" + shown + "' asks for TLS, which this generator does not speak",
                    "http://HOST[:PORT][/PATH]",
                    "measure the plain HTTP port behind the TLS end point");
        }
        if (!scheme.equals("http")) {
            throw wrong("'" + shown + "' is no URL that can be loaded");
        }
        if (parts.group(2).indexOf('@') >= 0) {
            throw wrong("'" + shown + "' carries a user name; use --header 'Authorization: …'");
        }
        Matcher authority = AUTHORITY.matcher(parts.group(2));
        if (!authority.matches()) {
            throw wrong("'" + shown + "' names no host and port");
        }
        String rest = parts.group(3);
        return new Target(
                host(shown, authority.group(1)),
                port(shown, authority.group(2)),
                rest.startsWith("/") ? rest : "/" + rest);
    }

    private static String host(String url, String host) {
        if (host.startsWith("[")) {
            try {
                // RFC 6874 has the zone of a link-local address behind %25.
                String zoned = host.replaceFirst("%25", "%");
                var _ = Inet6Address.ofLiteral(zoned.substring(1, zoned.length() - 1));
                return zoned;
            } catch (IllegalArgumentException _) {
                throw wrong("'" + url + "': " + host + " is no IPv6 address");
            }
        }
        if (NAME.matcher(host).matches()) {
            return host;
        }
        String asciiForm = asciiForm(host);
        throw asciiForm.isEmpty()
                ? wrong(
                        host.isEmpty()
                                ? "'" + url + "' names no host"
                                : "'"
                                        + url
                                        + "': a host name has letters, digits, '-', '_' and '.'"
                                        + " only")
                : new InvalidInputException(
                        "'" + url + "': the host name is not ASCII",
                        "http://HOST[:PORT][/PATH]",
                        "write it in its ASCII form: " + asciiForm);
    }

    /** Of an internationalised name; empty where it has none. */
    private static String asciiForm(String host) {
        try {
            String form = IDN.toASCII(host);
            return !form.equals(host) && NAME.matcher(form).matches() ? form : "";
        } catch (IllegalArgumentException _) {
            return "";
        }
    }

    private static int port(String url, @Nullable String digits) {
        if (digits == null || digits.isEmpty()) {
            return HTTP_PORT;
        }
        int port = digits.length() > 5 ? 0 : Integer.parseInt(digits);
        if (port < 1 || port > 65_535) {
            throw wrong("'" + url + "' has port " + digits + ", not 1 to 65535");
        }
        return port;
    }

    private static InvalidInputException wrong(String given) {
        return new InvalidInputException(
                given, "http://HOST[:PORT][/PATH]", "for example http://127.0.0.1:8080/test");
    }

    /** Without the zone of a link-local address, which means something on this machine only. */
    String hostHeader() {
        String named = host.replaceFirst("%.*]", "]");
        return port == HTTP_PORT ? named : named + ":" + port;
    }
}
