package unrigged.run;

import java.net.MalformedURLException;
import java.net.URL;

/**
 * A URL whose path is asked for as it is typed, as the load generator does: {@code | { } "} are
 * sent to servers, although RFC 3986 knows them only percent-encoded and {@link java.net.URI}
 * refuses them. What the path must not have was refused where it was read.
 */
final class RawUrl {
    private RawUrl() {}

    /** The constructor is deprecated for what is wanted here: it does not check. */
    @SuppressWarnings("deprecation")
    static URL of(String url) throws MalformedURLException {
        return new URL(url);
    }
}
