package dev.weir.privacy.detect;

import dev.weir.privacy.validate.ResidentIdentity;
import java.time.LocalDate;
import java.util.Optional;

/** What must not be found in a column that says it holds something harmless. */
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
                                GroupedDigits.bare(text.substring(span.start(), span.end())), LAST_BIRTH)
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

    /** The category that the column should have said. */
    public String category() {
        return category;
    }

    /**
     * Whether the numbers prove themselves where they are too many for chance: by a check digit, or by region and date of
     * birth. Nobody's word makes such a number harmless.
     */
    public boolean provesItself() {
        return this == IDENTITY || this == DOCUMENT || this == BANK;
    }

    /** For people. */
    public String words() {
        return words;
    }
}
