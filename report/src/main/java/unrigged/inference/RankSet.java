package unrigged.inference;

/**
 * The ranks that a stack can have, 1 for the best: from 1 + how many are shown to be better to K −
 * how many are shown to be worse, where K stacks are compared. All stacks' sets hold their true
 * ranks together with the confidence that the pairs are judged with (Mogstad, Romano, Shaikh and
 * Wilhelm, "Inference for ranks with applications to mobility across neighbourhoods and academic
 * achievement across countries", 2024).
 */
public record RankSet(int best, int worst) {
    public RankSet {
        if (best < 1 || worst < best) {
            throw new IllegalArgumentException(
                    "ranks must be from 1 on and in order but are " + best + ", " + worst);
        }
    }
}
