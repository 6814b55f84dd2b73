package dev.weir.privacy.detect;

import dev.weir.privacy.detect.find.Span;
import dev.weir.privacy.detect.words.GroupedDigits;
import dev.weir.privacy.validate.ResidentIdentity;
import java.time.LocalDate;
import java.util.Optional;
import java.util.stream.Stream;

/** What must not be found in a column that is declared harmless. */
public enum LeakKind {
    /** Resident identity numbers of 18 places: check digit, birth date and region are right. */
    IDENTITY("RID", "resident identity numbers"),
    /** Other numbers of identity documents, whose forms and check digits chance gives more often. */
    DOCUMENT("RID", "numbers of identity documents"),
    /** Telephone numbers. */
    PHONE("PHONE", "telephone numbers"),
    /** Bank cards (Luhn's check digit and the first digits of a network) and accounts (IBAN). */
    BANK("BANK", "bank card or account numbers"),
    /** Names of people, Chinese or in Latin letters. */
    NAME("NAME", "names of people"),
    /** Words and parts that read as names where nearly all values of a column do: {@code caohua}, a surname beside a given name. */
    READ_AS_NAME("NAME", "what reads as names of people"),
    /** E-mail addresses. */
    EMAIL("EMAIL", "e-mail addresses"),
    /** Places where people live, down to the street. */
    ADDRESS("ADDR", "addresses"),
    /** Passports. */
    TRAVEL("TRAVEL", "passport numbers"),
    /** Plates of vehicles. */
    PLATE("PLATE", "plates of vehicles");

    /** Fewer are a short list of words that read as names. */
    private static final int FEWEST_NAMES = 4;

    /** A fixed day, so that the same files always give the same answer. */
    private static final LocalDate LAST_BIRTH = LocalDate.of(2049, 12, 31);

    private final String category;
    private final String words;

    LeakKind(String category, String words) {
        this.category = category;
        this.words = words;
    }

    /** What a detector finds; empty where a column may hold it. */
    static Optional<LeakKind> of(Detector detector) {
        return of(detector.category(), detector.subtype().equals("PRC18"));
    }

    /** What was found in a text; empty where a column may hold it. */
    static Optional<LeakKind> of(Span span, String text) {
        return of(
                span.category(),
                span.category().equals("RID")
                        && ResidentIdentity.isIssued(
                                GroupedDigits.alone(text.substring(span.start(), span.end())), LAST_BIRTH)
                        && span.end() - span.start() >= 18);
    }

    private static Optional<LeakKind> of(String category, boolean isResident) {
        for (LeakKind kind : values()) {
            if (kind.category.equals(category) && (kind != IDENTITY || isResident)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }

    /** Whether a kind is of a category. */
    public static boolean isOf(String category) {
        return Stream.of(values()).anyMatch(kind -> kind.category.equals(category));
    }

    /** The category that the column should have said. */
    public String category() {
        return category;
    }

    /**
     * Whether the numbers prove themselves where they are too many for chance: by a check digit, or by region and date of
     * birth. No declaration makes such a number harmless.
     */
    public boolean provesItself() {
        return this == IDENTITY || this == DOCUMENT || this == BANK;
    }

    /** Whether other numbers of the same length are taken for it now and then, so that a column needs many of them. */
    public boolean comesByChance() {
        return this == DOCUMENT || this == PHONE || this == BANK;
    }

    /**
     * How many different ones are enough in a column most of whose values are nothing else, where fewer than its limit asks for
     * differ: the records of one or two people, one person's in every row. What chance gives one code in ten or thirty has to
     * come twice, what other codes have the form of as often as the limit allows, and names in one row of two.
     *
     * @param values of the column
     */
    long fewest(long values) {
        return switch (this) {
            case IDENTITY, PHONE, EMAIL, ADDRESS, PLATE -> 1;
            case DOCUMENT, BANK -> 2;
            case NAME -> Math.max(FEWEST_NAMES, (values + 1) / 2);
            case READ_AS_NAME, TRAVEL -> Long.MAX_VALUE;
        };
    }

    /** For people. */
    public String words() {
        return words;
    }
}
