package unrigged.verify;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import unrigged.measurement.Answer;
import unrigged.measurement.StartedStack.Stop;

/** What was seen of one started stack; checked afterwards. */
final class Observations {
    private Observations() {}

    /** One request: its answer and how long it took. */
    record Reply(Answer answer, long tookNs) {}

    /**
     * Requests and all that the stack sent to the database for them.
     *
     * @param sleeping the most queries seen sleeping at a time
     * @param unseenNs the longest time in which the database was not looked at, in the round that
     *     was seen best
     * @param poolClients processes of the stack that were seen with a connection to the pool
     * @param account how much was looked at for that
     * @param carriers carrier threads of virtual threads that worked in the server's processes
     */
    record RequestBatch(
            List<Reply> replies,
            List<String> statements,
            int sleeping,
            long unseenNs,
            Set<Long> poolClients,
            String account,
            int carriers) {

        /** Answers that show a row. */
        int answered() {
            return (int) replies.stream().filter(r -> r.answer().row().isPresent()).count();
        }
    }

    /**
     * A start with one worker and a long delay, under little load.
     *
     * @param elsewhere status of an answer to a path that no stack has
     * @param singly requests one after another
     * @param together requests at once, {@link StackProbe#AT_ONCE} of them at a time
     * @param sessions database sessions that the stack had had when it was stopped
     */
    record SingleWorkerProbe(
            OptionalLong startNs,
            OptionalLong idlePssBytes,
            int elsewhere,
            RequestBatch singly,
            RequestBatch together,
            int sessions,
            Stop stop) {}

    /**
     * A start with two workers and a short delay.
     *
     * @param workers processes that were seen to serve requests
     * @param account how much was looked at for that
     * @param unloaded processes that lack one of the declared native modules, by the module
     * @param written bytes by which the files grew that the stack's processes had open, by file
     * @param gone processes that ended during the burst
     * @param sessions database sessions that the stack had had when it was stopped
     */
    record TwoWorkerProbe(
            RequestBatch batch,
            Set<Long> workers,
            String account,
            Map<String, List<Long>> unloaded,
            RequestBatch burst,
            Map<String, Long> written,
            List<String> gone,
            int sessions,
            Stop stop) {}

    /** Why a start gave nothing to look at. */
    record NoStart(int workers, String why, String evidence) {}

    /** The start that failed, if one did, and what the others showed. */
    record All(
            Optional<NoStart> failed,
            Optional<SingleWorkerProbe> singleWorker,
            Optional<TwoWorkerProbe> twoWorkers) {}
}
