package dev.weir.privacy.detect.tag;

import dev.weir.privacy.detect.find.Finder;
import dev.weir.privacy.detect.find.Spans;
import dev.weir.privacy.detect.vocabulary.Vocabulary;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Finds names of people in running text, Chinese or in Latin letters, with their numbers and addresses: a linear-chain conditional
 * random field (Lafferty, McCallum and Pereira, "Conditional random fields", 2001), whose labels are the most likely ones
 * together (Viterbi). It learnt from notes that were written for it, in which each name, number and address is marked; they stand
 * beside the tests, with what makes the weights of them.
 *
 * <p>One tagger may be used by many threads. Time and memory grow with the text's length alone.
 */
public final class NameTagger implements Finder {

    /** Rules know better what a number or an address is. */
    private static final int RANK = 450;

    private static final int NAME_RANK = 410;

    private static final String SHIPPED = "/detect/name-tagger.bin";

    /** Whole texts that are usual results, or say that there is none: positive, not tested, not done; keine Angabe, ohne Befund. */
    private static final Pattern RESULT = Pattern.compile(
            "n\\. ?[abdegmrtu]\\.?|k\\. ?A\\.?|o\\. ?B\\.?"
                    + "|(?i:(?:weak(?:ly)? |w\\. ?)?(?:pos|neg)(?:itive|ative)?\\.?|pending|equivocal|indeterminate|inconclusive|borderline|not (?:tested|done|detected))");

    private final TaggerWeights weights;

    NameTagger(TaggerWeights weights) {
        this.weights = weights;
    }

    /** The one that ships. */
    public static NameTagger shipped() {
        return Shipped.TAGGER;
    }

    private static final class Shipped {
        static final NameTagger TAGGER = new NameTagger(load());

        private static TaggerWeights load() {
            try (InputStream file = Objects.requireNonNull(NameTagger.class.getResourceAsStream(SHIPPED), SHIPPED)) {
                return TaggerWeights.read(file);
            } catch (IOException unreadable) {
                throw new UncheckedIOException("The tagger's weights cannot be read", unreadable);
            }
        }
    }

    @Override
    public void find(String text, Spans spans) {
        if (RESULT.matcher(text).matches()) {
            return;
        }
        TokenFeatures features = new TokenFeatures(text);
        List<Token> tokens = features.tokens();
        Label[] labels = labels(features);
        boolean isAny = Arrays.stream(labels).anyMatch(label -> label != Label.OUTSIDE);
        if (isAny && Vocabulary.isChoice(text)) {
            return;
        }
        boolean amongWords = IntStream.range(0, labels.length)
                .anyMatch(i -> labels[i] == Label.OUTSIDE && tokens.get(i).isWord());
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] == Label.OUTSIDE) {
                continue;
            }
            int last = i;
            while (last + 1 < labels.length && labels[last + 1].isInside()) {
                last++;
            }
            int start = tokens.get(i).start();
            int end = tokens.get(last).end();
            if (mayBe(labels[i], text.substring(start, end), amongWords)) {
                add(labels[i], start, end, spans);
            }
            i = last;
        }
    }

    /** A name has a letter, whatever the tokens around it say; and a number alone, such as a code, is what the rules know of it. */
    private static boolean mayBe(Label label, String piece, boolean amongWords) {
        return switch (label) {
            case NAME_BEGIN -> piece.chars().anyMatch(Character::isLetter);
            case NUMBER_BEGIN -> amongWords;
            default -> true;
        };
    }

    private static void add(Label label, int start, int end, Spans spans) {
        switch (label) {
            case NAME_BEGIN -> spans.add("NAME", start, end, NAME_RANK);
            case NUMBER_BEGIN -> spans.add("MRN", start, end, RANK);
            case ADDRESS_BEGIN -> spans.add("ADDR", start, end, RANK);
            case OUTSIDE, NAME_INSIDE, NUMBER_INSIDE, ADDRESS_INSIDE ->
                throw new IllegalArgumentException(label + " begins no span");
        }
    }

    /** The most likely labels of a text's tokens. */
    Label[] labels(TokenFeatures features) {
        int count = features.tokens().size();
        byte[] before = new byte[count * Label.COUNT];
        float[] best = new float[Label.COUNT];
        Arrays.fill(best, Float.NEGATIVE_INFINITY);
        best[Label.OUTSIDE.place()] = 0; // what stands before the first token
        for (int i = 0; i < count; i++) {
            float[] scores = new float[Label.COUNT];
            for (Label label : Label.ALL) {
                int to = label.place();
                scores[to] = Float.NEGATIVE_INFINITY;
                for (Label from : Label.ALL) {
                    float score = best[from.place()] + weights.transition(from.place(), to);
                    if (label.mayFollow(from) && score > scores[to]) {
                        scores[to] = score;
                        before[i * Label.COUNT + to] = (byte) from.place();
                    }
                }
            }
            weights.addTo(scores, features.found(), features.of(i));
            best = scores;
        }
        Label[] labels = new Label[count];
        int last = 0;
        for (int label = 1; label < Label.COUNT; label++) {
            last = best[label] > best[last] ? label : last;
        }
        for (int i = count - 1; i >= 0; i--) {
            labels[i] = Label.ALL.get(last);
            last = before[i * Label.COUNT + last];
        }
        return labels;
    }
}
