package dev.weir.privacy.detect.tag;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** What a tagger has learnt: how much each feature speaks for each label, in 255 steps, and each label for the one after it. */
final class TaggerWeights {

    private static final int FORMAT = 1;

    private static final int DIGEST = 32;

    private final byte[] corpus;
    private final float step;
    private final byte[] features;
    private final float[] transitions;

    /**
     * @param corpus SHA-256 of the texts it learnt from
     * @param step what one step is
     * @param features of each bucket, one after the other, its steps for each label
     * @param transitions of each label, one after the other, what it adds to each label behind it
     */
    TaggerWeights(byte[] corpus, float step, byte[] features, float[] transitions) {
        this.corpus = corpus.clone();
        this.step = step;
        this.features = features;
        this.transitions = transitions.clone();
    }

    byte[] corpus() {
        return corpus.clone();
    }

    boolean isSame(TaggerWeights other) {
        return step == other.step
                && Arrays.equals(corpus, other.corpus)
                && Arrays.equals(features, other.features)
                && Arrays.equals(transitions, other.transitions);
    }

    float transition(int before, int label) {
        return transitions[before * Label.COUNT + label];
    }

    /** Adds what features say to the scores of one token's labels. */
    void addTo(float[] scores, int[] found, int count) {
        int[] steps = new int[Label.COUNT];
        for (int i = 0; i < count; i++) {
            int at = found[i] * Label.COUNT;
            for (int label = 0; label < steps.length; label++) {
                steps[label] += features[at + label];
            }
        }
        for (int label = 0; label < steps.length; label++) {
            scores[label] += steps[label] * step;
        }
    }

    static TaggerWeights read(InputStream file) throws IOException {
        try (DataInputStream in = new DataInputStream(new GZIPInputStream(file))) {
            if (in.readInt() != FORMAT) {
                throw new IOException("The weights are of another format");
            }
            byte[] corpus = in.readNBytes(DIGEST);
            float step = in.readFloat();
            float[] transitions = new float[Label.COUNT * Label.COUNT];
            for (int i = 0; i < transitions.length; i++) {
                transitions[i] = in.readFloat();
            }
            byte[] features = new byte[TokenFeatures.BUCKETS * Label.COUNT];
            for (int left = in.readInt(), bucket = 0; left > 0; left--) {
                bucket += in.readInt();
                in.readFully(features, bucket * Label.COUNT, Label.COUNT);
            }
            return new TaggerWeights(corpus, step, features, transitions);
        }
    }

    /** The same weights give the same bytes. */
    void write(OutputStream file) throws IOException {
        try (DataOutputStream out = new DataOutputStream(new GZIPOutputStream(file))) {
            out.writeInt(FORMAT);
            out.write(corpus);
            out.writeFloat(step);
            for (float transition : transitions) {
                out.writeFloat(transition);
            }
            int[] buckets = IntStream.range(0, TokenFeatures.BUCKETS)
                    .filter(this::isUsed)
                    .toArray();
            out.writeInt(buckets.length);
            int last = 0;
            for (int bucket : buckets) {
                out.writeInt(bucket - last);
                out.write(features, bucket * Label.COUNT, Label.COUNT);
                last = bucket;
            }
        }
    }

    private boolean isUsed(int bucket) {
        int from = bucket * Label.COUNT;
        return !Arrays.equals(features, from, from + Label.COUNT, new byte[Label.COUNT], 0, Label.COUNT);
    }
}
