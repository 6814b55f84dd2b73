package dev.weir.privacy.detect.tag;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Learns the weights of a linear-chain conditional random field by its likelihood, a note at a time, each weight with a step of its
 * own (AdaGrad: Duchi, Hazan and Singer, "Adaptive subgradient methods", 2011), and by some of its features (dropout: Srivastava et
 * al., 2014), so that it does not lean on the few that tell most. The same notes give the same weights: one thread, a
 * fixed order, and {@code StrictMath}.
 */
final class FieldTraining {

    private static final int L = Label.COUNT;
    private static final double NEVER = -1e300;
    private static final double RATE = 0.1;
    private static final int ROUNDS = 6;
    private static final int FEWEST = 8;

    /** The share of its features that a token shows in a round: what one of them tells, others have to learn as well. */
    private static final double SHOWN = 0.8;

    private static final byte STEPS = 127;

    private final double[] weights = new double[TokenFeatures.BUCKETS * L];
    private final double[] squares = new double[TokenFeatures.BUCKETS * L];
    private final double[] transitions = new double[L * L];
    private final double[] transitionSquares = new double[L * L];
    private final Random hidden = new Random(11);

    /** The features of a note's tokens, one token after the other, where each token's begin, and its labels. */
    private static final class Example {
        final int[] features;
        final int[] starts;
        final int[] labels;

        Example(int[] features, int[] starts, int[] labels) {
            this.features = features;
            this.starts = starts;
            this.labels = labels;
        }
    }

    /**
     * @param corpus what the weights keep to show where they come from
     * @param han how much the outside is held back for Han characters: more finds more, and hides more of the rest
     * @param letters the same for words in letters
     */
    static TaggerWeights of(List<MarkedNote> notes, byte[] corpus, double han, double letters) {
        FieldTraining training = new FieldTraining();
        List<Example> examples = examples(notes);
        Random order = new Random(7);
        for (int round = 0; round < ROUNDS; round++) {
            Collections.shuffle(examples, order);
            examples.forEach(example -> training.learn(training.shown(example)));
        }
        return training.weights(corpus, han, letters);
    }

    /** Features that are met a few times in all notes are chance. The notes are read twice, to hold no more than is needed. */
    private static List<Example> examples(List<MarkedNote> notes) {
        int[] often = new int[TokenFeatures.BUCKETS];
        for (MarkedNote note : notes) {
            TokenFeatures features = new TokenFeatures(note.text());
            for (int i = 0; i < features.tokens().size(); i++) {
                int count = features.of(i);
                for (int k = 0; k < count; k++) {
                    often[features.found()[k]]++;
                }
            }
        }
        List<Example> examples = new ArrayList<>();
        for (MarkedNote note : notes) {
            TokenFeatures features = new TokenFeatures(note.text());
            int tokens = features.tokens().size();
            int[] flat = new int[tokens * TokenFeatures.MOST];
            int[] starts = new int[tokens + 1];
            int at = 0;
            for (int i = 0; i < tokens; i++) {
                int count = features.of(i);
                for (int k = 0; k < count; k++) {
                    int feature = features.found()[k];
                    if (often[feature] >= FEWEST) {
                        flat[at++] = feature;
                    }
                }
                starts[i + 1] = at;
            }
            examples.add(new Example(Arrays.copyOf(flat, at), starts, note.labels(features.tokens())));
        }
        return examples;
    }

    private Example shown(Example whole) {
        int[] features = new int[whole.features.length];
        int[] starts = new int[whole.starts.length];
        int at = 0;
        for (int i = 0; i < whole.labels.length; i++) {
            for (int k = whole.starts[i]; k < whole.starts[i + 1]; k++) {
                if (hidden.nextDouble() < SHOWN) {
                    features[at++] = whole.features[k];
                }
            }
            starts[i + 1] = at;
        }
        return new Example(Arrays.copyOf(features, at), starts, whole.labels);
    }

    private static boolean may(int before, int label) {
        return Label.ALL.get(label).mayFollow(Label.ALL.get(before));
    }

    private void learn(Example example) {
        int count = example.labels.length;
        if (count == 0) {
            return;
        }
        double[][] scores = new double[count][L];
        for (int i = 0; i < count; i++) {
            for (int k = example.starts[i]; k < example.starts[i + 1]; k++) {
                for (int label = 0; label < L; label++) {
                    scores[i][label] += weights[example.features[k] * L + label];
                }
            }
        }
        double[][] forward = forward(scores);
        double[][] backward = backward(scores);
        double all = sum(forward[count - 1]);
        for (int i = 0; i < count; i++) {
            int right = example.labels[i];
            double[] slopes = new double[L];
            for (int label = 0; label < L; label++) {
                slopes[label] = (label == right ? 1 : 0) - StrictMath.exp(forward[i][label] + backward[i][label] - all);
            }
            learn(example, i, slopes);
            int before = i == 0 ? 0 : example.labels[i - 1];
            for (int from = 0; from < (i == 0 ? 1 : L); from++) {
                for (int to = 0; to < L; to++) {
                    if (may(from, to)) {
                        double reached = i == 0 ? 0 : forward[i - 1][from];
                        double likely = StrictMath.exp(
                                reached + transitions[from * L + to] + scores[i][to] + backward[i][to] - all);
                        learn(from * L + to, (from == before && to == right ? 1 : 0) - likely);
                    }
                }
            }
        }
    }

    private void learn(Example example, int token, double[] slopes) {
        if (Arrays.stream(slopes).allMatch(slope -> StrictMath.abs(slope) < 1e-4)) {
            return;
        }
        for (int k = example.starts[token]; k < example.starts[token + 1]; k++) {
            for (int label = 0; label < L; label++) {
                int at = example.features[k] * L + label;
                squares[at] += slopes[label] * slopes[label];
                weights[at] += RATE * slopes[label] / StrictMath.sqrt(squares[at] + 1e-8);
            }
        }
    }

    private void learn(int transition, double slope) {
        if (StrictMath.abs(slope) > 1e-6) {
            transitionSquares[transition] += slope * slope;
            transitions[transition] += RATE * slope / StrictMath.sqrt(transitionSquares[transition] + 1e-8);
        }
    }

    /** The logarithm of the weight of all ways to each label. */
    private double[][] forward(double[][] scores) {
        double[][] forward = new double[scores.length][L];
        double[] ways = new double[L];
        for (int i = 0; i < scores.length; i++) {
            for (int to = 0; to < L; to++) {
                for (int from = 0; from < L; from++) {
                    double reached = i > 0 ? forward[i - 1][from] : from == 0 ? 0 : NEVER;
                    ways[from] = may(from, to) && reached > NEVER ? reached + transitions[from * L + to] : NEVER;
                }
                double sum = sum(ways);
                forward[i][to] = sum > NEVER ? sum + scores[i][to] : NEVER;
            }
        }
        return forward;
    }

    /** And of all ways on from it. */
    private double[][] backward(double[][] scores) {
        double[][] backward = new double[scores.length][L];
        double[] ways = new double[L];
        for (int i = scores.length - 2; i >= 0; i--) {
            for (int from = 0; from < L; from++) {
                for (int to = 0; to < L; to++) {
                    ways[to] = may(from, to)
                            ? backward[i + 1][to] + transitions[from * L + to] + scores[i + 1][to]
                            : NEVER;
                }
                backward[i][from] = sum(ways);
            }
        }
        return backward;
    }

    private static double sum(double[] logarithms) {
        double most = NEVER;
        for (double each : logarithms) {
            most = StrictMath.max(most, each);
        }
        if (most <= NEVER) {
            return NEVER;
        }
        double sum = 0;
        for (double each : logarithms) {
            sum += StrictMath.exp(each - most);
        }
        return most + StrictMath.log(sum);
    }

    private TaggerWeights weights(byte[] corpus, double han, double letters) {
        for (int i = 0; i < weights.length; i++) {
            weights[i] *= SHOWN; // all features are shown from now on
        }
        holdBackOutside("张", han);
        holdBackOutside("x", letters);
        double most = Arrays.stream(weights).map(StrictMath::abs).max().orElseThrow();
        byte[] steps = new byte[weights.length];
        for (int i = 0; i < steps.length; i++) {
            steps[i] = (byte) StrictMath.round(weights[i] / most * STEPS);
        }
        float[] rounded = new float[transitions.length];
        for (int i = 0; i < rounded.length; i++) {
            rounded[i] = (float) transitions[i];
        }
        return new TaggerWeights(corpus, (float) (most / STEPS), steps, rounded);
    }

    private void holdBackOutside(String token, double by) {
        TokenFeatures one = new TokenFeatures(token);
        one.of(0);
        weights[one.found()[0] * L] -= by; // the feature of all tokens of its kind
    }
}
