package unrigged.measurement;

import java.util.Optional;

/**
 * An answer that names another place. Neither the load nor whoever asks like it goes there: each
 * would be two requests.
 *
 * @param seen status, reason and the Location as it came
 * @param path where it leads on the same server, with the query; empty where it leads elsewhere
 */
record Redirect(String seen, Optional<String> path) {

    /**
     * @param authority the host and port that were asked
     */
    static Optional<Redirect> of(String authority, HttpProbe.Response response) {
        if (response.status() < 300 || response.status() > 399) {
            return Optional.empty();
        }
        String seen = (response.status() + " " + response.reason()).strip();
        return Optional.of(
                response.header("location")
                        .map(to -> new Redirect(seen + ", Location: " + to, path(authority, to)))
                        .orElseGet(() -> new Redirect(seen + ", no Location", Optional.empty())));
    }

    private static Optional<String> path(String authority, String location) {
        String own = "http://" + authority + "/";
        if (location.startsWith(own)) {
            return Optional.of(location.substring(own.length() - 1));
        }
        return location.startsWith("/") && !location.startsWith("//")
                ? Optional.of(location)
                : Optional.empty();
    }
}
