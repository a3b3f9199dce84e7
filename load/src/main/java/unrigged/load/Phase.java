package unrigged.load;

/** The stages of a run; the labels are part of the control protocol. */
enum Phase {
    WARM_UP("warm-up"),
    WINDOW("window");

    private final String label;

    Phase(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }
}
