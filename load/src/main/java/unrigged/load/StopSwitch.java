package unrigged.load;

import org.jspecify.annotations.Nullable;

/** Ends a load early: at once, or as soon as there is something to end. From any thread. */
final class StopSwitch {
    private boolean stopped;
    private @Nullable Runnable action;

    void stop() {
        Runnable now;
        synchronized (this) {
            stopped = true;
            now = action;
        }
        if (now != null) {
            now.run();
        }
    }

    /** What {@link #stop} does; at once if it has been called already. */
    void onStop(Runnable newAction) {
        boolean already;
        synchronized (this) {
            action = newAction;
            already = stopped;
        }
        if (already) {
            newAction.run();
        }
    }
}
