package dev.weir.privacy.detect.model;

import dev.weir.contracts.Place;
import dev.weir.privacy.detect.find.Finder;
import dev.weir.privacy.detect.find.Spans;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import opennlp.tools.namefind.NameFinderME;
import opennlp.tools.tokenize.SimpleTokenizer;
import opennlp.tools.util.Span;

/**
 * Finds what a model finds. A model learns from the text it reads, and forgets it with the text's end: so the same text gives
 * the same answer, whatever came before. One finder may be used by many threads; each asks by itself.
 */
public final class ModelFinder implements Finder {

    /** Rules know better what they find. */
    private static final int RANK = 500;

    /** A sentence ends where there is no full stop after so many words; the next begins a few words before, to cut no name. */
    private static final int LONGEST = 120;

    private static final int OVERLAP = 12;

    /** What a full stop after fewer letters shortens: Dr., Prof., bzw. */
    private static final int SHORT = 5;

    private static final long MEASURED_NANOS = 500_000_000;

    private static final String UNTYPED = "default";

    private static final String SAMPLE =
            "The patient was seen on the ward in the morning and has no new complaints. Die Patientin"
                    + " wurde am Montag von Frau Doktor aufgenommen und klagt seit drei Tagen über Schmerzen im Knie. ";

    private static final Map<NameModel, ModelFinder> FINDERS = new ConcurrentHashMap<>();

    private final Map<String, String> finds;
    private final double minimum;
    private final ThreadLocal<NameFinderME> engines;

    private ModelFinder(NameModel model) {
        ModelFile file = ModelFile.read(model, Place.of(model.file()));
        this.finds = model.finds();
        this.minimum = model.minimum();
        this.engines = ThreadLocal.withInitial(() -> new NameFinderME(file.model()));
    }

    /**
     * That of a model, which is read when it is first asked for in this process.
     *
     * @throws dev.weir.contracts.ProblemsException when it cannot be
     */
    public static ModelFinder of(NameModel model) {
        return FINDERS.computeIfAbsent(model, ModelFinder::new);
    }

    @Override
    public void find(String text, Spans spans) {
        NameFinderME engine = engines.get();
        engine.clearAdaptiveData();
        try {
            Span[] words = SimpleTokenizer.INSTANCE.tokenizePos(text);
            for (Piece piece : pieces(text, words)) {
                find(text, words, piece, engine, spans);
            }
        } finally {
            engine.clearAdaptiveData();
        }
    }

    private void find(String text, Span[] words, Piece piece, NameFinderME engine, Spans spans) {
        String[] tokens = new String[piece.to() - piece.from()];
        for (int i = 0; i < tokens.length; i++) {
            tokens[i] = words[piece.from() + i].getCoveredText(text).toString();
        }
        Span[] found = engine.find(tokens);
        double[] sure = engine.probs(found);
        for (int i = 0; i < found.length; i++) {
            String type = found[i].getType() == null ? UNTYPED : found[i].getType();
            String category = finds.get(type);
            if (category != null && sure[i] >= minimum) {
                spans.add(
                        category,
                        words[piece.from() + found[i].getStart()].getStart(),
                        words[piece.from() + found[i].getEnd() - 1].getEnd(),
                        RANK);
            }
        }
    }

    /** Words that are read together. */
    private record Piece(int from, int to) {}

    private static List<Piece> pieces(String text, Span[] words) {
        List<Piece> pieces = new ArrayList<>();
        int from = 0;
        for (int i = 0; i < words.length; i++) {
            if (i + 1 == words.length || endsAfter(text, words, i)) {
                pieces.add(new Piece(from, i + 1));
                from = i + 1;
            } else if (i + 1 - from == LONGEST) {
                pieces.add(new Piece(from, i + 1));
                from = i + 1 - OVERLAP;
            }
        }
        return pieces;
    }

    private static boolean endsAfter(String text, Span[] words, int i) {
        for (int at = words[i].getEnd(); at < words[i + 1].getStart(); at++) {
            if (text.charAt(at) == '\n' || text.charAt(at) == '\r') {
                return true;
            }
        }
        char last = text.charAt(words[i].getEnd() - 1);
        boolean afterWord = i > 0 && words[i - 1].length() >= SHORT;
        return last == '!' || last == '?' || last == '\u3002' || (last == '.' && afterWord);
    }

    /** How long one thread takes for 1,000 characters, about: the best round of half a second. */
    double millisecondsPerThousand() {
        String text = SAMPLE.repeat(10);
        long best = Long.MAX_VALUE;
        long end = System.nanoTime() + MEASURED_NANOS;
        for (long start = System.nanoTime(); start < end; ) {
            find(text, new Spans());
            long now = System.nanoTime();
            best = Math.min(best, now - start);
            start = now;
        }
        return best / 1_000_000.0 / (text.length() / 1000.0);
    }
}
