package dev.weir.privacy.detect;

import dev.weir.privacy.detect.Detector.Proof;
import dev.weir.privacy.detect.Proposal.Evidence;
import dev.weir.privacy.detect.Proposal.Review;
import dev.weir.privacy.detect.model.NameModel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;

/**
 * Proposes what a column seems to hold, from its name and the tally of a sample of its values. A check digit or a form of its own
 * in half of the values decides whatever the name; where chance gives the check digit too, more values must have it than chance
 * allows. A form that much else has needs the name too; a name alone is believed, but a person should look. Of two categories
 * that fit, the more sensitive is kept, then the earlier in the table of hints.
 */
public final class ColumnClassifier {

    private static final double MOST = 0.5;
    private static final double WITH_HEADER = 0.3;

    /** From here on a person should look. */
    private static final double SOME = 0.01;

    private static final List<Detector> DETECTORS = Detectors.all();

    private final ToIntFunction<String> level;
    private final List<IdentifierForm> own;
    private final List<String> modelled;

    /**
     * For a law pack, and a workspace that brings models.
     *
     * @param level of each category, 1 to 5
     * @param own the forms that the law gives to categories, in the order in which values were looked at
     * @param models in any order
     */
    public ColumnClassifier(ToIntFunction<String> level, List<IdentifierForm> own, List<NameModel> models) {
        this.level = level;
        this.own = List.copyOf(own);
        this.modelled = NameModel.categories(models);
    }

    /** What speaks for one category. */
    private record Candidate(String category, String subtype, double confidence, Review review, double rate) {}

    /** The column of that name whose values were tallied. */
    public Proposal classify(String header, ColumnTally tally) {
        Optional<String> hint = HeaderHints.of(header);
        List<Candidate> candidates = new ArrayList<>();
        boolean review = false;
        double checkDigit = 0;
        double dictionary = 0;
        for (int i = 0; i < DETECTORS.size(); i++) {
            Detector detector = DETECTORS.get(i);
            double rate = tally.rate(i);
            boolean named = hint.isPresent() && isNamed(hint.get(), detector);
            if (detector.proof() == Proof.CHECK_DIGIT) {
                checkDigit = Math.max(checkDigit, rate);
            }
            boolean chance = isChance(i, tally);
            boolean checked =
                    detector.proof() == Proof.CHECK_DIGIT || detector.chance().isPresent();
            review |= checked && !chance && rate >= SOME && rate < MOST;
            if (detector.subtype().equals("NAME_WORDS")) {
                dictionary = rate;
            }
            candidate(detector, rate, named, chance).ifPresent(candidates::add);
        }
        for (int i = 0; i < own.size() + modelled.size(); i++) {
            double rate = tally.rate(ValueTraits.own(i));
            review |= rate >= SOME && rate < MOST;
            if (rate >= MOST) {
                candidates.add(
                        i < own.size()
                                ? new Candidate(
                                        own.get(i).category(), "FORM", 0.7 + 0.2 * rate, Review.NOT_NEEDED, rate)
                                : new Candidate(
                                        modelled.get(i - own.size()), "MODEL", 0.6 + 0.2 * rate, Review.NEEDED, rate));
            }
        }
        boolean byValue = candidates.stream().anyMatch(each -> !each.subtype().isEmpty());
        if (hint.isPresent()
                && candidates.stream().noneMatch(each -> each.category().equals(hint.get()))) {
            candidates.add(named(hint.get(), tally));
        }
        if (!byValue && (tally.mostAre(ValueTraits.LONG) || tally.mostAre(ValueTraits.LONG_HAN))) {
            candidates.add(new Candidate("TEXT", "LONG", 0.7, Review.NOT_NEEDED, 0));
        }
        double foundInside = tally.foundInside();
        if (!byValue && tally.holdInside() >= MOST) {
            candidates.add(new Candidate("TEXT", "INSIDE", 0.7, Review.NEEDED, tally.holdInside()));
        }
        Optional<Candidate> best = candidates.stream().max(order());
        review |= best.map(found -> found.review() == Review.NEEDED).orElse(foundInside > 0);
        return new Proposal(
                best.map(Candidate::category),
                best.map(Candidate::subtype).orElse(""),
                best.map(Candidate::confidence).orElse(0.0),
                new Evidence(
                        hint,
                        best.map(Candidate::rate).orElse(0.0),
                        checkDigit,
                        dictionary,
                        foundInside,
                        tally.values()),
                review ? Review.NEEDED : Review.NOT_NEEDED);
    }

    /** Whether so many right check digits may be there by chance. */
    private static boolean isChance(int i, ColumnTally tally) {
        Detector detector = DETECTORS.get(i);
        return detector.chance()
                .filter(chance -> !chance.isExceeded(tally.count(i), tally.count(ValueTraits.shape(detector))))
                .isPresent();
    }

    private static boolean isNamed(String hint, Detector detector) {
        // A diagnosis is a diagnosis; which ones the law protects more, the codes say.
        return hint.equals(detector.category())
                || (hint.equals("HEALTH") && detector.category().equals("SPDIS"));
    }

    private static Optional<Candidate> candidate(Detector detector, double rate, boolean named, boolean chance) {
        double sure = named ? 0.05 : 0;
        boolean most = rate >= MOST && (!chance || named);
        return switch (detector.proof()) {
            case CHECK_DIGIT ->
                most
                        ? Optional.of(found(detector, 0.85 + 0.1 * rate + sure, Review.NOT_NEEDED, rate))
                        : Optional.empty();
            case PATTERN ->
                most
                        ? Optional.of(found(
                                detector,
                                0.7 + 0.2 * rate + sure,
                                detector.category().equals("NAME") && !named ? Review.NEEDED : Review.NOT_NEEDED,
                                rate))
                        : Optional.empty();
            case HEADER ->
                named && rate >= WITH_HEADER
                        ? Optional.of(found(detector, 0.7 + 0.25 * rate, Review.NOT_NEEDED, rate))
                        : most && detector.chance().isPresent()
                                ? Optional.of(found(detector, 0.6 + 0.2 * rate, Review.NEEDED, rate))
                                : Optional.empty();
        };
    }

    private static Candidate found(Detector detector, double confidence, Review review, double rate) {
        return new Candidate(detector.category(), detector.subtype(), Math.min(1, confidence), review, rate);
    }

    /** A name alone; of the categories that have no form, it is all there can be. */
    private static Candidate named(String hint, ColumnTally tally) {
        boolean formless =
                DETECTORS.stream().noneMatch(detector -> detector.category().equals(hint));
        boolean text = hint.equals("TEXT") && (tally.mostAre(ValueTraits.LONG) || tally.mostAre(ValueTraits.LONG_HAN));
        return new Candidate(
                hint, "", text ? 0.9 : formless ? 0.7 : 0.5, formless ? Review.NOT_NEEDED : Review.NEEDED, 0);
    }

    private Comparator<Candidate> order() {
        List<String> table = HeaderHints.order();
        return Comparator.comparingInt((Candidate each) -> level.applyAsInt(each.category()))
                .thenComparingInt(each -> -table.indexOf(each.category()))
                .thenComparingDouble(Candidate::confidence);
    }
}
