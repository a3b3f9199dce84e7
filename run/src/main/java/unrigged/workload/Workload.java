package unrigged.workload;

import java.util.List;
import java.util.Optional;
import unrigged.catalog.CustomRequest;
import unrigged.catalog.Stack;

/**
 * The one request that a stack is asked, and what a right answer to it is: the article's, or the
 * user's own. Readiness, verification and load all ask this.
 */
public interface Workload {
    /** The article's: a row of the table, after the query's delay. */
    Workload ARTICLE = new ArticleWorkload();

    static Workload of(Stack stack) {
        return stack.request().map(Workload::of).orElse(ARTICLE);
    }

    static Workload of(CustomRequest request) {
        return new CustomWorkload(request);
    }

    /** Path and query of the GET request. */
    String path();

    /** Why an answer is wrong; empty when it is right. */
    Optional<String> problem(int status, String contentType, byte[] body);

    /**
     * What to say of a redirect where it is wrong.
     *
     * @param seen status, reason and the Location as it came
     * @param path where it leads on the same server; empty where it leads elsewhere
     */
    String redirected(String seen, Optional<String> path);

    /** What the load generator checks of every answer besides the mask, as its options. */
    List<String> expectations();

    /**
     * The form of every right body, as the load generator's {@code --expect-mask} has it; empty
     * where nothing is said about it.
     *
     * @param right the body of a right answer
     */
    Optional<String> mask(String right);

    /** Whether each answer is one sleep and one lookup in the table, which the database counts. */
    boolean readsTable();
}
