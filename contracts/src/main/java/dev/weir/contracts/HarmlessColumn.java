package dev.weir.contracts;

import java.time.LocalDate;
import java.util.List;

/**
 * A steward's word that a column of a release identifies no person, though its values look as if they did: until a day they do
 * not stop a release. It is never about identity numbers that prove themselves.
 *
 * @param product the product's id
 * @param table of the column
 * @param column its name
 * @param looksLike the categories that its values have the form of
 * @param word by whom it was declared, why and until when
 * @param place where it is written
 */
public record HarmlessColumn(
        String product, String table, String column, List<String> looksLike, Word word, Place place) {

    public HarmlessColumn {
        looksLike = List.copyOf(looksLike);
    }

    /**
     * A steward's word.
     *
     * @param until its last day, in the workspace's time zone
     * @param by the declaring person
     * @param because why
     */
    public record Word(LocalDate until, String by, String because) {}

    /** {@code table.column}, as it is written. */
    public String name() {
        return table + "." + column;
    }

    public boolean inForce(LocalDate day) {
        return !day.isAfter(word.until());
    }

    /** Until when, by whom, and why. */
    public String words() {
        return "harmless until " + word.until() + ", says " + word.by() + ": " + word.because();
    }
}
