package dev.weir.privacy.detect;

import static java.util.Objects.requireNonNull;

import dev.weir.privacy.detect.Detector.Proof;
import dev.weir.privacy.detect.words.PlacePhrase;
import dev.weir.privacy.detect.words.TitlePhrase;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What identifies a person in one value: for each kind whether the value is it or holds it. Values that tell the same are equal,
 * whomever they tell.
 */
final class ValueLeaks {

    /** What a value is written as. The other values of its column show whether it is called after a person or is one. */
    enum Phrase {
        /** A value without its column: any name in it may call a person. */
        ALONE,
        /** What organisations, works and goods are called. */
        TITLE,
        /** A place and its region. */
        PLACE,
        OTHER
    }

    /** Of a value that identifies no person. */
    static final ValueLeaks NONE = new ValueLeaks(false, Phrase.OTHER);

    /** Of a number or a code that identifies no person. */
    static final ValueLeaks CODE = new ValueLeaks(true, Phrase.OTHER);

    /** Of a title that identifies no person. */
    static final ValueLeaks TITLE = new ValueLeaks(false, Phrase.TITLE);

    private final boolean isCode;
    private final Phrase phrase;

    private final Set<LeakKind> whole = EnumSet.noneOf(LeakKind.class);
    private final Set<LeakKind> inside = EnumSet.noneOf(LeakKind.class);
    private final Set<LeakKind> byWords = EnumSet.noneOf(LeakKind.class);

    /** Of what was found. */
    private final Map<LeakKind, Long> hashes = new EnumMap<>(LeakKind.class);

    private int weight;

    /** Of a value in which nothing was found yet. */
    ValueLeaks(boolean isCode, Phrase phrase) {
        this.isCode = isCode;
        this.phrase = phrase;
    }

    /** Whether the value is a number or a code of seven digits and more, and no text. */
    boolean isCode() {
        return isCode;
    }

    /** Whether the value is a phrase that is written as a title is. */
    boolean isTitle() {
        return phrase == Phrase.TITLE;
    }

    /** Whether what was found as a name in the value, or in what it is read as, may call a person. */
    boolean mayCallPerson(String text, int start, int end) {
        return switch (phrase) {
            case ALONE, OTHER -> true;
            case TITLE -> TitlePhrase.callsPerson(text, start, end);
            case PLACE -> false;
        };
    }

    /** Whether the value, or what it is read as, may be what a person is called, by this proof. */
    boolean mayCallPerson(String text, Proof proof) {
        boolean byHeader = phrase != Phrase.ALONE && proof == Proof.HEADER;
        return mayCallPerson(text, 0, text.length())
                && !(byHeader && (TitlePhrase.endsInPlainWord(text) || PlacePhrase.isBare(text)));
    }

    /**
     * Something that was found. A whole value is stronger evidence than one inside, and the first of several is enough.
     *
     * @param found empty where a column may hold it
     */
    void put(Optional<LeakKind> found, boolean isWhole, String text) {
        found.filter(kind -> isWhole ? !is(kind) : !has(kind)).ifPresent(kind -> {
            (isWhole ? whole : inside).add(kind);
            if (isWhole) {
                inside.remove(kind);
            }
            hashes.put(kind, HitTally.hash(text));
        });
    }

    /** What was found by its words alone: few texts are searched so. */
    void foundByWords(LeakKind kind) {
        if (has(kind)) {
            byWords.add(kind);
        }
    }

    /** For how many texts, by the power of two, what was found by its words counts. */
    void weigh(int power) {
        weight = power;
    }

    boolean isEmpty() {
        return whole.isEmpty() && inside.isEmpty();
    }

    boolean has(LeakKind kind) {
        return whole.contains(kind) || inside.contains(kind);
    }

    boolean hasAny(Set<LeakKind> kinds) {
        return kinds.stream().anyMatch(this::has);
    }

    boolean is(LeakKind kind) {
        return whole.contains(kind);
    }

    Set<LeakKind> kinds() {
        return hashes.keySet();
    }

    /** The hash of what was found of each kind. */
    Map<LeakKind, Long> hashes() {
        return Collections.unmodifiableMap(hashes);
    }

    /**
     * Counts each kind once for the value, and for those that the value stands for.
     *
     * @param tallies of all kinds
     */
    void count(long stands, Map<LeakKind, HitTally> tallies) {
        hashes.keySet().forEach(kind -> requireNonNull(tallies.get(kind)).add(is(kind), all(kind, stands)));
    }

    /** For how many values with a name the value stands. */
    long named(long stands) {
        return has(LeakKind.NAME) ? all(LeakKind.NAME, stands) : 0;
    }

    private long all(LeakKind kind, long stands) {
        return byWords.contains(kind) ? stands << weight : stands;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ValueLeaks leaks
                && isCode == leaks.isCode
                && isTitle() == leaks.isTitle()
                && weight == leaks.weight
                && whole.equals(leaks.whole)
                && inside.equals(leaks.inside)
                && byWords.equals(leaks.byWords);
    }

    @Override
    public int hashCode() {
        return Objects.hash(isCode, isTitle(), weight, whole, inside, byWords);
    }
}
