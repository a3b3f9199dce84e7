package unrigged.load;

/**
 * An instant at which a controller reads its own clocks; the labels are events of the control
 * protocol.
 */
enum Boundary {
    WARM_UP("warm-up"),
    WINDOW("window"),
    WINDOW_END("window-end");

    private final String label;

    Boundary(String label) {
        this.label = label;
    }

    static Boundary beginOf(Phase phase) {
        return phase == Phase.WARM_UP ? WARM_UP : WINDOW;
    }

    String label() {
        return label;
    }
}
