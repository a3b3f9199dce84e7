package unrigged.load.http;

import java.nio.ByteBuffer;

/** Several checks that must all hold; the first that does not complains. */
final class AllChecks implements BodyCheck {
    private final BodyCheck[] checks;
    private BodyCheck complaining;

    /**
     * @param checks at least one
     */
    AllChecks(BodyCheck[] checks) {
        this.checks = checks;
        complaining = checks[0];
    }

    @Override
    public void begin() {
        for (BodyCheck check : checks) {
            check.begin();
        }
    }

    @Override
    public void take(ByteBuffer piece) {
        for (BodyCheck check : checks) {
            check.take(piece);
        }
    }

    @Override
    public boolean isRight() {
        boolean right = true;
        // All of them: each must see the end of its body.
        for (BodyCheck check : checks) {
            if (!check.isRight() && right) {
                right = false;
                complaining = check;
            }
        }
        return right;
    }

    @Override
    public String complaint() {
        return complaining.complaint();
    }
}
