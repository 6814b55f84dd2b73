package dev.weir.privacy.detect;

/** What must not be found in a column that says it holds something harmless. */
public enum LeakKind {
    /** Resident identity numbers of 18 places: check digit, birth date and region are right. */
    IDENTITY("RID", "resident identity numbers"),
    /** Mobile numbers of the mainland. */
    MOBILE("PHONE", "mobile numbers"),
    /** Bank cards: Luhn's check digit and the first digits of a network. */
    CARD("BANK", "bank card numbers"),
    /** Chinese names, as whole values. */
    NAME("NAME", "names of people");

    private final String category;
    private final String words;

    LeakKind(String category, String words) {
        this.category = category;
        this.words = words;
    }

    /** The category that the column should have said. */
    public String category() {
        return category;
    }

    /** For people. */
    public String words() {
        return words;
    }
}
